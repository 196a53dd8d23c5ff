// Places of boxes and arrows: layers from left to right, so that arrows point to the right wherever there is no cycle.
// After Sugiyama: layers by longest path, fewer crossings by barycentres, straight arrows by moving boxes toward their neighbours.
// Refuses to know what is drawn.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where things are, from the left upper corner: of each box its left upper corner, of each arrow the points that it passes. */
export interface Layout extends Size {
  readonly boxes: readonly Point[];
  readonly arrows: readonly (readonly Point[])[];
}

/** From one box to another, by their numbers. */
export type Arrow = readonly [from: number, to: number];

const BETWEEN_LAYERS = 72;
const BETWEEN_BOXES = 14;
const SWEEPS = 12;

/** A box, or the bend of an arrow that passes a layer. */
interface Node {
  readonly layer: number;
  readonly height: number;
  readonly before: Node[];
  readonly after: Node[];
  y: number;
}

/** Lays out boxes of one size. Arrows from a box to itself are not drawn: their points are empty. */
export function layeredLayout(count: number, arrows: readonly Arrow[], box: Size): Layout {
  const ahead = withoutCycles(count, arrows);
  const layers = layersOf(count, ahead);
  const nodes = layers.map((layer): Node => ({ layer, height: box.height, before: [], after: [], y: 0 }));
  const bends = ahead.map(([from, to]) => connect(nodes, from, to));
  const columns = columnsOf(nodes);
  untangle(columns);
  straighten(columns);
  const top = Math.min(...nodes.map(node => node.y));
  const left = (layer: number): number => layer * (box.width + BETWEEN_LAYERS);
  const points = arrows.map(([from, to], index) => {
    if (from === to) return [];
    const [start, end] = ahead[index]!;
    const middle = (node: Node): number => node.y - top + node.height / 2;
    const path = [
      { x: left(nodes[start]!.layer) + box.width, y: middle(nodes[start]!) },
      ...bends[index]!.flatMap(bend => [
        { x: left(bend.layer), y: middle(bend) },
        { x: left(bend.layer) + box.width, y: middle(bend) },
      ]),
      { x: left(nodes[end]!.layer), y: middle(nodes[end]!) },
    ];
    return start === from ? path : path.reverse();
  });
  const boxes = nodes.slice(0, count).map(node => ({ x: left(node.layer), y: node.y - top }));
  const bottom = Math.max(...columns.flat().map(node => node.y + node.height));
  const last = Math.max(...nodes.map(node => node.layer));
  return { boxes, arrows: points, width: left(last) + box.width, height: bottom - top };
}

/** The arrows, those turned round that close a cycle. */
function withoutCycles(count: number, arrows: readonly Arrow[]): Arrow[] {
  const after = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of arrows) after[from]!.push(to);
  const rank = new Map<number, number>();
  const visit = (start: number): void => {
    const path = [{ node: start, next: 0 }];
    const seen = new Set([start]);
    while (path.length > 0) {
      const step = path.at(-1)!;
      const child = after[step.node]![step.next++];
      if (child === undefined) {
        rank.set(step.node, count - rank.size);
        path.pop();
      } else if (!seen.has(child) && !rank.has(child)) {
        seen.add(child);
        path.push({ node: child, next: 0 });
      }
    }
  };
  for (let node = 0; node < count; node++) if (!rank.has(node)) visit(node);
  // Whoever is left last comes first: an arrow to someone before is one back.
  return arrows.map(([from, to]) => (rank.get(from)! <= rank.get(to)! ? [from, to] : [to, from]));
}

/** The longest way to each node; who is led to by nobody stands right before whom it leads to. */
function layersOf(count: number, arrows: readonly Arrow[]): number[] {
  const layers = Array.from({ length: count }, () => 0);
  const forward = arrows.filter(([from, to]) => from !== to);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [from, to] of forward) {
      if (layers[to]! > layers[from]!) continue;
      layers[to] = layers[from]! + 1;
      changed = true;
    }
  }
  const isLedTo = new Set(forward.map(([, to]) => to));
  for (let node = 0; node < count; node++) {
    if (isLedTo.has(node)) continue;
    const next = forward.filter(([from]) => from === node).map(([, to]) => layers[to]!);
    if (next.length > 0) layers[node] = Math.min(...next) - 1;
  }
  return layers;
}

/** Puts a bend into each layer that an arrow passes; returns these. */
function connect(nodes: Node[], from: number, to: number): Node[] {
  if (from === to) return [];
  const [start, end] = [nodes[from]!, nodes[to]!];
  const bends: Node[] = [];
  let last = start;
  for (let layer = start.layer + 1; layer < end.layer; layer++) {
    const bend: Node = { layer, height: 6, before: [last], after: [], y: 0 };
    last.after.push(bend);
    bends.push(bend);
    nodes.push(bend);
    last = bend;
  }
  last.after.push(end);
  end.before.push(last);
  return bends;
}

function columnsOf(nodes: readonly Node[]): Node[][] {
  const columns: Node[][] = [];
  for (const node of nodes) {
    const column = columns[node.layer] ?? [];
    columns[node.layer] = column;
    column.push(node);
  }
  return columns;
}

/** Orders each column by where the neighbours of its nodes stand in the one before, there and back. */
function untangle(columns: Node[][]): void {
  const number = (column: readonly Node[]): void => {
    for (const [index, node] of column.entries()) node.y = index;
  };
  columns.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? columns : columns.toReversed()) {
      const wanted = new Map(column.map(node => [node, mean(forth ? node.before : node.after) ?? node.y]));
      column.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
      number(column);
    }
  }
}

/** Gives heights: each node as near to its neighbours' as the order of its column allows. */
function straighten(columns: readonly Node[][]): void {
  for (const column of columns) stack(column, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? columns : columns.toReversed())
      stack(column, node => {
        const near =
          sweep < SWEEPS - 2 ? (forth ? node.before : node.after) : [...node.before, ...node.after];
        const middle = mean(near, each => each.y + each.height / 2);
        return middle === null ? node.y : middle - node.height / 2;
      });
  }
}

/** Puts the nodes of a column where they want to be, one below the other: who does not fit moves with those that are in the way. */
function stack(column: readonly Node[], wanted: (node: Node) => number): void {
  interface Block {
    readonly nodes: Node[];
    readonly tops: number[];
    wish: number;
    height: number;
  }
  const blocks: Block[] = [];
  for (const node of column) {
    let block: Block = { nodes: [node], tops: [0], wish: wanted(node), height: node.height + BETWEEN_BOXES };
    for (let above = blocks.at(-1); above && above.wish + above.height > block.wish; above = blocks.at(-1)) {
      blocks.pop();
      const [one, two] = [above.nodes.length, block.nodes.length];
      block = {
        nodes: [...above.nodes, ...block.nodes],
        tops: [...above.tops, ...block.tops.map(top => top + above!.height)],
        wish: (above.wish * one + (block.wish - above.height) * two) / (one + two),
        height: above.height + block.height,
      };
    }
    blocks.push(block);
  }
  for (const { nodes, tops, wish } of blocks)
    for (const [index, node] of nodes.entries()) node.y = wish + tops[index]!;
}

function mean(nodes: readonly Node[], of: (node: Node) => number = node => node.y): number | null {
  if (nodes.length === 0) return null;
  return nodes.reduce((sum, node) => sum + of(node), 0) / nodes.length;
}
