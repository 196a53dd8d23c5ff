// What `cdk.json` and `cdktf.json` give to the programs beside and below them: their context, by name, and which modules of Terraform
// classes are generated from.

import { posix } from 'node:path';
import { array, type Origin, object, scalar, type Value } from '../../model/value.ts';
import { parseJson } from '../../parsers/json/parser.ts';
import { type JsonNode, memberOf, stringValue } from '../../parsers/json/syntax.ts';
import { TERRAFORM_MODULES } from '../../parsers/typescript/cdktf/modules.ts';
import { isSource, type Sources } from '../sources.ts';
import { isInside, parentOf, type Workspace } from '../workspace.ts';

/** Every value with its place in the file. */
export type Context = ReadonlyMap<string, Value>;

const NOTHING: Context = new Map();

/** The context of the nearest `cdk.json` or `cdktf.json` in the folder of a program or above; nothing where there is none. */
export function contextOf(path: string, workspace: Workspace, sources: Sources): Context {
  for (let folder: string | null = posix.dirname(path); folder !== null; folder = parentOf(folder)) {
    if (!isInside(folder, workspace.root)) break;
    for (const name of ['cdk.json', 'cdktf.json']) {
      const file = posix.join(folder, name);
      if (workspace.disk.kindOf(file) === 'file') return readContext(file, sources);
    }
  }
  return NOTHING;
}

function readContext(path: string, sources: Sources): Context {
  const source = sources.read(path);
  const tree = isSource(source) ? parseJson(source).root : null;
  if (tree?.kind !== 'object') return NOTHING;
  const context = memberOf(tree, 'context')?.value;
  const members = context?.kind === 'object' ? context.members : [];
  const inputs = new Map(members.map(({ key, value }) => [key, dataOf(value, key)]));
  const modules = memberOf(tree, 'terraformModules')?.value;
  if (modules) inputs.set(TERRAFORM_MODULES, dataOf(modules, 'terraformModules'));
  return inputs;
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
