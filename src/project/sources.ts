// Texts of files, each read once: bounded, decoded, or a diagnostic that says why not.

import { Buffer } from 'node:buffer';
import { createSource, type Source } from '../model/source.ts';
import { decodeText } from './decode.ts';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import { type DiskProblem, isProblem } from './disk.ts';
import { type Workspace, workspacePath } from './workspace.ts';

/** No template is longer: Azure takes 4 MB. */
const MOST_BYTES = 20_000_000;

export interface Sources {
  /** The text at an absolute path. */
  read(path: string, encoding?: BufferEncoding): Source | ProjectDiagnostic;
  readBytes(path: string): Uint8Array | ProjectDiagnostic;
  /** From now on the text at this path is one that the user does not edit; `unwrap` takes from it what is of use. */
  markExternal(path: string, unwrap?: (text: string) => string): void;
  /** Lets a text go that nobody needs for now; reading it again reads the file again. */
  forget(path: string): void;
}

export function createSources(workspace: Workspace): Sources {
  const known = new Map<string, Source | ProjectDiagnostic>();

  const external = new Map<string, (text: string) => string>();

  function read(path: string, encoding?: BufferEncoding): Source | ProjectDiagnostic {
    const key = encoding === undefined ? path : `${path}\n${encoding}`;
    const before = known.get(key);
    if (before) return before;
    const result = load(path, encoding);
    known.set(key, result);
    return result;
  }

  function load(path: string, encoding?: BufferEncoding): Source | ProjectDiagnostic {
    const bytes = readBytes(path);
    if (!(bytes instanceof Uint8Array)) return bytes;
    const name = workspacePath(workspace, path);
    const text = encoding === undefined ? decodeText(bytes) : Buffer.from(bytes).toString(encoding);
    const unwrap = external.get(path);
    if (typeof text === 'string') return createSource(name, unwrap?.(text) ?? text, unwrap !== undefined);
    return problem('unreadable-file', 'error', name, `\`${name}\` ${text.found}`, text.hint);
  }

  function readBytes(path: string): Uint8Array | ProjectDiagnostic {
    const bytes = workspace.disk.read(path, MOST_BYTES);
    return isProblem(bytes) ? unreadable(workspacePath(workspace, path), bytes) : bytes;
  }

  return {
    read,
    readBytes,
    markExternal: (path, unwrap = text => text) => void external.set(path, unwrap),
    forget: path => void known.delete(path),
  };
}

export function isSource(result: Source | ProjectDiagnostic): result is Source {
  return 'text' in result;
}

function unreadable(name: string, found: DiskProblem): ProjectDiagnostic {
  if (found.problem === 'too-large') {
    const message = `\`${name}\` is larger than ${MOST_BYTES} bytes: ${found.detail}`;
    return problem('file-too-large', 'error', name, message, 'Split it into modules, or exclude it.');
  }
  const hint =
    found.problem === 'denied' ? 'Grant permission to read it.' : 'Check that it is there and can be read.';
  return problem('unreadable-file', 'error', name, `\`${name}\` cannot be read: ${found.detail}`, hint);
}
