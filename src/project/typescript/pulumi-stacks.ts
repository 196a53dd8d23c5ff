// What Pulumi gives to a program: the project that it belongs to and the configuration of each of its stacks.

import { posix } from 'node:path';
import { scalar, type Value } from '../../model/value.ts';
import { PROJECT, STACK } from '../../parsers/typescript/pulumi/config.ts';
import { type Configuration, readProject, readStack } from '../../parsers/typescript/pulumi/read-stack.ts';
import { isSource, type Sources } from '../sources.ts';
import { isInside, parentOf, type Workspace } from '../workspace.ts';
import { isStackFile, stackOf } from './stack-files.ts';

/** One way in which a program is deployed. */
export interface Stack {
  /** The stack's file, absolute; null where the project has none. */
  readonly path: string | null;
  readonly inputs: ReadonlyMap<string, Value>;
}

const PROJECT_FILES = ['Pulumi.yaml', 'Pulumi.yml'];

/**
 * The stacks of the project around a program, those that are given instead where there are some; one without configuration where the
 * project has none, and none at all where there is no project.
 */
export function stacksOf(
  program: string,
  given: readonly string[],
  workspace: Workspace,
  sources: Sources,
): readonly Stack[] {
  const file = projectFile(program, workspace);
  const source = file === null ? null : sources.read(file);
  if (file === null || !source || !isSource(source)) return [];
  const { name, stacks, defaults } = readProject(source);
  const common = new Map<string, Value>(defaults);
  if (name !== null) common.set(PROJECT, scalar(name));
  for (const [key, value] of defaults)
    if (name !== null && !key.includes(':')) common.set(`${name}:${key}`, value);
  const folder = posix.join(posix.dirname(file), stacks);
  const own = given.length > 0 ? given.filter(isStackFile) : filesIn(folder, workspace);
  if (own.length === 0) return [{ path: null, inputs: common }];
  return own.map(path => ({ path, inputs: inputsOf(path, common, name, sources) }));
}

/** A Pulumi project around a program: its file, and the file that it starts with, null where a build makes that. */
export interface PulumiProject {
  readonly file: string;
  readonly start: string | null;
}

export function projectAround(program: string, workspace: Workspace, sources: Sources): PulumiProject | null {
  const file = projectFile(program, workspace);
  const source = file === null ? null : sources.read(file);
  if (file === null || !source || !isSource(source)) return null;
  const main = posix.join(posix.dirname(file), readProject(source).main);
  const starts = [main, `${main}.ts`, main.replace(/\.js$/, '.ts'), posix.join(main, 'index.ts')];
  return { file, start: starts.find(path => workspace.disk.kindOf(path) === 'file') ?? null };
}

function projectFile(program: string, workspace: Workspace): string | null {
  for (let folder: string | null = posix.dirname(program); folder !== null; folder = parentOf(folder)) {
    if (!isInside(folder, workspace.root)) return null;
    for (const name of PROJECT_FILES) {
      const path = posix.join(folder, name);
      if (workspace.disk.kindOf(path) === 'file') return path;
    }
  }
  return null;
}

function filesIn(folder: string, { disk }: Workspace): readonly string[] {
  const names = disk.list(folder)?.files ?? [];
  return names
    .filter(isStackFile)
    .sort()
    .map(name => posix.join(folder, name));
}

function inputsOf(
  path: string,
  common: ReadonlyMap<string, Value>,
  project: string | null,
  sources: Sources,
): ReadonlyMap<string, Value> {
  const source = sources.read(path);
  const configuration: Configuration = isSource(source) ? readStack(source) : new Map();
  const inputs = new Map([...common, ...configuration]);
  for (const [key, value] of configuration)
    if (project !== null && !key.includes(':')) inputs.set(`${project}:${key}`, value);
  return inputs.set(STACK, scalar(stackOf(path) ?? ''));
}
