// The library as its users have it: the packed package in a folder of its own, by `import`, by `require` and by TypeScript.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { account } from '../cli/product.ts';

const ROOT = join(import.meta.dirname, '../..');
const rules = (result: Awaited<ReturnType<typeof lint>>) => result.report.findings.map(each => each.rule);

describe('texts in memory', () => {
  const files = {
    'infra/main.bicep': "module ai 'ai.bicep' = { name: 'ai' }\n",
    'infra/ai.bicep': account('ai'),
  };

  test('give the report of the command line', async () => {
    const result = await lint({ files });
    expect(result.failed).toBe(true);
    expect(result.report.summary).toMatchObject({ files: 2, resources: 1, aiResources: 1 });
    expect(result.report.findings).toMatchObject([
      {
        rule: 'azure-ai-local-auth-enabled',
        severity: 'high',
        location: { file: 'infra/ai.bicep', line: 5 },
        deployments: [{ root: 'infra/main.bicep', inputs: [] }],
      },
    ]);
    expect(result.report).not.toHaveProperty('verdicts');
  });

  test('render in every format', async () => {
    const result = await lint({ files, verdicts: true });
    expect(await result.render('concise')).toMatch(
      /^infra\/ai\.bicep:5:3: high azure-ai-local-auth-enabled /,
    );
    expect(JSON.parse(await result.render('json'))).toEqual(JSON.parse(JSON.stringify(result.report)));
    expect(JSON.parse(await result.render('sarif')).runs[0].results).toHaveLength(1);
    expect(result.report.verdicts?.map(each => each.verdict)).toContain('pass');
  });

  test('options mean what those of the command line mean', async () => {
    expect(rules(await lint({ files, ignore: ['AZR-000282'] }))).toEqual([]);
    expect(rules(await lint({ files, select: ['managed-identity'] }))).toEqual([]);
    expect((await lint({ files, failOn: 'critical' })).failed).toBe(false);
    expect(rules(await lint({ files, minSeverity: 'critical' }))).toEqual([]);
    expect(rules(await lint({ files, paths: ['infra/main.bicep'] }))).toHaveLength(1);
  });

  test('bring their configuration along', async () => {
    const configured = { ...files, 'aispm.yaml': 'ignore: [azure-ai-local-auth-enabled]\n' };
    expect(rules(await lint({ files: configured }))).toEqual([]);
    expect(rules(await lint({ files: configured, configuration: false }))).toHaveLength(1);
  });
});

test('calls know nothing of each other', async () => {
  const one = { 'main.bicep': account('one') };
  const other = { 'main.bicep': account('other', "publicNetworkAccess: 'Disabled', disableLocalAuth: true") };
  const [first, second, again] = await Promise.all([
    lint({ files: one }),
    lint({ files: other }),
    lint({ files: one }),
  ]);
  expect([rules(first).length, rules(second).length]).toEqual([1, 0]);
  expect(again.report).toEqual(first.report);
});

test('what is wrong with the call says what would be right', async () => {
  await expect(lint({ paths: ['no/such/file'] })).rejects.toMatchObject({
    name: 'UsageError',
    message: 'no/such/file: no such file or folder',
  });
  await expect(lint({ files: {}, select: ['azure-ai-local-auth-enable'] })).rejects.toThrow(
    'did you mean azure-ai-local-auth-enabled?',
  );
  await expect(lint({ files: { 'aispm.yaml': 'rule: {}\n' } })).rejects.toMatchObject({ name: 'RuleError' });
  await expect(lint({ files: { 'main.bicep': '' }, since: 'main' })).rejects.toMatchObject({
    name: 'GitError',
  });
});

describe('the package', () => {
  let folder: string;
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aispm-package-')));
    const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const [packed] = Object.values<{ filename: string }>(
      JSON.parse(
        execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      ),
    );
    mkdirSync(join(folder, 'node_modules/aispm'), { recursive: true });
    const into = ['--strip-components=1', '-C', join(folder, 'node_modules/aispm')];
    execFileSync('tar', ['-xzf', join(folder, packed!.filename), ...into]);
    mkdirSync(join(folder, 'node_modules/@types'));
    symlinkSync(join(ROOT, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const USE = `lint({ files: { 'main.bicep': ${JSON.stringify(account('ai'))} } })
    .then(({ report }) => console.log(report.findings[0]!.rule satisfies string));`;
  const plain = USE.replace('!.rule satisfies string', '.rule');

  test('works by import and by require', () => {
    writeFileSync(join(folder, 'use.mjs'), `import { lint } from 'aispm';\n${plain}`);
    writeFileSync(join(folder, 'use.cjs'), `const { lint } = require('aispm');\n${plain}`);
    for (const file of ['use.mjs', 'use.cjs']) expect(run(file)).toBe('azure-ai-local-auth-enabled\n');
  });

  test('works as a program', () => {
    writeFileSync(
      join(folder, 'main.bicep'),
      account('ai', "publicNetworkAccess: 'Disabled', disableLocalAuth: true"),
    );
    expect(run('node_modules/aispm/dist/aispm.cjs', '-f', 'json', 'main.bicep')).toContain('"version": 1');
  });

  test('has declarations for both', () => {
    writeFileSync(join(folder, 'use.mts'), `import { lint } from 'aispm';\n${USE}`);
    writeFileSync(join(folder, 'use.cts'), `import { lint } from 'aispm';\n${USE}`);
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    expect(run(join(ROOT, 'node_modules/typescript/bin/tsc'), ...flags, 'use.mts', 'use.cts')).toBe('');
  });
});
