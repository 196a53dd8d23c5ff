// Types as compiled templates write them (`definitions`). Refuses to check values.

import type { Expression as Node } from '../../arm/template.ts';
import { type JsonNode, type JsonObject, memberOf, stringValue } from '../../json/syntax.ts';
import { literal } from './nodes.ts';
import type { TypeFacts } from './types.ts';

/** References are followed this far; longer chains are cycles. */
const LONGEST_CHAIN = 64;

/** The facts of a type in a compiled template, behind its `$ref`s; what a reference adds overrides what it refers to. */
export function compiledFacts(node: JsonObject, root: JsonNode): TypeFacts {
  let base: string | null = null;
  let nullable: boolean | null = null;
  let allowed: readonly Node[] | null = null;
  let at: JsonObject | null = node;
  for (let steps = 0; at && steps < LONGEST_CHAIN; steps++) {
    base ??= textOf(memberOf(at, 'type')?.value);
    const mayBeNull = memberOf(at, 'nullable')?.value;
    if (mayBeNull?.kind === 'boolean') nullable ??= mayBeNull.value === true;
    allowed ??= literals(memberOf(at, 'allowedValues')?.value);
    at = referred(textOf(memberOf(at, '$ref')?.value), root);
  }
  const lower = base?.toLowerCase() ?? null;
  const secure = lower?.startsWith('secure') ?? false;
  return {
    base: secure ? lower!.slice('secure'.length) : lower,
    nullable: nullable ?? false,
    secure,
    allowed,
  };
}

function textOf(node: JsonNode | undefined): string | null {
  return node?.kind === 'string' ? stringValue(node) : null;
}

/** What `#/definitions/x/properties/y` points at. */
function referred(pointer: string | null, root: JsonNode): JsonObject | null {
  if (!pointer?.startsWith('#/')) return null;
  let at: JsonNode | undefined = root;
  for (const segment of pointer.slice(2).split('/')) {
    const key = decodeSegment(segment);
    at =
      at?.kind === 'object'
        ? memberOf(at, key)?.value
        : at?.kind === 'array'
          ? at.items[Number(key)]
          : undefined;
  }
  return at?.kind === 'object' ? at : null;
}

function decodeSegment(segment: string): string {
  const plain = segment.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function literals(node: JsonNode | undefined): readonly Node[] | null {
  if (node?.kind !== 'array') return null;
  return node.items.flatMap(item => {
    if (item.kind === 'string') return [literal(stringValue(item), item)];
    return item.kind === 'object' || item.kind === 'array' ? [] : [literal(item.value, item)];
  });
}
