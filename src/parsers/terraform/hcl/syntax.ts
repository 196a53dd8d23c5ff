// The syntax tree of HCL native syntax (the HCL specification, hashicorp/hcl: hclsyntax/spec.md).
// Every node has the exact span of its text. What could not be read is an `error` node in the place where it stood.
// Refuses to know Terraform: blocks and attributes have no meaning here.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Source, Span } from '../../../model/source.ts';

export interface HclFile {
  readonly source: Source;
  readonly body: Body;
  /** In order of appearance, with their delimiters. */
  readonly comments: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Something in it could not be read: it may have attributes and blocks that are not here. */
  readonly broken?: true;
  /** Between the braces, or the whole file. */
  readonly span: Span;
}

export interface Identifier {
  readonly name: string;
  readonly span: Span;
}

export interface Attribute {
  readonly name: Identifier;
  readonly value: Expression;
  readonly span: Span;
}

export interface Block {
  readonly type: Identifier;
  /** Labels with their escapes resolved; identifiers count as labels too. */
  readonly labels: readonly Identifier[];
  readonly body: Body;
  /** The type and its labels. */
  readonly header: Span;
  readonly span: Span;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | AttributeAccess
  | IndexAccess
  | Splat
  | FunctionCall
  | Tuple
  | ObjectConstructor
  | ForExpression
  | Unary
  | Binary
  | Conditional
  | Parenthesized
  | ErrorExpression;

/** Numbers beyond the precision of a double keep the nearest one; the span has their text. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
  readonly span: Span;
}

/**
 * A quoted string or heredoc. A template whose only part is a hole keeps the hole's type when it is evaluated. One that could not be
 * read wholly ends in a hole with an `error`.
 */
export interface Template {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  readonly heredoc: boolean;
  readonly span: Span;
}

export type TemplatePart = TemplateText | TemplateHole | TemplateIf | TemplateFor;

export interface TemplateText {
  readonly kind: 'text';
  readonly value: string;
  readonly span: Span;
}

export interface TemplateHole {
  readonly kind: 'hole';
  readonly expression: Expression;
  readonly span: Span;
}

/** `%{ if c }…%{ else }…%{ endif }`. */
export interface TemplateIf {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
  readonly span: Span;
}

/** `%{ for k, v in c }…%{ endfor }`. */
export interface TemplateFor {
  readonly kind: 'for';
  readonly key: Identifier | null;
  readonly value: Identifier;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
  readonly span: Span;
}

export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: Span;
}

export interface AttributeAccess {
  readonly kind: 'attribute';
  readonly base: Expression;
  readonly name: Identifier;
  readonly span: Span;
}

/** `base[key]`, and the legacy `base.0`. */
export interface IndexAccess {
  readonly kind: 'index';
  readonly base: Expression;
  readonly key: Expression;
  readonly span: Span;
}

/** `base.*.a` (attribute-only: later indexes apply to the result) or `base[*].a[0]` (full: they apply to each item). */
export interface Splat {
  readonly kind: 'splat';
  readonly base: Expression;
  /** What is done with each item, as an expression over `item`. */
  readonly each: Expression;
  readonly item: SplatItem;
  readonly span: Span;
}

/** Stands for the item inside a splat. */
export interface SplatItem {
  readonly kind: 'variable';
  readonly name: '*';
  readonly span: Span;
}

/** `name(…)`, `provider::ns::name(…)`; with `expand` the last argument is spread: `f(xs...)`. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  readonly expand: boolean;
  readonly span: Span;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  /** Something in it could not be read: it may have items that are not here. */
  readonly broken?: true;
  readonly span: Span;
}

export interface ObjectConstructor {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
  /** Something in it could not be read: it may have members that are not here. */
  readonly broken?: true;
  readonly span: Span;
}

export interface ObjectMember {
  /** A bare identifier is its own name, a literal template here. */
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** `[for …]` where `keyResult` is null, `{for … : key => value…}` otherwise. */
export interface ForExpression {
  readonly kind: 'for';
  readonly key: Identifier | null;
  readonly value: Identifier;
  readonly collection: Expression;
  readonly keyResult: Expression | null;
  readonly result: Expression;
  readonly condition: Expression | null;
  /** `...` after the value: items with equal keys are grouped. */
  readonly group: boolean;
  readonly span: Span;
}

export interface Unary {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly span: Span;
}

export interface Parenthesized {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
  readonly span: Span;
}

export interface ErrorExpression {
  readonly kind: 'error';
  readonly span: Span;
}
