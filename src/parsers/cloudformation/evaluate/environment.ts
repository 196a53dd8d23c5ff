// What a value of a template can see: the stack in which it stands. Refuses to know how any of it is computed.

import type { CallSite, Resource } from '../../../model/resource.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import type { TemplateNode } from '../syntax.ts';
import type { Template } from '../template.ts';
import type { Run } from './run.ts';

export type Evaluate = (node: TemplateNode, stack: Stack) => Value;

/** One instance of a template: the root, or a nested stack. */
export interface Stack {
  readonly run: Run;
  readonly template: Template;
  /** What stands before its logical ids: `Network.`; empty for the root. */
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  /** The condition of the stacks around it, null where they are deployed for certain. */
  readonly around: Value | null;
  /** Undefined where it is not declared. */
  parameter(name: string): Value | undefined;
  condition(name: string): Value | undefined;
  /** The mapping with all of its keys. */
  mapping(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** The outputs of a nested stack; null for any other resource and for a stack whose template could not be read. */
  nested(name: string): Stack | null;
  /** Computes what is there only where a condition holds. */
  under<T>(condition: Value, compute: () => T): T;
  /** Notes that what is being evaluated depends on a resource. */
  refer(name: string): void;
  /** What another stack exports under a name; null where no template here does. */
  imported(name: string): Value | null;
}

/** What another stack exports. */
export interface Export {
  readonly value: Value;
  /** The resources of that stack of which the value speaks, as they are where they are declared. */
  readonly resources: readonly Resource[];
}

/** A template as those who find files see it. */
export type FoundTemplate = Template | UnresolvedTemplate;

export interface UnresolvedTemplate {
  /** In the user's words: "file `x.yaml` does not exist". */
  readonly unresolved: string;
  /** There should be one, beside the template that names it. */
  readonly missing?: true;
}

/** What the whole evaluation is told from outside. */
export interface Setting {
  readonly run: Run;
  /** The template at a path beside another one. The same template must be the same object, however often it is named. */
  load(from: Source, path: string): FoundTemplate;
  imported(name: string): Export | null;
}

/** How a function is called. */
export interface FunctionCall {
  readonly stack: Stack;
  readonly name: string;
  readonly span: Span;
  readonly evaluate: (node: TemplateNode) => Value;
}

/** One intrinsic function: its argument is evaluated by itself, since some see only parts of it. */
export type Form = (argument: TemplateNode, call: FunctionCall) => Value;

export function isUnresolved(template: FoundTemplate): template is UnresolvedTemplate {
  return 'unresolved' in template;
}
