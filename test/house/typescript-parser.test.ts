// The part of the TypeScript compiler that is shipped parses as the whole does.

import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { createSource } from '../../src/model/source.ts';
import { parseProgram } from '../../src/parsers/typescript/parse.ts';
import { typescriptParser } from '../../tools/typescript-parser.mjs';

const root = join(import.meta.dirname, '../..');

const TEXTS = [
  "import x, { type Y } from 'y'; export * from './z'; export default class<T> extends x<T> { #a = 1n; static { this.b(); } }",
  'abstract class A { @dec() private readonly x?: number; get y(): string { return `a${this.x!}` } constructor(public z = 1) {} }',
  'enum E { A = 1, B } namespace N.M { export const a = <const>[1]; } declare module "m" {} type T = { [k in keyof E]?: T };',
  'for await (const [a, ...b] of c) { if (a?.b?.[0]) continue; } label: while (/x+/gi.test(d)) break label;',
  'const a = { b, [c]: 1, ...d, async *e() { yield* f; }, get g() { return 1; } } satisfies H as I; using j = k;',
  'const broken = { a: 1, b 2 };\nnew Thing(;\nclass {',
];

test('the same trees, with the same faults', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aispm-parser-'));
  const outfile = join(folder, 'parse.cjs');
  await build({
    entryPoints: [join(root, 'src/parsers/typescript/parse.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [typescriptParser],
  });
  const shipped = createRequire(import.meta.url)(outfile) as { parseProgram: typeof parseProgram };
  rmSync(folder, { recursive: true });
  const own = await readFile(join(root, 'src/parsers/typescript/parse.ts'), 'utf8');
  for (const text of [...TEXTS, own]) {
    const source = createSource('text.ts', text);
    const plain = (tree: unknown) =>
      JSON.stringify(tree, (name, value) =>
        name === 'source' && value === source ? null : typeof value === 'bigint' ? String(value) : value,
      );
    expect(plain(shipped.parseProgram(source))).toBe(plain(parseProgram(source)));
  }
});
