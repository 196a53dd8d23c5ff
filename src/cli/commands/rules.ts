// `aispm rules list` and `aispm rules test`.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalogue, builtInCatalogueWithTests } from '../../engine/built-in-rules.ts';
import type { Catalogue } from '../../engine/catalogue.ts';
import { runRuleTests } from '../../engine/run-rule-tests.ts';
import { createPaint } from '../../report/paint.ts';
import { ruleList } from '../../report/rule-list.ts';
import { count } from '../../report/summary.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { evaluateRuleTest } from '../rule-test-project.ts';
import { selectionOf } from '../selection.ts';
import type { Streams } from '../streams.ts';
import { terminalOf } from '../terminal.ts';

export async function rules(given: Arguments, streams: Streams): Promise<number> {
  const [action, ...paths] = given.paths;
  if (action === 'list' && paths.length === 0) return list(given, streams);
  if (action === 'test') return test(paths, streams);
  throw new UsageError('rules needs list or test: aispm rules list | aispm rules test [files…]');
}

function list(given: Arguments, streams: Streams): number {
  const { selected } = selectionOf(given, builtInCatalogue());
  const { colour } = terminalOf(streams.stdout, streams.environment, given.value('color'));
  streams.stdout.write(ruleList(selected.rules, createPaint(colour)));
  return 0;
}

/** Tests the built-in rules, or the rule files and folders that are named. */
async function test(paths: readonly string[], streams: Streams): Promise<number> {
  const builtIn = await builtInCatalogueWithTests();
  const catalogue = paths.length > 0 ? await readNamed(paths, builtIn) : builtIn;
  const results = await runRuleTests(catalogue, evaluateRuleTest(catalogue));
  const failed = results.filter(result => !result.passed);
  for (const { file, line, rule, test: each, failure } of failed)
    streams.stdout.write(`${file}:${line}: ${rule}: ${each.name} (${each.language}): ${failure}\n`);
  streams.stderr.write(`${count(results.length - failed.length, 'test')} passed, ${failed.length} failed\n`);
  return failed.length > 0 ? 1 : 0;
}

/** On top of the built-in maps, but not of the built-in rules: they may be the very ones that are named. */
async function readNamed(paths: readonly string[], builtIn: Catalogue): Promise<Catalogue> {
  const { readRules } = await import('../../engine/read-rules.ts');
  const files = paths.flatMap(yamlFiles).map(path => ({ path, text: readFileSync(path, 'utf8') }));
  if (files.length === 0) throw new UsageError(`${paths.join(', ')}: no .yaml file with rules there`);
  return readRules(files, { ...builtIn, rules: new Map(), places: new Map() });
}

function yamlFiles(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) throw new UsageError(`${path}: no such file or folder`);
  if (!entry.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(path, name));
}
