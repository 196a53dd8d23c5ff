// Small ARM templates to deployments, and deployments to what a test says of them.

import type { Files } from '../../../../src/model/files.ts';
import type { Resource } from '../../../../src/model/resource.ts';
import { createSource, textOf } from '../../../../src/model/source.ts';
import { array, expressionKey, object, scalar, type Value } from '../../../../src/model/value.ts';
import {
  type EvaluatedTemplate,
  evaluateTemplate,
} from '../../../../src/parsers/arm/evaluate/evaluate-template.ts';
import type { Bounds } from '../../../../src/parsers/arm/evaluate/run.ts';
import { readTemplate } from '../../../../src/parsers/arm/read-template.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface DeployOptions {
  readonly inputs?: Readonly<Record<string, Json | Value>>;
  /** Other templates by path, for `templateLink`. */
  readonly files?: Readonly<Record<string, Json>>;
  readonly bounds?: Partial<Bounds>;
}

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** Evaluates a template for a resource group, unless it has another `$schema`. */
export function deploy(
  template: Readonly<Record<string, Json>>,
  options: DeployOptions = {},
): EvaluatedTemplate {
  const text = JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...template }, null, 2);
  const inputs = Object.entries(options.inputs ?? {}).map(([name, value]): [string, Value] => [
    name.toLowerCase(),
    isValue(value) ? value : fromJson(value),
  ]);
  return evaluateTemplate(readTemplate(createSource('main.json', text), filesOf(options.files ?? {})), {
    inputs: new Map(inputs),
    inputPaths: [],
    ...(options.bounds && { bounds: options.bounds }),
  });
}

/** What one expression comes to as an output. */
export function evaluated(
  expression: string,
  template: Readonly<Record<string, Json>> = {},
  options?: DeployOptions,
): Json {
  const { outputs } = deploy(
    { ...template, outputs: { result: { type: 'object', value: expression } } },
    options,
  );
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
      return null;
    case 'unknown':
      return `?${expressionKey(value.expression).replaceAll('"', "'")}`;
  }
}

/** The resource with an address. */
export function at({ resources }: EvaluatedTemplate, address: string): Resource {
  const found = resources.find(resource => resource.address === address);
  if (!found)
    throw new Error(`no ${address} among ${resources.map(resource => resource.address).join(', ')}`);
  return found;
}

export function addresses({ resources }: EvaluatedTemplate): string[] {
  return resources.map(({ address }) => address);
}

/** `role text` for each step on a value's way. */
export function wayOf({ origin }: Value): string[] {
  return origin.map(({ role, span }) => `${role} ${textOf(span)}`);
}

/** The member of a resource's properties at a path: `properties.a.b`. */
export function member(resource: Resource, path: string): Value {
  let value = resource.properties;
  for (const name of path.split('.')) {
    const next =
      value.kind === 'object'
        ? value.members.get(name)
        : value.kind === 'array'
          ? value.items[Number(name)]
          : undefined;
    if (!next) throw new Error(`no ${name} of ${path} in ${JSON.stringify(plain(value))}`);
    value = next;
  }
  return value;
}

export function codes({ diagnostics }: EvaluatedTemplate): string[] {
  return diagnostics.map(({ code }) => code);
}

/** The id of a resource of this resource group, as `plain` writes it. */
export function idInGroup(path: string): string {
  return `?\`/subscriptions/\${subscription().'subscriptionId'}/resourceGroups/\${resourcegroup().'name'}/providers/${path}\``;
}

export function fromJson(json: Json): Value {
  if (Array.isArray(json)) return array(json.map(fromJson));
  if (json === null || typeof json !== 'object') return scalar(json as string | number | boolean | null);
  return object(new Map(Object.entries(json).map(([name, member]) => [name, fromJson(member)])));
}

function isValue(value: Json | Value): value is Value {
  return typeof value === 'object' && value !== null && 'origin' in value;
}

function filesOf(others: Readonly<Record<string, Json>>): Files {
  const missing = { missing: true, reason: 'there are no files' } as const;
  return {
    readText: () => missing,
    readBytes: () => missing,
    listFolder: () => missing,
    module: (_from, reference) => {
      const found = others[reference];
      return found === undefined
        ? { kind: 'unresolved', reason: `\`${reference}\` is not on this machine` }
        : { kind: 'file', source: createSource(reference, JSON.stringify(found)) };
    },
    environment: () => undefined,
  };
}
