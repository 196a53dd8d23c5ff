// Holds the reading of a program to what came of running it: each resource of a synth is found, and no known value differs.
// node tools/compare-models.mjs [--show N] [--type TEXT] [--all] [--undecided TEXT] OURS THEIRS
// Both are what `aispm model` prints: OURS of the program, THEIRS of what the program made (the templates of `cdk synth`, `cdk.tf.json`), or a JSON list of
// `{ type, name, properties }` (inputs that Pulumi's mocks recorded, with the types of the model). Resources of no kind are compared with `--all` only.
// A text of the run that contains TEXT stands for what is only known at deployment, so that nothing but an unknown is right there; every other unknown is listed.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({
  options: {
    show: { type: 'string', default: '20' },
    type: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
    undecided: { type: 'string' },
  },
  allowPositionals: true,
});
const [ours, theirs] = positionals.map(path => resourcesIn(JSON.parse(readFileSync(path, 'utf8'))));
const counts = {
  expected: 0,
  found: 0,
  extra: 0,
  same: 0,
  unknown: 0,
  undecided: 0,
  different: 0,
  absent: 0,
  added: 0,
};
const notes = [];

for (const type of new Set([...theirs, ...ours].map(each => each.type))) {
  if (!type.includes(options.type)) continue;
  const left = ours.filter(each => each.type === type);
  const wanted = theirs.filter(each => each.type === type);
  counts.expected += wanted.length;
  for (const [expected, found] of pairs(wanted, left)) {
    counts.found++;
    compare(expected.properties, found.properties, `${type} ${found.address}`, '');
    left.splice(left.indexOf(found), 1);
    wanted.splice(wanted.indexOf(expected), 1);
  }
  for (const each of wanted) notes.push(`missing    ${type} ${each.address}`);
  for (const each of left)
    notes.push(`extra      ${type} ${each.address}${each.isCertain ? '' : ' (conditional)'}`);
  counts.extra += left.length;
}
for (const note of notes.slice(0, Number(options.show))) console.log(note);
console.log(
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', '),
);

function resourcesIn(model) {
  const given = Array.isArray(model) ? model : model.deployments.flatMap(each => each.resources);
  return given
    .filter(({ kind, address }) => (options.all || kind !== null) && !isElsewhere(address))
    .map(({ type, name, address, properties, condition = true }) => ({
      type,
      address: address ?? String(name),
      properties,
      isCertain: condition === true,
    }));
}

/** A resource of another template that this one imports is compared there. */
function isElsewhere(address) {
  return address?.includes('.json#') ?? false;
}

/** Pairs of the same resource, the most alike first: by the words of their addresses, then by their values. */
function pairs(wanted, left) {
  const scored = wanted.flatMap(expected =>
    left.map(found => ({ expected, found, score: likeness(expected, found) })),
  );
  scored.sort((one, other) => other.score - one.score);
  const taken = new Set();
  return scored.flatMap(({ expected, found }) => {
    if (taken.has(expected) || taken.has(found)) return [];
    taken.add(expected).add(found);
    return [[expected, found]];
  });
}

function likeness(expected, found) {
  const [one, other] = [wordOf(expected.address), wordOf(found.address)];
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  const own = new Set(leaves(found.properties));
  const equal = leaves(expected.properties).filter(leaf => own.has(leaf)).length;
  return (2 * common) / (one.length + other.length + 1) + equal / (own.size + 1);
}

/** A logical id without its digest is the path of the construct without its slashes. */
function wordOf(address) {
  return address
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

function leaves(value, path = '') {
  if (isUnknown(value)) return [];
  if (value === null || typeof value !== 'object') return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, `${path}.${name}`));
}

function isUnknown(value) {
  return value !== null && typeof value === 'object' && ('$unknown' in value || '$oneOf' in value);
}

function compare(expected, found, where, path) {
  const at = `${where}${path}`;
  if (isUnknown(found)) unknown(at, expected, found);
  else if (isUnknown(expected)) different(at, expected, found);
  else if (isObject(expected) && isObject(found)) compareMembers(expected, found, where, path);
  else if (Array.isArray(expected) && Array.isArray(found)) compareItems(expected, found, where, path);
  else if (isBlock(expected, found) || isBlock(found, expected))
    compareItems([expected].flat(), [found].flat(), where, path);
  else if (isSame(expected, found)) counts.same++;
  else different(at, expected, found);
}

function compareMembers(expected, found, where, path) {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const at = `${path}.${name}`;
    if (!(name in found)) {
      if (expected[name] === null) continue;
      counts.absent++;
      notes.push(`absent     ${where}${at}: ${shown(expected[name])}`);
    } else if (!(name in expected)) {
      counts.added++;
      notes.push(`added      ${where}${at}: ${shown(found[name])}`);
    } else compare(expected[name], found[name], where, at);
  }
}

function unknown(where, expected, found) {
  if (
    options.undecided === undefined ||
    isUnknown(expected) ||
    leaves(expected).some(leaf => leaf.includes(options.undecided))
  ) {
    counts[options.undecided === undefined ? 'unknown' : 'undecided']++;
    return;
  }
  counts.unknown++;
  notes.push(`unknown    ${where}: ${shown(found)}, which is ${shown(expected)}`);
}

function compareItems(expected, found, where, path) {
  if (expected.length !== found.length) different(`${where}${path}`, expected, found);
  else
    for (const [index, item] of expected.entries()) compare(item, found[index], where, `${path}[${index}]`);
}

function different(where, expected, found) {
  counts.different++;
  notes.push(`different  ${where}: ${shown(found)}, not ${shown(expected)}`);
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** In Terraform's JSON a block that occurs once may be an object, which nobody but its provider tells from an attribute. */
function isBlock(one, other) {
  return isObject(one) && Array.isArray(other) && other.length === 1;
}

/** Templates write numbers and booleans as texts as well. */
function isSame(one, other) {
  return one === other || (!isObject(one) && !isObject(other) && String(one) === String(other));
}

function shown(value) {
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
