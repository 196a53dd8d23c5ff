// Of the TypeScript compiler its parser alone: what stands in its one file up to the parser, without the checker, the emitter and the editor's
// services, which would make loading three times as slow. A plugin for esbuild.

import { readFile } from 'node:fs/promises';

const BEGIN = '// src/compiler/corePublic.ts';
const END = '// src/compiler/commandLineParser.ts';
/** What nodes can say of themselves, which stands among the services. */
const NODES = ['var servicesVersion = ', 'function toEditorSettings('];

export const typescriptParser = {
  name: 'typescript-parser',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => ({
      contents: parserOnly(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** The part of the compiler's text, exporting what is declared in it. */
export function parserOnly(text) {
  const [scanner] = text.match(/^var scanner = createScanner\([^;]*;/m) ?? [];
  if (!scanner) throw new Error('the compiler of TypeScript has no scanner for the nodes');
  const kept = [
    part(text, BEGIN, END),
    scanner,
    part(text, ...NODES),
    'setObjectAllocator(getServicesObjectAllocator());',
  ].join('\n');
  const declared = new Set(
    [...kept.matchAll(/^(?:function|var|let|const|class) ([\w$]+)/gm)].map(([, name]) => name),
  );
  const exported = [...text.matchAll(/^ {2}([\w$]+): \(\) => \1,?$/gm)].map(([, name]) => name);
  const names = exported.filter(name => declared.has(name));
  return `"use strict";\nvar __export = (target, all) => {
  for (var name in all) Object.defineProperty(target, name, { get: all[name], enumerable: true });
};\n${kept}\nmodule.exports = { ${names.join(', ')} };\n`;
}

function part(text, begin, end) {
  const start = text.indexOf(`\n${begin}`);
  const stop = text.indexOf(`\n${end}`, start);
  if (start < 0 || stop < 0)
    throw new Error(`the compiler of TypeScript has no part from ${begin} to ${end}`);
  return text.slice(start, stop);
}
