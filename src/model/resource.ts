// What would be deployed: resources, grouped by the deployment that they belong to.
// Refuses to know what any property means: kinds and attributes are the engine's.

import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './source.ts';
import type { Truth } from './truth.ts';
import type { Value } from './value.ts';

export type Language = 'bicep' | 'arm' | 'terraform' | 'cloudformation' | 'typescript';

/** One call on the way from the root to a resource: a module, nested deployment, nested stack or component. */
export interface CallSite {
  readonly name: string;
  readonly span: Span;
}

/** One instance that a deployment would create, or (with `existing`) refers to without creating it. */
export interface Resource {
  /** How its own language would name this instance: `ai.openai`, `accounts[0]`, `module.ai.azurerm_x.y["a"]`. Unique in a deployment. */
  readonly address: string;
  /** The native type as written (`Microsoft.CognitiveServices/accounts`); compare without case where the platform does. */
  readonly type: string;
  readonly apiVersion: string | null;
  readonly name: Value;
  /**
   * Every value by which others in this deployment may refer to it; a reference holds when it has the same `valueKey`
   * without case. For ARM that is the resource's id; languages with symbols add the symbol.
   */
  readonly identities: readonly Value[];
  /** An identity of the resource that contains this one (an account's deployment, a subnet's network), where there is one. */
  readonly parent: Value | null;
  /** An identity of the resource or scope that this one extends (ARM extension resources: role assignments, diagnostic settings). */
  readonly scope: Value | null;
  /** True for a reference to something deployed elsewhere (`existing`, a Terraform data source). */
  readonly existing: boolean;
  /** Whether it would be deployed; what is certainly not deployed is left out. `unknown` says why in `condition`. */
  readonly deployed: Exclude<Truth, false>;
  /** The condition as evaluated, where it is not simply true: equal conditions stand and fall together. */
  readonly condition: Value | null;
  /** The evaluated body in its native shape, an object wherever anything of it is known. */
  readonly properties: Value;
  /** What its author says about it to tools, where the language keeps that beside the properties (CloudFormation's `Metadata`). */
  readonly metadata?: Value;
  /** The whole declaration, and the part of it that a person would look at when a property is missing. */
  readonly declaration: Span;
  readonly header: Span;
  readonly callPath: readonly CallSite[];
  /**
   * Set for a call to a module that could not be read: `type` is then the module's reference without its version, `apiVersion` the
   * version, and `properties` its arguments.
   */
  readonly module: { readonly reference: string; readonly reason: string } | null;
}

/** Something that could not be resolved, so that resources may exist which are not in the list. */
export interface Gap {
  readonly reason: string;
  readonly span: Span;
  /** The unresolved module call among the resources, if that is what the gap is. */
  readonly resource: Resource | null;
}

/** One root with one set of inputs. */
export interface Deployment {
  /** The root's path, as in `Source.path`. */
  readonly root: string;
  readonly language: Language;
  /** Paths of the parameter files, in the order in which they apply. */
  readonly inputs: readonly string[];
  readonly resources: readonly Resource[];
  /** Empty in a closed world. */
  readonly gaps: readonly Gap[];
  readonly diagnostics: readonly Diagnostic[];
}
