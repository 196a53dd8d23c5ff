// What a file of a program imports, found in its text without parsing it.

import { posix } from 'node:path';
import type { ImportResolver } from './resolve-import.ts';

const IMPORTED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/** The absolute paths of the workspace's files that a text imports. */
export function importsOf(text: string, path: string, resolve: ImportResolver): readonly string[] {
  const folder = posix.dirname(path);
  const found = new Set<string>();
  for (const [, , specifier] of text.matchAll(IMPORTED)) {
    const target = resolve(folder, specifier!);
    if (target !== null) found.add(target);
  }
  return [...found];
}

/** Whether a text deploys something by itself: it makes the app that holds the stacks. */
export function makesApp(text: string): boolean {
  return /\bnew\s+(?:\w+\.)?App\s*\(/.test(text);
}

/** Whether a text declares resources of Pulumi, which need no app. */
export function usesPulumi(text: string): boolean {
  return text.includes('@pulumi/');
}

/** Tests of programs deploy nothing. */
export function isTest(path: string): boolean {
  return /\.(?:test|spec)\.[cm]?tsx?$|\/__tests__\//i.test(path);
}
