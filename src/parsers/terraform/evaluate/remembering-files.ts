// The files of a module, each read once however many expressions ask for it. Refuses to know what may be read.

import type { ModuleFiles } from '../functions/types.ts';

export function rememberingFiles(files: ModuleFiles): ModuleFiles {
  return {
    readBytes: remembering(path => files.readBytes(path)),
    exists: remembering(path => files.exists(path)),
    listFiles: remembering(folder => files.listFiles(folder)),
  };
}

function remembering<T>(ask: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return path => {
    const answer = known.has(path) ? known.get(path)! : ask(path);
    known.set(path, answer);
    return answer;
  };
}
