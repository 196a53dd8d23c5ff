// `aispm rules list` and `aispm rules test`.

import { builtInCatalogueWithTests } from '../../engine/built-in-rules.ts';
import type { Catalogue } from '../../engine/catalogue.ts';
import { runRuleTests } from '../../engine/run-rule-tests.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { createPaint } from '../../report/paint.ts';
import { ruleList, ruleListJson, ruleTables } from '../../report/rule-list.ts';
import { count } from '../../report/summary.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { readRuleFolders } from '../rule-files.ts';
import { evaluateRuleTest } from '../rule-test-project.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';
import { terminalOf } from '../terminal.ts';

export async function rules(given: Arguments, streams: Streams): Promise<number> {
  const [action, ...paths] = given.paths;
  if (action === 'list' && paths.length === 0) return list(given, streams);
  if (action === 'test') return test(paths, streams);
  throw new UsageError('rules needs list or test: aispm rules list | aispm rules test [files…]');
}

async function list(given: Arguments, streams: Streams): Promise<number> {
  const { selected } = await settingsOf(given, nodeDisk(), []);
  const { colour } = terminalOf(streams.stdout, streams.environment, given.value('color'));
  const format = given.value('format') ?? 'table';
  if (format === 'json') streams.stdout.write(ruleListJson(selected.rules));
  else if (format === 'markdown') streams.stdout.write(`${ruleTables(selected.rules)}\n`);
  else streams.stdout.write(ruleList(selected.rules, createPaint(colour)));
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
function readNamed(paths: readonly string[], builtIn: Catalogue): Promise<Catalogue> {
  const disk = nodeDisk();
  const named = paths.map(name => ({ path: disk.absolute(name), name }));
  return readRuleFolders(named, { ...builtIn, rules: new Map(), places: new Map() }, disk);
}
