// Compiles rules/: the schemas to validators that need no library, the YAML to data, into src/engine/compiled.
// Run alone, `node tools/compile-rules.mjs`, it also says what it found; mistakes go to stderr with their places.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rulesFolder = join(root, 'rules');
const output = join(root, 'src/engine/compiled');

const validatorTypes = `export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  readonly message?: string;
}
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
export const validateMap: Validator;
export const validateRule: Validator;
/** The schemas themselves, for messages. */
export const mapSchema: object;
export const ruleSchema: object;
`;

const configurationTypes = `import type { Validator } from './validators.js';
export const validateConfiguration: Validator;
export const configurationSchema: object;
`;

const pathTypes = `import type { Validator } from './validators.js';
export const validatePath: Validator;
export const pathSchema: object;
`;

/** Writes src/engine/compiled; throws a RuleError where a rule file is wrong. */
export async function compileRules() {
  mkdirSync(output, { recursive: true });
  await compileSchemas();
  const { readRules } = await importBundled(join(root, 'src/engine/read-rules.ts'));
  const files = ruleFiles();
  const isPath = ({ path }) => path.startsWith('rules/paths/');
  const catalogue = readRules(files.filter(file => !isPath(file)));
  const { readAttackPaths } = await importBundled(join(root, 'src/engine/attack-paths/read.ts'));
  writeData(
    'attack-paths',
    'compiledAttackPaths',
    readAttackPaths(files.filter(isPath), catalogue),
    "import type { AttackPathDefinition } from '../attack-paths/format.ts';\nexport function compiledAttackPaths(): readonly AttackPathDefinition[];\n",
  );
  const rules = [...catalogue.rules.values()];
  writeRules([...catalogue.maps.values()], rules, [...catalogue.places]);
  writeData(
    'tests',
    'compiledTests',
    Object.fromEntries(rules.map(rule => [rule.id, rule.tests])),
    "import type { RuleTest } from '../rule-format.ts';\nexport function compiledTests(): Readonly<Record<string, readonly RuleTest[]>>;\n",
  );
  return catalogue;
}

async function compileSchemas() {
  const read = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const rule = read('rules/rule.schema.json');
  await writeValidators('validators', validatorTypes, {
    Map: read('rules/resource.schema.json'),
    Rule: rule,
  });
  await writeValidators(
    'attack-path-schema',
    pathTypes,
    { Path: read('rules/path.schema.json') },
    { 'rule.schema.json': rule },
  );
  await writeValidators('configuration', configurationTypes, { Configuration: read('aispm.schema.json') });
}

/** One module with `validateX` and `xSchema` for each schema, which needs no library; `named` are the files that they refer to. */
async function writeValidators(name, types, schemas, named = {}) {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, esm: true },
  });
  for (const [file, schema] of Object.entries(named)) ajv.addSchema(schema, file);
  const exported = {};
  for (const [what, schema] of Object.entries(schemas)) {
    ajv.addSchema(schema, what);
    exported[`validate${what}`] = what;
  }
  const bundled = await build({
    stdin: { contents: standaloneCode(ajv, exported), resolveDir: root, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    minify: true,
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  const constants = Object.entries(schemas).map(
    ([what, schema]) => `export const ${what.toLowerCase()}Schema = ${JSON.stringify(schema)};\n`,
  );
  writeFileSync(join(output, `${name}.js`), bundled.outputFiles[0].text + constants.join(''));
  writeFileSync(join(output, `${name}.d.ts`), types);
}

/** Every YAML file under rules/, sorted, with paths from the repository's root. */
function ruleFiles() {
  return readdirSync(rulesFolder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => ({ path: `rules/${name}`, text: readFileSync(join(rulesFolder, name), 'utf8') }));
}

/** Maps and rules as `src/engine/catalogue.ts` reads them: what every run looks at, and one text with all that is only looked at on demand. */
function writeRules(maps, rules, places) {
  let text = '';
  const part = data => {
    const start = text.length;
    text += JSON.stringify(data);
    return [start, text.length];
  };
  const data = {
    maps: maps.map(({ attributes, bom, ...head }) => ({ head, body: part({ attributes, bom }) })),
    rules: rules.map(({ cases, why, advice, references, tests: _, ...head }) => ({
      head,
      body: part({ cases, why, advice, references }),
    })),
    places: part(places),
  };
  const types = `import type { CompiledRules } from '../catalogue.ts';
export function compiledRules(): CompiledRules;
export const compiledText: string;
`;
  writeData('rules', 'compiledRules', data, types, `export const compiledText = ${JSON.stringify(text)};\n`);
}

/** Data as a module: a JSON text that is parsed on demand, which is the fastest literal there is. */
function writeData(name, exported, data, types, more = '') {
  const text = JSON.stringify(JSON.stringify(data));
  writeFileSync(
    join(output, `${name}.js`),
    `export function ${exported}() {\n  return JSON.parse(${text});\n}\n${more}`,
  );
  writeFileSync(join(output, `${name}.d.ts`), types);
}

async function importBundled(entry) {
  const outfile = join(output, '.read-rules.mjs');
  try {
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'warning',
    });
    return await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  } finally {
    rmSync(outfile, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { maps, rules } = await compileRules();
    const tests = [...rules.values()].reduce((sum, rule) => sum + rule.tests.length, 0);
    console.log(`${maps.size} resource maps, ${rules.size} rules, ${tests} tests`);
  } catch (error) {
    if (error.name !== 'RuleError') throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
