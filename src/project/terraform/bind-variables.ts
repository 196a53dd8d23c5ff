// Which variable files are for which root: those that Terraform reads by itself, and the others by their place and the variables that they give.
// https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { readVariableFile, type VariableFile } from '../../parsers/terraform/read-variables.ts';
import { type ProjectDiagnostic, problem } from '../diagnostics.ts';
import { isSource, type Sources } from '../sources.ts';
import { parentOf, type Workspace } from '../workspace.ts';
import type { Configurations } from './configurations.ts';
import { folderPath } from './configurations.ts';

/** The variable files of a root: `automatic` apply always, in this order, and each of `chosen` on top of them. */
export interface BoundVariables {
  readonly automatic: readonly VariableFile[];
  readonly chosen: readonly VariableFile[];
}

export interface VariableBindings {
  readonly byRoot: ReadonlyMap<string, BoundVariables>;
  readonly diagnostics: readonly Diagnostic[];
  readonly read: readonly string[];
}

interface Context {
  readonly workspace: Workspace;
  readonly sources: Sources;
  readonly configurations: Configurations;
}

/**
 * Binds variable files to roots. A file beside a module's files is for that module. Any other one is for the nearest module in a folder above
 * it that declares all of its variables, else for the only one of all `folders` that does, if that is one of `roots`.
 */
export function bindVariables(
  paths: readonly string[],
  folders: readonly string[],
  roots: readonly string[],
  context: Context,
): VariableBindings {
  const bindings = new Map<string, { automatic: VariableFile[]; chosen: VariableFile[] }>();
  const diagnostics: Diagnostic[] = [];
  const read: string[] = [];
  for (const path of [...paths].sort(byPrecedence)) {
    const source = context.sources.read(path);
    if (!isSource(source)) {
      diagnostics.push(source);
      continue;
    }
    read.push(path);
    const file = readVariableFile(source);
    const beside = context.configurations.isModule(posix.dirname(path));
    const root = beside ? posix.dirname(path) : fittingRoot(path, file, folders, roots, context);
    if (root === null) {
      diagnostics.push(unbound(source.path));
      continue;
    }
    let bound = bindings.get(root);
    if (!bound) {
      bound = { automatic: [], chosen: [] };
      bindings.set(root, bound);
    }
    (beside && isAutomatic(path) ? bound.automatic : bound.chosen).push(file);
  }
  return { byRoot: bindings, diagnostics, read };
}

function isAutomatic(path: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(posix.basename(path));
}

/** `terraform.tfvars` first, then its JSON form, then all others by name. */
function byPrecedence(left: string, right: string): number {
  const [first, second] = [rankOf(left), rankOf(right)];
  if (first !== second) return first - second;
  return left < right ? -1 : left > right ? 1 : 0;
}

function rankOf(path: string): number {
  const at = ['terraform.tfvars', 'terraform.tfvars.json'].indexOf(posix.basename(path));
  return at < 0 ? 2 : at;
}

function fittingRoot(
  path: string,
  file: VariableFile,
  folders: readonly string[],
  roots: readonly string[],
  { workspace, configurations }: Context,
): string | null {
  const fits = (folder: string): boolean => {
    const declared = configurations.facts(folderPath(folder));
    return (
      declared?.deployable === true && [...file.names.keys()].every(name => declared.parameters.has(name))
    );
  };
  if (file.names.size === 0) return null;
  let folder = parentOf(posix.dirname(path));
  while (folder !== null && folder.length >= workspace.root.length) {
    if (configurations.isModule(folder) && fits(folder)) return folder;
    folder = parentOf(folder);
  }
  const [only, other] = folders.filter(fits);
  return only !== undefined && other === undefined && roots.includes(only) ? only : null;
}

function unbound(path: string): ProjectDiagnostic {
  const message = `It is not clear which configuration \`${path}\` is for: none beside or above it declares its variables, and none or several elsewhere do`;
  const hint = 'Put it beside the configuration, or give it with `--params`.';
  return problem('unbound-parameter-file', 'warning', path, message, hint);
}
