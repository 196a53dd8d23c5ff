// Tags as SAM takes them, a mapping, to tags as other resources do, a list.

import type { TemplateNode } from '../syntax.ts';
import { callOf, type Draft, type DraftMap } from './drafts.ts';

/** The mark of what SAM made, and the tags that are written. */
export function tagsOf(mark: string, tags: TemplateNode | undefined): Draft {
  const first: DraftMap = { Key: mark, Value: 'SAM' };
  if (!tags || (tags.kind === 'scalar' && tags.value === null)) return [first];
  return tags.kind === 'map' && !callOf(tags) ? [first, ...writtenTags(tags)] : tags;
}

export function writtenTags(tags: TemplateNode | undefined): readonly DraftMap[] {
  if (tags?.kind !== 'map') return [];
  return tags.members.map(({ key, value }) => ({ Key: key, Value: value }));
}
