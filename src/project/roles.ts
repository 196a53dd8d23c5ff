// What each found file is: by its name, else by its first bytes. Files that are none of ours cost one short read.

import { posix } from 'node:path';
import type { Language } from '../model/resource.ts';
import { decodeAnything } from './decode.ts';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import type { FoundFile } from './discover.ts';
import { isProblem } from './disk.ts';
import type { FileRole, FileType } from './file-types.ts';
import { SNIFFED_BYTES } from './sniff-json.ts';
import { isSource, type Sources } from './sources.ts';
import { type Workspace, workspacePath } from './workspace.ts';

type Role = Exclude<FileRole, 'unclear'>;

export interface Roles {
  /** Its role in the language of its name. */
  of(file: FoundFile): Role;
  /** Its role in a language that it may be of. */
  in(file: FoundFile, language: Language): Role;
  /** About files of which not even this could be told. */
  readonly diagnostics: readonly ProjectDiagnostic[];
}

interface Found {
  readonly language: Language;
  readonly role: Role;
}

export function createRoles(workspace: Workspace, sources: Sources): Roles {
  const known = new Map<string, Found>();
  const diagnostics: ProjectDiagnostic[] = [];

  function roleIn(file: FoundFile, language: Language): Role {
    const found = find(file);
    return found.language === language ? found.role : 'other';
  }

  function find(file: FoundFile): Found {
    const before = known.get(file.path);
    if (before !== undefined) return before;
    const found = determine(file);
    known.set(file.path, found);
    return found;
  }

  function determine({ path, type }: FoundFile): Found {
    const { language, role } = type;
    if (typeof role !== 'function') return { language, role: role === 'unclear' ? 'other' : role };
    const bytes = workspace.disk.readStart(path, SNIFFED_BYTES);
    if (isProblem(bytes)) {
      const where = workspacePath(workspace, path);
      const message = `\`${where}\` cannot be read, so it is not known whether it is infrastructure code: ${bytes.detail}`;
      diagnostics.push(problem('unreadable-file', 'warning', where, message, 'Grant permission to read it.'));
      return { language, role: 'other' };
    }
    const start = decodeAnything(bytes);
    const whole = bytes.length < SNIFFED_BYTES;
    for (let each: FileType | undefined = type; each; each = each.otherwise) {
      const sniffed = sniff(each, path, start, whole);
      if (sniffed !== 'other') return { language: each.language, role: sniffed };
    }
    return { language, role: 'other' };
  }

  function sniff({ role }: FileType, path: string, start: string, whole: boolean): Role {
    const name = posix.basename(path);
    const sniffed = typeof role === 'function' ? role(start, whole, name) : role;
    if (sniffed !== 'unclear') return sniffed;
    const source = sources.read(path);
    sources.forget(path);
    const read = isSource(source) && typeof role === 'function' ? role(source.text, true, name) : 'other';
    return read === 'unclear' ? 'other' : read;
  }

  return { of: file => roleIn(file, file.type.language), in: roleIn, diagnostics };
}
