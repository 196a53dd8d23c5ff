// Where the code of functions and layers is.

import { type MapNode, memberValue, type TemplateNode, textOfScalar, unreadNode } from '../syntax.ts';
import { callOf, type Draft, type DraftMap } from './drafts.ts';

/** Where the code is. What lies beside the template is uploaded at deployment. */
export function codeOf(properties: MapNode): Draft {
  const key = memberValue(properties, 'SourceKMSKeyArn');
  const inline = memberValue(properties, 'InlineCode');
  if (inline) return { ZipFile: inline, SourceKMSKeyArn: key };
  const image = memberValue(properties, 'ImageUri');
  if (image) return { ImageUri: image };
  const place = memberValue(properties, 'CodeUri');
  if (!place) return {};
  const location = locationOf(place);
  return location === null
    ? unreadNode(place, 'the code is uploaded at deployment')
    : { ...location, SourceKMSKeyArn: key };
}

/** A place in S3 as a URI or as a mapping; null for all else. */
export function locationOf(node: TemplateNode): DraftMap | null {
  if (node.kind === 'map' && !callOf(node)) {
    const [bucket, key, version] = ['Bucket', 'Key', 'Version'].map(name => memberValue(node, name));
    return { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version };
  }
  const [, bucket, key, query = ''] =
    /^s3:\/\/([^/]+)\/+([^?]+)(?:\?(.*))?$/.exec(textOfScalar(node) ?? '') ?? [];
  if (bucket === undefined || key === undefined) return null;
  const [, version] = /(?:^|&)versionId=([^&]+)/.exec(query) ?? [];
  return { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version };
}
