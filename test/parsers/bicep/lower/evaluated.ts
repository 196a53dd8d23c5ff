// Bicep texts in memory, evaluated, and their values as plain data.

import { posix } from 'node:path';
import type { Files } from '../../../../src/model/files.ts';
import { createSource, type Source } from '../../../../src/model/source.ts';
import { type Value, valueKey } from '../../../../src/model/value.ts';
import {
  type EvaluatedTemplate,
  evaluateTemplate,
} from '../../../../src/parsers/arm/evaluate/evaluate-template.ts';
import { createBicepReader } from '../../../../src/parsers/bicep/read-bicep.ts';

export type Texts = Readonly<Record<string, string>>;

/** Files by path; a registry reference is found under its own text. */
export function memoryFiles(texts: Texts): Files {
  const sources = new Map<string, Source>();
  const find = (from: Source, path: string): Source | null => {
    const full = path in texts ? path : posix.join(posix.dirname(from.path), path);
    const text = texts[full];
    if (text === undefined) return null;
    const source = sources.get(full) ?? createSource(full, text);
    sources.set(full, source);
    return source;
  };
  const missing = (path: string) => ({ missing: true as const, reason: `file \`${path}\` does not exist` });
  return {
    readText: (from, path) => find(from, path) ?? missing(path),
    readBytes: (from, path) => {
      const source = find(from, path);
      return source ? Buffer.from(source.text) : missing(path);
    },
    listFolder: (_from, path) =>
      Object.keys(texts)
        .filter(each => posix.dirname(each) === posix.normalize(path))
        .sort(),
    module: (from, reference) => {
      const source = find(from, reference);
      return source
        ? { kind: 'file', source }
        : { kind: 'unresolved', reason: `module \`${reference}\` is not on this machine` };
    },
    environment: () => undefined,
  };
}

/** The deployment of `main.bicep`. */
export function evaluated(main: string, others: Texts = {}): EvaluatedTemplate {
  const texts = { ...others, 'main.bicep': main };
  const template = createBicepReader(memoryFiles(texts)).readTemplate(createSource('main.bicep', main));
  return evaluateTemplate(template, { inputs: new Map(), inputPaths: [] });
}

/** The value of one expression in a file with these declarations. */
export function resultOf(expression: string, declarations = '', others: Texts = {}): unknown {
  const { outputs } = evaluated(`${declarations}\noutput result object = ${expression}\n`, others);
  return plain(outputs.get('result'));
}

/** Plain data where values are known; `{ unknown: … }` with the canonical text where not. */
export function plain(value: Value | undefined | null): unknown {
  switch (value?.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member)]));
    case 'unknown':
    case 'oneOf':
      return { unknown: valueKey(value) };
    default:
      return undefined;
  }
}

/** The codes and the text that they point at. */
export function problems(main: string, others: Texts = {}): readonly string[] {
  return evaluated(main, others).diagnostics.map(
    ({ code, span }) => `${code} ${span ? span.source.text.slice(span.start, span.end) : ''}`,
  );
}
