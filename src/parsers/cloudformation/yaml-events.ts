// Templates in YAML that nothing is wrong with, read quickly: everything that would have to be said about a text is left to the reader that
// says it. Promises the same tree and the same places as that reader (`recover-yaml.ts`); comments behind the end of a block may be part of it there.

import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml';
import { DEEPEST_VALUE } from '../../model/knowledge.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import { callNode, listNode, mapNode, placeOf, scalarNode, type TemplateNode } from './syntax.ts';
import { functionOfTag } from './yaml-functions.ts';
import { Members } from './yaml-members.ts';
import { plainScalar } from './yaml-scalars.ts';

/** The tree of a text, null where it holds nothing, undefined where the other reader has something to say. */
export function readFaultlessYaml(source: Source, text: string): TemplateNode | null | undefined {
  try {
    const events = parseEvents(text, { maxDepth: DEEPEST_VALUE });
    return new EventReader(source, text, events).read();
  } catch (error) {
    if (error instanceof YAMLException || error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Thrown inside the reader only: there is something to say about the text. */
class Refusal extends Error {}

const { DOCUMENT, MAPPING, SCALAR, ALIAS, POP } = EVENT_ID;
const { PLAIN, LITERAL_BLOCK, FOLDED_BLOCK } = SCALAR_STYLE;
const { FLOW } = COLLECTION_STYLE;

class EventReader {
  private readonly source: Source;
  private readonly text: string;
  private readonly events: readonly Event[];
  /** By name what an alias stands for; null while it is being read. */
  private readonly anchors = new Map<string, TemplateNode | null>();
  private next = 0;
  /** Behind what was read last. */
  private end = 0;

  constructor(source: Source, text: string, events: readonly Event[]) {
    this.source = source;
    this.text = text;
    this.events = events;
  }

  read(): TemplateNode | null {
    const document = this.events[this.next++];
    if (!document) return null;
    if (document.type !== DOCUMENT || document.directives.length > 0) throw new Refusal();
    const root = this.node();
    // The end of the document, and nothing behind it.
    if (this.events.length > this.next + 1) throw new Refusal();
    return root;
  }

  private node(): TemplateNode {
    const event = this.events[this.next++]!;
    if (event.type === ALIAS) return this.aliased(event);
    if (event.type === DOCUMENT || event.type === POP) throw new Refusal();
    const anchor = event.anchorStart < 0 ? null : this.text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== null) this.anchors.set(anchor, null);
    const node = event.tagStart < 0 ? this.content(event, false) : this.tagged(event);
    if (anchor !== null) this.anchors.set(anchor, node);
    return node;
  }

  private aliased({ anchorStart, anchorEnd }: AliasEvent): TemplateNode {
    this.end = anchorEnd;
    const node = this.anchors.get(this.text.slice(anchorStart, anchorEnd));
    if (!node) throw new Refusal();
    return node;
  }

  /** A short form is the function that it stands for. */
  private tagged(event: ContentEvent): TemplateNode {
    const { tagStart, tagEnd } = event;
    const tag = this.text.slice(tagStart, tagEnd);
    if (tag === '!' || tag.startsWith('!!')) return this.content(event, tag === '!' || tag === '!!str');
    const key = functionOfTag(tag);
    if (key === null) throw new Refusal();
    const value = this.content(event, true);
    return callNode(this.span(tagStart, value.end), key, value, this.span(tagStart, tagEnd));
  }

  private content(event: ContentEvent, isText: boolean): TemplateNode {
    if (event.type === SCALAR) return this.scalar(event, isText);
    this.end = event.start;
    return event.type === MAPPING ? this.mapping(event) : this.sequence(event);
  }

  private scalar(event: ScalarEvent, isText: boolean): TemplateNode {
    const place = this.scalarPlace(event);
    this.end = place.end;
    const text = getScalarValue(this.text, event);
    return scalarNode(place, event.style === PLAIN && !isText ? plainScalar(text) : text);
  }

  private scalarPlace({ style, valueStart, valueEnd, tagEnd, anchorEnd }: ScalarEvent): Span {
    const behind = Math.max(this.end, tagEnd, anchorEnd);
    if (valueStart < 0) return this.missing(behind);
    if (style === PLAIN) return this.span(valueStart, valueEnd);
    if (style !== LITERAL_BLOCK && style !== FOLDED_BLOCK) return this.span(valueStart - 1, valueEnd + 1);
    let start = this.skipBlanks(behind);
    while (!isBlockIndicator(this.text.charCodeAt(start))) start = this.skipBlanks(start + 1);
    return this.span(start, valueEnd);
  }

  /** The place of a value that is not written: behind its properties, else behind the `:` or the `-` before it. */
  private missing(behind: number): Span {
    if (behind > this.end) return this.span(behind, behind);
    const at = this.skipBlanks(behind);
    const code = this.text.charCodeAt(at);
    let place = code === COLON || code === DASH || code === QUESTION ? at + 1 : behind;
    while (this.text.charCodeAt(place) === 0x20) place++;
    return this.span(place, place);
  }

  private sequence({ start, style }: SequenceEvent): TemplateNode {
    if (style === FLOW) this.end = start + 1;
    const items: TemplateNode[] = [];
    while (this.events[this.next]!.type !== POP) items.push(this.node());
    this.next++;
    return listNode(this.span(start, this.endOf(style, CLOSING_BRACKET)), items);
  }

  private mapping({ start, style }: MappingEvent): TemplateNode {
    const isPair = style === FLOW && this.text.charCodeAt(start) !== OPENING_BRACE;
    if (style === FLOW && !isPair) this.end = start + 1;
    const members = new Members();
    while (this.events[this.next]!.type !== POP) this.member(members);
    this.next++;
    const end = isPair ? this.end : this.endOf(style, CLOSING_BRACE);
    return mapNode(this.span(start, end), members.all());
  }

  private member(members: Members): void {
    const event = this.events[this.next]!;
    if (event.type !== SCALAR || event.valueStart < 0) throw new Refusal();
    if (event.tagEnd > event.tagStart + 1) throw new Refusal();
    const keySpan = placeOf(this.node());
    const key = getScalarValue(this.text, event);
    const value = this.node();
    if (key === '<<' && event.style === PLAIN) {
      if (members.merge(value) !== undefined) throw new Refusal();
    } else if (!members.add({ key, keySpan, value })) throw new Refusal();
  }

  /** Where a collection ends: in flow style behind its bracket, else where its last part does. */
  private endOf(style: number, closing: number): number {
    if (style !== FLOW) return this.endOfLine();
    let at = this.skipBlanks(this.end);
    while (at < this.text.length && this.text.charCodeAt(at) !== closing) at = this.skipBlanks(at + 1);
    this.end = at + 1;
    return this.end;
  }

  /** Behind the line on which the last part ends, with the comment there. */
  private endOfLine(): number {
    const { text, end } = this;
    if (end === 0 || text.charCodeAt(end - 1) === LINE_FEED) return end;
    const stop = text.indexOf('\n', end);
    return stop < 0 ? text.length : stop + 1;
  }

  /** Behind blanks, line breaks and comments. */
  private skipBlanks(from: number): number {
    const { text } = this;
    for (let at = from; ; at++) {
      const code = text.charCodeAt(at);
      if (code === HASH) {
        const stop = text.indexOf('\n', at);
        at = stop < 0 ? text.length : stop;
      } else if (code !== 0x20 && code !== LINE_FEED && code !== 0x0d && code !== 0x09)
        return Math.min(at, text.length);
    }
  }

  private span(start: number, end: number): Span {
    return span(this.source, start, end);
  }
}

type ContentEvent = ScalarEvent | MappingEvent | SequenceEvent;

const LINE_FEED = 0x0a;
const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const CLOSING_BRACKET = 0x5d;

function isBlockIndicator(code: number): boolean {
  return code === 0x7c || code === 0x3e || Number.isNaN(code);
}
