// A workload's graph as SVG inside the page: boxes that lead to findings, arrows from what refers to what is referred to.

import type { Box, Graph, GraphArrow } from '../workload-graph.ts';
import { type Layout, layeredLayout, type Point } from './layout.ts';
import { html, type Markup, NOTHING } from './markup.ts';

const BOX = { width: 208, height: 46 };
const MARGIN = 6;
const BETWEEN_PARTS = 26;
/** Parts that touch each other nowhere stand side by side up to this width. */
const WIDTH = 1090;
/** What fits into a box, in characters of its two lines. */
const NAME_LENGTH = 22;
const TITLE_LENGTH = 28;

/** `anchor` says where a declaration's findings are in the page. */
export function diagram(graph: Graph, anchor: (declaration: string) => string | null): Markup {
  const parts = place(partsOf(graph).map(boxes => layoutPart(graph, boxes)));
  const width = Math.max(...parts.map(part => part.left + part.layout.width)) + 2 * MARGIN;
  const height = Math.max(...parts.map(part => part.top + part.layout.height)) + 2 * MARGIN;
  const label = `${graph.boxes.length} resources of ${graph.root} and how they are connected`;
  return html`<svg class="graph" role="img" aria-label="${label}" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}">
${parts.map(({ layout, boxes, arrows, left, top }) => {
  const shift = `translate(${round(left + MARGIN)} ${round(top + MARGIN)})`;
  return html`<g transform="${shift}">
${arrows.map((arrow, index) => arrowMarkup(arrow, layout.arrows[index]!))}
${boxes.map((box, index) => boxMarkup(box, layout.boxes[index]!, anchor))}</g>`;
})}</svg>`;
}

/** The heads of arrows, for all diagrams of a page. */
export const ARROW_HEADS = html`<svg class="heads" width="0" height="0" aria-hidden="true"><defs>
<marker id="head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.5 L8 4 L0 7.5 z"/></marker>
<marker id="part" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 4 L4 1 L8 4 L4 7 z"/></marker>
</defs></svg>`;

interface Part {
  readonly layout: Layout;
  readonly boxes: readonly Box[];
  readonly arrows: readonly GraphArrow[];
}

/** The numbers of boxes that touch each other, over however many others. */
function partsOf({ boxes, arrows }: Graph): number[][] {
  const part = boxes.map((_, index) => index);
  const top = (index: number): number => {
    let at = index;
    while (part[at] !== at) at = part[at]!;
    return at;
  };
  for (const { from, to } of arrows) part[Math.max(top(from), top(to))] = Math.min(top(from), top(to));
  const parts = new Map<number, number[]>();
  for (const index of part.keys()) parts.set(top(index), [...(parts.get(top(index)) ?? []), index]);
  return [...parts.values()].sort((one, other) => other.length - one.length);
}

function layoutPart(graph: Graph, numbers: readonly number[]): Part {
  const place = new Map(numbers.map((number, index) => [number, index]));
  const arrows = graph.arrows.filter(({ from }) => place.has(from));
  const layout = layeredLayout(
    numbers.length,
    arrows.map(({ from, to }) => [place.get(from)!, place.get(to)!]),
    BOX,
  );
  return { layout, boxes: numbers.map(number => graph.boxes[number]!), arrows };
}

/** Parts in rows, as words in lines. */
function place(parts: readonly Part[]): (Part & { left: number; top: number })[] {
  let [left, top, bottom] = [0, 0, 0];
  return parts.map(part => {
    const { width, height } = part.layout;
    if (left > 0 && left + width > WIDTH) [left, top] = [0, bottom + BETWEEN_PARTS];
    const placed = { ...part, left, top };
    left += width + 2 * BETWEEN_PARTS;
    bottom = Math.max(bottom, top + height);
    return placed;
  });
}

function boxMarkup(box: Box, { x, y }: Point, anchor: (declaration: string) => string | null): Markup {
  const classes = ['box', box.ai ? 'ai' : 'other', box.existing ? 'existing' : '', box.severity ?? ''];
  const target = box.declarations.map(anchor).find(each => each !== null) ?? null;
  const note = box.existing ? `${box.title} · deployed elsewhere` : box.title;
  const drawn = html`<g class="${classes.filter(each => each !== '').join(' ')}" transform="translate(${round(x)} ${round(y)})"><title>${box.name}: ${note}</title>
<rect width="${BOX.width}" height="${BOX.height}" rx="6"/>${box.severity ? html`<rect class="mark" width="5" height="${BOX.height}" rx="2.5"/>` : null}
<text x="14" y="20" class="name">${cut(box.name, box.findings > 0 ? NAME_LENGTH - 4 : NAME_LENGTH)}</text><text x="14" y="36" class="title">${cutEnd(box.title, TITLE_LENGTH)}</text>
${box.findings > 0 ? countMarkup(box.findings) : null}</g>`;
  return target === null ? drawn : html`<a href="#${target}">${drawn}</a>`;
}

function countMarkup(findings: number): Markup {
  return html`<g class="count"><rect x="${BOX.width - 32}" y="7" width="24" height="16" rx="8"/><text x="${BOX.width - 20}" y="19" text-anchor="middle">${findings}</text></g>`;
}

function arrowMarkup({ how, attribute }: GraphArrow, points: readonly Point[]): Markup {
  if (points.length === 0) return NOTHING;
  const end = how === 'contains' ? html`marker-start="url(#part)"` : html`marker-end="url(#head)"`;
  return html`<path class="arrow" d="${curve(points)}" ${end}><title>${attribute ?? how}</title></path>`;
}

/** Through all points, leaving and reaching each level. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let last = first;
  const steps = rest.map(point => {
    const bend = (point.x - last.x) / 2;
    const step = `C${round(last.x + bend)} ${round(last.y)} ${round(point.x - bend)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
    return step;
  });
  return `M${round(first.x)} ${round(first.y)}${steps.join('')}`;
}

/** Names differ at their ends as often as at their beginnings. */
function cut(text: string, length: number): string {
  const signs = [...text];
  if (signs.length <= length) return text;
  const tail = Math.floor(length / 3);
  return `${signs.slice(0, length - tail - 1).join('')}…${signs.slice(-tail).join('')}`;
}

function cutEnd(text: string, length: number): string {
  const signs = [...text];
  return signs.length > length ? `${signs.slice(0, length - 1).join('')}…` : text;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
