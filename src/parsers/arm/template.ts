// The one form in which a template is evaluated, whether it was written as ARM JSON or as Bicep: expressions with exact spans
// and declarations. Readers (ARM JSON) and the lowering of Bicep make it, the evaluator in this room reads it.
// Refuses to know values and files. Names of parameters, variables, functions, outputs and definitions are keyed in lower case.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';
import type { Scalar } from '../../model/value.ts';

export type Expression =
  | LiteralNode
  | ArrayNode
  | ObjectNode
  | CallNode
  | AccessNode
  | LambdaNode
  | LocalNode
  | LoopNode
  | DeferredNode
  | ErrorNode;

export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: Scalar;
  readonly span: Span;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: readonly (Expression | SpreadNode)[];
  readonly span: Span;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly members: readonly (MemberNode | SpreadNode)[];
  readonly span: Span;
}

export interface MemberNode {
  readonly kind: 'member';
  readonly key: Expression;
  readonly value: Expression;
  readonly keySpan: Span;
  readonly span: Span;
}

/** Bicep's `...value`; a shallow merge in objects, a concatenation in arrays. */
export interface SpreadNode {
  readonly kind: 'spread';
  readonly value: Expression;
  readonly span: Span;
}

/**
 * A call of an ARM template function by its ARM name (operators too: `equals`, `and`, `if`, `add`, `format` …), of `parameters('x')` and
 * `variables('x')`, of `copyIndex('loop', offset)`, or of a user-defined function (`namespace.name`).
 */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `base.key`, `base[key]`; `safe` yields null instead of an error where the member is missing; `fromEnd` is Bicep's `[^n]`. */
export interface AccessNode {
  readonly kind: 'access';
  readonly base: Expression;
  readonly key: Expression;
  readonly safe: boolean;
  readonly fromEnd: boolean;
  readonly span: Span;
}

export interface LambdaNode {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly span: Span;
}

/** A lambda's parameter: Bicep's plain name, ARM's `lambdaVariables('x')`. */
export interface LocalNode {
  readonly kind: 'local';
  readonly name: string;
  readonly span: Span;
}

/** `count` copies of `body`, in which `copyIndex('name')` counts from 0: ARM's property `copy`, Bicep's `[for …]`. */
export interface LoopNode {
  readonly kind: 'loop';
  readonly name: string;
  readonly count: Expression;
  readonly body: Expression;
  readonly span: Span;
}

/** An expression that is parsed when it is first needed; `force` remembers its result. */
export interface DeferredNode {
  readonly kind: 'deferred';
  readonly span: Span;
  force(): Expression;
}

/** What could not be read. Evaluates to unknown with this reason; the reader has raised the diagnostic. */
export interface ErrorNode {
  readonly kind: 'error';
  readonly reason: string;
  readonly span: Span;
}

export type ScopeLevel = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

export interface Template {
  readonly source: Source;
  readonly language: 'arm' | 'bicep';
  /** From `$schema` or `targetScope`; null where the text does not say (then a resource group is assumed). */
  readonly level: ScopeLevel | null;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  /** Keyed `namespace.name` in lower case. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Grows while expressions are forced: what is wrong in one is known once it is read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Compiled from Bicep, by `metadata._generator`. */
  readonly generatedFromBicep: boolean;
}

export interface ParameterDeclaration {
  readonly name: string;
  /** `string`, `int`, `bool`, `object`, `array`, `secureString`, `secureObject` (any case), or null where it is not said. */
  readonly type: string | null;
  readonly default: Expression | null;
  /** From `allowedValues`, `@allowed` or a union of literal types. */
  readonly allowed: readonly Expression[] | null;
  /** A nullable type: null where nothing is given. */
  readonly nullable: boolean;
  readonly secure: boolean;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly span: Span;
}

export interface FunctionDeclaration {
  readonly name: string;
  /** Its arguments, which the body reads with `parameters('x')`. */
  readonly parameters: readonly { readonly name: string; readonly type: string | null }[];
  readonly body: Expression;
  readonly span: Span;
}

export interface OutputDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly condition: Expression | null;
  readonly secure: boolean;
  readonly span: Span;
}

/** Where a resource or module is deployed when it is not the template's own scope. Members that are null are inherited. */
export type DeclaredScope =
  | { readonly kind: 'resource'; readonly id: Expression }
  | { readonly kind: 'tenant' }
  | { readonly kind: 'managementGroup'; readonly name: Expression }
  | { readonly kind: 'subscription'; readonly subscriptionId: Expression | null }
  | {
      readonly kind: 'resourceGroup';
      readonly subscriptionId: Expression | null;
      readonly resourceGroup: Expression | null;
    };

export interface ResourceDeclaration {
  /** The symbolic name, in its own spelling; null in ARM JSON with an array of resources. */
  readonly symbol: string | null;
  readonly type: Expression;
  readonly apiVersion: Expression | null;
  /** Relative to the parent's name where there is a parent. For modules the deployment's name, null where none is given. */
  readonly name: Expression | null;
  /** The enclosing or named parent, whose type and name come before this one's, separated by slashes. */
  readonly parent: {
    readonly declaration: () => ResourceDeclaration | null;
    readonly index: Expression | null;
  } | null;
  readonly existing: boolean;
  readonly condition: Expression | null;
  readonly loop: { readonly name: string; readonly count: Expression; readonly span: Span } | null;
  readonly scope: DeclaredScope | null;
  /** Everything beside type, apiVersion, name, condition, copy, scope, dependsOn and nested resources. Empty for modules. */
  readonly body: ObjectNode;
  /** ARM JSON's `metadata`: what its author says about it to tools. */
  readonly metadata?: Expression;
  readonly module: ModuleCall | null;
  readonly span: Span;
  /** The line that declares it: `resource x 'type@version'` in Bicep, the `"type": …` member in ARM JSON. */
  readonly header: Span;
}

/** A Bicep module or an ARM nested or linked deployment. */
export interface ModuleCall {
  /** As written: a path, `br/public:…`; for inline templates null. */
  readonly reference: string | null;
  /** Loads the called template, at most once. */
  readonly load: () => Template | UnresolvedModule;
  /** With `outer`, the nested template's expressions see the caller's parameters, variables and functions (ARM's default). */
  readonly evaluation: 'inner' | 'outer';
  /** Keyed by name in its own spelling. An expression where the arguments as a whole are computed. */
  readonly arguments: readonly ModuleArgument[] | Expression;
}

export interface ModuleArgument {
  readonly name: string;
  readonly value: Expression;
  readonly keySpan: Span;
  readonly span: Span;
}

export interface UnresolvedModule {
  readonly kind: 'unresolved';
  readonly reason: string;
  /** The one spelling of a registry module's reference, where it has one; else it is as written in the call. */
  readonly reference?: string;
}
