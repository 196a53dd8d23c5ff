// Node's `path` and `fs`, as far as programs use them to find and read files of the workspace. Nothing else of the machine is known.

import { isMissing } from '../../../model/files.ts';
import { call, scalar, unknown } from '../../../model/value.ts';
import type { ProgramFiles } from '../evaluate/modules.ts';
import type { Answer, Library, Site } from '../library.ts';
import type { ProgramValue } from '../values.ts';

/** Paths that start with a slash start at the root of the workspace: `__dirname` is such a path. */
export function nodeModules(files: ProgramFiles): Library {
  return {
    claims: module => /^(?:node:)?(?:path|fs|os|url|crypto)$/.test(module),
    call({ module, path }, args, site) {
      const name = path.at(-1) ?? '';
      if (/path$/.test(module)) return joinPath(name, args, site);
      if (/fs$/.test(module)) return readFile(name, args, files, site);
      return undefined;
    },
  };
}

function joinPath(name: string, args: readonly ProgramValue[], site: Site): Answer {
  const data = args.map(arg => site.program.toValue(arg));
  const texts = data.flatMap(each => (each.kind === 'scalar' ? [String(each.value)] : []));
  if (texts.length !== data.length) return undefined;
  const [first = ''] = texts;
  switch (name) {
    case 'join':
      return scalar(normalise(texts.join('/')), [site.step]);
    case 'resolve':
      return texts.some(text => text.startsWith('/'))
        ? scalar(normalise(texts.slice(texts.findLastIndex(text => text.startsWith('/'))).join('/')), [
            site.step,
          ])
        : undefined;
    case 'dirname':
      return scalar(first.replace(/\/[^/]*$/, '') || '/', [site.step]);
    case 'basename': {
      const base = first.slice(first.lastIndexOf('/') + 1);
      const [, ending] = texts;
      return scalar(ending && base.endsWith(ending) ? base.slice(0, -ending.length) : base, [site.step]);
    }
    default:
      return undefined;
  }
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}

function readFile(name: string, [path]: readonly ProgramValue[], files: ProgramFiles, site: Site): Answer {
  if (path?.kind !== 'scalar' || typeof path.value !== 'string' || !path.value.startsWith('/'))
    return undefined;
  const found = files.readText(path.value.slice(1));
  if (name === 'existsSync') return isMissing(found) ? undefined : scalar(true, [site.step]);
  if (name !== 'readFileSync') return undefined;
  if (!isMissing(found)) return scalar(found.text, [site.step]);
  return unknown(call('file', scalar(path.value)), found.reason, [site.step]);
}
