// IAM policy documents as lists of statements in one form, however they are written: as objects, as JSON text with holes, as blocks of
// Terraform's data source. Semantics: docs.aws.amazon.com/IAM, "Grammar of the IAM JSON policy language" (names without case).
// Refuses to know which statements are dangerous.

import {
  array,
  call,
  type Origin,
  object,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../model/value.ts';
import { jsonOf } from './policy-text.ts';
import { isWithoutWildcard, JSON_ENCODERS, partsOf, textFrom } from './text-parts.ts';

/** The statements that are known one by one; `rest` is why there may be more, or null. */
export interface Statements {
  readonly items: readonly Value[];
  readonly rest: Value | null;
}

/** What providers compute of what is read from resources. */
type Resolve = (value: Value) => Value;

const NONE: Statements = { items: [], rest: null };

/** A document that is made of blocks, as data sources have them: what reads it as a policy reads the blocks. */
export function documentOfBlocks(blocks: Value): UnknownValue {
  return unknown(call(BLOCKS, blocks), 'the policy document is made by the provider');
}

const BLOCKS = 'policy document of';

/** Documents that are made of documents that are made of … */
const DEEPEST = 16;

/** The statements of a document. An absent document has none; of what is no document nothing is known. */
export function statementsOf(document: Value, resolve: Resolve, depth = 0): Statements {
  if (depth > DEEPEST) return { items: [], rest: document };
  switch (document.kind) {
    case 'absent':
      return NONE;
    case 'object':
      return ofJson(document.members, document.origin);
    case 'oneOf': {
      const options = document.options.map(option => statementsOf(option, resolve, depth + 1));
      const rest = options.find(each => each.rest)?.rest ?? null;
      return { items: options.flatMap(each => each.items.map(item => perhaps(item, document))), rest };
    }
    case 'scalar':
      if (document.value === null || document.value === '') return NONE;
      return document.encodes
        ? statementsOf(document.encodes, resolve, depth + 1)
        : ofText(document, resolve, depth);
    case 'unknown':
      return ofUnknown(document, resolve, depth);
    default:
      return { items: [], rest: notADocument(document) };
  }
}

function ofUnknown(document: UnknownValue, resolve: Resolve, depth: number): Statements {
  const known = resolve(document);
  if (known.kind !== 'unknown') return statementsOf(known, resolve, depth + 1);
  const { expression, members } = known;
  if (expression.kind === 'call') {
    const [first] = expression.args;
    if (first && expression.name === BLOCKS) return ofBlocks(first, resolve, depth);
    if (first && JSON_ENCODERS.has(expression.name.toLowerCase()))
      return statementsOf(first, resolve, depth + 1);
  }
  if (expression.kind === 'text') return ofText(known, resolve, depth);
  return members && named(members, 'Statement') ? ofJson(members, known.origin) : { items: [], rest: known };
}

function ofText(document: Value, resolve: Resolve, depth: number): Statements {
  const json = jsonOf(document);
  return json ? statementsOf(json, resolve, depth + 1) : { items: [], rest: notADocument(document) };
}

function notADocument(document: Value): Value {
  return unknown(call('policy', document), 'the policy document cannot be read', document.origin);
}

type Members = ReadonlyMap<string, Value>;

function ofJson(members: Members, origin: Origin): Statements {
  const { items, rest } = listOf(named(members, 'Statement'));
  return {
    items: items.map(item => eachOption(item, ofStatement)),
    rest: rest && { ...rest, origin: rest.origin.length > 0 ? rest.origin : origin },
  };
}

/** A member by its name, which compares without case. */
function named(members: Members, name: string): Value | undefined {
  const exact = members.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of members) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

function ofStatement(statement: Value): Value {
  if (statement.kind !== 'object') return statement;
  const { members, origin } = statement;
  const member = (name: string): Value | undefined => named(members, name);
  return statementValue(origin, {
    sid: member('Sid'),
    effect: member('Effect'),
    actions: listValue(listOf(member('Action'))),
    notActions: listValue(listOf(member('NotAction'))),
    resources: listValue(listOf(member('Resource'))),
    notResources: listValue(listOf(member('NotResource'))),
    principals: listValue(principalsOf(member('Principal'))),
    notPrincipals: listValue(principalsOf(member('NotPrincipal'))),
    conditions: listValue(conditionsOf(member('Condition'))),
  });
}

function statementValue(origin: Origin, members: Readonly<Record<string, Value | undefined>>): Value {
  const known = Object.entries(members).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return object(new Map(known), origin);
}

/** One or a list of them; what is no text may be a list of any length. */
function listOf(value: Value | undefined): Statements {
  if (!value) return NONE;
  switch (value.kind) {
    case 'absent':
      return NONE;
    case 'array':
      return { items: value.items, rest: null };
    case 'scalar':
      return value.value === null ? NONE : { items: [value], rest: null };
    case 'unknown':
      return ofUnknownList(value);
    case 'oneOf': {
      if (!value.options.some(option => option.kind === 'array' || option.kind === 'unknown'))
        return { items: [value], rest: null };
      const { items, rest } = joined(value.options.map(listOf));
      return { items: items.map(item => perhaps(item, value)), rest };
    }
    default:
      return { items: [value], rest: null };
  }
}

function ofUnknownList(value: UnknownValue): Statements {
  const { expression } = value;
  if (expression.kind === 'text' || isWithoutWildcard(value)) return { items: [value], rest: null };
  if (expression.kind !== 'call') return { items: [], rest: value };
  if (REARRANGING.has(expression.name)) return listOf(expression.args[0]);
  const isJoined = ['concat', 'union'].includes(expression.name.toLowerCase());
  const known = isJoined ? expression.args.flatMap(each => (each.kind === 'array' ? each.items : [])) : [];
  const first = JSON_ENCODERS.has(expression.name.toLowerCase()) ? expression.args[0] : undefined;
  return first ? listOf(first) : { items: known, rest: value };
}

/** Functions of Terraform whose result has the items of their argument: which come first and how often says nothing in a policy. */
const REARRANGING: ReadonlySet<string> = new Set(['distinct', 'reverse', 'sort', 'tolist', 'toset']);

/** A list in the form in which its known items can be read although there may be more. */
function listValue({ items, rest }: Statements): Value {
  const known = array(items, items[0]?.origin);
  if (!rest) return known;
  const reason =
    rest.kind === 'unknown' || rest.kind === 'oneOf' ? rest.reason : 'part of the list is not known';
  return items.length === 0 ? rest : unknown(call('concat', known, rest), reason, rest.origin);
}

/** `*`, or by types the ids: `{ AWS: [a, b] }`. */
function principalsOf(value: Value | undefined): Statements {
  if (value?.kind !== 'object') return listOf(value);
  return joined([...value.members].map(([type, ids]) => principalsOfType(scalar(type), listOf(ids))));
}

function principalsOfType(type: Value, { items, rest }: Statements): Statements {
  const isAny = type.kind === 'scalar' && type.value === '*';
  if (isAny) return { items, rest };
  const prefix = partsOf(type) ?? [type];
  const labelled = items.map(id =>
    eachOption(id, each => textFrom([...prefix, ':', ...(partsOf(each) ?? [each])], each.origin)),
  );
  return { items: labelled, rest };
}

/** `{ StringEquals: { aws:SourceAccount: … } }`, one by one. */
function conditionsOf(value: Value | undefined): Statements {
  if (value?.kind !== 'object') return listOf(value);
  return joined(
    [...value.members].map(([operator, keys]): Statements => {
      if (keys.kind !== 'object') return listOf(keys);
      const items = [...keys.members].map(([key, values]) =>
        statementValue(values.origin, {
          operator: scalar(operator),
          key: scalar(key),
          values: listValue(listOf(values)),
        }),
      );
      return { items, rest: null };
    }),
  );
}

function joined(lists: readonly Statements[]): Statements {
  return { items: lists.flatMap(each => each.items), rest: lists.find(each => each.rest)?.rest ?? null };
}

/** The blocks of `aws_iam_policy_document`: its own statements, those of the documents that it extends, and what replaces them by their id. */
function ofBlocks(blocks: Value, resolve: Resolve, depth: number): Statements {
  if (blocks.kind !== 'object') return { items: [], rest: blocks };
  const member = (name: string) => blocks.members.get(name);
  const documents = (names: readonly string[]) =>
    joined(
      names.map(name => {
        const { items, rest } = listOf(member(name));
        return joined([...items.map(item => statementsOf(item, resolve, depth + 1)), { items: [], rest }]);
      }),
    );
  const own = listOf(member('statement'));
  const base = joined([
    documents(['source_policy_documents', 'source_json']),
    { ...own, items: own.items.map(item => eachOption(item, ofBlock)) },
  ]);
  const overrides = documents(['override_policy_documents', 'override_json']);
  const kept = base.items.filter(
    item => !overrides.items.some(other => sidOf(other) !== null && sidOf(other) === sidOf(item)),
  );
  const { rest } = overrides;
  const doubted = rest ? kept.map(item => (sidOf(item) === null ? item : perhaps(item, rest))) : kept;
  return { items: [...doubted, ...overrides.items], rest: base.rest ?? rest };
}

function ofBlock(block: Value): Value {
  if (block.kind !== 'object') return block;
  const member = (name: string) => block.members.get(name);
  const effect = member('effect');
  const isGiven =
    effect && !(effect.kind === 'absent' || (effect.kind === 'scalar' && effect.value === null));
  const list = (name: string) => listValue(listOf(member(name)));
  return statementValue(block.origin, {
    sid: member('sid'),
    effect: isGiven ? effect : scalar('Allow', block.origin),
    actions: list('actions'),
    notActions: list('not_actions'),
    resources: list('resources'),
    notResources: list('not_resources'),
    principals: listValue(principalsOfBlocks(member('principals'))),
    notPrincipals: listValue(principalsOfBlocks(member('not_principals'))),
    conditions: listValue(conditionsOfBlocks(member('condition'))),
  });
}

function principalsOfBlocks(blocks: Value | undefined): Statements {
  const { items, rest } = listOf(blocks);
  const lists = items.map((block): Statements => {
    if (block.kind !== 'object') return { items: [], rest: block };
    return principalsOfType(
      block.members.get('type') ?? scalar('AWS'),
      listOf(block.members.get('identifiers')),
    );
  });
  return joined([...lists, { items: [], rest }]);
}

function conditionsOfBlocks(blocks: Value | undefined): Statements {
  const { items, rest } = listOf(blocks);
  const conditions = items.map(block => {
    if (block.kind !== 'object') return block;
    const { members, origin } = block;
    return statementValue(origin, {
      operator: members.get('test'),
      key: members.get('variable'),
      values: listValue(listOf(members.get('values'))),
    });
  });
  return { items: conditions, rest };
}

function sidOf(statement: Value): string | null {
  const sid = statement.kind === 'object' ? statement.members.get('sid') : undefined;
  return sid?.kind === 'scalar' && sid.value ? String(sid.value) : null;
}

function eachOption(value: Value, change: (option: Value) => Value): Value {
  if (value.kind !== 'oneOf') return change(value);
  return oneOf(value.options.map(change), value.expression, value.reason, value.origin);
}

/** An item that is there for some alternatives of what decides. */
function perhaps(item: Value, decider: Value): Value {
  const reason =
    decider.kind === 'unknown' || decider.kind === 'oneOf' ? decider.reason : 'it may be replaced';
  return oneOf([item, { kind: 'absent', origin: [] }], call('perhaps', decider), reason, item.origin);
}
