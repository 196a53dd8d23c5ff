// What the readers of one template share, and how they read the templates nested in it.

import type { Files } from '../../model/files.ts';
import type { Source } from '../../model/source.ts';
import type { JsonObject } from '../json/syntax.ts';
import type { DiagnosticSink } from './diagnostics.ts';
import type { Template } from './template.ts';

export interface TemplateContext {
  readonly source: Source;
  readonly files: Files;
  /** Grows when parts are read that nobody needed before. */
  readonly diagnostics: DiagnosticSink;
  /** A template that is written inside of this one. */
  readNested(root: JsonObject): Template;
  /** A template in another file. */
  readLinked(source: Source): Template;
}
