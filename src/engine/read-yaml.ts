// YAML 1.2 core as rule files use it: text in, plain data out, with the place of everything in it.
// Refuses what makes YAML surprising: duplicate keys, anchors and aliases, tags. Refuses to know what the data means.

import { isMap, isPair, isScalar, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import type { RuleProblem } from './rule-error.ts';

/** A way into the data: member names and item numbers. */
export type DataPath = readonly (string | number)[];

/** One YAML document of a file. */
export interface YamlDocument {
  readonly file: string;
  readonly data: unknown;
  /** A problem at the value under a path, or at the nearest thing above it that is written down. */
  problem(path: DataPath, message: string): RuleProblem;
  /** A problem at the name of a member. */
  problemAtKey(path: DataPath, message: string): RuleProblem;
}

/** Reads all documents of one file; problems are collected in `problems`, and a file with any yields no documents. */
export function readYaml(file: string, text: string, problems: RuleProblem[]): YamlDocument[] {
  const lines = new LineCounter();
  const at = (offset: number, message: string): RuleProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const before = problems.length;
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    strict: true,
    lineCounter: lines,
    prettyErrors: false,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings]) {
      problems.push(at(error.pos[0], yamlMessage(error.code, error.message)));
    }
    visit(document, {
      Alias: (_, node) =>
        void problems.push(at(node.range?.[0] ?? 0, 'aliases are not allowed: write the value out')),
      Node: (_, node) => {
        if ('anchor' in node && node.anchor)
          problems.push(at(node.range?.[0] ?? 0, 'anchors are not allowed'));
        if (node.tag) problems.push(at(node.range?.[0] ?? 0, `the tag ${node.tag} is not allowed`));
      },
    });
  }
  if (problems.length > before) return [];
  return documents
    .filter(document => document.contents !== null)
    .map(document => ({
      file,
      data: document.toJS({ maxAliasCount: 0 }) as unknown,
      problem: (path, message) => at(offsetOf(document.contents as Node, path, false), message),
      problemAtKey: (path, message) => at(offsetOf(document.contents as Node, path, true), message),
    }));
}

function yamlMessage(code: string, message: string): string {
  return code === 'DUPLICATE_KEY' ? 'the key stands here twice: keep one' : `not valid YAML: ${message}`;
}

function offsetOf(root: Node, path: DataPath, key: boolean): number {
  let node: unknown = root;
  let offset = root.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (!pair) return offset;
      const keyOffset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
      offset =
        key && index === path.length - 1 ? keyOffset : ((node as Node | null)?.range?.[0] ?? keyOffset);
    } else {
      const items = (node as { items?: readonly unknown[] } | null)?.items;
      const item = items?.[Number(step)];
      if (item === undefined) return offset;
      node = item;
      offset = (item as Node | null)?.range?.[0] ?? offset;
    }
  }
  return offset;
}
