// The syntax tree of Bicep files and parameter files (grammar: docs/grammar.md of Azure/bicep).
// Every node has the exact span of its text; names keep theirs. What could not be read is an `error` node in the place
// where it stood. Refuses to know meaning: nothing here is resolved.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';

export interface BicepFile {
  readonly source: Source;
  readonly statements: readonly Statement[];
  /** In order of appearance, with their delimiters. */
  readonly comments: readonly Comment[];
  /** `#disable-next-line code …`, `#disable-diagnostics …`, `#restore-diagnostics …`. */
  readonly pragmas: readonly Pragma[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Comment {
  readonly span: Span;
}

export interface Pragma {
  readonly name: string;
  readonly codes: readonly string[];
  readonly span: Span;
}

export interface Identifier {
  readonly name: string;
  readonly span: Span;
}

export interface Decorator {
  /** A call, possibly through a namespace: `@sys.description('…')`. */
  readonly expression: Expression;
  readonly span: Span;
}

export type Statement =
  | TargetScopeStatement
  | MetadataStatement
  | ParameterStatement
  | VariableStatement
  | ResourceStatement
  | ModuleStatement
  | OutputStatement
  | TypeStatement
  | FunctionStatement
  | ImportStatement
  | ExtensionStatement
  | AssertStatement
  | TestStatement
  | UsingStatement
  | ExtendsStatement
  | ParameterAssignmentStatement
  | ExtensionConfigStatement
  | ErrorStatement;

interface StatementBase {
  readonly span: Span;
  readonly decorators: readonly Decorator[];
}

export interface TargetScopeStatement extends StatementBase {
  readonly kind: 'targetScope';
  readonly value: Expression;
}

export interface MetadataStatement extends StatementBase {
  readonly kind: 'metadata';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface ParameterStatement extends StatementBase {
  readonly kind: 'param';
  readonly name: Identifier;
  readonly type: TypeExpression | null;
  /** `param x resourceInput<…>`-style types are types; the legacy `param x { … }` modifier is an error. */
  readonly default: Expression | null;
}

export interface VariableStatement extends StatementBase {
  readonly kind: 'var';
  readonly name: Identifier;
  readonly type: TypeExpression | null;
  readonly value: Expression;
}

export interface ResourceStatement extends StatementBase {
  readonly kind: 'resource';
  readonly name: Identifier;
  /** `'Microsoft.X/y@2024-01-01'`, or for nested resources the relative type. */
  readonly type: Expression;
  readonly existing: boolean;
  readonly value: ResourceBody;
  /** From `resource` to the end of the type (and `existing`). */
  readonly header: Span;
}

export interface ModuleStatement extends StatementBase {
  readonly kind: 'module';
  readonly name: Identifier;
  readonly path: Expression;
  readonly value: ResourceBody;
  readonly header: Span;
}

/** `{ … }`, `if (c) { … }`, `[for x in y: …]`: the body is an object, an `if` or a `for` expression. */
export type ResourceBody = ResourceObject | IfExpression | ForExpression | ErrorExpression;
export type ResourceObject = ObjectExpression;

export interface OutputStatement extends StatementBase {
  readonly kind: 'output';
  readonly name: Identifier;
  readonly type: TypeExpression | null;
  readonly value: Expression;
}

export interface TypeStatement extends StatementBase {
  readonly kind: 'type';
  readonly name: Identifier;
  readonly type: TypeExpression;
}

export interface FunctionStatement extends StatementBase {
  readonly kind: 'func';
  readonly name: Identifier;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: TypeExpression;
  readonly body: Expression;
}

export interface FunctionParameter {
  readonly name: Identifier;
  readonly type: TypeExpression | null;
  readonly span: Span;
}

/** `import { a, b as c } from 'x.bicep'` or `import * as ns from 'x.bicep'`. */
export interface ImportStatement extends StatementBase {
  readonly kind: 'import';
  readonly symbols: readonly ImportedSymbol[] | null;
  readonly wildcard: Identifier | null;
  readonly path: Expression;
}

export interface ImportedSymbol {
  /** A name or, for names that are not identifiers, a string. */
  readonly name: Identifier;
  readonly alias: Identifier | null;
  readonly span: Span;
}

/** `extension microsoftGraph with { … } as graph`; also the older `provider` and `import 'x'` forms. */
export interface ExtensionStatement extends StatementBase {
  readonly kind: 'extension';
  /** A name or a string. */
  readonly specification: Expression;
  readonly config: Expression | null;
  readonly alias: Identifier | null;
}

export interface AssertStatement extends StatementBase {
  readonly kind: 'assert';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface TestStatement extends StatementBase {
  readonly kind: 'test';
  readonly name: Identifier;
  readonly path: Expression;
  readonly value: Expression;
}

/** Parameter files: `using 'main.bicep'`, `using none`, `using 'x' with { … }`. */
export interface UsingStatement extends StatementBase {
  readonly kind: 'using';
  /** Null for `using none`. */
  readonly path: Expression | null;
  readonly config: Expression | null;
}

export interface ExtendsStatement extends StatementBase {
  readonly kind: 'extends';
  readonly path: Expression;
}

export interface ParameterAssignmentStatement extends StatementBase {
  readonly kind: 'assignment';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface ExtensionConfigStatement extends StatementBase {
  readonly kind: 'extensionConfig';
  readonly name: Identifier;
  readonly config: Expression;
}

/** A statement that could not be read; it costs itself only. */
export interface ErrorStatement extends StatementBase {
  readonly kind: 'error';
}

export type Expression =
  | LiteralExpression
  | StringExpression
  | ArrayExpression
  | ObjectExpression
  | VariableAccess
  | PropertyAccess
  | ArrayAccess
  | ResourceAccess
  | FunctionCall
  | MethodCall
  | UnaryExpression
  | BinaryExpression
  | TernaryExpression
  | NonNullExpression
  | ParenthesizedExpression
  | LambdaExpression
  | ForExpression
  | IfExpression
  | ErrorExpression;

/** Integers, `true`, `false`, `null`, `none`. Integers beyond 2^53 keep the nearest number. */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
  readonly span: Span;
}

/** One or more parts; a plain string has one part. Escapes are resolved; multi-line strings have lost their first newline. */
export interface StringExpression {
  readonly kind: 'string';
  readonly parts: readonly (StringText | StringHole)[];
  readonly multiline: boolean;
  readonly span: Span;
}

export interface StringText {
  readonly kind: 'text';
  readonly value: string;
  readonly span: Span;
}

export interface StringHole {
  readonly kind: 'hole';
  readonly expression: Expression;
  readonly span: Span;
}

export interface ArrayExpression {
  readonly kind: 'array';
  readonly items: readonly (Expression | Spread)[];
  readonly span: Span;
}

export interface ObjectExpression {
  readonly kind: 'object';
  /** An `error` stands where a member could not be read at all; one with a name is a property with an `error` value. */
  readonly members: readonly (Property | Spread | NestedResource | ErrorExpression)[];
  readonly span: Span;
}

export interface Property {
  readonly kind: 'property';
  /** A plain string for identifiers and literal strings. */
  readonly key: StringExpression;
  readonly value: Expression;
  readonly span: Span;
}

export interface Spread {
  readonly kind: 'spread';
  readonly value: Expression;
  readonly span: Span;
}

/** A resource declared in another resource's body. */
export interface NestedResource {
  readonly kind: 'nested';
  readonly resource: ResourceStatement;
  readonly span: Span;
}

export interface VariableAccess {
  readonly kind: 'variable';
  readonly name: Identifier;
  readonly span: Span;
}

export interface PropertyAccess {
  readonly kind: 'propertyAccess';
  readonly base: Expression;
  readonly property: Identifier;
  readonly safe: boolean;
  readonly span: Span;
}

/** `base[index]`, `base[?index]` (safe), `base[^n]` (from the end). */
export interface ArrayAccess {
  readonly kind: 'arrayAccess';
  readonly base: Expression;
  readonly index: Expression;
  readonly safe: boolean;
  readonly fromEnd: boolean;
  readonly span: Span;
}

/** `base::name`, a nested resource. */
export interface ResourceAccess {
  readonly kind: 'resourceAccess';
  readonly base: Expression;
  readonly resource: Identifier;
  readonly span: Span;
}

export interface FunctionCall {
  readonly kind: 'functionCall';
  readonly name: Identifier;
  readonly args: readonly Expression[];
  readonly span: Span;
}

/** `base.name(…)`: a namespaced function (`az.resourceId`), an imported one or a resource's method (`sa.listKeys()`). */
export interface MethodCall {
  readonly kind: 'methodCall';
  readonly base: Expression;
  readonly name: Identifier;
  readonly args: readonly Expression[];
  readonly safe: boolean;
  readonly span: Span;
}

export interface UnaryExpression {
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
  | '=~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '??';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface TernaryExpression {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly span: Span;
}

export interface NonNullExpression {
  readonly kind: 'nonNull';
  readonly operand: Expression;
  readonly span: Span;
}

export interface ParenthesizedExpression {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
  readonly span: Span;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly parameters: readonly FunctionParameter[];
  readonly body: Expression;
  readonly span: Span;
}

/** `[for item in items: body]`, `[for (item, index) in items: body]`; the body may be an `if` with an object. */
export interface ForExpression {
  readonly kind: 'for';
  readonly item: Identifier;
  readonly index: Identifier | null;
  readonly items: Expression;
  readonly body: Expression;
  readonly span: Span;
}

/** `if (condition) { … }`, only as a resource, module or loop body. */
export interface IfExpression {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly body: Expression;
  readonly span: Span;
}

export interface ErrorExpression {
  readonly kind: 'error';
  readonly span: Span;
}

export type TypeExpression =
  | TypeName
  | TypeLiteral
  | TypeObject
  | TypeArray
  | TypeTuple
  | TypeUnion
  | TypeNullable
  | TypeNonNull
  | TypeNegation
  | TypeParenthesized
  | TypeMemberAccess
  | TypeInstantiation
  | TypeError;

export interface TypeName {
  readonly kind: 'typeName';
  readonly name: Identifier;
  readonly span: Span;
}

/** A string (`'a'`), integer, boolean or null type. */
export interface TypeLiteral {
  readonly kind: 'typeLiteral';
  readonly value: LiteralExpression | StringExpression;
  readonly span: Span;
}

export interface TypeObject {
  readonly kind: 'typeObject';
  readonly properties: readonly TypeProperty[];
  /** `*: type`. */
  readonly additional: TypeExpression | null;
  readonly span: Span;
}

export interface TypeProperty {
  readonly decorators: readonly Decorator[];
  readonly key: StringExpression;
  readonly type: TypeExpression;
  readonly span: Span;
}

export interface TypeArray {
  readonly kind: 'typeArray';
  readonly item: TypeExpression;
  readonly span: Span;
}

export interface TypeTuple {
  readonly kind: 'typeTuple';
  readonly items: readonly { readonly decorators: readonly Decorator[]; readonly type: TypeExpression }[];
  readonly span: Span;
}

export interface TypeUnion {
  readonly kind: 'typeUnion';
  readonly members: readonly TypeExpression[];
  readonly span: Span;
}

export interface TypeNullable {
  readonly kind: 'typeNullable';
  readonly type: TypeExpression;
  readonly span: Span;
}

export interface TypeNonNull {
  readonly kind: 'typeNonNull';
  readonly type: TypeExpression;
  readonly span: Span;
}

export interface TypeNegation {
  readonly kind: 'typeNegation';
  readonly operator: '-' | '!';
  readonly type: TypeExpression;
  readonly span: Span;
}

export interface TypeParenthesized {
  readonly kind: 'typeParenthesized';
  readonly type: TypeExpression;
  readonly span: Span;
}

/** `a.b`, `a.*`, `a[0]`, `a[*]`. */
export interface TypeMemberAccess {
  readonly kind: 'typeMember';
  readonly base: TypeExpression;
  readonly member:
    | { readonly kind: 'name'; readonly name: Identifier }
    | { readonly kind: 'index'; readonly index: number }
    | { readonly kind: 'additional' }
    | { readonly kind: 'items' };
  readonly span: Span;
}

/** `resourceInput<'Microsoft.X/y@version'>`, `sys.resourceOutput<…>`, `resource<…>`. */
export interface TypeInstantiation {
  readonly kind: 'typeInstantiation';
  readonly name: Identifier;
  readonly namespace: Identifier | null;
  readonly args: readonly Expression[];
  readonly span: Span;
}

export interface TypeError {
  readonly kind: 'typeError';
  readonly span: Span;
}
