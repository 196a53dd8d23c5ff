// The statements that name other files and extensions: `import`, `extension`, `using`, `extends`, `extensionConfig`.
// Refuses to know where these are.

import { parseBlock } from './blocks.ts';
import type { Cursor } from './cursor.ts';
import { ending, type Lead, parseName } from './declarations.ts';
import { errorExpression, readIdentifier } from './expressions.ts';
import { openBracket, parseObject, parseString } from './literals.ts';
import { skipJunk } from './recovery.ts';
import type {
  Expression,
  ExtendsStatement,
  ExtensionConfigStatement,
  ExtensionStatement,
  Identifier,
  ImportedSymbol,
  ImportStatement,
  Statement,
  UsingStatement,
} from './syntax.ts';

/** `import { a, b as c } from 'x'`, `import * as x from 'y'`, or the older `import 'extension'`. */
export function parseImport(c: Cursor, lead: Lead): Statement {
  if (c.kind === 'string' || c.kind === 'stringStart') return parseExtension(c, lead);
  const wildcard = c.kind === '*' ? parseWildcard(c) : null;
  const symbols = wildcard ? null : parseSymbols(c);
  const path = parseFrom(c);
  const statement: ImportStatement = { kind: 'import', symbols, wildcard, path, ...ending(c, lead) };
  return statement;
}

function parseWildcard(c: Cursor): Identifier {
  c.advance();
  if (!c.acceptWord('as')) c.unexpected('`as`', "Write `import * as name from 'file.bicep'`");
  if (c.kind !== 'identifier' || c.isWord('from')) return missingName(c);
  return readIdentifier(c);
}

function missingName(c: Cursor): Identifier {
  c.unexpected('a name', 'Name what is imported');
  return { name: '', span: c.emptySpan() };
}

function parseSymbols(c: Cursor): ImportedSymbol[] {
  const symbols: ImportedSymbol[] = [];
  if (c.kind !== '{') {
    c.unexpected('`{` or `*`', "Write `import { name } from 'file.bicep'`");
    while (c.kind !== 'newline' && c.kind !== 'end' && !c.isWord('from')) c.advance();
    return symbols;
  }
  parseBlock(c, '}', openBracket(c, '{'), {
    item: () => {
      const symbol = parseSymbol(c);
      if (symbol) symbols.push(symbol);
    },
    startsItem: () => c.kind === 'identifier',
  });
  return symbols;
}

/** `name`, `name as alias`, or `'any name' as alias`. */
function parseSymbol(c: Cursor): ImportedSymbol | null {
  const { start } = c;
  const quoted = c.kind === 'string';
  const name = quoted ? quotedName(c) : c.kind === 'identifier' ? readIdentifier(c) : null;
  if (!name) {
    c.unexpected('a name', 'List the names to import');
    skipJunk(c);
    return null;
  }
  const alias = c.acceptWord('as') ? parseName(c, 'a name') : null;
  if (quoted && !alias) c.unexpected('`as`', "A name between quotes needs another: `'a-b' as ab`");
  return { name, alias, span: c.spanFrom(start) };
}

function quotedName(c: Cursor): Identifier {
  const { start } = c;
  const [part] = parseString(c).parts;
  return { name: part?.kind === 'text' ? part.value : '', span: c.spanFrom(start) };
}

function parseFrom(c: Cursor): Expression {
  if (!c.acceptWord('from')) c.unexpected('`from`', "Write `from 'file.bicep'` behind what is imported");
  return parsePath(c, "a path such as `'types.bicep'`");
}

function parsePath(c: Cursor, expected: string): Expression {
  if (c.kind === 'string' || c.kind === 'stringStart') return parseString(c);
  c.unexpected(expected, 'Write the path between quotes');
  return errorExpression(c);
}

/** `extension name with { … } as alias`; the specification may be a string. */
export function parseExtension(c: Cursor, lead: Lead): ExtensionStatement {
  const specification = parseSpecification(c);
  const config = c.isWord('with') ? parseWith(c) : null;
  const alias = c.acceptWord('as') ? parseName(c, 'another name') : null;
  return { kind: 'extension', specification, config, alias, ...ending(c, lead) };
}

function parseSpecification(c: Cursor): Expression {
  if (c.kind !== 'identifier' || c.isWord('with') || c.isWord('as'))
    return parsePath(c, 'the name of an extension');
  const name = readIdentifier(c);
  return { kind: 'variable', name, span: name.span };
}

/** `with { … }`. */
function parseWith(c: Cursor): Expression {
  if (!c.acceptWord('with')) c.unexpected('`with`', 'Write `with { … }`');
  if (c.kind === '{') return parseObject(c, { nestedResources: false });
  c.unexpected('`{`', 'Write the configuration as `{ … }`');
  return errorExpression(c);
}

/** `using 'main.bicep'`, `using none`, either with a configuration. */
export function parseUsing(c: Cursor, lead: Lead): UsingStatement {
  const path = c.acceptWord('none') ? null : parsePath(c, "a path such as `'main.bicep'`, or `none`");
  const config = c.isWord('with') ? parseWith(c) : null;
  return { kind: 'using', path, config, ...ending(c, lead) };
}

export function parseExtends(c: Cursor, lead: Lead): ExtendsStatement {
  const path = parsePath(c, "a path such as `'shared.bicepparam'`");
  return { kind: 'extends', path, ...ending(c, lead) };
}

/** `extensionConfig name with { … }`. */
export function parseExtensionConfig(c: Cursor, lead: Lead): ExtensionConfigStatement {
  const name = parseName(c, 'the name of an extension');
  const config = parseWith(c);
  return { kind: 'extensionConfig', name, config, ...ending(c, lead) };
}
