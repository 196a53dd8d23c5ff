// The macros that this program runs itself, by name: each turns a template's text into another before anything is evaluated.
// A new one adds its row. All others are only known at deployment.

import type { Source, Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import type { FoundTemplate } from '../evaluate/environment.ts';
import type { EvaluationCode } from '../evaluate/run.ts';
import { expandServerless } from '../sam/serverless.ts';
import type { MapNode, TemplateNode } from '../syntax.ts';
import { includeFiles } from './include.ts';
import { expandLoops } from './loops.ts';

/** What a transform may ask. What it makes keeps the places of what it was made from. */
export interface TransformContext {
  /** The value of a part of the template, with the parameters and mappings that it had before. */
  evaluate(node: TemplateNode): Value;
  /** The template, or part of one, at a path beside another one. */
  load(from: Source, path: string): FoundTemplate;
  report(code: EvaluationCode, message: string, place: Span, hint: string): void;
}

/** The root of a template to the root of what it stands for. `parameters` are those of its use, where it has any. */
export type Transform = (
  root: MapNode,
  context: TransformContext,
  parameters: TemplateNode | null,
) => MapNode;

export const TRANSFORMS: ReadonlyMap<string, Transform> = new Map<string, Transform>([
  ['AWS::LanguageExtensions', expandLoops],
  ['AWS::Include', includeFiles],
  ['AWS::Serverless-2016-10-31', expandServerless],
]);

/** Macros of AWS that add resources and leave those that are written as they are. */
export const ADDING_MACROS: ReadonlySet<string> = new Set([
  'AWS::CodeDeployBlueGreen',
  'AWS::CodeStar',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::ServiceCatalog',
]);
