// Bundles: each module is in one of them, so that what it remembers exists once; what is not asked for is not loaded.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildBundles } from '../../tools/bundles.mjs';

const PROGRAM = {
  'src/main.ts': `
    import { count } from './model/counter.ts';
    export const one = async () => (await import('./one/start.ts')).start();
    export const two = async () => (await import('./two/start.ts')).start();
    export const three = async () => (await import('./three/start.ts')).start();
    export const mine = () => count();`,
  'src/model/counter.ts': 'let counted = 0; export const count = () => ++counted; export const LIMIT = 7;',
  'src/text/memory.ts': `
    import { LIMIT } from '../model/counter.ts';
    const seen: string[] = []; export const see = (name: string) => (seen.push(name), [...seen, LIMIT]);`,
  'src/one/start.ts': `
    import { count } from '../model/counter.ts';
    import { see } from '../text/memory.ts';
    export const start = () => [count(), ...see('one')];`,
  'src/two/start.ts': `
    import * as counter from '../model/counter.ts';
    import { see } from '../text/memory.ts';
    export const start = async () => [counter.count(), ...see('two'), await (await import('../three/start.ts')).start()];`,
  'src/three/start.ts': `
    import { count } from '../model/counter.ts';
    export const start = () => count();`,
};

interface Program {
  one(): Promise<unknown>;
  two(): Promise<unknown>;
  three(): Promise<unknown>;
  mine(): number;
}

let folder: string;
let names: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  for (const [path, text] of Object.entries(PROGRAM)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  names = await buildBundles(folder, ['src/main.ts'], join(folder, 'dist'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('there is one for the program, one for each import(), one for what several need', () => {
  expect([...names].sort()).toEqual([
    'main.cjs',
    'one-start+two-start.cjs',
    'one-start.cjs',
    'three-start.cjs',
    'two-start.cjs',
  ]);
});

test('they share what they remember, and are loaded when they are asked for', async () => {
  const require = createRequire(join(folder, 'x.cjs'));
  const program: Program = require('./dist/main.cjs');
  const loaded = () => Object.keys(require.cache).filter(path => path.startsWith(folder)).length;
  expect(program.mine()).toBe(1);
  expect(loaded()).toBe(1);
  expect(await program.one()).toEqual([2, 'one', 7]);
  expect(loaded()).toBe(3);
  expect(await program.two()).toEqual([3, 'one', 'two', 7, 4]);
  expect(await program.three()).toBe(5);
  expect(program.mine()).toBe(6);
});
