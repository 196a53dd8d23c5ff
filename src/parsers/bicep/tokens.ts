// What the lexer hands to the parser: kinds of tokens and the table of them.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Comment, Pragma } from './syntax.ts';

export type TokenKind =
  | 'end'
  | 'newline'
  | 'identifier'
  /** `true`, `false`, `null`: never names. */
  | 'keyword'
  | 'integer'
  /** A whole string, or the pieces around its holes: `'a${`, `}b${`, `}c'`. */
  | 'string'
  | 'stringStart'
  | 'stringMiddle'
  | 'stringEnd'
  /** One character, or a run of characters, that no token starts with. */
  | 'unknown'
  | Punctuation;

export type Punctuation =
  | ('{' | '}' | '[' | ']' | '(' | ')' | '@' | ',' | '.' | '...' | '?' | '??' | ':' | '::' | ';' | '^' | '|')
  | ('=' | '==' | '=~' | '=>' | '!' | '!=' | '!~' | '<' | '<=' | '>' | '>=' | '&&' | '||')
  | ('+' | '-' | '*' | '/' | '%');

export interface Tokens {
  /** Three columns of one table; the last row is `end`. A `newline` ends where the last of its lines ends. */
  readonly kinds: readonly TokenKind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Rows of string pieces that end without their delimiter. */
  readonly unterminated: ReadonlySet<number>;
  readonly comments: readonly Comment[];
  readonly pragmas: readonly Pragma[];
  readonly diagnostics: Diagnostic[];
  /** False where a bracket has no partner or another bracket's. */
  readonly balanced: boolean;
}
