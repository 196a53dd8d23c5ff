// A Terraform module as it is declared: the files of one folder, read together. Names are as written, expressions are not evaluated.
// Refuses to know values, other modules and providers.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';
import type { Body, Expression } from './hcl/syntax.ts';
import type { TypeConstraint } from './read-type.ts';

/** What may be wrong with the declarations of a module. */
export type ModuleCode =
  | 'duplicate-declaration'
  | 'unknown-block'
  | 'missing-label'
  | 'missing-argument'
  | 'unexpected-argument'
  | 'conflicting-arguments'
  | 'override-without-original'
  | 'invalid-type'
  | 'not-constant'
  | 'unexpected-json';

export interface Module {
  /** The path of its folder as in `Source.path`; empty for the top of the workspace. */
  readonly folder: string;
  /** In the order in which they were read; the first stands for the module where a file is asked for. */
  readonly sources: readonly Source[];
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** By `type.name`, data sources by `data.type.name`, ephemeral resources by `ephemeral.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By `name` or `name.alias`. */
  readonly providers: ReadonlyMap<string, ProviderDeclaration>;
  readonly imports: readonly ImportDeclaration[];
  /** `terraform`, `moved`, `removed`, `check` and `action` blocks: read and kept, but nothing of them is deployed. */
  readonly others: readonly OtherDeclaration[];
  readonly diagnostics: readonly Diagnostic[];
  /** Something of its files could not be read: it may declare what is not here. */
  readonly broken: boolean;
}

interface Declaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly header: Span;
  readonly span: Span;
}

export interface VariableDeclaration extends Declaration {
  readonly type: TypeConstraint | null;
  readonly default: Expression | null;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly validations: readonly Validation[];
}

export interface Validation {
  readonly condition: Expression;
  readonly message: Expression | null;
}

export interface LocalDeclaration extends Declaration {
  readonly value: Expression;
}

export interface OutputDeclaration extends Declaration {
  readonly value: Expression;
}

export type ResourceMode = 'managed' | 'data' | 'ephemeral';

/** How often a resource or module is repeated. */
export interface Repetition {
  readonly count: Expression | null;
  readonly forEach: Expression | null;
}

export interface ResourceDeclaration extends Declaration, Repetition {
  readonly mode: ResourceMode;
  readonly type: string;
  /** Arguments and nested blocks without those that are Terraform's own (`count`, `lifecycle`, `provisioner` …). */
  readonly body: Body;
}

export interface ModuleCall extends Declaration, Repetition {
  readonly source: Expression | null;
  readonly version: Expression | null;
  /** The arguments alone; what is Terraform's own is left out. */
  readonly body: Body;
}

export interface ProviderDeclaration extends Declaration {
  readonly alias: string | null;
  readonly body: Body;
}

/** `import { to = …, id = … }`: the resource exists already under this id. */
export interface ImportDeclaration {
  readonly to: Expression;
  readonly id: Expression | null;
  readonly span: Span;
}

export interface OtherDeclaration {
  readonly type: 'terraform' | 'moved' | 'removed' | 'check' | 'action';
  readonly body: Body;
  readonly span: Span;
}
