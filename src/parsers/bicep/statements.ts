// The statements of Bicep files and parameter files by their keywords. Promises that a broken statement costs itself:
// what cannot be read is an `error` statement up to the next line that starts one.

import type { Cursor } from './cursor.ts';
import {
  type Lead,
  parseAssert,
  parseFunction,
  parseMetadata,
  parseOutput,
  parseParameter,
  parseParameterAssignment,
  parseTargetScope,
  parseTypeStatement,
  parseVariable,
} from './declarations.ts';
import { parseDecorators } from './decorators.ts';
import { parseExtends, parseExtension, parseExtensionConfig, parseImport, parseUsing } from './imports.ts';
import { isHeader, isStatementStart, skipLine, skipStray } from './recovery.ts';
import { parseModule, parseResource, parseTest } from './resources.ts';
import type { Statement } from './syntax.ts';

/** Reads what is behind a keyword; the keyword starts at `keyword`. */
type StatementParser = (c: Cursor, lead: Lead, keyword: number) => Statement;

const shared: Readonly<Record<string, StatementParser>> = {
  var: parseVariable,
  type: parseTypeStatement,
  import: parseImport,
  extension: parseExtension,
  provider: parseExtension,
};

const templateStatements: ReadonlyMap<string, StatementParser> = new Map(
  Object.entries<StatementParser>({
    ...shared,
    targetScope: parseTargetScope,
    metadata: parseMetadata,
    param: parseParameter,
    resource: parseResource,
    module: parseModule,
    output: parseOutput,
    func: parseFunction,
    assert: parseAssert,
    test: parseTest,
  }),
);

const parameterFileStatements: ReadonlyMap<string, StatementParser> = new Map(
  Object.entries<StatementParser>({
    ...shared,
    using: parseUsing,
    extends: parseExtends,
    param: parseParameterAssignment,
    extensionConfig: parseExtensionConfig,
  }),
);

export function parseStatements(c: Cursor): Statement[] {
  const statements: Statement[] = [];
  c.skipNewline();
  while (c.kind !== 'end') {
    c.startStatement();
    statements.push(parseStatement(c));
    endStatement(c);
  }
  return statements;
}

/** A statement ends with its line. */
function endStatement(c: Cursor): void {
  if (c.skipNewline() || c.kind === 'end' || c.atLineStart) return;
  if (c.pendingDecorators.length > 0) return;
  const next = isStatementStart(c) || (!c.parameterFile && isHeader(c)) || c.is('@');
  c.unexpected('a line break', 'Put each statement on a line of its own', next ? 'warning' : 'error');
  if (next) return;
  skipLines(c);
  c.skipNewline();
}

function parseStatement(c: Cursor): Statement {
  const start = c.pendingDecorators[0]?.span.start ?? c.start;
  const decorators = [...c.pendingDecorators, ...parseDecorators(c)];
  c.pendingDecorators = [];
  const lead: Lead = { start, decorators };
  const keyword = c.start;
  if (c.kind === 'identifier') {
    const statements = c.parameterFile ? parameterFileStatements : templateStatements;
    const word = c.textAt(0);
    const parser = statements.get(word) ?? missingKeyword(c);
    if (parser) {
      if (statements.has(word)) c.advance();
      return parser(c, lead, keyword);
    }
  }
  return parseUnknown(c, lead);
}

/** `name 'Microsoft.X/y@version' =` and `name 'path' =` lack only the keyword. */
function missingKeyword(c: Cursor): StatementParser | null {
  if (c.parameterFile || !isHeader(c)) return null;
  const isType = /^'[\w.]+\/[\w./]+@/.test(c.textAt(1));
  const keyword = isType ? 'resource' : 'module';
  c.unexpected(`\`${keyword}\``, `Write \`${keyword}\` before the name`);
  return isType ? parseResource : parseModule;
}

function parseUnknown(c: Cursor, { start, decorators }: Lead): Statement {
  reportUnknown(c, decorators.length > 0);
  skipLines(c);
  return { kind: 'error', decorators, span: c.spanFrom(start) };
}

function reportUnknown(c: Cursor, decorated: boolean): void {
  const { kind } = c;
  const word = kind === 'identifier' ? c.textAt(0) : '';
  const others = c.parameterFile ? templateStatements : parameterFileStatements;
  if (kind === '}' || kind === ']' || kind === ')') skipStray(c, kind);
  else if (others.has(word)) {
    const message = `Found \`${word}\`, expected a statement of a ${c.parameterFile ? 'parameter file' : 'Bicep file'}`;
    const place = c.parameterFile ? 'the Bicep file that `using` names' : 'a `.bicepparam` file';
    c.report('misplaced-statement', message, `Move the statement to ${place}`);
  } else {
    const known = [...(c.parameterFile ? parameterFileStatements : templateStatements).keys()];
    const expected = decorated ? 'the statement that the decorator is for' : 'a statement';
    const code = decorated ? 'missing-declaration' : 'unknown-statement';
    const hint = `Statements start with ${known.map(each => `\`${each}\``).join(', ')}`;
    c.report(code, `Found ${c.found()}, expected ${expected}`, hint);
  }
}

/**
 * Skips the rest of this line with the brackets that it opens, and the lines that belong to it: those that are
 * indented or start with a closing bracket, up to one that starts a statement.
 */
function skipLines(c: Cursor): void {
  for (;;) {
    skipLine(c);
    const next = c.kindAt(1);
    if (c.kind !== 'newline' || next === 'end' || next === '@' || isStatementStart(c, 1)) return;
    const closes = next === '}' || next === ']' || next === ')';
    if (!closes && c.tokens.starts[c.index + 1] === c.end) return;
    c.advance();
  }
}
