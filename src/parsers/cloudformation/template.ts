// A template as its sections declare it, before anything is evaluated. Refuses to know values.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';
import type { ListNode, MapNode, TemplateNode } from './syntax.ts';

export interface Template {
  readonly source: Source;
  readonly root: MapNode;
  readonly transforms: readonly TransformUse[];
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly mappings: ReadonlyMap<string, Declaration>;
  readonly conditions: ReadonlyMap<string, Declaration>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Sections that may hold more than is listed, with why and where. */
  readonly open: ReadonlyMap<SectionName, OpenSection>;
  /** Why nothing that is written is certain: a macro that is only known at deployment changes it. */
  readonly changedBy: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

export type SectionName = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources' | 'Outputs';

export interface OpenSection {
  readonly reason: string;
  readonly span: Span;
}

/** A macro for the whole template, in the order in which they run. */
export interface TransformUse {
  readonly name: string;
  /** With which it is called, where it is (`{Name, Parameters}`). */
  readonly parameters: TemplateNode | null;
  readonly span: Span;
}

export interface Declaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: TemplateNode;
}

export interface ParameterDeclaration extends Declaration {
  readonly type: string;
  readonly default: TemplateNode | null;
  readonly allowed: ListNode | null;
}

export interface ResourceDeclaration extends Declaration {
  readonly value: MapNode;
  /** From its logical id to its end. */
  readonly span: Span;
  readonly type: string;
  /** The name of the condition under which it is there. */
  readonly condition: { readonly name: string; readonly span: Span } | null;
  readonly properties: TemplateNode | null;
  /** The construct of the AWS CDK that it was synthesized from: `Stack/Bucket/Resource`. */
  readonly constructPath: string | null;
}

export interface OutputDeclaration extends Declaration {
  readonly output: TemplateNode | null;
  readonly condition: { readonly name: string; readonly span: Span } | null;
  /** The name under which other stacks import it. */
  readonly exportName: TemplateNode | null;
}
