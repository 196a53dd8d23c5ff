// A text in YAML about which something may have to be said, to the same tree as `yaml-events.ts` makes of others. The library for it is loaded
// with the first such text. Promises that aliases are shared, not copied, and that what is malformed costs only what it is part of.

import { createRequire } from 'node:module';
import type { Alias, Document, Node, Pair, YAMLMap, YAMLSeq, Scalar as YamlScalar } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { DEEPEST_VALUE } from '../../model/knowledge.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import { report } from './diagnostics.ts';
import type { TemplateText } from './read-json.ts';
import { callNode, listNode, mapNode, scalarNode, type TemplateNode, unreadNode } from './syntax.ts';
import { functionOfTag, nearestTag } from './yaml-functions.ts';
import { BROKEN, Members } from './yaml-members.ts';
import { plainScalar } from './yaml-scalars.ts';

type Yaml = typeof import('yaml');

/** Loads the YAML reader when it is first needed: it costs more than most files do. */
function loadYaml(): Yaml {
  return typeof require === 'function' ? require('yaml') : createRequire(import.meta.url)('yaml');
}

/** As `readYaml`, for any text. */
export function recoverYaml(source: Source, text: string): TemplateText {
  const yaml = loadYaml();
  const options = { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const;
  const documents = yaml.parseAllDocuments(text, options);
  const [document, second] = 'empty' in documents ? [] : documents;
  const reader = new YamlReader(yaml, source, document ?? null);
  const root = document?.contents ? reader.read(document.contents as Node) : null;
  if (second) reader.severalDocuments(second);
  return { root, diagnostics: reader.diagnostics };
}

class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly yaml: Yaml;
  private readonly source: Source;
  private readonly known = new Map<Node, TemplateNode>();
  private readonly open = new Set<Node>();
  /** By name what an alias stands for: the last one before it. */
  private readonly anchors = new Map<string, Node>();
  /** Where the text is malformed. */
  private readonly mistakes: readonly number[];

  constructor(yaml: Yaml, source: Source, document: Document | null) {
    this.yaml = yaml;
    this.source = source;
    const errors = document?.errors ?? [];
    const isGenerator = errors.length > 0 && STATEMENT.test(source.text);
    this.mistakes = errors.map(error => error.pos[0]);
    for (const error of errors.slice(0, isGenerator ? 1 : MOST_MISTAKES)) {
      const [message] = error.message.split('\n');
      const hint =
        error.code === 'TAB_AS_INDENT' ? 'Indent with spaces.' : isGenerator ? RENDER : 'Mend the YAML here.';
      const [start, end] = error.pos.map(at => Math.min(at, source.text.length)) as [number, number];
      const place = span(source, start, Math.max(start, end));
      report(this.diagnostics, 'invalid-yaml', `Malformed YAML: ${message}`, place, hint);
    }
  }

  read(node: Node): TemplateNode {
    return this.nodeOf(node, 0);
  }

  severalDocuments(second: Document): void {
    const start = second.range?.[0] ?? 0;
    const message = 'This file holds several YAML documents; a template is one';
    const hint = 'Only the first is read. Put each template into a file of its own.';
    report(this.diagnostics, 'several-documents', message, span(this.source, start, start), hint);
  }

  private nodeOf(node: Node, depth: number): TemplateNode {
    const known = this.known.get(node);
    if (known) return known;
    const place = this.placeOf(node);
    if (depth > DEEPEST_VALUE) return this.unread('too-deep', 'is nested too deep', place, 'Flatten it.');
    if (this.yaml.isAlias(node)) return this.aliased(node, place, depth);
    this.note(node);
    this.open.add(node);
    const read = this.tagged(node, place, depth);
    this.open.delete(node);
    this.known.set(node, read);
    return read;
  }

  private note(node: { readonly anchor?: string }): void {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node as Node);
  }

  private aliased(alias: Alias, place: Span, depth: number): TemplateNode {
    const node = this.anchors.get(alias.source);
    if (!node)
      return this.unread(
        'unknown-alias',
        `alias \`*${alias.source}\` has no anchor`,
        place,
        'Add the anchor.',
      );
    if (this.open.has(node))
      return this.unread(
        'unknown-alias',
        `alias \`*${alias.source}\` contains itself`,
        place,
        'Write it out.',
      );
    return this.nodeOf(node, depth);
  }

  /** A node with what its tag makes of it: a short form is the function that it stands for. */
  private tagged(node: Node, place: Span, depth: number): TemplateNode {
    const { tag } = node as { tag?: string };
    if (tag === undefined || tag.startsWith(STANDARD)) return this.plain(node, place, depth);
    if (tag === '!') return this.plain(node, place, depth, true);
    const start = Math.max(0, this.source.text.lastIndexOf(tag, place.start));
    const tagSpan = span(this.source, start, start + tag.length);
    const key = functionOfTag(tag);
    if (key === null) {
      const near = nearestTag(tag);
      const hint =
        near === null ? 'Use a short form of CloudFormation, such as `!Sub`.' : `Did you mean \`${near}\`?`;
      return this.unread('unknown-tag', `tag \`${tag}\` is none of CloudFormation's`, tagSpan, hint);
    }
    const value = this.plain(node, place, depth, true);
    return callNode(span(this.source, start, place.end), key, value, tagSpan);
  }

  private plain(node: Node, place: Span, depth: number, isText = false): TemplateNode {
    const { yaml } = this;
    if (yaml.isMap(node)) return this.mapOf(node, place, depth);
    if (yaml.isSeq(node)) return this.listOf(node, place, depth);
    const scalar = node as YamlScalar<unknown>;
    const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '');
    const isPlain = (scalar.type === 'PLAIN' || scalar.type === undefined) && scalar.tag !== `${STANDARD}str`;
    return scalarNode(place, isPlain && !isText ? plainScalar(text) : text);
  }

  private listOf(node: YAMLSeq, place: Span, depth: number): TemplateNode {
    const items = node.items.map(item => this.valueNode(item as Node | null, place, depth));
    return listNode(place, items, this.brokenBy(place, items));
  }

  private mapOf(node: YAMLMap, place: Span, depth: number): TemplateNode {
    const members = new Members();
    let broken: string | undefined;
    for (const { key, value } of node.items as Pair<Node | null, Node | null>[]) {
      if (key !== null && !isText(key, this.yaml)) {
        const keySpan = this.placeOf(key);
        const message = 'A key of a template is text';
        if (this.mistakes.length === 0)
          report(this.diagnostics, 'invalid-key', message, keySpan, 'Put quotes around it.');
        broken = BROKEN;
        continue;
      }
      const keySpan = key ? this.placeOf(key) : span(this.source, place.start, place.start);
      if (key) this.note(key);
      const name = key === null ? '' : String(key.value ?? key.source ?? '');
      const read = this.valueNode(value, keySpan, depth);
      if (name === '<<' && (key as YamlScalar).type === 'PLAIN') broken = members.merge(read) ?? broken;
      else if (!members.add({ key: name, keySpan, value: read })) this.duplicate(name, keySpan);
    }
    const all = members.all();
    const values = all.map(member => member.value);
    return mapNode(place, all, broken ?? this.brokenBy(place, values));
  }

  private valueNode(value: Node | null, around: Span, depth: number): TemplateNode {
    if (value === null) return scalarNode(span(this.source, around.end, around.end), null);
    return this.nodeOf(value, depth + 1);
  }

  private duplicate(key: string, place: Span): void {
    const message = `Key \`${key}\` is written twice; the last one counts`;
    report(this.diagnostics, 'duplicate-key', message, place, 'Remove one of them.');
  }

  /** Why a collection may be incomplete: a mistake lies in it and in none of its parts. */
  private brokenBy(place: Span, parts: readonly TemplateNode[]): string | undefined {
    if (this.mistakes.length > MOST_MISTAKES) return BROKEN;
    const isHere = this.mistakes.some(
      at => at >= place.start && at <= place.end && !parts.some(part => isIn(part, at)),
    );
    return isHere ? BROKEN : undefined;
  }

  private unread(
    code: Parameters<typeof report>[1],
    reason: string,
    place: Span,
    hint: string,
  ): TemplateNode {
    const message = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
    report(this.diagnostics, code, code === 'too-deep' ? `This ${reason}` : message, place, hint);
    return unreadNode(place, reason);
  }

  private placeOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    const { length } = this.source.text;
    return span(this.source, Math.min(start, length), Math.min(end, length));
  }
}

/** A text with more is no YAML at all: anything in it may be incomplete. */
const MOST_MISTAKES = 100;
/** Of Jinja and of Go's templates. */
const STATEMENT = /\{%|\{\{(?!resolve:)/;
const RENDER =
  'This is written for a program that renders templates: read what it renders, and exclude this file.';
const STANDARD = 'tag:yaml.org,2002:';

/** Whether a key is one: no collection, no alias, no short form. */
function isText(key: Node, yaml: Yaml): key is YamlScalar {
  return yaml.isScalar(key) && (key.tag === undefined || key.tag === '!' || key.tag.startsWith(STANDARD));
}

function isIn(part: TemplateNode, at: number): boolean {
  return (part.kind === 'map' || part.kind === 'list') && at >= part.start && at <= part.end;
}
