// A library of one package, `@tiny/cloud`, as small as one can be: `new Thing(name, properties)` declares a resource, `Group` is what
// programs extend. And programs made of texts in memory.

import type { Missing } from '../../../src/model/files.ts';
import { createSource, positionAt, type Source, type Span } from '../../../src/model/source.ts';
import { absent, call, scalar, unknown, type Value } from '../../../src/model/value.ts';
import type { ProgramFiles } from '../../../src/parsers/typescript/evaluate/modules.ts';
import {
  type EvaluatedProgram,
  evaluateProgram,
  type ProgramOptions,
} from '../../../src/parsers/typescript/evaluate-program.ts';
import type { Declaration, Library } from '../../../src/parsers/typescript/library.ts';
import { parseProgram } from '../../../src/parsers/typescript/parse.ts';
import { record } from '../../../src/parsers/typescript/values.ts';

export const tiny: Library = {
  claims: module => module === '@tiny/cloud',
  read({ path }) {
    return path[0] === 'Mode' && path[1] ? scalar(path[1].toLowerCase()) : undefined;
  },
  construct({ path }, self, [name, properties], site) {
    if (path[0] === 'Group') return true;
    if (path[0] !== 'Thing') return false;
    const { program } = site;
    const address = program.toValue(name ?? absent());
    self.native = program.declare(
      {
        type: 'Tiny::Thing',
        address: address.kind === 'scalar' ? String(address.value) : 'thing',
        name: name ?? absent(),
        properties: properties?.kind === 'record' ? properties : record(),
        identities: [],
      },
      site,
    );
    return true;
  },
  member(self, name) {
    const declared = self.native as Declaration | undefined;
    if (!declared) return undefined;
    const of = unknown(call('resource', scalar(declared.address)), 'it is only known after deployment');
    return unknown({ kind: 'member', of, key: scalar(name) }, of.reason);
  },
  invoke(self, name, [key, value], site) {
    const declared = self.native as Declaration | undefined;
    if (!declared || name !== 'override' || key?.kind !== 'scalar') return undefined;
    site.program.setPath(declared.properties, String(key.value).split('.'), value!, site);
    return self;
  },
  standalone: ({ path }) => (path[0] === 'Group' ? 'deployment' : null),
};

type Texts = Readonly<Record<string, string>>;

export function filesOf(texts: Texts): ProgramFiles {
  const read = (path: string): Source | Missing => {
    const text = texts[path];
    return text === undefined
      ? { missing: true, reason: `file \`${path}\` does not exist` }
      : createSource(path, text);
  };
  return {
    resolve(from, specifier) {
      if (!specifier.startsWith('.')) return null;
      const path = new URL(specifier, `file:///${from.path}`).pathname.replace(/^\/|\/$/g, '');
      const found = [path, `${path}.ts`, `${path}/index.ts`].find(each => texts[each] !== undefined);
      return found ? read(found) : { missing: true, reason: `\`${specifier}\` does not exist` };
    },
    readText: read,
  };
}

/** Evaluates texts by path; the first is the entry. A single text is the file `main.ts` with the package imported. */
export function evaluate(texts: string | Texts, options: Partial<ProgramOptions> = {}): EvaluatedProgram {
  const files: Texts =
    typeof texts === 'string'
      ? { 'main.ts': `import { Thing, Group, Mode } from '@tiny/cloud';\n${texts}` }
      : texts;
  const [path] = Object.keys(files);
  return evaluateProgram({
    entry: createSource(path!, files[path!]!),
    files: filesOf(files),
    parse: parseProgram,
    libraries: [tiny],
    ...options,
  });
}

/** The properties of every resource by its address, as `model` prints them. */
export function things(texts: string | Texts): Record<string, unknown> {
  return Object.fromEntries(
    evaluate(texts).resources.map(({ address, properties, deployed }) => [
      deployed === true ? address : `${address}?`,
      plain(properties),
    ]),
  );
}

export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
    case 'absent':
      return undefined;
    case 'oneOf':
      return { oneOf: value.options.map(plain) };
    case 'unknown':
      return { unknown: value.reason };
  }
}

/** `line:column` of a place and its text. */
export function at(place: Span): string {
  const { line, column } = positionAt(place.source, place.start);
  return `${line}:${column} ${place.source.text.slice(place.start, place.end)}`;
}
