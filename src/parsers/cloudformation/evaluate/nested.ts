// Which resources deploy templates of their own, where these templates are, and what they are given.
// Refuses to know files: whoever calls finds them.

import { lazy } from '../../../model/lazy.ts';
import { absent, call, type Step, scalar, unknown, type Value, withSteps } from '../../../model/value.ts';
import { inlineTemplate } from '../inline-template.ts';
import { readTemplate } from '../read-template.ts';
import { memberValue, placeOf, type TemplateNode, textOfScalar } from '../syntax.ts';
import type { ResourceDeclaration } from '../template.ts';
import type { FoundTemplate } from './environment.ts';
import type { Given } from './parameters.ts';

/** Where a resource has its template: written inside of it, or a path as `aws cloudformation package` and the AWS CDK note it. */
export type NestedLocation =
  | { readonly kind: 'inline'; readonly template: FoundTemplate }
  | { readonly kind: 'path'; readonly node: TemplateNode };

/** Null for a resource that deploys no template. */
export function nestedLocation(declared: ResourceDeclaration): NestedLocation | null {
  const { name, type, value } = declared;
  const properties = declared.properties ?? undefined;
  const isSet = type === 'AWS::CloudFormation::StackSet';
  if (!isSet && type !== 'AWS::CloudFormation::Stack') return null;
  const body = isSet ? memberValue(properties, 'TemplateBody') : undefined;
  const root = body?.kind === 'scalar' ? inlineTemplate(body) : null;
  if (root) return { kind: 'inline', template: readTemplate(root) };
  const metadata = memberValue(value, 'Metadata');
  const isAsset = textOfScalar(memberValue(metadata, 'aws:asset:property')) === 'TemplateURL';
  const asset = isAsset ? memberValue(metadata, 'aws:asset:path') : undefined;
  const node = asset ?? memberValue(properties, 'TemplateURL');
  if (node) return { kind: 'path', node };
  return { kind: 'inline', template: { unresolved: `\`${name}\` has no template that could be read` } };
}

/** What a resource gives for the parameters of its template: a mapping, or a list of `ParameterKey` and `ParameterValue`. */
export function givenTo(declared: ResourceDeclaration, evaluate: (node: TemplateNode) => Value): Given {
  const node = memberValue(declared.properties ?? undefined, 'Parameters');
  const value = lazy(
    () => (node ? asMapping(evaluate(node)) : absent()),
    () => absent(),
  );
  return {
    missing: parameter => `stack \`${declared.name}\` gives no parameter \`${parameter}\``,
    value: parameter => {
      const given = value();
      if (given.kind === 'unknown') {
        const known = given.members?.get(parameter);
        return known ?? unknown(call('argument', given, scalar(parameter)), given.reason, given.origin);
      }
      const member = given.kind === 'object' ? given.members.get(parameter) : undefined;
      const place = given.kind === 'object' ? given.keySpans?.get(parameter) : undefined;
      const step: Step = { role: 'module-argument', span: place ?? placeOf(node!), name: parameter };
      return member && withSteps(member, [step]);
    },
  };
}

function asMapping(value: Value): Value {
  if (value.kind !== 'array') return value;
  const members = new Map<string, Value>();
  for (const item of value.items) {
    if (item.kind !== 'object') continue;
    const [key, given] = [item.members.get('ParameterKey'), item.members.get('ParameterValue')];
    if (key?.kind === 'scalar' && given) members.set(String(key.value), given);
  }
  return { kind: 'object', members, origin: value.origin };
}
