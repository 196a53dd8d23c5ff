// What the project room asks of a file system, so that a disk and a set of texts in memory are the same to it.
// All paths are absolute with forward slashes. Nothing here throws: what goes wrong is data.

export interface Disk {
  /** The absolute form of a path that a person gave. */
  absolute(path: string): string;
  /** The folder against which people give paths. */
  readonly workingFolder: string;
  /** Null where the folder cannot be listed. */
  list(folder: string): Listing | null;
  /** What a path is, through links; null where there is nothing or it cannot be seen. */
  kindOf(path: string): 'file' | 'folder' | null;
  /** The path without links; null where there is nothing. */
  realPath(path: string): string | null;
  read(path: string, most: number): Uint8Array | DiskProblem;
  /** Up to `length` bytes from the file's start. */
  readStart(path: string, length: number): Uint8Array | DiskProblem;
  environment(name: string): string | undefined;
}

/** Names only, in no order. `links` are symbolic links, whatever they lead to. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly links: readonly string[];
}

export interface DiskProblem {
  readonly problem: 'missing' | 'denied' | 'not-a-file' | 'too-large' | 'failed';
  /** In the user's words, without the path: "permission denied". */
  readonly detail: string;
}

export function isProblem(result: object): result is DiskProblem {
  return 'problem' in result;
}
