// Holds the Bicep reader to Microsoft's compiler: evaluates each main.bicep and the JSON that was compiled from it, and compares the resources.
// node tools/compare-twins.mjs [--show N] [--only TEXT] [--unknown] folder…   (folders are searched for main.bicep beside main.json or main.symbolicnames.json)
// With --unknown all parameters are unknown, so that what defaults leave out is compared too. Registry modules are taken from the compiled JSON itself, where the compiler has put them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources } from './load-sources.mjs';

const { values: options, positionals } = parseArgs({
  options: { show: { type: 'string', default: '5' }, only: { type: 'string' }, unknown: { type: 'boolean' } },
  allowPositionals: true,
});
const { createBicepReader, evaluateTemplate, valueKey } = await loadSources(`
  export { createBicepReader } from './src/parsers/bicep/read-bicep.ts';
  export { evaluateTemplate } from './src/parsers/arm/evaluate/evaluate-template.ts';
  export { valueKey } from './src/model/value.ts';
`);

/** Samples of broken Bicep have JSON that was compiled from something else. */
const SKIPPED = /^(\.git|node_modules|Invalid.*)$/;

const totals = { pairs: 0, resources: 0, strict: 0, lenient: 0 };
const failures = new Map();
for (const folder of positionals) {
  const counts = { pairs: 0, resources: 0, strict: 0, lenient: 0 };
  for (const pair of pairsIn(resolve(folder))) comparePair(pair, counts);
  print(folder, counts);
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}
if (positionals.length > 1) print('all', totals);
const causes = [...failures].sort((left, right) => right[1].length - left[1].length);
for (const [cause, places] of causes) {
  console.log(`\n${places.length} × ${cause}`);
  for (const place of places.slice(0, Number(options.show))) console.log(`    ${place}`);
}

function* pairsIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* pairsIn(path);
    if (entry.name !== 'main.bicep' || (options.only && !path.includes(options.only))) continue;
    for (const name of ['main.json', 'main.symbolicnames.json']) {
      const compiled = join(folder, name);
      if (existsSync(compiled)) yield { bicep: path, compiled };
    }
  }
}

function comparePair({ bicep, compiled }, counts) {
  const text = readFileSync(compiled, 'utf8').replace(/^\uFEFF/, '');
  const document = JSON.parse(text);
  const files = compiledFiles(bicep, document);
  const evaluated = [source(bicep), { path: compiled, text, external: false }].map(each =>
    evaluate(createBicepReader(files).readTemplate(each)),
  );
  counts.pairs++;
  const where = relative(process.cwd(), compiled);
  for (const deployment of evaluated.slice(0, 1)) {
    for (const { severity, code, message, span } of deployment.diagnostics) {
      if (severity === 'error') fail(`diagnostic ${code}`, `${span?.source.path}:${span?.start} ${message}`);
    }
  }
  const [left, right] = evaluated.map(({ resources }) => resources.filter(({ existing }) => !existing));
  for (const [ours, theirs] of match(left, right)) {
    counts.resources++;
    const strict = differenceOf(ours, theirs, false);
    const lenient = strict && differenceOf(ours, theirs, true);
    if (!strict) counts.strict++;
    if (!lenient) counts.lenient++;
    const difference = lenient ?? strict;
    if (!difference) continue;
    const name = describe((ours ?? theirs).name);
    const address = `${(ours ?? theirs).address} (${(ours ?? theirs).type} ${name})`;
    fail(
      `${lenient ? '' : '(lenient: equal) '}${difference.cause}`,
      `${where} ${address}${difference.detail}`,
    );
  }
}

function evaluate(template) {
  const inputs = new Map();
  if (options.unknown) {
    for (const name of template.parameters.keys()) {
      const expression = { kind: 'call', name: 'input', args: [scalar(name)] };
      inputs.set(name, { kind: 'unknown', expression, reason: 'all parameters are unknown', origin: [] });
    }
  }
  return evaluateTemplate(template, { inputs, inputPaths: [] });
}

function print(folder, { pairs, resources, strict, lenient }) {
  const rate = count => `${((100 * count) / Math.max(resources, 1)).toFixed(2)} %`;
  console.log(
    `${folder}: ${pairs} pairs, ${resources} resources, equal ${rate(strict)} (${strict}), equal but for unknowns ${rate(lenient)} (${lenient})`,
  );
}

function fail(cause, place) {
  if (!failures.has(cause)) failures.set(cause, []);
  failures.get(cause).push(place);
}

/** Pairs of resources with the same type and name; then of the same type, in order; then single ones. */
function match(left, right) {
  const pairs = [];
  const keys = [
    resource =>
      `${typeOf(resource)} ${valueKey(resource.name).toLowerCase()} ${resource.address.toLowerCase()}`,
    resource => `${typeOf(resource)} ${valueKey(resource.name).toLowerCase()}`,
    resource => `${typeOf(resource)} ${resource.name.kind}`,
  ];
  let unmatched = left;
  let others = right;
  for (const key of keys) {
    const waiting = new Map();
    for (const each of others) {
      if (!waiting.has(key(each))) waiting.set(key(each), []);
      waiting.get(key(each)).push(each);
    }
    unmatched = unmatched.filter(each => {
      const other = waiting.get(key(each))?.shift();
      if (other) pairs.push([each, other]);
      return !other;
    });
    others = [...waiting.values()].flat();
  }
  return [...pairs, ...unmatched.map(each => [each, undefined]), ...others.map(each => [undefined, each])];
}

/** Calls of modules that are not here (template specs) are named differently in the two languages. */
function typeOf({ module, type }) {
  return module ? 'module' : type.toLowerCase();
}

function differenceOf(ours, theirs, lenient) {
  if (!ours) return { cause: 'only in JSON', detail: '' };
  if (!theirs) return { cause: 'only in Bicep', detail: '' };
  const parts = [
    ['name', ours.name, theirs.name, true],
    ['condition', ours.condition, theirs.condition],
    [
      'apiVersion',
      scalar(ours.module ? null : ours.apiVersion),
      scalar(theirs.module ? null : theirs.apiVersion),
    ],
    ['scope', ours.scope, theirs.scope, true],
    ['', ours.properties, theirs.properties],
  ];
  for (const [name, left, right, caseless] of parts) {
    const found = difference(left, right, lenient, name, caseless ?? false);
    if (found) return found;
  }
  return null;
}

function scalar(value) {
  return { kind: 'scalar', value, origin: [] };
}

function difference(left, right, lenient, path, caseless) {
  if (left === right) return null;
  if (!left || !right) return found('missing member', path, left, right);
  const keys = [left, right].map(value => (caseless ? valueKey(value).toLowerCase() : valueKey(value)));
  if (keys[0] === keys[1]) return null;
  if (isOpen(left) && isOpen(right)) {
    // The compiler gives types in ids the spelling of their provider.
    if (keys[0].toLowerCase() === keys[1].toLowerCase()) return null;
    return lenient ? null : found('unequal unknowns', path, left, right);
  }
  if (left.kind !== right.kind) return found(`${left.kind} and ${right.kind}`, path, left, right);
  if (left.kind === 'array') {
    if (left.items.length !== right.items.length) return found('array lengths', path, left, right);
    for (const [index, item] of left.items.entries()) {
      const inner = difference(item, right.items[index], lenient, `${path}[${index}]`, caseless);
      if (inner) return inner;
    }
    return null;
  }
  if (left.kind === 'object') {
    for (const key of new Set([...left.members.keys(), ...right.members.keys()])) {
      const inner = difference(
        left.members.get(key),
        right.members.get(key),
        lenient,
        path ? `${path}.${key}` : key,
        caseless,
      );
      if (inner) return inner;
    }
    return null;
  }
  return found('unequal scalars', path, left, right);
}

function isOpen(value) {
  return value.kind === 'unknown' || value.kind === 'oneOf';
}

function found(cause, path, left, right) {
  return {
    cause,
    detail: `\n        ${path}\n        bicep ${describe(left)}\n        json  ${describe(right)}`,
  };
}

function describe(value) {
  const text = value ? valueKey(value) : 'nothing';
  return `${text.slice(0, 400)}${value && 'reason' in value ? ` (${value.reason})` : ''}`;
}

function source(path) {
  return { path, text: readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), external: false };
}

/** The files of a checkout, with registry modules and imports taken from what the compiler has put into the JSON. */
function compiledFiles(main, document) {
  const compiledOf = new Map([[main, document]]);
  const read = (from, path, use) => {
    try {
      return use(resolve(dirname(from.path), path));
    } catch {
      return { missing: true, reason: `file \`${path}\` does not exist` };
    }
  };
  return {
    readText: (from, path, encoding) =>
      read(from, path, found => ({
        path: found,
        text: decode(readFileSync(found), encoding),
        external: false,
      })),
    readBytes: (from, path) => read(from, path, found => readFileSync(found)),
    listFolder: (from, path) =>
      read(from, path, found =>
        readdirSync(found, { withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => relative(dirname(from.path), join(found, entry.name))),
      ),
    module: (from, reference) => {
      const compiled = compiledOf.get(from.path);
      const nested = compiled && calledTemplate(from, reference, compiled);
      const path = resolve(dirname(from.path), reference);
      if (!/^(br|ts)[:/]/.test(reference) && existsSync(path)) {
        if (nested && !compiledOf.has(path)) compiledOf.set(path, nested);
        return { kind: 'file', source: source(path) };
      }
      const content = nested === undefined ? compiled && importedTemplate(reference, compiled) : nested;
      if (!content) return { kind: 'unresolved', reason: `module \`${reference}\` is not here` };
      return {
        kind: 'file',
        source: { path: `${from.path}#${reference}.json`, text: JSON.stringify(content), external: true },
      };
    },
    environment: () => undefined,
  };
}

function decode(bytes, encoding = 'utf-8') {
  const names = { 'us-ascii': 'ascii', 'iso-8859-1': 'latin1', 'utf-16be': 'utf-16be' };
  return new TextDecoder(names[encoding] ?? encoding).decode(bytes);
}

/** The nested template of the module statement with this reference: undefined where there is no such statement, null where it is linked. */
function calledTemplate(from, reference, compiled) {
  const statements = [...from.text.matchAll(/^\s*module\s+(\w+)\s+'([^']*)'/gm)];
  const at = statements.findIndex(([, , path]) => path === reference);
  if (at < 0) return undefined;
  const { resources } = compiled;
  if (!Array.isArray(resources)) return resources?.[statements[at][1]]?.properties?.template ?? null;
  const deployments = resources.filter(({ type }) => type === 'Microsoft.Resources/deployments');
  return deployments.at(at - statements.length)?.properties?.template ?? null;
}

/** What was imported from a registry module, as far as the importing template holds it, under its original names. */
function importedTemplate(reference, compiled) {
  const path = reference.split(':').slice(-2).join(':').split('/').slice(-3).join('/');
  const isFrom = declared => declared?.metadata?.['__bicep_imported_from!']?.sourceTemplate?.endsWith(path);
  const definitions = { ...compiled.definitions };
  for (const declared of Object.values(definitions)) {
    const imported = declared.metadata?.['__bicep_imported_from!'];
    if (isFrom(declared)) definitions[imported.originalIdentifier ?? ''] = declared;
  }
  const functions = (compiled.functions ?? []).map(({ namespace, members }) => ({
    namespace,
    members: Object.fromEntries(
      Object.entries(members).map(([name, member]) => [
        (isFrom(member) && member.metadata['__bicep_imported_from!'].originalIdentifier) || name,
        member,
      ]),
    ),
  }));
  return { languageVersion: '2.0', definitions, functions, variables: compiled.variables, resources: {} };
}
