// Versions and aliases of functions that are published by themselves.

import { type MapNode, memberValue, textOfScalar } from '../syntax.ts';
import { codeOf } from './code.ts';
import { attribute, type Draft, isGiven, nodeOf, ref, referredBy } from './drafts.ts';
import type { Expansion, SamResource } from './expansion.ts';
import { type Plain, plain } from './logical-ids.ts';

/**
 * Publishes a version under an alias where the function asks for it: the alias's logical id, else null. `whole` is the function as it is
 * written out, without a role that is made for it.
 */
export function addAlias(resource: SamResource, whole: MapNode, expansion: Expansion): string | null {
  const { name, properties } = resource;
  const written = memberValue(properties, 'AutoPublishAlias');
  if (!isGiven(written)) return null;
  // A name that is only known at deployment is left out of the logical id.
  const text = expansion.text(written);
  const alias = `${name}Alias${(text ?? '').replaceAll('-', 'D').replaceAll('_', 'U')}`;
  const version = versionId(resource, whole, expansion);
  expansion.derive(version, 'AWS::Lambda::Version', resource, {
    FunctionName: ref(name),
    Description: memberValue(properties, 'VersionDescription'),
    FunctionScalingConfig:
      memberValue(properties, 'CapacityProviderConfig') && memberValue(properties, 'FunctionScalingConfig'),
  });
  expansion.derive(alias, 'AWS::Lambda::Alias', resource, {
    Name: text ?? written,
    FunctionName: ref(name),
    FunctionVersion: attribute(version, 'Version'),
    ProvisionedConcurrencyConfig: memberValue(properties, 'ProvisionedConcurrencyConfig'),
  });
  expansion.aliases.set(`${name}.Alias`, alias).set(`${name}.Version`, version);
  return alias;
}

/** Ends with a digest of the code and of what else makes a new version. */
function versionId(resource: SamResource, whole: MapNode, expansion: Expansion): string {
  const { name, properties, nameSpan } = resource;
  const given = expansion.text(memberValue(properties, 'AutoPublishCodeSha256'));
  if (given !== null) return `${name}Version${given.slice(0, 10)}`;
  if (expansion.text(memberValue(properties, 'AutoPublishAliasAllProperties')) === 'true')
    return expansion.digestId(`${name}Version`, allProperties(whole, expansion));
  const code = nodeOf(codeOf(properties), nameSpan);
  const data: Record<string, Plain> = {};
  if (code.kind === 'map') Object.assign(data, expansion.resolved(code));
  const environment = memberValue(properties, 'Environment');
  if (environment?.kind === 'map') Object.assign(data, plain(environment));
  const memory = memberValue(properties, 'MemorySize');
  if (isGiven(memory)) data.MemorySize = plain(memory!);
  const snapshots = memberValue(properties, 'SnapStart');
  if ((textOfScalar(memberValue(snapshots, 'ApplyOn')) ?? 'None') !== 'None')
    data.SnapStart = plain(snapshots!);
  return expansion.digestId(`${name}Version`, data);
}

/** The description with the digest of the code behind it, where that is written: else a change of the code alone would make no new version. */
export function describedVersion(properties: MapNode, expansion: Expansion): Draft | undefined {
  const written = memberValue(properties, 'Description');
  const code = expansion.text(memberValue(properties, 'AutoPublishCodeSha256'));
  if (code === null || !isGiven(memberValue(properties, 'AutoPublishAlias'))) return written;
  return written ? { 'Fn::Join': [' ', [written, code]] } : code;
}

/** All that the function is, with the layers that say that a new one of theirs makes a new version. */
function allProperties(whole: MapNode, expansion: Expansion): Plain {
  const layers = memberValue(whole, 'Layers');
  const published = (layers?.kind === 'list' ? layers.items : []).flatMap(layer => {
    const name = referredBy(layer);
    const properties = memberValue(expansion.resources.get(name ?? '')?.value, 'Properties');
    const isPublished = textOfScalar(memberValue(properties, 'PublishLambdaVersion')) === 'true';
    return name !== null && properties && isPublished ? [[name, plain(properties)] as const] : [];
  });
  return { ...(plain(whole) as Record<string, Plain>), ...Object.fromEntries(published) };
}
