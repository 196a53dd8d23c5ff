// What Pulumi's bridged providers (azure, aws, gcp) call the resources of Terraform's: which class is which type, and the names of
// properties that are not just camel case (plurals of lists, mostly). Writes the tables that the Pulumi library reads.
//
//   node tools/pulumi-classes.mjs NODE_MODULES METADATA
//
// NODE_MODULES holds `@pulumi/{azure,aws,gcp}` and `@cdktf/provider-{azurerm,aws,google}`, whose typings are Pulumi's and Terraform's
// schemas; METADATA the providers' `bridge-metadata.json` as `azure.json` and `gcp.json`, which name the classes. Where there is none, the
// class is the one whose name and properties fit. Types are those that the resource maps name and those in EXTRA; says which have no class.
// `@pulumi/{azure-native,aws-native}` are read for constants and what constructors set (tools/pulumi-constants.mjs).

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkArmClasses, writeConstants, writeDefaults } from './pulumi-constants.mjs';

const PROVIDERS = [
  { pulumi: 'azure', terraform: 'azurerm', file: 'azure' },
  { pulumi: 'aws', terraform: 'aws', file: 'aws' },
  { pulumi: 'gcp', terraform: 'google', file: 'google' },
];

/** What rules do not name and references lead through. */
const EXTRA = [
  'azurerm_resource_group',
  'azurerm_user_assigned_identity',
  'azurerm_virtual_network',
  'azurerm_subnet',
  'azurerm_storage_account',
  'azurerm_key_vault',
  'azurerm_log_analytics_workspace',
  'aws_vpc',
  'aws_subnet',
  'aws_security_group',
  'aws_kms_key',
  'aws_cloudwatch_log_group',
  'google_project_service',
  'google_kms_crypto_key',
];

const [, , modules, metadata] = process.argv;
const types = mappedTypes();
const missing = [];
const written = PROVIDERS.flatMap(writeTable);
checkArmClasses(modules);
const arm = armClasses();
writeDefaults(modules, [...arm.map(key => ({ provider: 'azure-native', key })), ...written]);
writeConstants(modules, {
  'azure-native': new Set(arm.map(key => key.split('/')[0])),
  'aws-native': cloudFormationServices(),
});
if (missing.length > 0) console.error(`without a class: ${missing.join(', ')}`);

function mappedTypes() {
  const found = new Set(EXTRA);
  for (const [, type] of mapsText().matchAll(/type: ((?:azurerm|aws|google)_\w+)\s*[,}\n]/g)) found.add(type);
  return [...found].sort();
}

/** The modules of aws-native that hold classes of mapped types. */
function cloudFormationServices() {
  return new Set([...mapsText().matchAll(/AWS::(\w+)::/g)].map(([, service]) => service.toLowerCase()));
}

/** The keys of the table that people write. */
function armClasses() {
  const text = readFileSync('src/parsers/typescript/pulumi/arm-classes.ts', 'utf8');
  return [...text.matchAll(/^([a-z]\w*\/[A-Z]\w*) /gm)].map(([, key]) => key);
}

/** All maps, one after the other. */
function mapsText() {
  const names = readdirSync('rules/resources', { recursive: true }).filter(name => name.endsWith('.yaml'));
  return names.map(name => readFileSync(join('rules/resources', name), 'utf8')).join('\n');
}

function writeTable({ pulumi, terraform, file }) {
  const schemas = terraformSchemas(terraform);
  const classes = pulumiClasses(pulumi);
  const inputs = inputTypes(pulumi);
  const tokens = tokensOf(pulumi);
  const words = mappedWords();
  const lines = [];
  for (const type of types.filter(each => each.startsWith(`${terraform}_`))) {
    const known = schemas.get(type);
    const schema = known ?? { names: words, maps: new Set(), isGuess: true };
    const key = tokens.get(type);
    const found = key
      ? (classes.find(each => each.key === key) ?? { key, name: '', typings: '' })
      : bestClass(type.slice(terraform.length + 1), known, classes, inputs);
    if (!found) {
      missing.push(type);
      continue;
    }
    lines.push([found.key, type, ...renamed(found, schema, inputs)].join(' '));
  }
  const path = `src/parsers/typescript/pulumi/${file}-classes.ts`;
  const header = `// Made by tools/pulumi-classes.mjs: \`module/Class type\`, then what properties are called whose names are not just camel case, and the\n// properties whose members have names of the user's own (\`tags{}\`).\n`;
  const name = `${file.toUpperCase()}_CLASSES`;
  writeFileSync(path, `${header}\nexport const ${name} = \`\n${lines.sort().join('\n')}\n\`;\n`);
  console.log(`${path}: ${lines.length} types`);
  return lines.map(line => ({ provider: pulumi, key: line.split(' ')[0] }));
}

/** By type the class, as the provider says. */
function tokensOf(pack) {
  const path = join(metadata, `${pack}.json`);
  if (!existsSync(path)) return new Map();
  const { resources } = JSON.parse(readFileSync(path, 'utf8'))['auto-aliasing'];
  return new Map(
    Object.entries(resources).map(([type, { current }]) => [
      type,
      current.replace(/^[^:]*:(\w+)\/\w+:/, '$1/'),
    ]),
  );
}

/** All words of the maps, for types of which there is no schema. */
function mappedWords() {
  return new Set([...mapsText().matchAll(/[a-z]\w+/g)].map(([word]) => word));
}

/** By type the names of its attributes and blocks at any depth, and those of maps. */
function terraformSchemas(provider) {
  const folder = join(modules, `@cdktf/provider-${provider}/lib`);
  const found = new Map();
  for (const type of types.filter(each => each.startsWith(`${provider}_`))) {
    const path = join(folder, type.slice(provider.length + 1).replaceAll('_', '-'), 'index.js');
    if (!existsSync(path)) continue;
    const names = new Set();
    const maps = new Set();
    const all =
      readFileSync(path, 'utf8') +
      structs(join(folder, type.slice(provider.length + 1).replaceAll('_', '-')));
    for (const [, name, , kind] of all.matchAll(
      /^ +(\w+): \{\s+value: ([^\n]+),\s+isBlock: \w+,\s+type: "(\w+)"/gm,
    )) {
      names.add(name);
      if (kind === 'map') maps.add(name);
    }
    found.set(type, { names, maps });
  }
  return found;
}

/** Large types have their blocks in files of their own. */
function structs(folder) {
  return readdirSync(folder)
    .filter(name => /^index-structs?.*\.js$|^structs/.test(name))
    .map(name =>
      name.endsWith('.js') ? readFileSync(join(folder, name), 'utf8') : structs(join(folder, name)),
    )
    .join('\n');
}

function pulumiClasses(pack) {
  const folder = join(modules, '@pulumi', pack);
  const found = [];
  for (const module of readdirSync(folder, { withFileTypes: true })) {
    if (!module.isDirectory() || ['types', 'config', 'node_modules', 'scripts', 'bin'].includes(module.name))
      continue;
    for (const name of readdirSync(join(folder, module.name))) {
      if (!name.endsWith('.js') || name === 'index.js' || name.startsWith('get')) continue;
      const text = readFileSync(join(folder, module.name, name), 'utf8');
      const type = /__pulumiType = '[^:]*:[^:]*:(\w+)'/.exec(text)?.[1];
      if (!type) continue;
      const typings = readFileSync(join(folder, module.name, name.replace(/js$/, 'd.ts')), 'utf8');
      found.push({ key: `${module.name}/${type}`, module: module.name, name: type, typings });
    }
  }
  return found;
}

function squash(text) {
  return text.replaceAll(/[_/]/g, '').toLowerCase();
}

/** The class whose name fits best, of those that have the type's attributes. */
function bestClass(name, schema, classes, inputs) {
  const wanted = squash(name);
  let best = null;
  for (const each of classes) {
    const own = squash(each.name);
    if (
      !wanted.endsWith(own) &&
      !wanted.endsWith(own.replace(/^(ai|search)/, '')) &&
      squash(each.key) !== wanted
    )
      continue;
    if (squash(each.key) === wanted) return each;
    if (!schema) continue;
    const args = argumentNames(each, inputs);
    const same = [...args.top].filter(arg => terraformName(arg, schema.names) !== null).length;
    const score =
      same / Math.max(args.top.size, 1) + (wanted.includes(squash(each.module)) ? 0.3 : 0) + own.length / 100;
    if (same / Math.max(args.top.size, 1) > 0.7 && (!best || score > best.score)) best = { ...each, score };
  }
  return best;
}

/** What differs from plain camel case. */
function renamed(found, schema, inputs) {
  const { all } = argumentNames(found, inputs);
  const differing = [];
  for (const name of [...all].sort()) {
    const own = terraformName(name, schema.names);
    if (schema.isGuess && !plurals(own ?? '').includes(snake(name))) continue;
    if (own !== null && own !== snake(name) && /^[a-z]/.test(name) && /^[a-z0-9_]+$/.test(own))
      differing.push(`${name}=${own}`);
  }
  const maps = [...schema.maps].filter(name => !/^(?:tags|tags_all|labels)$/.test(name)).sort();
  return [...differing, ...maps.map(name => `${name}{}`)];
}

function snake(name) {
  return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** The attribute that a property of Pulumi is: itself, or the one of which it is the plural or the singular. */
function terraformName(name, names) {
  const own = snake(name);
  if (names.has(own)) return own;
  for (const each of names) if (plurals(each).includes(own) || plurals(own).includes(each)) return each;
  const loose = squash(own);
  for (const each of names) if (squash(each) === loose) return each;
  return null;
}

function plurals(word) {
  return [
    `${word}s`,
    `${word}es`,
    word.replace(/y$/, 'ies'),
    word.replace(/x$/, 'ices'),
    word.replace(/ex$/, 'ices'),
    word.replace(/is$/, 'es'),
  ].filter(each => each !== word);
}

/** The names of a class's arguments, and those of all objects in them. */
function argumentNames({ name, typings }, inputs) {
  const body = new RegExp(`export interface ${name}Args \\{([\\s\\S]*?)\\n\\}`).exec(typings)?.[1] ?? '';
  const all = new Set();
  const open = [body];
  const seen = new Set();
  const top = namesIn(body);
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const each of namesIn(text)) all.add(each);
    for (const [, path] of text.matchAll(/inputs\.([\w.]+)/g)) {
      if (seen.has(path)) continue;
      seen.add(path);
      open.push(inputs.get(path) ?? '');
    }
  }
  return { top, all };
}

function namesIn(text) {
  return new Set([...text.matchAll(/^ +(\w+)\??: /gm)].map(([, name]) => name));
}

/** The bodies of the types of nested arguments, by `module.Name`. */
function inputTypes(pack) {
  const found = new Map();
  const path = [];
  let name = null;
  let body = '';
  for (const line of readFileSync(join(modules, '@pulumi', pack, 'types/input.d.ts'), 'utf8').split('\n')) {
    const space = /^ *(?:export )?(?:declare )?namespace (\w+) \{/.exec(line)?.[1];
    const start = /^ *(?:export )?interface (\w+) \{/.exec(line)?.[1];
    if (space) path.push(space);
    else if (start) [name, body] = [start, ''];
    else if (name !== null && /^ {0,4}\}/.test(line)) {
      found.set([...path, name].join('.'), body);
      name = null;
    } else if (name !== null) {
      if (!/^ *\*|^ *\/\*/.test(line)) body += `${line}\n`;
    } else if (/^\}/.test(line)) path.pop();
  }
  return found;
}
