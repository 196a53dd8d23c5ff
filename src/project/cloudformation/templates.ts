// The templates of a project by path: what each pulls in is found in its text, and it is read when an evaluation asks for it.

import { posix } from 'node:path';
import type { Source } from '../../model/source.ts';
import type { FoundTemplate } from '../../parsers/cloudformation/evaluate/environment.ts';
import { readSource } from '../../parsers/cloudformation/read-source.ts';
import { generatedTypes } from '../../parsers/cloudformation/sam/generated-types.ts';
import type { Template } from '../../parsers/cloudformation/template.ts';
import type { ProjectDiagnostic } from '../diagnostics.ts';
import type { ModuleLocation } from '../project-files.ts';
import { isSource, type Sources } from '../sources.ts';
import type { TemplateFacts } from '../template-facts.ts';
import { absolutePath, isInside, type Workspace } from '../workspace.ts';
import { createTemplateAssets, type TemplateAssets } from './template-assets.ts';

export interface Facts extends TemplateFacts {
  /** Whether it may export something for other stacks. */
  readonly exports: boolean;
}

export interface Templates {
  /** What a template calls and which types its text names. Nothing is parsed. */
  facts(path: string): Facts | null;
  /** Null where the file cannot be read. */
  template(path: string): Template | null;
  /** The template that another one names. */
  load(from: Source, path: string): FoundTemplate;
  /** Of files that could not be read. */
  readonly diagnostics: readonly ProjectDiagnostic[];
}

export function createTemplates(workspace: Workspace, sources: Sources): Templates {
  const assets = createTemplateAssets(workspace, sources);
  const facts = new Map<string, Facts | null>();
  const templates = new Map<string, Template>();
  const diagnostics: ProjectDiagnostic[] = [];

  function text(path: string): Source | null {
    const real = workspace.disk.realPath(path);
    if (real === null || !isInside(real, workspace.root)) return null;
    const source = sources.read(path);
    if (isSource(source)) return source;
    diagnostics.push(source);
    return null;
  }

  function factsOf(path: string): Facts | null {
    let known = facts.get(path);
    if (known === undefined) {
      const source = text(path);
      known = source && factsOfText(source.text, posix.dirname(path), assets);
      facts.set(path, known);
    }
    return known;
  }

  function template(path: string): Template | null {
    const known = templates.get(path);
    if (known) return known;
    const source = text(path);
    if (!source) return null;
    const read = readSource(source);
    templates.set(path, read);
    return read;
  }

  function load(from: Source, reference: string): FoundTemplate {
    const unresolved = (why: string): FoundTemplate => ({ unresolved: `template \`${reference}\` ${why}` });
    const folder = posix.dirname(absolutePath(workspace, from.path));
    const [, hash] = ASSET.exec(reference) ?? [];
    const target =
      hash !== undefined ? assets(folder, hash) : isLocal(reference) ? posix.join(folder, reference) : null;
    if (target === null) return unresolved('is not on this machine');
    if (!isInside(target, workspace.root)) return unresolved('lies outside of the workspace');
    const real = workspace.disk.realPath(target);
    if (real === null) return { unresolved: `template \`${reference}\` does not exist`, missing: true };
    if (!isInside(real, workspace.root)) return unresolved('leads out of the workspace through a link');
    return template(real) ?? unresolved('cannot be read');
  }

  return { facts: factsOf, template, load, diagnostics };
}

/** A path that `aws cloudformation package` would upload. */
function isLocal(reference: string): boolean {
  return reference !== '' && !/^[a-z0-9]+:\/\//i.test(reference) && !reference.startsWith('/');
}

const STACK = 'aws::cloudformation::stack';
const EXPORT = /\bExport["']?\s*:/;
const TYPE = /\bType["']?\s*:\s*["']?([A-Za-z0-9]+::[A-Za-z0-9:@_-]+)/g;
const LOCAL_TEMPLATE =
  /\b(?:TemplateURL|Location|aws:asset:path)["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s#,{}[\]]+))/g;

/** How the AWS CDK calls what it uploads. */
const ASSET = /\/([0-9a-f]{64})\.json$/;
const ASSETS = /\/([0-9a-f]{64})\.json\b/g;

function factsOfText(text: string, folder: string, assets: TemplateAssets): Facts {
  const types = new Set<string>();
  for (const [, type] of text.matchAll(TYPE)) {
    types.add(type!.toLowerCase());
    for (const generated of generatedTypes(type!)) types.add(generated.toLowerCase());
  }
  const calls: ModuleLocation[] = [];
  for (const [, double, single, plain] of text.matchAll(LOCAL_TEMPLATE)) {
    const path = double ?? single ?? plain!;
    if (isLocal(path)) calls.push({ kind: 'file', path: posix.join(folder, path), canonical: null });
  }
  for (const [, hash] of types.has(STACK) ? text.matchAll(ASSETS) : []) {
    const path = assets(folder, hash!);
    if (path !== null) calls.push({ kind: 'file', path, canonical: null });
  }
  return {
    calls,
    types,
    hasComputedTypes: false,
    deployable: true,
    parameters: new Set(),
    exports: EXPORT.test(text),
  };
}
