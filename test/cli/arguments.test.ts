import { expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { helpText } from '../../src/cli/help.ts';
import { terminalOf } from '../../src/cli/terminal.ts';

test('lint is the command that needs no name', () => {
  expect(readArguments([])).toMatchObject({ command: 'lint', paths: [] });
  expect(readArguments(['infra', '-f', 'json']).paths).toEqual(['infra']);
  expect(readArguments(['model', 'infra']).command).toBe('model');
});

test('options repeat, join with = and may follow paths', () => {
  const given = readArguments(['a', '--output=sarif=x.sarif', '-o', 'json=y.json', 'b', '--quiet']);
  expect(given.paths).toEqual(['a', 'b']);
  expect(given.values('output')).toEqual(['sarif=x.sarif', 'json=y.json']);
  expect(given.has('quiet')).toBe(true);
  expect(given.has('verdicts')).toBe(false);
});

test('everything after -- is a path', () => {
  expect(readArguments(['--', '--format']).paths).toEqual(['--format']);
});

test.each([
  [['--formt', 'json'], 'unknown option --formt; did you mean --format?'],
  [['--format', 'srif'], /expected one of pretty, concise, json, sarif, .*; did you mean sarif\?/],
  [['--format'], '--format needs a value: --format FORMAT'],
  [['--format', 'json', '-f', 'sarif'], '--format was given 2 times'],
  [
    ['model', '--fail-on', 'high'],
    /--fail-on is not an option of `aispm model` \(it belongs to lint, paths\)/,
  ],
  [['--quiet=yes'], '--quiet takes no value'],
])('%j is refused with a hint', (argv, message) => {
  expect(() => readArguments(argv)).toThrow(message);
});

test('help fits a screen', () => {
  const lines = helpText(null).split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
});

test.each([
  [{ isTTY: true }, {}, undefined, true],
  [{ isTTY: false }, {}, undefined, false],
  [{ isTTY: true }, { NO_COLOR: '1' }, undefined, false],
  [{ isTTY: true }, { NO_COLOR: '' }, undefined, true],
  [{ isTTY: false }, { NO_COLOR: '1' }, 'always', true],
  [{ isTTY: false }, { FORCE_COLOR: '1' }, undefined, true],
  [{ isTTY: false }, { NO_COLOR: '1', FORCE_COLOR: '1' }, undefined, false],
  [{ isTTY: false }, { GITHUB_ACTIONS: 'true' }, undefined, true],
  [{ isTTY: true }, { TERM: 'dumb' }, undefined, false],
])('colour on %j with %j and --color %s: %s', (stream, environment, when, expected) => {
  expect(terminalOf(stream, environment, when).colour).toBe(expected);
});
