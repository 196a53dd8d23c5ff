// The constants of Pulumi's packages: members of enums, principals, managed policies, and what constructors set where nothing is given.
// Taken from the installed packages, since what a name stands for cannot be told from it. Part of tools/pulumi-classes.mjs.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FOLDER = 'src/parsers/typescript/pulumi';

/** What modules of version 2 of azure-native are in version 3. */
export const MOVED = {
  insights: ['applicationinsights', 'monitor'],
  documentdb: ['cosmosdb'],
};

/** Of these there are more than anybody lists, and their names follow a rule: members that are not listed are what the rule says. */
const RULED = new Set(['ec2/InstanceType', 'ec2/InstanceTypes', 'rds/InstanceType', 'rds/InstanceTypes']);

/** Writes the table of constants: all of aws, of the others those of the modules that hold classes of the tables. */
export function writeConstants(modules, classModules) {
  const require = createRequire(join(modules, 'package.json'));
  const lines = [];
  const aws = require('@pulumi/aws');
  for (const [name, value] of Object.entries({ '': aws, ...modulesOf(aws) })) {
    if (name === 'sdk' || name === 'types') continue;
    for (const [path, constants] of constantsOf(value, name))
      lines.push(...linesOf('aws', path, constants, false));
  }
  for (const provider of ['azure-native', 'aws-native']) {
    const enums = require(`@pulumi/${provider}/types/enums`);
    const wanted = [...classModules[provider]].sort();
    for (const module of wanted) {
      if (provider === 'aws-native' && !(module in enums)) continue;
      const sources = [module, ...(provider === 'azure-native' ? (MOVED[module] ?? []) : [])];
      const found = new Map(sources.flatMap(each => constantsOf(enums[each] ?? {}, module)));
      const own = [...found].flatMap(([path, constants]) => linesOf(provider, path, constants, true));
      const common = mostOf(own.map(each => each.split(' ')[2])) ?? '*+';
      lines.push(...own.filter(each => !each.endsWith(` ${common}`)), `${provider} ${module}/ ${common}`);
    }
  }
  const header = `// Made by tools/pulumi-classes.mjs: the provider, \`module/Enum\`, a rule, then the members to which it applies and others with what they are,
// separated by \`|\`. In a rule \`*\` stands for the name, \`~\` for it in lower case with a dot, \`^\` for it in capitals with underscores; a
// \`+\` says that it applies to members that are not listed, too, and where no enum is named to all that are not.`;
  const text = lines
    .sort()
    .join('\n')
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${');
  const path = `${FOLDER}/constants.ts`;
  writeFileSync(path, `${header}\n\nexport const CONSTANTS = \`\n${text}\n\`;\n`);
  console.log(`${path}: ${lines.length} enums`);
}

function modulesOf(pack) {
  return Object.fromEntries(
    Object.entries(pack).filter(([name, value]) => /^[a-z]/.test(name) && typeof value === 'object'),
  );
}

/** The rule that most enums follow without exception. */
function mostOf(rules) {
  const counts = new Map();
  for (const rule of rules) if (/^\S\+$/.test(rule ?? '')) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Objects of constants by their path, and the constants of a module itself by that of the module. */
function constantsOf(module, name) {
  const own = {};
  const found = [];
  const prefix = name === '' ? '' : `${name}/`;
  for (const [key, value] of Object.entries(module)) {
    if (!/^[A-Z]/.test(key)) continue;
    if (typeof value !== 'object' && isConstant(value)) own[key] = value;
    else if (value !== null && typeof value === 'object' && Object.values(value).every(isConstant))
      found.push([`${prefix}${key}`, value]);
  }
  if (Object.keys(own).length > 0) found.push([`${prefix}.`, own]);
  return found;
}

function isConstant(value) {
  if (value !== null && typeof value === 'object') return Object.values(value).every(isConstant);
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** One line for each rule that members of an enum follow. */
function linesOf(provider, path, constants, isOpen) {
  let rest = Object.entries(constants);
  const lines = [];
  const isRuled = isOpen || RULED.has(path);
  do {
    const rule = bestRule(rest);
    const isHit = ([key, value]) => applied(rule, key) === value;
    const hits = rest.filter(isHit).map(([key]) => key);
    const others = rest.filter(each => !isHit(each));
    const isLast = isRuled || hits.length < 3 || others.length < 3;
    const written = isLast ? others.map(([key, value]) => `${key}=${textOf(value)}`) : [];
    lines.push(
      [provider, path, [isRuled ? `${rule}+` : rule, ...(isRuled ? [] : hits), ...written].join('|')].join(
        ' ',
      ),
    );
    rest = isLast ? [] : others;
  } while (rest.length > 0);
  return lines;
}

function textOf(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function applied(rule, name) {
  return rule
    .replace('*', name)
    .replace(
      '~',
      name
        .replace(/_(?=[^_]*$)/, '.')
        .replaceAll('_', '-')
        .toLowerCase(),
    )
    .replace('^', name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase());
}

function bestRule(entries) {
  const folders = ['', 'service-role/', 'aws-service-role/', 'job-function/'].map(
    each => `arn:aws:iam::aws:policy/${each}`,
  );
  const rules = ['', 'db.', ...folders].flatMap(prefix => [`${prefix}*`, `${prefix}~`, `${prefix}^`]);
  const hits = rule => entries.filter(([key, value]) => applied(rule, key) === value).length;
  return rules.reduce((best, rule) => (hits(rule) > hits(best) ? rule : best));
}

/** Holds the classes of azure-native, whose ids no package says, to their arguments, and notes which of these are written in `properties`. */
export function checkArmClasses(modules) {
  const path = `${FOLDER}/arm-classes.ts`;
  const text = readFileSync(path, 'utf8').replaceAll(
    /^([a-z]\w*)\/([A-Z]\w*) (\S+).*$/gm,
    (_, module, name, id) => {
      const body = [module, ...(MOVED[module] ?? [])]
        .map(each => argumentsOf(join(modules, '@pulumi/azure-native', each), name))
        .find(each => each !== null);
      if (body === undefined) console.error(`azure-native has no class ${module}/${name}`);
      const names = new Set([...(body ?? '').matchAll(/^ {4}(\w+)\??: /gm)].map(([, each]) => each));
      for (const [, argument] of id.matchAll(/\{(\w+)\}/g))
        if (body !== undefined && !names.has(argument))
          console.error(`${module}/${name} has no argument ${argument}`);
      return [`${module}/${name}`, id, ...(names.has('properties') ? ['properties'] : [])].join(' ');
    },
  );
  writeFileSync(path, text);
}

function argumentsOf(folder, name) {
  const file = `${name[0].toLowerCase()}${name.slice(1)}.d.ts`;
  const found =
    existsSync(folder) && readdirSync(folder).find(each => each.toLowerCase() === file.toLowerCase());
  if (!found) return null;
  const text = readFileSync(join(folder, found), 'utf8');
  return new RegExp(`export interface ${name}Args \\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1] ?? null;
}

/** Writes what constructors set: `provider module/Class`, then `path=JSON`. */
export function writeDefaults(modules, classes) {
  const lines = [];
  for (const { provider, key, source = key } of classes) {
    const folder = join(modules, '@pulumi', provider);
    const text = classText(folder, source);
    if (text === null) continue;
    const parts = provider === 'azure-native' ? partDefaults(folder) : new Map();
    const found = defaultsIn(text, parts);
    if (found.length > 0) lines.push([provider, key, ...found].join('\t'));
  }
  const header = `// Made by tools/pulumi-classes.mjs: the provider, \`module/Class\`, and what its constructor sets where nothing is given, separated by tabs.`;
  const path = `${FOLDER}/class-defaults.ts`;
  const body = [...new Set(lines)].sort().join('\n');
  writeFileSync(path, `${header}\n\nexport const CLASS_DEFAULTS = \`\n${body}\n\`;\n`);
  console.log(`${path}: ${lines.length} classes`);
}

/** The text of a class, whose file is its name in camel case. */
function classText(folder, key) {
  const [module, name] = key.split('/');
  let files;
  try {
    files = readdirSync(join(folder, module));
  } catch {
    return null;
  }
  const file = files.find(each => each.toLowerCase() === `${name.toLowerCase()}.js`);
  return file === undefined ? null : readFileSync(join(folder, module, file), 'utf8');
}

function defaultsIn(text, parts) {
  const found = [];
  for (const [, name, value] of text.matchAll(/resourceInputs\["(\w+)"\] = \(args\?\.\w+\) \?\? ([^;]+);/g))
    if (isLiteral(value)) found.push(`${name}=${value}`);
  for (const [, name, part] of text.matchAll(
    /resourceInputs\["(\w+)"\] = .*inputs\.([\w.]+)ProvideDefaults/g,
  ))
    for (const each of nestedDefaults(part, parts)) found.push(`${name}.${each}`);
  return found;
}

function nestedDefaults(part, parts, depth = 0) {
  if (depth > 5) return [];
  return (parts.get(part) ?? []).flatMap(({ name, value, inner }) =>
    inner ? nestedDefaults(inner, parts, depth + 1).map(each => `${name}.${each}`) : [`${name}=${value}`],
  );
}

function isLiteral(text) {
  return /^(?:"[^"]*"|-?\d+(?:\.\d+)?|true|false)$/.test(text);
}

let known = null;

/** What is set in objects that are arguments, by `module.typeArgs`. */
function partDefaults(folder) {
  if (known) return known;
  known = new Map();
  let module = '';
  let type = '';
  for (const each of readFileSync(join(folder, 'types/input.js'), 'utf8').split('\n')) {
    module = /^\(function \((\w+)\)/.exec(each)?.[1] ?? module;
    const start = /^ +function (\w+)ProvideDefaults\(/.exec(each)?.[1];
    if (start) {
      type = `${module}.${start}`;
      known.set(type, []);
    }
    const [, name, value] = /^ +(\w+): \(val\.\w+\) \?\? (.+),$/.exec(each) ?? [];
    if (name && isLiteral(value)) known.get(type)?.push({ name, value });
    const [, outer, inner] =
      /^ +(\w+): pulumi\.output\(val\.\w+\).*inputs\.([\w.]+)ProvideDefaults/.exec(each) ?? [];
    if (outer) known.get(type)?.push({ name: outer, inner });
  }
  return known;
}
