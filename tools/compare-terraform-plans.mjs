// Holds the evaluation of Terraform to real plans: where a plan knows a value, the evaluation says the same or that it is not known, never another.
// node tools/compare-terraform-plans.mjs [--show N] [--only TEXT] [--verbose] plans checkouts
// `plans` holds JSON files with `entry` (repo, path, commit), `variablesGiven`, `tfvars` and `resources` (address, after, after_unknown, pointsAt);
// `checkouts` a folder `owner+name` for each repository, in which registry modules `owner/name/provider` are looked for as well (first in `owner+name@version`).

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources } from './load-sources.mjs';

const { values: options, positionals } = parseArgs({
  options: {
    show: { type: 'string', default: '10' },
    only: { type: 'string' },
    verbose: { type: 'boolean' },
  },
  allowPositionals: true,
});
const [plans, checkouts] = positionals.map(path => resolve(path));
const { evaluateConfiguration, readModule, isConfigurationFile, readVariableFile } = await loadSources(`
  export { evaluateConfiguration } from './src/parsers/terraform/evaluate/evaluate-configuration.ts';
  export { isConfigurationFile } from './src/parsers/terraform/configuration-file.ts';
  export { readModule } from './src/parsers/terraform/read-module.ts';
  export { readVariableFile } from './src/parsers/terraform/read-variables.ts';
`);

const totals = {};
for (const name of readdirSync(plans)
  .filter(each => each.endsWith('.json'))
  .sort()) {
  if (options.only && !name.includes(options.only)) continue;
  const plan = JSON.parse(readFileSync(join(plans, name), 'utf8'));
  const folder = join(checkouts, plan.entry.repo.replace('/', '+'), plan.entry.path);
  if (!existsSync(folder)) {
    console.log(`${name}: ${plan.entry.repo} is not checked out`);
    continue;
  }
  const counts = comparePlan(plan, folder);
  print(`${name} ${plan.entry.repo} ${plan.entry.path}`, counts);
  for (const [key, value] of Object.entries(counts))
    if (typeof value === 'number') totals[key] = (totals[key] ?? 0) + value;
}
print('all', totals);

function source(path) {
  return { path, text: readFileSync(path, 'utf8'), external: false };
}

function moduleIn(folder, known) {
  let module = known.get(folder);
  if (!module) {
    const files = readdirSync(folder)
      .map(name => join(folder, name))
      .filter(path => statSync(path).isFile() && isConfigurationFile(path));
    module = readModule(folder, files.map(source));
    known.set(folder, module);
  }
  return module;
}

function moduleLoader(known) {
  return ({ source: reference, version, folder }) => {
    const path = localFolder(reference, folder) ?? registryFolder(reference, version);
    if (path && existsSync(path)) return moduleIn(path, known);
    return { kind: 'unresolved', reason: `module \`${reference}\` is not on this machine` };
  };
}

function localFolder(reference, folder) {
  return /^\.\.?\//.test(reference) || reference === '..' || reference === '.'
    ? join(folder, reference)
    : null;
}

function registryFolder(reference, version) {
  const [, owner, name, provider, inner = ''] =
    /^(?:registry\.terraform\.io\/)?([^/:]+)\/([^/]+)\/([^/]+?)(?:\/\/(.*))?$/.exec(reference) ?? [];
  if (!owner) return null;
  const folder = join(checkouts, `${owner}+terraform-${provider}-${name}`);
  return join(existsSync(`${folder}@${version}`) ? `${folder}@${version}` : folder, inner);
}

function moduleFiles(folder) {
  const inside = path => {
    const whole = resolve(folder, path);
    return relative(checkouts, whole).startsWith('..') ? null : whole;
  };
  const missing = path => ({ missing: true, reason: `file \`${path}\` does not exist` });
  return {
    readBytes(path) {
      const whole = inside(path);
      return whole && existsSync(whole) ? readFileSync(whole) : missing(path);
    },
    exists: path => existsSync(inside(path) ?? ''),
    listFiles: path => {
      const whole = inside(path);
      return whole && existsSync(whole) ? readdirSync(whole, { recursive: true }) : missing(path);
    },
  };
}

function comparePlan(plan, folder) {
  const inputs = new Map(Object.entries(plan.variablesGiven).map(([name, json]) => [name, jsonValue(json)]));
  for (const path of plan.tfvars)
    for (const [name, value] of readVariableFile(source(join(folder, path))).values) inputs.set(name, value);
  const known = new Map();
  const deployment = evaluateConfiguration(moduleIn(folder, known), {
    inputs,
    inputPaths: plan.tfvars,
    workspace: 'default',
    modules: moduleLoader(known),
    files: moduleFiles(folder),
  });
  const counts = {
    resources: 0,
    missing: 0,
    same: 0,
    unknown: 0,
    unset: 0,
    more: 0,
    different: 0,
    links: 0,
    wrongLinks: 0,
    unlinked: 0,
  };
  const notes = [];
  const byAddress = new Map(deployment.resources.map(resource => [resource.address, resource]));
  for (const expected of plan.resources) {
    const resource = byAddress.get(expected.address);
    if (!resource) {
      counts.missing++;
      notes.push(`missing ${expected.address}`);
      continue;
    }
    counts.resources++;
    const report = (outcome, path, value, after) => {
      counts[outcome]++;
      if (outcome === 'different' || outcome === 'more' || options.verbose)
        notes.push(
          `${outcome} ${expected.address} ${path}: ${brief(value)} but planned ${JSON.stringify(after)}`,
        );
    };
    for (const [name, after] of Object.entries(expected.after))
      compare(resource.properties.members.get(name), after, expected.after_unknown[name], name, report);
    compareLinks(expected, resource, counts, notes);
  }
  for (const diagnostic of deployment.diagnostics)
    notes.push(
      `${diagnostic.code} ${diagnostic.span?.source.path.slice(checkouts.length)}:${line(diagnostic)} ${diagnostic.message}`,
    );
  return {
    ...counts,
    total: deployment.resources.length,
    gaps: deployment.gaps.length,
    diagnostics: deployment.diagnostics.length,
    notes,
  };
}

function line({ span }) {
  return span ? span.source.text.slice(0, span.start).split('\n').length : 0;
}

function jsonValue(json) {
  const origin = [];
  if (Array.isArray(json)) return { kind: 'array', items: json.map(jsonValue), origin };
  if (json === null || typeof json !== 'object') return { kind: 'scalar', value: json, origin };
  return {
    kind: 'object',
    members: new Map(Object.entries(json).map(([key, each]) => [key, jsonValue(each)])),
    origin,
  };
}

/** Reports every leaf of the plan. */
function compare(value, after, afterUnknown, path, report) {
  if (value === undefined || value.kind === 'absent' || (value.kind === 'scalar' && value.value === null)) {
    report(isNothing(after) ? 'same' : 'unset', path, value, after);
  } else if (value.kind === 'unknown') report('unknown', path, value, after);
  else if (value.kind === 'oneOf') {
    const isPossible = value.options.some(option => isSame(option, after, afterUnknown));
    report(isPossible ? 'unknown' : 'different', path, value, after);
  } else if (afterUnknown === true) report('more', path, value, after);
  else if (value.kind === 'object' && isObject(after)) {
    const names = new Set([...Object.keys(after), ...value.members.keys()]);
    for (const name of names)
      compare(value.members.get(name), after[name] ?? null, afterUnknown?.[name], `${path}.${name}`, report);
  } else if (value.kind === 'array' && Array.isArray(after)) {
    if (value.items.length !== after.length) report('different', path, value, after);
    else if (isSame(value, after, afterUnknown)) report('same', path, value, after);
    else
      for (const [index, item] of value.items.entries())
        compare(item, after[index], afterUnknown?.[index], `${path}[${index}]`, report);
  } else if (value.kind === 'object' && Array.isArray(after) && after.length === 1) {
    compare(value, after[0], afterUnknown?.[0], path, report);
  } else report(isSame(value, after, afterUnknown) ? 'same' : 'different', path, value, after);
}

function isSame(value, after, afterUnknown) {
  if (value.kind === 'scalar') {
    const isText = typeof after === 'string' || typeof after === 'number' || typeof after === 'boolean';
    return value.value === null ? isNothing(after) : isText && String(value.value) === String(after);
  }
  if (value.kind === 'array' && Array.isArray(after)) {
    if (value.items.length !== after.length) return false;
    const left = [...after.keys()];
    return value.items.every(item => {
      const at = left.findIndex(index => isSame(item, after[index], afterUnknown?.[index]));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (value.kind !== 'object') return true;
  let same = isObject(after);
  if (same)
    compare(value, after, afterUnknown, '', outcome => {
      if (outcome === 'different') same = false;
    });
  return same;
}

function isNothing(after) {
  return after === null || after === undefined || (Array.isArray(after) && after.length === 0);
}

function isObject(after) {
  return after !== null && typeof after === 'object' && !Array.isArray(after);
}

/** What a plan's attribute points at must be the address that our symbol names, where it names one. */
function compareLinks(expected, resource, counts, notes) {
  for (const [name, target] of Object.entries(expected.pointsAt ?? {})) {
    const value = name.split('.').reduce(memberOf, resource.properties);
    const addresses = addressesIn(value);
    const wanted = [target].flat().map(String);
    if (addresses.length === 0) {
      counts.unlinked++;
      if (options.verbose)
        notes.push(`unlinked ${expected.address} ${name} to ${wanted.join(', ')}: ${brief(value)}`);
      continue;
    }
    const isRight = addresses.every(address => wanted.includes(address));
    counts[isRight ? 'links' : 'wrongLinks']++;
    if (!isRight)
      notes.push(
        `link ${expected.address} ${name}: ${addresses.join(', ')} but planned ${wanted.join(', ')}`,
      );
  }
}

function memberOf(value, name) {
  if (value?.kind === 'array') return value.items[Number(name)] ?? memberOf(value.items[0], name);
  return value?.kind === 'object' ? value.members.get(name) : undefined;
}

function addressesIn(value) {
  if (!value) return [];
  if (value.kind === 'array') return value.items.flatMap(addressesIn);
  if (value.kind === 'object') return [...value.members.values()].flatMap(addressesIn);
  if (value.kind !== 'unknown') return [];
  const { expression } = value;
  if (expression.kind === 'member') return addressesIn(expression.of);
  if (expression.kind === 'text')
    return expression.parts.filter(part => typeof part !== 'string').flatMap(addressesIn);
  return expression.name === 'resource' ? [expression.args[0].value] : [];
}

function brief(value) {
  if (!value) return 'nothing';
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  if (value.kind === 'oneOf') return value.options.map(brief).join(' or ');
  return value.kind === 'unknown' ? value.reason : value.kind;
}

function print(title, { notes = [], ...counts }) {
  console.log(
    `${title}: ${Object.entries(counts)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ')}`,
  );
  for (const note of notes.slice(0, Number(options.show))) console.log(`    ${note}`);
}
