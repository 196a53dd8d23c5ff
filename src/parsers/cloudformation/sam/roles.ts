// The role that SAM makes for a function or state machine, with what `Policies` grants it: names of managed policies, documents and policy templates.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies

import { nearestName } from '../../../model/nearest-name.ts';
import {
  listNode,
  memberOf,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  unreadNode,
} from '../syntax.ts';
import { branchesOf, callOf, type Draft, type DraftMap, either, isNothing, nodeOf } from './drafts.ts';
import type { Expansion, SamResource } from './expansion.ts';
import { canonicalText, plain } from './logical-ids.ts';
import { managedPolicy } from './managed-policies.ts';
import { isPolicyTemplate, policyOf, policyTemplateNames } from './policy-templates.ts';

/** A role while it is made: events add to it. */
export interface RoleDraft {
  readonly name: string;
  /** By what they say. */
  readonly managed: Map<string, TemplateNode>;
  readonly inline: TemplateNode[];
  /** What inline policies grant. */
  readonly documents: Set<string>;
  /** Why it may have more than that. */
  broken: string | undefined;
}

/** Who may take on a role of a service. */
export function trustIn(service: string): DraftMap {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } }],
  };
}

/** An inline policy that allows one action. */
export function inlinePolicy(name: string, action: Draft, resource: Draft): DraftMap {
  return {
    PolicyName: name,
    PolicyDocument: { Statement: [{ Action: action, Effect: 'Allow', Resource: resource }] },
  };
}

export function createRole(name: string, broken: string | undefined): RoleDraft {
  return { name, managed: new Map(), inline: [], documents: new Set(), broken };
}

/** Adds a managed policy that the role does not have yet. */
export function addManaged(role: RoleDraft, policy: TemplateNode): void {
  const key = canonicalText(plain(policy));
  if (!role.managed.has(key)) role.managed.set(key, policy);
}

/** Adds an inline policy as it is. */
export function addInline(role: RoleDraft, policy: TemplateNode): void {
  role.documents.add(documentKey(policy));
  role.inline.push(policy);
}

/** Adds an inline policy unless one grants the same. */
export function addNewInline(role: RoleDraft, policy: TemplateNode): void {
  if (!role.documents.has(documentKey(policy))) addInline(role, policy);
}

function documentKey(policy: TemplateNode): string {
  const document = memberValue(policy, 'PolicyDocument');
  return document ? canonicalText(plain(document)) : '';
}

/** Adds what a resource's `Policies` say, in their order. */
export function addPolicies(role: RoleDraft, resource: SamResource, expansion: Expansion): void {
  const member = memberOf(resource.properties, 'Policies');
  if (!member) return;
  const { value } = member;
  const policies =
    value.kind === 'list' ? value.items : value.kind === 'scalar' && value.value === null ? [] : [value];
  if (value.kind === 'list') role.broken ??= value.broken;
  for (const [index, policy] of policies.entries()) {
    const { managed, inline } = grantOf(policy, `${role.name}Policy${index}`, resource, expansion, 0);
    if (managed) addManaged(role, managed);
    if (inline) addInline(role, inline);
  }
}

/** Conditions inside of one another. */
const DEEPEST_CHOICE = 8;

interface Grant {
  readonly managed?: TemplateNode;
  readonly inline?: TemplateNode;
}

/** What one entry of `Policies` grants; `name` is that of an inline policy. */
function grantOf(
  policy: TemplateNode,
  name: string,
  resource: SamResource,
  expansion: Expansion,
  depth: number,
): Grant {
  if (policy.kind === 'scalar') return { managed: managedPolicy(String(policy.value ?? ''), policy) };
  if (isNothing(policy)) return {};
  if (depth > DEEPEST_CHOICE) return { inline: unreadNode(policy, 'its conditions are nested too deep') };
  const branches = branchesOf(policy);
  if (branches) {
    const [condition, ...sides] = branches;
    const [then, otherwise] = sides.map(side => grantOf(side, name, resource, expansion, depth + 1));
    const choose = (kind: keyof Grant): TemplateNode | undefined => {
      if (!then?.[kind] && !otherwise?.[kind]) return undefined;
      return nodeOf(either(condition, then?.[kind], otherwise?.[kind]), policy);
    };
    const [managed, inline] = [choose('managed'), choose('inline')];
    return { ...(managed && { managed }), ...(inline && { inline }) };
  }
  if (callOf(policy)) return { managed: policy };
  const document = documentOf(policy, resource, expansion);
  return { inline: nodeOf({ PolicyName: name, PolicyDocument: document }, policy) };
}

/** The document that a mapping stands for: itself, or what a policy template grants. */
function documentOf(policy: TemplateNode, resource: SamResource, expansion: Expansion): TemplateNode {
  if (policy.kind !== 'map' || memberOf(policy, 'Statement') || policy.broken !== undefined) return policy;
  const [template, other] = policy.members;
  if (!template || other) return unknownPolicy(policy, template, resource, expansion);
  if (!isPolicyTemplate(template.key)) return unknownPolicy(policy, template, resource, expansion);
  return policyOf(template, parameter => {
    const message = `Policy template \`${template.key}\` needs \`${parameter}\``;
    expansion.context.report('missing-policy-parameter', message, template.keySpan, `Add \`${parameter}\`.`);
  });
}

function unknownPolicy(
  policy: TemplateNode,
  template: TemplateMember | undefined,
  resource: SamResource,
  expansion: Expansion,
): TemplateNode {
  const name = template?.key ?? '';
  const near = nearestName(name, policyTemplateNames());
  const message = template
    ? `\`${name}\` is no policy template of SAM`
    : `A policy of \`${resource.name}\` says nothing`;
  const hint =
    near === null
      ? 'Name a policy template, write a document with `Statement`, or name a managed policy.'
      : `Did you mean \`${near}\`?`;
  expansion.context.report('unknown-policy-template', message, template?.keySpan ?? policy, hint);
  return unreadNode(policy, `\`${name}\` is no policy template of SAM`);
}

/** The lists of the role's policies; each is unknown where there may be more. */
export function policiesOf({ managed, inline, broken }: RoleDraft, { nameSpan }: SamResource): DraftMap {
  const listed = (items: readonly TemplateNode[]): Draft =>
    broken === undefined ? listNode(nameSpan, items) : unreadNode(nameSpan, broken);
  const hasInline = inline.length > 0 || broken !== undefined;
  return {
    ManagedPolicyArns: listed([...managed.values()]),
    Policies: hasInline ? listed(inline) : undefined,
  };
}
