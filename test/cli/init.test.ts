import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { COMMANDS, type Command, OPTIONS } from '../../src/cli/options.ts';
import { account, type Playground, playground } from './product.ts';

let play: Playground;
beforeEach(() => {
  play = playground();
});
afterEach(() => play.remove());

describe('init', () => {
  const written = () => readFileSync(join(play.folder, 'aispm.yaml'), 'utf8');

  test('says what is there, and changes no verdict', () => {
    play.write({
      '.git/HEAD': '',
      'infra/main.bicep': `param x string = ''\n${account('ai')}`,
      'infra/main.dev.bicepparam': "using 'main.bicep'\n",
      'main.tf': 'resource "azurerm_cognitive_account" "ai" {\n  kind = "OpenAI"\n}\n',
      '.checkov.yaml':
        'quiet: true\nskip-check:\n  - CKV_AZURE_236\n  - CKV_AWS_1\nsoft-fail: true # CKV_AZURE_134\n',
    });
    const before = play.run(['-f', 'json']);
    const { status, stderr } = play.run(['init']);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^aispm\.yaml written\. \d+ findings here/),
    });
    expect(written()).toMatch(/3 files \(bicep, terraform\), 2 AI resources \(azure\)/);
    expect(written()).toContain('#ignore: [CKV_AZURE_236]');
    expect(written()).toContain('#  "infra/main.bicep": ["infra/main.dev.bicepparam"]');
    expect(play.run(['-f', 'json']).stdout).toBe(before.stdout);
  });

  test('everything that it proposes is a configuration', () => {
    play.write({
      '.git/HEAD': '',
      'infra/main.bicep': '',
      'infra/main.prod.bicepparam': "using 'main.bicep'\n",
    });
    play.run(['init']);
    const proposed = written()
      .replace(/^#(?! \S)/gm, '')
      .replace(/^rule-folders.*$/m, '')
      .replace(/^baseline.*$/m, '');
    play.write({ 'aispm.yaml': proposed });
    const { status, stdout, stderr } = play.run(['--print-config']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ configuration: 'aispm.yaml', 'fail-on': 'medium' });
  });

  test('leaves a configuration that is there alone', () => {
    play.write({ '.git/HEAD': '', '.github/aispm.yaml': '# ours\n' });
    expect(play.run(['init'])).toMatchObject({
      status: 2,
      stderr: 'aispm: .github/aispm.yaml is there already; it is left as it is\n',
    });
  });
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('%s knows every command and option', shell => {
    const { status, stdout } = play.run(['completion', shell]);
    expect(status).toBe(0);
    for (const name of [...Object.keys(COMMANDS), ...OPTIONS.map(option => option.name), 'defender'])
      expect(stdout).toContain(name);
  });

  test.each([
    ['aispm mod', ['model']],
    ['aispm --fail-o', ['--fail-on', '--fail-on-unknown']],
    ['aispm --fail-on cri', ['critical']],
    ['aispm rules li', ['list']],
    ['aispm rules --form', ['--format']],
    ['aispm rules --format m', ['markdown']],
    ['aispm lint --ignore azure-ai-local', ['azure-ai-local-auth-enabled']],
    ['aispm infra/', []],
  ])('bash completes %s', (line, expected) => {
    const words = line.split(' ');
    const script = `source <("${process.execPath}" "${join(import.meta.dirname, '../../dist/aispm.cjs')}" completion bash)
      COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _aispm; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter(word => word !== '')).toEqual(expected);
  });

  test('another shell is told the nearest one', () => {
    expect(play.run(['completion', 'zsch']).stderr).toContain(
      'expected bash, zsh, fish, powershell; did you mean zsh?',
    );
  });
});

test('where the package is installed, editors are told where the schema is', () => {
  play.write({ 'node_modules/aispm/aispm.schema.json': '{}', 'main.bicep': '' });
  expect(play.run(['init']).status).toBe(0);
  const [first] = readFileSync(join(play.folder, 'aispm.yaml'), 'utf8').split('\n');
  expect(first).toBe('# yaml-language-server: $schema=node_modules/aispm/aispm.schema.json');
  expect(play.run([]).status).toBe(0);
});

test.each(Object.keys(COMMANDS) as Command[])('the help of %s names all of its options', command => {
  const text = helpText(command);
  for (const option of OPTIONS.filter(each => each.commands.includes(command)))
    expect(text).toContain(`--${option.name}`);
});

test('rules are listed for people, for programs and for pages', () => {
  expect(play.run(['rules', 'list', '--pack', 'defender']).stdout).toMatch(/^high {6}azure-ai-/m);
  const { rules } = JSON.parse(play.run(['rules', 'list', '--format', 'json']).stdout);
  expect(rules).toContainEqual(
    expect.objectContaining({ id: 'azure-ai-local-auth-enabled', check: 'identity-auth' }),
  );
  expect(play.run(['rules', 'list', '--format', 'markdown']).stdout).toContain('| rule | check |');
});
