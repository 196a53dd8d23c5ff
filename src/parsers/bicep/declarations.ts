// Declarations without a body: parameters, variables, outputs, types, functions, metadata and assertions. Promises
// that the name survives a broken type or value.

import type { Span } from '../../model/source.ts';
import { parseList } from './blocks.ts';
import type { Cursor } from './cursor.ts';
import { errorExpression, parseLambdaBody, parseValue, readIdentifier } from './expressions.ts';
import { openBracket } from './literals.ts';
import { hasAssignmentAhead, skipJunk } from './recovery.ts';
import type {
  AssertStatement,
  Decorator,
  Expression,
  FunctionParameter,
  FunctionStatement,
  Identifier,
  MetadataStatement,
  OutputStatement,
  ParameterAssignmentStatement,
  ParameterStatement,
  TargetScopeStatement,
  TypeExpression,
  TypeStatement,
  VariableStatement,
} from './syntax.ts';
import { parseDeclaredType, parseType, parseTypeValue, typeError } from './types.ts';

/** What stands in front of a statement: where it starts and what decorates it. */
export interface Lead {
  readonly start: number;
  readonly decorators: readonly Decorator[];
}

/** What every statement has, once its last token was read. */
export function ending(c: Cursor, lead: Lead): { decorators: readonly Decorator[]; span: Span } {
  return { decorators: lead.decorators, span: c.spanFrom(lead.start) };
}

/** Reads a name; one token that cannot be a name is skipped in its place. */
export function parseName(c: Cursor, expected: string): Identifier {
  if (c.kind === 'identifier') return readIdentifier(c);
  c.unexpected(expected, 'A name is made of letters, digits and `_`');
  if (c.kind === 'keyword') return readIdentifier(c);
  const missing = { name: '', span: c.emptySpan() };
  if (isJunk(c)) c.advance();
  return c.is('identifier') ? readIdentifier(c) : missing;
}

function isJunk(c: Cursor): boolean {
  switch (c.kind) {
    case 'string':
    case 'stringStart':
    case 'stringMiddle':
    case 'stringEnd':
    case 'newline':
    case 'end':
    case '=':
    case '{':
    case '[':
    case '(':
      return false;
    default:
      return true;
  }
}

/** `= value`. */
function parseAssigned(c: Cursor): Expression {
  if (!c.accept('=')) {
    c.unexpected('`=`', 'Write `=` and a value');
    if (c.kind === 'newline' || c.kind === 'end' || c.atLineStart) return errorExpression(c);
    if (hasAssignmentAhead(c)) while (!c.accept('=')) c.advance();
    else if (c.kind === ':' || c.kind === '==') c.advance();
  }
  return parseValue(c);
}

export function parseTargetScope(c: Cursor, lead: Lead): TargetScopeStatement {
  const value = parseAssigned(c);
  return { kind: 'targetScope', value, ...ending(c, lead) };
}

export function parseMetadata(c: Cursor, lead: Lead): MetadataStatement {
  const name = parseName(c, 'the name of the metadata');
  const value = parseAssigned(c);
  return { kind: 'metadata', name, value, ...ending(c, lead) };
}

export function parseAssert(c: Cursor, lead: Lead): AssertStatement {
  const name = parseName(c, 'the name of the assertion');
  const value = parseAssigned(c);
  return { kind: 'assert', name, value, ...ending(c, lead) };
}

export function parseParameter(c: Cursor, lead: Lead): ParameterStatement {
  const name = parseName(c, 'the name of the parameter');
  const type = parseRequiredType(c);
  const value = c.kind === '=' ? parseAssigned(c) : null;
  return { kind: 'param', name, type, default: value, ...ending(c, lead) };
}

/** In a parameter file: `param name = value`. */
export function parseParameterAssignment(c: Cursor, lead: Lead): ParameterAssignmentStatement {
  const name = parseName(c, 'the name of the parameter');
  const value = parseAssigned(c);
  return { kind: 'assignment', name, value, ...ending(c, lead) };
}

export function parseVariable(c: Cursor, lead: Lead): VariableStatement {
  const name = parseName(c, 'the name of the variable');
  const type = c.kind !== '=' && hasAssignmentAhead(c) ? parseDeclaredType(c) : null;
  const value = parseAssigned(c);
  return { kind: 'var', name, type, value, ...ending(c, lead) };
}

export function parseOutput(c: Cursor, lead: Lead): OutputStatement {
  const name = parseName(c, 'the name of the output');
  const type = parseRequiredType(c);
  const value = parseAssigned(c);
  return { kind: 'output', name, type, value, ...ending(c, lead) };
}

export function parseTypeStatement(c: Cursor, lead: Lead): TypeStatement {
  const name = parseName(c, 'the name of the type');
  if (!c.accept('=')) c.unexpected('`=`', 'A type is declared as `type name = type`');
  const type = parseTypeValue(c);
  return { kind: 'type', name, type, ...ending(c, lead) };
}

/** `func name(parameter type, …) type => expression`. */
export function parseFunction(c: Cursor, lead: Lead): FunctionStatement {
  const name = parseName(c, 'the name of the function');
  const parameters: FunctionParameter[] = [];
  if (c.kind === '(') parseList(c, ')', openBracket(c, '('), () => parseFunctionParameter(c, parameters));
  else c.unexpected('`(`', 'A function is written `func name(parameter type) type => value`');
  const returns = c.kind === '=>' ? missingType(c) : parseType(c);
  const body = c.kind === '=>' || c.kind === 'identifier' ? parseLambdaBody(c) : missingBody(c);
  return { kind: 'func', name, parameters, returns, body, ...ending(c, lead) };
}

function parseFunctionParameter(c: Cursor, parameters: FunctionParameter[]): void {
  const { start } = c;
  if (c.kind !== 'identifier') {
    c.unexpected('a parameter', 'A parameter is written `name type`');
    return;
  }
  const name: Identifier = readIdentifier(c);
  const type = parseType(c);
  parameters.push({ name, type, span: c.spanFrom(start) });
}

function missingBody(c: Cursor): Expression {
  c.unexpected('`=>`', 'A function is written `func name(parameter type) type => value`');
  return errorExpression(c);
}

function missingType(c: Cursor): TypeExpression {
  c.unexpected('a type', 'Write a type, such as `string`');
  return typeError(c);
}

/** The type of a parameter or output; null where `=` or the end of the line stands in its place, which is reported. */
function parseRequiredType(c: Cursor): TypeExpression | null {
  if (c.kind === '=') {
    missingType(c);
    return null;
  }
  const before = c.index;
  const type = parseDeclaredType(c);
  if (c.index === before && c.kind !== 'newline') skipJunk(c);
  return type;
}
