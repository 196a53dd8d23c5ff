// A block of an override file merged over the block that it overrides. Refuses to know what the blocks declare.

import type { Block, Body } from './hcl/syntax.ts';

/**
 * Attributes replace those of the same name; nested blocks of a type replace all of that type, `dynamic` ones counting as the type that they make.
 * `lifecycle` is merged attribute by attribute.
 */
export function mergeBody(original: Body, overriding: Body): Body {
  const names = new Set(overriding.attributes.map(({ name }) => name.name));
  const types = new Set(overriding.blocks.map(madeType));
  const lifecycle = overriding.blocks.find(({ type }) => type.name === 'lifecycle');
  const kept = original.blocks.flatMap(block => {
    if (block.type.name === 'lifecycle' && lifecycle)
      return [{ ...block, body: mergeBody(block.body, lifecycle.body) }];
    return types.has(madeType(block)) ? [] : [block];
  });
  const isMerged = lifecycle && kept.some(({ type }) => type.name === 'lifecycle');
  return {
    attributes: [
      ...original.attributes.filter(({ name }) => !names.has(name.name)),
      ...overriding.attributes,
    ],
    blocks: [...kept, ...overriding.blocks.filter(block => !isMerged || block !== lifecycle)],
    ...((original.broken ?? overriding.broken) && { broken: true }),
    span: original.span,
  };
}

/** The type of block that stands here once `dynamic` blocks are expanded. */
export function madeType({ type, labels }: Block): string {
  return type.name === 'dynamic' && labels[0] ? labels[0].name : type.name;
}
