// Tags as SAM takes them, a mapping, to tags as other resources do, a list.

import { type MapNode, memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import { callOf, type Draft, type DraftMap, isGiven } from './drafts.ts';

/** The mark of what SAM made, and the tags of a resource. Tags that all of its parts shall have replace the mark. */
export function tagsOf(mark: string, properties: MapNode): Draft {
  const tags = memberValue(properties, 'Tags');
  const first: DraftMap = { Key: mark, Value: 'SAM' };
  if (!isGiven(tags)) return [first];
  if (tags.kind !== 'map' || callOf(tags)) return tags;
  return sharesTags(properties) ? writtenTags(tags) : [first, ...writtenTags(tags)];
}

/** The tags that every part of a resource shall have; undefined where there are none. */
export function sharedTags(properties: MapNode): Draft | undefined {
  const tags = memberValue(properties, 'Tags');
  return sharesTags(properties) && isGiven(tags) ? writtenTags(tags) : undefined;
}

function sharesTags(properties: MapNode): boolean {
  return textOfScalar(memberValue(properties, 'PropagateTags')) === 'true';
}

export function writtenTags(tags: TemplateNode | undefined): readonly DraftMap[] {
  if (tags?.kind !== 'map') return [];
  return tags.members.map(({ key, value }) => ({ Key: key, Value: value }));
}
