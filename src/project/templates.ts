// The templates of a project by path: each is parsed when somebody first asks what it calls and declares, and then only that is kept.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source, Span } from '../model/source.ts';
import { readTemplate } from '../parsers/arm/read-template.ts';
import { parseBicep } from '../parsers/bicep/parse.ts';
import type { ProjectDiagnostic } from './diagnostics.ts';
import type { ProjectFiles } from './project-files.ts';
import { isSource, type Sources } from './sources.ts';
import { factsOfBicep, factsOfTemplate, type Locate, type TemplateFacts } from './template-facts.ts';

export interface Templates {
  /** Null where the file cannot be read. */
  facts(path: string): TemplateFacts | null;
  /** The template's text where it can be read. */
  source(path: string): Source | null;
  /** Of the texts, in no order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The paths of the workspace's templates that were asked for and could be read. */
  readonly read: ReadonlySet<string>;
}

export function createTemplates(sources: Sources, files: ProjectFiles): Templates {
  const known = new Map<string, TemplateFacts | null>();
  const diagnostics: Diagnostic[] = [];
  const read = new Set<string>();

  function source(path: string): Source | null {
    const result = sources.read(path);
    return isSource(result) ? result : null;
  }

  function facts(path: string): TemplateFacts | null {
    const before = known.get(path);
    if (before !== undefined) return before;
    const result = load(path);
    known.set(path, result);
    return result;
  }

  const locate: Locate = (from, reference, place) => {
    const location = files.locate(from, reference);
    const isMistake = location.kind === 'unresolved' && location.canonical === null;
    if (isMistake && !from.external) diagnostics.push(missingModule(reference, location.reason, place));
    return location;
  };

  function load(path: string): TemplateFacts | null {
    const result = sources.read(path);
    if (!isSource(result)) {
      diagnostics.push(result);
      return null;
    }
    if (path.toLowerCase().endsWith('.bicep')) {
      const file = parseBicep(result);
      note(result, path, file.diagnostics);
      return factsOfBicep(file, locate);
    }
    const template = readTemplate(result, files);
    const facts = factsOfTemplate(template, locate);
    // Only now: looking into a template adds to what is wrong with it.
    note(result, path, template.diagnostics);
    return facts;
  }

  // Nobody edits what is in a module cache, and nobody wants to hear what is wrong with it.
  function note(source: Source, path: string, found: readonly Diagnostic[]): void {
    if (source.external) return;
    read.add(path);
    diagnostics.push(...found);
  }

  return { facts, source, diagnostics, read };
}

function missingModule(reference: string, reason: string, place: Span): ProjectDiagnostic {
  const message = `Module \`${reference}\` cannot be read: ${reason}`;
  const hint = 'Correct the reference, or add the file to the workspace.';
  return { code: 'missing-module', severity: 'error', message, hint, span: place };
}
