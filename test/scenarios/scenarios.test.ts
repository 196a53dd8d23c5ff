// Whole-binary scenarios: files, a command, and exactly what it prints. `UPDATE_SCENARIOS=1` rewrites the expectations.
//
// A scenario is a text with sections: `=== file PATH` (its content), `=== run ARGUMENTS`, `=== status N`, `=== stdout`, `=== stderr`.
// One file may hold several runs over the same files.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const FOLDER = import.meta.dirname;
const PRODUCT = join(FOLDER, '../../dist/aispm.cjs');

interface Section {
  readonly name: string;
  readonly argument: string;
  body: string;
}

function readSections(text: string): Section[] {
  const sections: Section[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const heading = /^=== (\w+) ?(.*)\n$/.exec(line);
    if (heading) sections.push({ name: heading[1]!, argument: heading[2]!, body: '' });
    else if (sections.length > 0) sections.at(-1)!.body += line;
  }
  return sections;
}

/** Bytes that a text cannot hold are written as `\xNN` in files whose heading ends in `(bytes)`. */
function contentOf({ argument, body }: Section): { path: string; content: string | Buffer } {
  if (!argument.endsWith(' (bytes)')) return { path: argument, content: body };
  const bytes = body
    .trimEnd()
    .replace(/\\x([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { path: argument.slice(0, -' (bytes)'.length), content: Buffer.from(bytes, 'latin1') };
}

function runProduct(folder: string, line: string): { status: number | null; stdout: string; stderr: string } {
  const { NO_COLOR, FORCE_COLOR, GITHUB_ACTIONS, ...environment } = process.env;
  const args = line.match(/"[^"]*"|\S+/g)?.map(each => each.replaceAll('"', '')) ?? [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [PRODUCT, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, HOME: folder, BICEP_CACHE_DIR: join(folder, 'cache') },
  });
  return { status, stdout, stderr };
}

for (const file of readdirSync(FOLDER).filter(name => name.endsWith('.txt'))) {
  describe(file.replace('.txt', ''), () => {
    const sections = readSections(readFileSync(join(FOLDER, file), 'utf8'));
    const folder = mkdtempSync(join(tmpdir(), 'aispm-scenario-'));
    mkdirSync(join(folder, '.git'));
    for (const section of sections.filter(each => each.name === 'file')) {
      const { path, content } = contentOf(section);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    let changed = '';
    for (const [index, section] of sections.entries()) {
      if (section.name !== 'run') continue;
      test(section.argument || 'no arguments', () => {
        const actual = runProduct(folder, section.argument);
        const expected = new Map(
          sections.slice(index + 1, index + 4).map(each => [each.name, each] as const),
        );
        if (process.env.UPDATE_SCENARIOS) changed += update(section.argument, actual);
        else {
          expect(actual.stderr).toBe(expected.get('stderr')?.body);
          expect(actual.stdout).toBe(expected.get('stdout')?.body);
          expect(String(actual.status)).toBe(expected.get('status')?.argument);
        }
      });
    }
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
      if (!process.env.UPDATE_SCENARIOS) return;
      const head = sections
        .filter(each => each.name === 'file')
        .map(each => `=== file ${each.argument}\n${each.body}`)
        .join('');
      const text = readFileSync(join(FOLDER, file), 'utf8');
      writeFileSync(join(FOLDER, file), text.slice(0, text.indexOf('=== ')) + head + changed);
    });
  });
}

function update(line: string, { status, stdout, stderr }: ReturnType<typeof runProduct>): string {
  return `=== run ${line}\n=== status ${status}\n=== stdout\n${stdout}=== stderr\n${stderr}`;
}
