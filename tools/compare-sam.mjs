// Holds the expansion of SAM to AWS's own transform: what both make of a template is the same, by logical id and property.
// node tools/compare-sam.mjs [--show N] [--only TEXT] [--type TEXT] folder
// `folder` has `input/*.yaml` and `output/*.json` of the same names, as https://github.com/aws/serverless-application-model keeps them in tests/translator.
// Files whose names start with `error_` have no output; they must be read without a crash.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources } from './load-sources.mjs';

const { values: options, positionals } = parseArgs({
  options: {
    show: { type: 'string', default: '20' },
    only: { type: 'string' },
    type: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? '.');
const { evaluateTemplate, readSource } = await loadSources(`
  export { evaluateTemplate } from './src/parsers/cloudformation/evaluate/evaluate-template.ts';
  export { readSource } from './src/parsers/cloudformation/read-source.ts';
`);

/** What is the same in other words, or is made at deployment. */
const LEFT_OUT = {
  'AWS::StepFunctions::StateMachine': ['DefinitionString', 'DefinitionSubstitutions'],
  'AWS::ApiGateway::RestApi': ['Body'],
  'AWS::ApiGatewayV2::Api': ['Body'],
};

const counts = new Map();
const notes = [];
let templates = 0;
for (const name of readdirSync(join(folder, 'input')).sort()) {
  if (!name.endsWith('.yaml') || (options.only && !name.includes(options.only))) continue;
  const input = evaluated(join(folder, 'input', name));
  const output = join(folder, 'output', name.replace(/\.yaml$/, '.json'));
  if (name.startsWith('error_') || !existsSync(output)) continue;
  templates++;
  compareTemplates(name, input, evaluated(output));
}
report();

function evaluated(path) {
  const template = readSource({ path, text: readFileSync(path, 'utf8'), external: false });
  return evaluateTemplate(withTransform(template), { inputs: new Map(), inputPaths: [] });
}

/** Most inputs do not say what they are. */
function withTransform(template) {
  const isOurs = [...template.resources.values()].some(({ type }) => type.startsWith('AWS::Serverless::'));
  const hasConnectors = template.source.text.includes('Connectors:');
  if (!isOurs && !hasConnectors) return { ...template, transforms: [] };
  return {
    ...template,
    transforms: [{ name: 'AWS::Serverless-2016-10-31', parameters: null, span: template.root }],
  };
}

function compareTemplates(name, { resources: ours, diagnostics }, { resources: theirs }) {
  const left = new Map(ours.map(resource => [`${resource.type} ${withoutDigest(resource)}`, resource]));
  for (const expected of theirs) {
    if (!expected.type.includes(options.type)) continue;
    const count = countOf(expected.type);
    count.expected++;
    const key = `${expected.type} ${withoutDigest(expected)}`;
    const found = left.get(key);
    left.delete(key);
    if (!found) {
      count.missing++;
      notes.push(`${name}: missing ${key}`);
      continue;
    }
    const skipped = LEFT_OUT[expected.type] ?? [];
    const differences = [...differing(plain(found.properties), plain(expected.properties), '', skipped)];
    if (plainText(found.condition) !== plainText(expected.condition)) differences.push('condition');
    if (differences.length === 0) count.same++;
    else notes.push(`${name}: ${key}\n      ${differences.slice(0, 6).join('\n      ')}`);
  }
  for (const { type, address } of left.values()) {
    if (!type.includes(options.type)) continue;
    countOf(type).more++;
    notes.push(`${name}: more ${type} ${address}`);
  }
  if (options.only) for (const { code, message } of diagnostics) notes.push(`${name}: ${code} ${message}`);
}

/** Deployments end with a digest of the API's whole definition. */
function withoutDigest({ type, address }) {
  return type === 'AWS::ApiGateway::Deployment'
    ? address.replace(/(?<=Deployment)[0-9a-f]{10}$/, '')
    : address;
}

function countOf(type) {
  const known = counts.get(type) ?? { expected: 0, same: 0, missing: 0, more: 0 };
  counts.set(type, known);
  return known;
}

/** Where two values differ; of names and texts their order counts, of all other lists it does not. */
function* differing(ours, theirs, path, skipped) {
  if (isMap(ours) && isMap(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      if (path !== '' || !skipped.includes(key))
        yield* differing(ours[key], theirs[key], `${path}.${key}`, skipped);
    }
    return;
  }
  const [left, right] = [canonical(ours), canonical(theirs)];
  if (left !== right) yield `${path || '.'}: ${left?.slice(0, 300)} but ${right?.slice(0, 300)}`;
}

function isMap(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function canonical(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean' || typeof value === 'number') return canonical(String(value));
  if (typeof value === 'string' && /^\d+\.0$/.test(value)) return JSON.stringify(String(Number(value)));
  if (Array.isArray(value)) {
    const items = value.map(canonical).sort();
    return items.length === 1 ? items[0] : `[${items.join(',')}]`;
  }
  if (!isMap(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => canonical(member) !== undefined);
  return `{${members
    .map(([key, member]) => `${key}:${canonical(member)}`)
    .sort()
    .join(',')}}`;
}

/** A value as plain data; what is not known is the text of its expression, in the partition for which the outputs are. */
function plain(value) {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member)]));
    case 'absent':
      return undefined;
    case 'oneOf':
      return { oneOf: value.options.map(option => canonical(plain(option)) ?? 'nothing') };
    case 'unknown':
      return textOf(value.expression);
  }
}

function plainText(value) {
  return value ? canonical(plain(value)) : undefined;
}

function textOf(expression) {
  switch (expression.kind) {
    case 'text':
      return expression.parts.map(part => (typeof part === 'string' ? part : plainHole(part))).join('');
    case 'member': {
      const key = plain(expression.key);
      if (key === 'AWS::Partition') return 'aws';
      return `<${plainHole(expression.of)}.${plainHole(expression.key)}>`;
    }
    default:
      if (expression.name === 'unread') return '<unread>';
      return `<${expression.name.toLowerCase()}(${expression.args.map(plainHole).join(', ')})>`;
  }
}

function plainHole(value) {
  const data = plain(value);
  return typeof data === 'string'
    ? data.replace(/(?<=Deployment)[0-9a-f]{10}$/, '')
    : (canonical(data) ?? '');
}

function report() {
  for (const note of notes.slice(0, Number(options.show))) console.log(`  ${note}`);
  if (notes.length > Number(options.show)) console.log(`  … and ${notes.length - Number(options.show)} more`);
  console.log(`${templates} templates`);
  const sorted = [...counts].sort((a, b) => b[1].expected - a[1].expected);
  for (const [type, { expected, same, missing, more }] of sorted) {
    const share = expected === 0 ? '' : ` ${((100 * same) / expected).toFixed(1)} %`;
    console.log(`${type}: ${same} of ${expected} the same${share}, ${missing} missing, ${more} more`);
  }
}
