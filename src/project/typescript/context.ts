// What `cdk.json` and `cdktf.json` give to the programs beside and below them: their context, by name, with what the CDK remembers in
// `cdk.context.json`, and which modules of Terraform classes are generated from.

import { posix } from 'node:path';
import { array, type Origin, object, scalar, type Value } from '../../model/value.ts';
import { type JsonNode, type JsonObject, stringValue } from '../../parsers/json/syntax.ts';
import { TERRAFORM_MODULES } from '../../parsers/typescript/cdktf/modules.ts';
import type { Sources } from '../sources.ts';
import { isInside, parentOf, type Workspace } from '../workspace.ts';
import { memberIn, readObject } from './json-file.ts';

/** Every value with its place in the file. */
export type Context = ReadonlyMap<string, Value>;

const NOTHING: Context = new Map();

/**
 * The context of the nearest `cdk.json` or `cdktf.json` in the folder of a program or above, and of the `cdk.context.json` beside it; nothing
 * where there is none. What stands in both is the former's (AWS CDK, "Sources of context values").
 */
export function contextOf(path: string, workspace: Workspace, sources: Sources): Context {
  const file = settingsAround(posix.dirname(path), workspace);
  if (file === null) return NOTHING;
  const settings = readObject(file, sources);
  const written = memberIn(settings, 'context');
  const remembered = readObject(posix.join(posix.dirname(file), 'cdk.context.json'), sources);
  const modules = memberIn(settings, 'terraformModules');
  return new Map([
    ...(remembered ? valuesOf(remembered) : []),
    ...(written?.kind === 'object' ? valuesOf(written) : []),
    ...(modules ? [[TERRAFORM_MODULES, dataOf(modules, 'terraformModules')] as const] : []),
  ]);
}

/** The nearest `cdk.json` or `cdktf.json` from a folder upwards; null where there is none. */
export function settingsAround(start: string, workspace: Workspace): string | null {
  for (let folder: string | null = start; folder !== null; folder = parentOf(folder)) {
    if (!isInside(folder, workspace.root)) break;
    for (const name of ['cdk.json', 'cdktf.json']) {
      const file = posix.join(folder, name);
      if (workspace.disk.kindOf(file) === 'file') return file;
    }
  }
  return null;
}

function valuesOf({ members }: JsonObject): (readonly [string, Value])[] {
  return members.map(({ key, value }) => [key, dataOf(value, key)] as const);
}

function dataOf(node: JsonNode, name: string): Value {
  const origin: Origin = [{ role: 'parameter-file', span: node, name }];
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(({ key, value }) => [key, dataOf(value, `${name}.${key}`)] as const);
      const keySpans = new Map(node.members.map(({ key, keySpan }) => [key, keySpan]));
      return object(new Map(members), origin, keySpans);
    }
    case 'array':
      return array(
        node.items.map(item => dataOf(item, name)),
        origin,
      );
    case 'string':
      return scalar(stringValue(node), origin);
    default:
      return scalar(node.value, origin);
  }
}
