import type { Plugin } from 'esbuild';

export const typescriptParser: Plugin;
export function parserOnly(text: string): string;
