// Resource ids in their one normal form, from a scope, a type and the segments of a name.
// Refuses to know where these come from. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource

import { distribute } from '../../../model/distribute.ts';
import { call, type OneOfValue, oneOf, unknown, type Value } from '../../../model/value.ts';
import { partsOf, textValue } from '../functions/text.ts';
import { joinPath, pathSegments, reasonOf, wholeSegments } from './path.ts';
import { type Scope, scopePrefix } from './scope.ts';

/**
 * The id of a resource: `{prefix}/providers/{namespace}/{type}/{name}/…`. Resource groups, subscriptions and management groups
 * have ids without providers. Where the name's segments cannot be told apart the id is a symbolic call of the three.
 */
export function resourceId(prefix: Value, scope: Scope, type: Value, name: Value): Value {
  const known = type.kind === 'scalar' ? String(type.value) : null;
  const segments = known === null ? null : segmentsOfName(known, name);
  if (known !== null && segments) return idOfSegments(prefix, scope, known, segments);
  return distribute(
    [prefix, type, name],
    () => call('resourceId', prefix, type, name),
    ([prefix, type, name]) => {
      const chosen = type!.kind === 'scalar' ? String(type!.value) : null;
      const names = chosen === null ? null : segmentsOfName(chosen, name!);
      if (chosen !== null && names) return idOfSegments(prefix!, scope, chosen, names);
      const reason = [type!, name!, prefix!].map(reasonOf).find(reason => reason !== undefined);
      return unknown(call('resourceId', prefix!, type!, name!), reason ?? 'the name does not fit the type');
    },
  );
}

/** Like `resourceId` with the name already in segments, of which there are as many as the type has. */
export function idOfSegments(prefix: Value, scope: Scope, type: string, written: readonly Value[]): Value {
  const names = wholeSegments(written);
  const [namespace, ...types] = type.split('/');
  switch (type.toLowerCase()) {
    case 'microsoft.resources/resourcegroups':
      return textValue([subscriptionPrefix(prefix, scope), '/resourceGroups/', names[0]!]);
    case 'microsoft.resources/subscriptions':
      return textValue(['/subscriptions/', names[0]!]);
  }
  const parts: (string | Value)[] = [prefix, `/providers/${namespace}`];
  for (let index = 0; index < types.length; index++) {
    parts.push(`/${types[index]}`);
    const name = names[index];
    if (name) parts.push('/', name);
  }
  return textValue(parts);
}

/** The name's segments if they are as many as the type has, else null. */
function segmentsOfName(type: string, name: Value): readonly Value[] | null {
  const count = type.split('/').length - 1;
  if (count <= 0) return null;
  if (count === 1) return [name];
  if (name.kind === 'oneOf') return alternativeSegments(type, name);
  const segments = pathSegments(name);
  return segments && segments.length === count ? segments : null;
}

/** Segments that are alternatives together with the name, or all alike; null where some of them vary on their own. */
function alternativeSegments(type: string, name: OneOfValue): readonly Value[] | null {
  const all = name.options.map(option => segmentsOfName(type, option));
  if (!all.every(segments => segments !== null)) return null;
  const { expression, reason, origin } = name;
  const segments: Value[] = [];
  for (let index = 0; index < all[0]!.length; index++) {
    const options = all.map(segments => segments[index]!);
    const segment = oneOf(options, expression, reason, origin);
    if (segment.kind === 'oneOf' && segment.options.length !== name.options.length) return null;
    segments.push(segment);
  }
  return segments;
}

/** Type and name of the resource that contains one of this type and name; null for top-level resources. */
export function parentOf(type: string, name: Value): { readonly type: string; readonly name: Value } | null {
  const end = type.lastIndexOf('/');
  if (end < 0 || type.indexOf('/') === end) return null;
  const segments = segmentsOfName(type, name);
  if (!segments) return null;
  return { type: type.slice(0, end), name: joinPath(segments.slice(0, -1)) };
}

/** An id that may be relative to the scope (`Microsoft.X/accounts/a`), made absolute. */
export function absoluteId(id: Value, scope: Scope): Value {
  const [first] = partsOf(id) ?? [];
  if (typeof first !== 'string' || first.startsWith('/') || !first.includes('/')) return id;
  return textValue([scopePrefix(scope), '/providers/', id]);
}

function subscriptionPrefix(prefix: Value, scope: Scope): Value {
  const segments = pathSegments(prefix);
  const inSubscription =
    segments &&
    segments.length >= 3 &&
    segments[1]!.kind === 'scalar' &&
    segments[1]!.value === 'subscriptions';
  return textValue(['/subscriptions/', inSubscription ? segments[2]! : scope.subscriptionId]);
}
