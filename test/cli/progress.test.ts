import { expect, test } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { prettyReport } from '../../src/report/pretty.ts';
import { report } from '../report/sample-report.ts';

test('progress is shown on a terminal, after a second, and taken away again', () => {
  let time = 0;
  const written: string[] = [];
  const progress = createProgress({ isTTY: true, write: text => written.push(text) }, () => time)!;
  progress.report(0, 9);
  expect(written).toEqual([]);
  time = 1500;
  progress.report(3, 9);
  progress.report(4, 9);
  expect(written).toEqual([expect.stringContaining('3 of 9 deployments')]);
  progress.end();
  expect(written.at(-1)).toBe('\r\u001b[K');
  expect(createProgress({ write: () => {} })).toBeNull();
});

test('places are links on a terminal with colour, nowhere else', () => {
  expect(terminalOf({ isTTY: true }, {}, undefined).links).toBe(true);
  expect(terminalOf({ isTTY: true }, { NO_COLOR: '1' }, undefined).links).toBe(false);
  expect(terminalOf({}, { GITHUB_ACTIONS: 'true' }, undefined)).toMatchObject({ colour: true, links: false });
  const linkTo = (path: string) => `file:///x/${path}`;
  const plain = prettyReport(report, { colour: false, width: 100 });
  const linked = prettyReport(report, { colour: false, width: 100, linkTo });
  expect(plain).not.toContain('\u001b');
  expect(linked).toMatch(/\u001b\]8;;file:\/\/\/x\/infra/);
  expect(linked.replace(/\u001b\]8;;.*?\u001b\\/g, '')).toBe(plain);
});
