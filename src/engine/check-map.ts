// What the schema cannot say of a resource map: that names exist, paths can be read and values can occur.
// Refuses to know rules.

import { CONDITION_WORDS, isConditional, MATCHER_WORDS } from './condition-form.ts';
import type { DataPath, YamlDocument } from './read-yaml.ts';
import {
  type Check,
  checkPathText,
  checkPatterns,
  checkValue,
  complain,
  didYouMean,
  type Maps,
  PLACEHOLDERS,
  unknownAttribute,
} from './rule-check.ts';
import type { RuleProblem } from './rule-error.ts';
import type { Attribute, AttributeDefault, Matchers, NativePath, ResourceMap } from './rule-format.ts';

/** What is wrong with a resource map that fits its schema. */
export function checkMap(map: ResourceMap, document: YamlDocument, maps: Maps): RuleProblem[] {
  const check: Check = { document, maps, problems: [] };
  for (const [name, attribute] of Object.entries(map.attributes)) {
    const path = ['attributes', name];
    if (CONDITION_WORDS.has(name) || MATCHER_WORDS.has(name) || PLACEHOLDERS.has(name)) {
      complain(
        check,
        path,
        `an attribute cannot be called \`${name}\`: conditions or messages use that word`,
        true,
      );
    }
    checkDefault(check, attribute, attribute.default, [...path, 'default']);
    for (const [dialect, native] of Object.entries(attribute.in)) {
      checkNativePath(check, attribute, native, [...path, 'in', dialect]);
    }
  }
  for (const [dialect, sources] of Object.entries(map.from)) {
    for (const [index, source] of sources.entries()) {
      const path = ['from', dialect, index];
      checkNativeConditions(check, source.when, [...path, 'when']);
      for (const name of ['parent', 'scope', 'completes', 'called'] as const)
        if (source[name] !== undefined) checkPathText(check, source[name], [...path, name]);
      for (const [name, native] of Object.entries(source.attributes ?? {})) {
        const attribute = map.attributes[name];
        if (attribute) checkNativePath(check, attribute, native, [...path, 'attributes', name]);
        else unknownAttribute(check, name, map, [...path, 'attributes', name]);
      }
      for (const [number, contained] of (source.contains ?? []).entries()) {
        const place = [...path, 'contains', number];
        const target = maps.get(contained.resource);
        if (!target) {
          complain(
            check,
            [...place, 'resource'],
            `unknown kind \`${contained.resource}\`${didYouMean(contained.resource, maps.keys())}`,
          );
          continue;
        }
        checkNativeConditions(check, contained.when, [...place, 'when']);
        if (contained.each !== undefined) checkPathText(check, contained.each, [...place, 'each']);
        for (const [name, native] of Object.entries(contained.attributes)) {
          const attribute = target.attributes[name];
          if (!attribute) unknownAttribute(check, name, target, [...place, 'attributes', name]);
          else if (native !== '$self')
            checkNativePath(check, attribute, native, [...place, 'attributes', name]);
        }
      }
    }
  }
  checkEdges(check, map);
  checkBill(check, map);
  return check.problems;
}

function checkNativePath(check: Check, attribute: Attribute, native: NativePath, path: DataPath): void {
  if (typeof native === 'string') {
    checkPathText(check, native, path);
    return;
  }
  if (native.path !== undefined) checkPathText(check, native.path, [...path, 'path']);
  else if (native.default === undefined) complain(check, path, 'there must be a `path` or a `default`');
  if (native.json !== undefined) checkPathText(check, native.json, [...path, 'json']);
  checkDefault(check, attribute, native.default, [...path, 'default']);
  for (const [from, to] of Object.entries(native.translate ?? {})) {
    checkValue(check, attribute, to, [...path, 'translate', from]);
  }
}

function checkNativeConditions(
  check: Check,
  when: Readonly<Record<string, Matchers>> | undefined,
  path: DataPath,
): void {
  for (const [native, matchers] of Object.entries(when ?? {})) {
    checkPathText(check, native, [...path, native]);
    checkPatterns(check, matchers, [...path, native]);
  }
}

function checkDefault(
  check: Check,
  attribute: Attribute,
  value: AttributeDefault | undefined,
  path: DataPath,
): void {
  if (value === undefined) return;
  if (!isConditional(value)) {
    checkValue(check, attribute, value, path);
    return;
  }
  for (const [index, each] of value.entries()) {
    checkValue(check, attribute, each.value, [...path, index, 'value']);
    checkNativeConditions(check, each.when, [...path, index, 'when']);
  }
}

function checkEdges(check: Check, map: ResourceMap): void {
  for (const [name, edge] of Object.entries(map.edges ?? {})) {
    const path = ['edges', name];
    if (PLACEHOLDERS.has(name)) {
      complain(check, path, `an edge cannot be called \`${name}\`: messages use that word`, true);
    }
    if ((edge.from === undefined) === (edge.to === undefined)) {
      complain(check, path, 'an edge has either `from` or `to`');
      continue;
    }
    const side = edge.from === undefined ? 'to' : 'from';
    const kind = (edge.from ?? edge.to)!;
    const other = check.maps.get(kind);
    if (!other)
      complain(check, [...path, side], `unknown kind \`${kind}\`${didYouMean(kind, check.maps.keys())}`);
    const ways = [edge.via !== undefined, edge.contained === true, edge.scoped === true].filter(
      Boolean,
    ).length;
    if (ways !== 1)
      complain(check, path, 'an edge has exactly one of `via`, `contained: true` and `scoped: true`');
    const holder = edge.from === undefined ? map : other;
    if (edge.via === undefined || !holder) continue;
    const attribute = holder.attributes[edge.via];
    if (!attribute) unknownAttribute(check, edge.via, holder, [...path, 'via']);
    else if (!attribute.reference) {
      complain(
        check,
        [...path, 'via'],
        `\`${edge.via}\` of \`${holder.resource}\` is not marked \`reference: true\``,
      );
    }
  }
}

/** What a bill of materials shows are attributes, and no secrets. */
function checkBill(check: Check, map: ResourceMap): void {
  const { base, models = [] } = map.bom ?? {};
  const named: [string, DataPath][] = models.flatMap((model, index) =>
    Object.entries(model).map(([what, name]): [string, DataPath] => [name, ['bom', 'models', index, what]]),
  );
  if (base !== undefined) named.push([base, ['bom', 'base']]);
  for (const [name, path] of named) {
    const attribute = map.attributes[name];
    if (!attribute) unknownAttribute(check, name, map, path);
    else if (attribute.secret)
      complain(check, path, `\`${name}\` may hold a secret, which no bill of materials shows`);
  }
}
