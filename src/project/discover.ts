// Walks the workspace for files that could be infrastructure code. Links are not followed: what they lead to inside of the workspace
// is met at its own place. Refuses to read files.

import { posix } from 'node:path';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import { type FileType, fileTypeOf, isSupported, supportedExtensions } from './file-types.ts';
import { addIgnoreFile, type IgnoreRules, isIgnored } from './git-ignore.ts';
import { isInside, type Workspace, workspacePath } from './workspace.ts';

export interface FoundFile {
  readonly path: string;
  readonly type: FileType;
}

export interface Discovery {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  readonly diagnostics: readonly ProjectDiagnostic[];
}

/** Folders of other people's code and of tools, never entered unless they are named. */
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules', '.terraform', 'cdk.out']);

/** More candidates than this are no project but a disk. */
const MOST_FILES = 200_000;

/** Every candidate in the workspace that git would not ignore, and the named ones whether ignored or not. */
export function discover(workspace: Workspace): Discovery {
  const { disk } = workspace;
  const found = new Map<string, FoundFile>();
  const visited = new Set<string>();
  const diagnostics: ProjectDiagnostic[] = [];
  const add = (path: string): void => {
    const type = fileTypeOf(posix.basename(path));
    if (type !== null && found.size < MOST_FILES) found.set(path, { path, type });
  };

  const walk = (folder: string, outer: IgnoreRules | null, deep: boolean): void => {
    if (visited.has(folder)) return;
    visited.add(folder);
    const listing = disk.list(folder);
    if (listing === null) {
      diagnostics.push(unreadableFolder(workspacePath(workspace, folder)));
      return;
    }
    const rules = listing.files.includes('.gitignore') ? addIgnoreFile(folder, outer, disk) : outer;
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    for (const name of listing.files) {
      if (fileTypeOf(name) !== null && !isIgnored(prefix + name, 'file', rules)) add(prefix + name);
    }
    for (const name of listing.links) {
      if (leadsOut(prefix + name, workspace))
        diagnostics.push(outsideFile(workspacePath(workspace, prefix + name)));
    }
    if (!deep) return;
    for (const name of listing.folders) {
      if (!SKIPPED.has(name) && !isIgnored(prefix + name, 'folder', rules)) walk(prefix + name, rules, true);
    }
  };

  for (const area of workspace.areas) walk(area.folder, null, area.deep);
  for (const named of workspace.named) {
    if (named.kind === 'folder') walk(named.path, null, true);
    else if (isSupported(posix.basename(named.path))) add(named.path);
    else diagnostics.push(unsupportedFile(workspacePath(workspace, named.path)));
  }
  if (found.size >= MOST_FILES) diagnostics.push(tooManyFiles(workspace));
  const files = [...found.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
  return { files, diagnostics };
}

/** Whether a link with the name of infrastructure code leads to a file that must not be read. */
function leadsOut(link: string, { disk, root }: Workspace): boolean {
  const role = fileTypeOf(posix.basename(link))?.role;
  if (role !== 'template' && role !== 'parameters') return false;
  const real = disk.realPath(link);
  return real !== null && !isInside(real, root);
}

function outsideFile(path: string): ProjectDiagnostic {
  const message = `\`${path}\` is a link that leads out of the workspace, so it is not read`;
  return problem('outside-workspace', 'warning', path, message, 'Name the file that it leads to.');
}

function unreadableFolder(path: string): ProjectDiagnostic {
  const message = `Folder \`${path}\` cannot be listed`;
  return problem(
    'unreadable-folder',
    'warning',
    path,
    message,
    'Grant permission to read it, or name other paths.',
  );
}

function unsupportedFile(path: string): ProjectDiagnostic {
  const message = `\`${path}\` is not read: its name does not end like infrastructure code`;
  return problem(
    'unsupported-file',
    'warning',
    path,
    message,
    `Name ${supportedExtensions()} files or folders.`,
  );
}

function tooManyFiles(workspace: Workspace): ProjectDiagnostic {
  const path = workspacePath(workspace, workspace.root);
  const message = `More than ${MOST_FILES} files could be infrastructure code; the others are not looked at`;
  return problem('too-many-files', 'error', path, message, 'Name the folders that hold it.');
}
