// Ways to damage a project, each chosen by a seeded generator, so that every run can be repeated.

/** Choices that depend on nothing but the seed. */
export function pickerOf(seed) {
  let state = seed >>> 0;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = count => Math.floor(random() * count);
  return { below, chance: share => random() < share, from: list => list[below(list.length)] };
}

/** A damaged copy of some files by path, and what was done to them. */
export function damage(whole, pick) {
  const files = { ...whole };
  const story = [];
  for (let count = 1 + pick.below(4); count > 0; count--) {
    const paths = Object.keys(files);
    const path = pick.from(paths);
    const [name, change] = pick.from(pick.chance(0.75) ? IN_TEXT : IN_PROJECT);
    story.push(`${name} ${path}`);
    Object.assign(files, change(files, path, pick));
    for (const each of Object.keys(files)) if (files[each] === null) delete files[each];
  }
  return { files, story };
}

const inText = change => (files, path, pick) => ({
  [path]: Buffer.from(change(files[path].toString('utf8'), pick)),
});

const TOKEN = /[\p{L}_$][\p{L}\p{N}_]*|\d+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\s+|[^\s]/gu;
const NASTY = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    "'",
    '"',
    "'''",
    '${',
    ':',
    ',',
    '=',
    '?',
    '!',
    '::',
    '.?',
    '??',
    '...',
    '@',
    '#',
    '//',
  ],
  ...[
    '/*',
    '\\',
    '\n',
    '\u0000',
    '\ufffd',
    '\u2028',
    '😀',
    'e\u0301',
    '-',
    '1e999',
    '99999999999999999999',
    '0x',
    '$',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'true',
    'if',
    'for',
    'param',
    'existing',
    'resource',
  ],
  ...[
    "'__proto__'",
    '"__proto__"',
    '"constructor"',
    '{}',
    '[]',
    "''",
    '""',
    '"[',
    ']"',
    '"[[x]"',
    '"[parameters("',
    'any(1)',
  ],
  ...[
    'range(0, 100000)',
    'range(0, 1000000000)',
    "json('{')",
    'map(range(0, 9999), i => range(0, 9999))',
    'union({}, {})',
  ],
  ...[
    '=>',
    '`',
    '`${',
    'async ',
    'await ',
    'new ',
    'class ',
    'extends ',
    'super(',
    'this.',
    'return ',
    'import ',
    'export ',
  ],
  ...[
    '?.',
    '...this',
    'while (true) {}',
    'for (;;) {',
    'new Array(1e9)',
    "'x'.repeat(1e9)",
    '[...Array(1e6).keys()]',
  ],
  ...['process.env.X ? ', '=', ';', '<T>', '/[', 'throw ', 'require(', 'as any', 'function* '],
  ...[
    '"[range(0, 1000000000)]"',
    '"[json(\'[[[[\')]"',
    '"copy": [{"name": "x", "count": 1000000000, "input": 1}],',
  ],
  ...[
    '"copy": {"name": "x", "count": 1000000000},',
    "padLeft('', 1000000000)",
    '[for i in range(0, 800): i]',
    '-9223372036854775808',
  ],
];

function tokensOf(text) {
  return text.match(TOKEN) ?? [];
}

/** Replaces some tokens: `change` gets the list and the place. */
function atToken(change) {
  return inText((text, pick) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return text;
    change(tokens, pick.below(tokens.length), pick);
    return tokens.join('');
  });
}

function atWord(pattern, change) {
  return inText((text, pick) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const { index, 0: word } = pick.from(found);
    return text.slice(0, index) + change(word, found, pick) + text.slice(index + word.length);
  });
}

const IN_TEXT = Object.entries({
  'delete a token of': atToken((tokens, at) => tokens.splice(at, 1)),
  'delete tokens of': atToken((tokens, at, pick) => tokens.splice(at, 1 + pick.below(30))),
  'insert into': atToken((tokens, at, pick) => tokens.splice(at, 0, pick.from(NASTY))),
  'replace a token of': atToken((tokens, at, pick) => tokens.splice(at, 1, pick.from(NASTY))),
  'repeat tokens of': atToken((tokens, at, pick) =>
    tokens.splice(at, 0, ...tokens.slice(at, at + 1 + pick.below(200))),
  ),
  'swap tokens of': atToken((tokens, at, pick) => {
    const other = pick.below(tokens.length);
    [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
  }),
  'confuse names in': atWord(/[A-Za-z_]\w*/g, (_, found, pick) => pick.from(found)[0]),
  'confuse literals in': atWord(/'[^'\n]*'|"[^"\n]*"|\b\d+\b|\b(?:true|false|null)\b/g, (_, found, pick) =>
    pick.from([pick.from(found)[0], pick.from(NASTY)]),
  ),
  'call a name __proto__ in': inText((text, pick) => {
    const names = [...new Set(text.match(/\b[A-Za-z_]\w{2,60}\b/g) ?? ['x'])];
    const name = pick.from(names);
    return text.replace(new RegExp(`\\b${name}\\b`, 'g'), pick.from(['__proto__', 'constructor', 'valueOf']));
  }),
  'enlarge a number in': atWord(/\b\d+\b/g, (_, __, pick) =>
    pick.from(['1000000000', '9223372036854775807', '-1', '0', '1e309', '800', '100000']),
  ),
  truncate: inText((text, pick) => text.slice(0, pick.below(text.length + 1))),
  'nest in': atToken((tokens, at, pick) => {
    const opening = pick.from([
      ...['[', '{', '(', "'${", '-', '!', 'a.', '{a:', '"[', '[[', 'a?b:'],
      ...['`${', '()=>', 'async ', 'if(a){', 'new ', 'f(', 'class A{m(){', 'a+', '<'],
    ]);
    tokens.splice(at, 0, opening.repeat(pick.from([50, 500, 5000, 100_000])));
  }),
  'lengthen a string of': atWord(
    /'[^'\n]*'|"[^"\n]*"/g,
    (word, _, pick) => word.slice(0, -1) + 'ab'.repeat(pick.from([100, 10_000, 2_000_000])) + word.at(-1),
  ),
  'change line ends of': inText((text, pick) =>
    text.replace(/\r?\n/g, pick.from(['\r\n', '\r', '\u2028', ''])),
  ),
});

const IN_PROJECT = Object.entries({
  'flip bytes of': (files, path, pick) => {
    const bytes = Buffer.from(files[path]);
    for (let count = 1 + pick.below(8); count > 0 && bytes.length > 0; count--)
      bytes[pick.below(bytes.length)] ^= 1 << pick.below(8);
    return { [path]: bytes };
  },
  'mark with a byte order': (files, path) => ({
    [path]: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), files[path]]),
  }),
  'write in UTF-16': (files, path, pick) => {
    const little = Buffer.from(`\ufeff${files[path].toString('utf8')}`, 'utf16le');
    return { [path]: pick.chance(0.5) ? little : little.swap16() };
  },
  empty: (_, path) => ({ [path]: Buffer.alloc(0) }),
  replace: (_, path, pick) => ({
    [path]: Buffer.from(
      pick.from([
        'null',
        '[]',
        '0',
        '"x"',
        '{}',
        '// only\n',
        '/* open',
        ' \n\n',
        '\u0000\u0001',
        '{"resources": 1, "parameters": []}',
      ]),
    ),
  }),
  swap: (files, path, pick) => {
    const other = pick.from(Object.keys(files));
    return { [path]: files[other], [other]: files[path] };
  },
  lose: (files, path) => (Object.keys(files).length > 1 ? { [path]: null } : {}),
  'point modules to each other from': (files, path, pick) => {
    const own = path.slice(path.lastIndexOf('/') + 1);
    return inText(text => text.replace(/'[^'\n]*\.bicep'/g, named => pick.from([`'${own}'`, named])))(
      files,
      path,
    );
  },
});
