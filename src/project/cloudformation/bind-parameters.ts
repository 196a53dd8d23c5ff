// Which parameter files are for which template: by their names and places, as for all templates in JSON.

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type ParameterFile, readParameterFile } from '../../parsers/cloudformation/read-parameters.ts';
import { readSamConfig } from '../../parsers/cloudformation/sam-config.ts';
import { type ProjectDiagnostic, problem } from '../diagnostics.ts';
import { bindByName, type Candidate } from '../parameter-names.ts';
import { isSource, type Sources } from '../sources.ts';
import type { Templates } from './templates.ts';

export interface ParameterBindings {
  /** By the template's path. */
  readonly byTemplate: ReadonlyMap<string, readonly ParameterFile[]>;
  readonly diagnostics: readonly Diagnostic[];
  readonly read: readonly string[];
}

/** Binds parameter files to templates: to the one that they are named after, else to the nearest that declares all of their parameters. */
export function bindParameters(
  paths: readonly string[],
  candidates: readonly string[],
  sources: Sources,
  templates: Templates,
): ParameterBindings {
  const byTemplate = new Map<string, ParameterFile[]>();
  const diagnostics: Diagnostic[] = [];
  const read: string[] = [];
  for (const path of paths) {
    const source = sources.read(path);
    if (!isSource(source)) {
      diagnostics.push(source);
      continue;
    }
    read.push(path);
    const isConfig = posix.basename(path) === 'samconfig.toml';
    const config = isConfig ? readSamConfig(source) : null;
    diagnostics.push(...(config?.diagnostics ?? []));
    for (const file of config?.environments ?? [readParameterFile(source)]) {
      const template =
        'template' in file
          ? templateBeside(path, file.template, candidates)
          : templateOf(path, file, candidates, templates);
      if (template !== null) byTemplate.set(template, [...(byTemplate.get(template) ?? []), file]);
      else if (!isConfig) diagnostics.push(unbound(source.path));
    }
  }
  return { byTemplate, diagnostics, read };
}

/** Parameter files of which somebody has said for which templates they are. */
export function bindChosen(
  chosen: ReadonlyMap<string, readonly string[]>,
  candidates: readonly string[],
  sources: Sources,
): ParameterBindings {
  const byTemplate = new Map<string, readonly ParameterFile[]>();
  const diagnostics: Diagnostic[] = [];
  const own = [...chosen].filter(([template]) => candidates.includes(template));
  for (const [template, paths] of own) {
    const files = paths.flatMap((path): readonly ParameterFile[] => {
      const source = sources.read(path);
      if (!isSource(source)) {
        diagnostics.push(source);
        return [];
      }
      if (posix.basename(path) !== 'samconfig.toml') return [readParameterFile(source)];
      const config = readSamConfig(source);
      diagnostics.push(...config.diagnostics);
      return config.environments;
    });
    byTemplate.set(template, files);
  }
  return { byTemplate, diagnostics, read: own.flatMap(([, paths]) => paths) };
}

/** The template that `sam deploy` takes: the one that is written, else the one of the usual name. */
function templateBeside(path: string, written: string | null, candidates: readonly string[]): string | null {
  const names = written === null ? ['template.yaml', 'template.yml', 'template.json'] : [written];
  const paths = names.map(name => posix.join(posix.dirname(path), name));
  return paths.find(each => candidates.includes(each)) ?? null;
}

function templateOf(
  path: string,
  file: ParameterFile,
  paths: readonly string[],
  templates: Templates,
): string | null {
  const candidateOf = (template: string): Candidate => ({
    path: template,
    stems: [posix.basename(template).replace(/\.[^.]+$/, '')],
    fits: () => fits(template, file, templates),
  });
  const binding = bindByName(path, folder =>
    paths.filter(template => posix.dirname(template) === folder).map(candidateOf),
  );
  if (binding.kind === 'fitting' || (binding.kind === 'named' && fits(binding.path, file, templates)))
    return binding.path;
  const [only, other] = paths.filter(template => fits(template, file, templates));
  return only !== undefined && other === undefined ? only : null;
}

function fits(path: string, { values }: ParameterFile, templates: Templates): boolean {
  const declared = templates.template(path)?.parameters;
  return values.size > 0 && declared !== undefined && [...values.keys()].every(name => declared.has(name));
}

function unbound(path: string): ProjectDiagnostic {
  const message = `It is not clear which template \`${path}\` is for: none or several of those around declare its parameters`;
  const hint = 'Name it after its template, or give it with `--params`.';
  return problem('unbound-parameter-file', 'warning', path, message, hint);
}
