// The files of TypeScript programs as the evaluator asks for them: imports found in the workspace, texts read once, trees parsed once.

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Missing } from '../../model/files.ts';
import type { Source } from '../../model/source.ts';
import type { ProgramFiles } from '../../parsers/typescript/evaluate/modules.ts';
import { parseProgram, type Tree } from '../../parsers/typescript/parse.ts';
import { isSource, type Sources } from '../sources.ts';
import { absolutePath, isInside, type Workspace } from '../workspace.ts';
import type { ImportResolver } from './resolve-import.ts';

export function createProgramFiles(
  workspace: Workspace,
  sources: Sources,
  resolve: ImportResolver,
): ProgramFiles {
  const { disk, root } = workspace;

  function read(path: string): Source | Missing {
    const real = disk.realPath(path);
    if (real === null) return { missing: true, reason: `file \`${path}\` does not exist` };
    if (!isInside(real, root)) return { missing: true, reason: `\`${path}\` lies outside of the workspace` };
    const source = sources.read(real);
    return isSource(source) ? source : { missing: true, reason: source.message };
  }

  return {
    resolve(from, specifier) {
      const folder = posix.dirname(absolutePath(workspace, from.path));
      const path = resolve(folder, specifier);
      if (path !== null) return read(path);
      return specifier.startsWith('.')
        ? { missing: true, reason: `file \`${specifier}\` does not exist` }
        : null;
    },
    readText: path => read(posix.join(root, path)),
  };
}

/** Parses each file once, however many programs import it. */
export function createParser(): (source: Source) => Tree | Diagnostic {
  const trees = new WeakMap<Source, Tree | Diagnostic>();
  return source => {
    let tree = trees.get(source);
    if (!tree) {
      tree = parseProgram(source);
      trees.set(source, tree);
    }
    return tree;
  };
}
