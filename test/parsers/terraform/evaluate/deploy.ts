// Small Terraform configurations to deployments, and deployments to what a test says of them.

import type { Resource } from '../../../../src/model/resource.ts';
import { createSource, type Source, textOf } from '../../../../src/model/source.ts';
import { type Expression, expressionKey, type Value } from '../../../../src/model/value.ts';
import {
  type EvaluatedConfiguration,
  evaluateConfiguration,
} from '../../../../src/parsers/terraform/evaluate/evaluate-configuration.ts';
import type { Bounds } from '../../../../src/parsers/terraform/evaluate/run.ts';
import type { Module } from '../../../../src/parsers/terraform/module.ts';
import { readModule } from '../../../../src/parsers/terraform/read-module.ts';
import { readVariableFile } from '../../../../src/parsers/terraform/read-variables.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface DeployOptions {
  /** The text of a variable file. */
  readonly variables?: string;
  /** Other files by path: modules in folders, texts that functions read. */
  readonly files?: Readonly<Record<string, string>>;
  readonly workspace?: string | null;
  readonly bounds?: Partial<Bounds>;
  readonly isRead?: (type: string) => boolean;
}

/** Evaluates a `main.tf` at the top of the workspace, with whatever other files stand beside and below it. */
export function deploy(main: string, options: DeployOptions = {}): EvaluatedConfiguration {
  const files = { 'main.tf': main, ...options.files };
  const modules = new Map<string, Module>();
  const moduleIn = (folder: string): Module => {
    const known = modules.get(folder) ?? readModule(folder, sourcesIn(folder, files));
    modules.set(folder, known);
    return known;
  };
  const inputs = options.variables ? readVariableFile(createSource('x.tfvars', options.variables)) : null;
  return evaluateConfiguration(moduleIn(''), {
    inputs: inputs?.values ?? new Map(),
    inputPaths: inputs ? [inputs.source.path] : [],
    workspace: options.workspace === undefined ? 'default' : options.workspace,
    modules: ({ source, folder }) => {
      const path = source.startsWith('.') ? joined(folder, source) : null;
      if (path !== null && sourcesIn(path, files).length > 0) return moduleIn(path);
      return { kind: 'unresolved', reason: `module \`${source}\` is not on this machine` };
    },
    files: {
      readBytes: path => bytesOf(files, path),
      exists: path => bytesOf(files, path) instanceof Uint8Array,
      listFiles: () => Object.keys(files),
    },
    ...(options.bounds && { bounds: options.bounds }),
    ...(options.isRead && { isRead: options.isRead }),
  });
}

function sourcesIn(folder: string, files: Readonly<Record<string, string>>): Source[] {
  return Object.entries(files)
    .filter(([path]) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder)
    .map(([path, text]) => createSource(path, text));
}

function joined(folder: string, path: string): string {
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function bytesOf(files: Readonly<Record<string, string>>, path: string) {
  const text = files[path.replace(/^\.\//, '')];
  return text === undefined
    ? ({ missing: true, reason: `file \`${path}\` does not exist` } as const)
    : new TextEncoder().encode(text);
}

/** What one expression comes to. */
export function evaluated(expression: string, around = '', options?: DeployOptions): Json {
  const { outputs } = deploy(`${around}\noutput "result" {\n  value = ${expression}\n}`, options);
  return plain(outputs.get('result')!);
}

/** A value as JSON; what is not known as `?expression`, alternatives as `{ oneOf }`. */
export function plain(value: Value): Json {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
    case 'oneOf':
      return { oneOf: value.options.map(plain) };
    case 'absent':
      return '?absent';
    case 'unknown':
      return `?${symbolText(value.expression)}`;
  }
}

/** Addresses as addresses, all else in its canonical text. */
function symbolText(expression: Expression): string {
  if (expression.kind === 'call' && ['resource', 'data', 'module', 'var'].includes(expression.name)) {
    const [address] = expression.args;
    if (address?.kind === 'scalar') return `${expression.name === 'var' ? 'var.' : ''}${address.value}`;
  }
  if (expression.kind === 'member' && expression.of.kind === 'unknown' && expression.key.kind === 'scalar') {
    const { value } = expression.key;
    return `${symbolText(expression.of.expression)}${typeof value === 'number' ? `[${value}]` : `.${value}`}`;
  }
  if (expression.kind === 'text') {
    return expression.parts
      .map(part => (typeof part === 'string' ? part : `\${${String(plain(part)).slice(1)}}`))
      .join('');
  }
  return expressionKey(expression);
}

export function addresses({ resources }: { readonly resources: readonly Resource[] }): string[] {
  return resources.map(({ address }) => address);
}

export function at({ resources }: { readonly resources: readonly Resource[] }, address: string): Resource {
  const found = resources.find(resource => resource.address === address);
  if (!found) throw new Error(`no ${address} among ${resources.map(each => each.address).join(', ')}`);
  return found;
}

export function properties(deployment: EvaluatedConfiguration, address: string): Json {
  return plain(at(deployment, address).properties);
}

export function codes({ diagnostics }: Pick<EvaluatedConfiguration, 'diagnostics'>): string[] {
  return diagnostics.map(({ code }) => code);
}

/** The member of a resource's body at a path, with numbers for items. */
export function member(resource: Resource, ...path: readonly (string | number)[]): Value {
  let value = resource.properties;
  for (const key of path) {
    const next =
      value.kind === 'object'
        ? value.members.get(String(key))
        : value.kind === 'array'
          ? value.items[Number(key)]
          : undefined;
    if (!next) throw new Error(`there is nothing at ${path.join('.')}`);
    value = next;
  }
  return value;
}

/** The way of a value: `role text`. */
export function way({ origin }: Value): string[] {
  return origin.map(({ role, span }) => `${role} ${textOf(span)}`);
}
