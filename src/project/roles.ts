// What each found file is: by its name, else by its first bytes. Files that are none of ours cost one short read.

import { posix } from 'node:path';
import { decodeAnything } from './decode.ts';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import type { FoundFile } from './discover.ts';
import { isProblem } from './disk.ts';
import type { FileRole } from './file-types.ts';
import { SNIFFED_BYTES } from './sniff-json.ts';
import { isSource, type Sources } from './sources.ts';
import { type Workspace, workspacePath } from './workspace.ts';

export interface Roles {
  /** Never `unclear`. */
  of(file: FoundFile): Exclude<FileRole, 'unclear'>;
  /** About files of which not even this could be told. */
  readonly diagnostics: readonly ProjectDiagnostic[];
}

export function createRoles(workspace: Workspace, sources: Sources): Roles {
  const known = new Map<string, Exclude<FileRole, 'unclear'>>();
  const diagnostics: ProjectDiagnostic[] = [];

  function of(file: FoundFile): Exclude<FileRole, 'unclear'> {
    const before = known.get(file.path);
    if (before !== undefined) return before;
    const role = determine(file);
    known.set(file.path, role);
    return role;
  }

  function determine({ path, type }: FoundFile): Exclude<FileRole, 'unclear'> {
    if (typeof type.role !== 'function') return type.role === 'unclear' ? 'other' : type.role;
    const name = posix.basename(path);
    const bytes = workspace.disk.readStart(path, SNIFFED_BYTES);
    if (isProblem(bytes)) {
      const where = workspacePath(workspace, path);
      const message = `\`${where}\` cannot be read, so it is not known whether it is infrastructure code: ${bytes.detail}`;
      diagnostics.push(problem('unreadable-file', 'warning', where, message, 'Grant permission to read it.'));
      return 'other';
    }
    const whole = bytes.length < SNIFFED_BYTES;
    const role = type.role(decodeAnything(bytes), whole, name);
    if (role !== 'unclear') return role;
    const source = sources.read(path);
    sources.forget(path);
    const read = isSource(source) ? type.role(source.text, true, name) : 'other';
    return read === 'unclear' ? 'other' : read;
  }

  return { of, diagnostics };
}
