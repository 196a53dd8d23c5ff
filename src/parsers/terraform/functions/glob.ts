// Patterns of paths as `fileset` takes them: `*`, `**`, `?`, `[a-z]`, `{a,b}`. Semantics: github.com/bmatcuk/doublestar.

const LONGEST_PATTERN = 1000;

/** What matches the paths of a pattern; null where it is malformed, `outside` where it leaves its folder. */
export function globPattern(pattern: string): RegExp | 'outside' | null {
  if (pattern.startsWith('../') || pattern === '..' || pattern.startsWith('/')) return 'outside';
  if (pattern.length > LONGEST_PATTERN) return null;
  const source = sourceOf(pattern);
  return source === null ? null : new RegExp(`^${source}$`, 'u');
}

const FOLDERS = /^\*\*(?:\/|$)/;
const TOKEN = /^(?:\*+|\[[^\]]*\]|\\.|.)/su;

function sourceOf(pattern: string): string | null {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; ) {
    // Two stars stand for folders only where they are the whole name of one.
    const isName = at === 0 || pattern[at - 1] === '/';
    const [token] = (isName ? FOLDERS : TOKEN).exec(pattern.slice(at)) ?? TOKEN.exec(pattern.slice(at))!;
    const written = tokenSource(token, braces, isName);
    if (written === null) return null;
    if (token === '{') braces++;
    if (token === '}' && braces-- === 0) return null;
    source += written;
    at += token.length;
  }
  return braces === 0 ? source : null;
}

function tokenSource(token: string, braces: number, isFolders: boolean): string | null {
  switch (token) {
    case '**/':
      return '(?:[^/]*/)*';
    case '**':
      return isFolders ? '.*' : '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return braces > 0 ? '|' : ',';
    case '[':
    case '\\':
      return null;
  }
  if (token.startsWith('*')) return '[^/]*';
  if (token.startsWith('[')) {
    const content = token.slice(1, -1);
    if (content === '' || content === '^') return null;
    const negated = content[0] === '^';
    return `[${negated ? '^/' : ''}${(negated ? content.slice(1) : content).replace(/[[\]\\^&]/g, '\\$&')}]`;
  }
  return (token.startsWith('\\') ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
