// The built product on files in a folder of its own, as a user runs it.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PRODUCT = join(import.meta.dirname, '../../dist/aispm.cjs');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
}

export interface Playground {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  /** `below` is the working folder, from the playground's. */
  run(
    args: readonly string[],
    options?: { input?: string; environment?: Record<string, string>; below?: string },
  ): Run;
  git(...args: readonly string[]): string;
  remove(): void;
}

export function playground(): Playground {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aispm-play-')));
  const { NO_COLOR, FORCE_COLOR, GITHUB_ACTIONS, ...environment } = process.env;
  return {
    folder,
    write: files => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run: (args, options = {}) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [PRODUCT, ...args], {
        cwd: join(folder, options.below ?? ''),
        encoding: 'utf8',
        input: options.input ?? '',
        maxBuffer: 1 << 28,
        env: { ...environment, HOME: folder, ...options.environment },
      });
      return { status, stdout, stderr, lines: stdout.split('\n').filter(line => line !== '') };
    },
    git: (...args) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      }).trim(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An Azure AI account in Bicep that accepts keys and, unless it is closed, everybody. */
export function account(name: string, settings = ''): string {
  return [
    `resource ${name} 'Microsoft.CognitiveServices/accounts@2024-10-01' = {`,
    `  name: '${name}'`,
    `  kind: 'OpenAI'`,
    `  identity: { type: 'SystemAssigned' }`,
    `  properties: { ${settings || "publicNetworkAccess: 'Disabled'"} }`,
    '}',
    '',
  ].join('\n');
}
