// What documentation shows works: every command line of `aispm`, the configuration, the code of the library.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { openShowcase, type Showcase } from '../../tools/showcase.mjs';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map(name => `docs/${name}`)].filter(name =>
  name.endsWith('.md'),
);

/** The blocks of a language in a page. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    match => match[1]!,
  );
}

const commands = PAGES.flatMap(page =>
  blocks(page, 'sh').flatMap(block =>
    block
      .split('\n')
      .flatMap(line => (line.startsWith('aispm') ? [[page, line.replace(/\s+#.*/, '')] as const] : [])),
  ),
);

let showcase: Showcase;
beforeAll(() => {
  showcase = openShowcase(ROOT);
});
afterAll(() => showcase.close());

test('the pages show commands', () => {
  expect(commands.length).toBeGreaterThan(15);
});

// A plan takes Terraform; test/scenarios/terraform-plan.txt has one.
test.each(commands.filter(([, line]) => !line.includes('plan.json')))('%s: %s', (_, line) => {
  const { status, text } = showcase.run(line);
  expect([0, 1], text).toContain(status);
});

test('the configuration that is shown holds for the sample', () => {
  const [text] = blocks('docs/configuration.md', 'yaml');
  expect(text).toContain('fail-on: high');
  const write = `printf '%s' '${text!.replaceAll("'", "'\\''")}' > shown.yaml`;
  const { status, text: printed } = showcase.run(`${write} && aispm --config shown.yaml --print-config`);
  expect(status, printed).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({
    'fail-on': 'high',
    rules: { 'azure-ai-local-auth-enabled': 'critical' },
  });
});

test('the problem matcher reads the concise output', () => {
  const { problemMatcher } = JSON.parse(readFileSync(join(ROOT, 'docs/problem-matcher.json'), 'utf8'));
  const [{ regexp }] = problemMatcher[0].pattern;
  const { text } = showcase.run('aispm --format concise --quiet');
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(new RegExp(regexp));
  expect(new RegExp(regexp).exec('infra/a b.bicep:4:2: high some-rule `x` is bad')?.slice(1)).toEqual([
    'infra/a b.bicep',
    '4',
    '2',
    'some-rule',
    '`x` is bad',
  ]);
});

test('links between pages lead somewhere', () => {
  const missing = PAGES.flatMap(page => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1]!);
    const folder = page.includes('/') ? 'docs' : '.';
    return targets.filter(target => !exists(join(ROOT, folder, target))).map(target => `${page}: ${target}`);
  });
  expect(missing).toEqual([]);
});

test('the code of the library runs', async () => {
  const code = blocks('docs/library.md', 'js');
  expect(code).toHaveLength(2);
  const folder = mkdtempSync(join(tmpdir(), 'aispm-doc-'));
  try {
    for (const block of code) {
      const body = block
        .replace(/^import .*\n/m, '')
        .replace("paths: ['infra']", `paths: ['${join(ROOT, 'test/samples/projects/chat-app')}']`);
      const run = new Function('lint', 'console', `return (async () => { ${body}\nreturn report; })()`);
      const report = await run(lint, { log: () => {} });
      expect(report.findings.length).toBeGreaterThan(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function exists(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
}
