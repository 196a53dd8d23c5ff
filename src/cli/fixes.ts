// `--fix` and `--diff`: mends what can be mended, pass by pass, and only then writes it.

import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { applyFixes } from '../engine/apply-fixes.ts';
import type { Finding } from '../model/finding.ts';
import { decodeText } from '../project/decode.ts';
import { isProblem } from '../project/disk.ts';
import { overlayDisk } from '../project/overlay-disk.ts';
import { absolutePath } from '../project/workspace.ts';
import { secretLines } from '../report/secret-lines.ts';
import { unifiedDiff } from '../report/unified-diff.ts';
import { UsageError } from './errors.ts';
import { type LintRequest, type LintRun, lintProject } from './lint-project.ts';
import type { Settings } from './settings.ts';

/** One fix may make room for the next; more passes than this turn in circles. */
const MOST_PASSES = 10;

export interface MendedFile {
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whether a line of the text before, counted from 1, holds what may be a secret. */
  readonly hides: (line: number) => boolean;
}

export interface Mended {
  /** What is left after the fixes. */
  readonly run: LintRun;
  readonly fixed: readonly Finding[];
  readonly files: readonly MendedFile[];
}

/** Nothing is written yet. */
export async function mend(settings: Settings, request: LintRequest, unsafe: boolean): Promise<Mended> {
  const files = new Map<string, MendedFile>();
  const fixed: Finding[] = [];
  let run = await lintProject(settings, request);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const made = applyFixes(run.report.findings, unsafe);
    if (made.fixed.length === 0) break;
    fixed.push(...made.fixed);
    const hidden = secretLines(run.report);
    for (const [source, after] of made.texts) {
      const path = absolutePath(run.project.workspace, source.path);
      const { before, hides } = files.get(path) ?? {
        before: source.text,
        hides: (line: number) => hidden(source, line),
      };
      files.set(path, { path, name: source.path, before, after, hides });
    }
    const texts = new Map([...files].map(([path, { after }]) => [path, Buffer.from(after, 'utf8')]));
    const disk = overlayDisk(settings.disk, texts);
    const { changes } = request;
    run = await lintProject({ ...settings, disk }, changes ? { changes: { ...changes, after: disk } } : {});
  }
  return { run, fixed, files: [...files.values()] };
}

export function diffOf(files: readonly MendedFile[]): string {
  return files.map(({ name, before, after, hides }) => unifiedDiff(name, before, after, hides)).join('');
}

/** Keeps a byte order mark; throws a UsageError for a file that is not UTF-8, that changed meanwhile or cannot be written. */
export function writeMended(files: readonly MendedFile[], { disk }: Settings): void {
  for (const { path, name, before, after } of files) {
    const bytes = disk.read(path, Number.MAX_SAFE_INTEGER);
    const text = isProblem(bytes) ? null : decodeText(bytes);
    if (isProblem(bytes) || text !== before)
      throw new UsageError(`${name} changed while it was read: run again`);
    if (bytes[0] === 0xff || bytes[0] === 0xfe)
      throw new UsageError(`${name} is UTF-16: save it as UTF-8 to have it mended`);
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb ? '\ufeff' : '';
    try {
      writeFileSync(path, mark + after);
    } catch (error) {
      throw new UsageError(`${name} cannot be written: ${(error as Error).message}`);
    }
  }
}
