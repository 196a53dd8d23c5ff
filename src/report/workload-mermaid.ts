// A workload's graph in Mermaid, which forges draw where Markdown is shown. Refuses to know what is worth drawing.

import type { Graph } from './workload-graph.ts';

const LONGEST = 80;

/** The body of a `mermaid` block. */
export function workloadMermaid({ boxes, arrows }: Graph): string {
  const nodes = boxes.map(({ name, title, severity, findings, existing }, index) => {
    const count = findings > 0 ? `<br>${findings} ${severity}` : '';
    const text = `"${label(name)}<br><small>${label(title)}</small>${count}"`;
    return `  n${index}${existing ? `([${text}])` : `[${text}]`}${severity === null ? '' : ':::bad'}`;
  });
  const lines = arrows.map(({ from, to, how }) => `  n${from} ${how === 'contains' ? '---' : '-->'} n${to}`);
  return ['flowchart LR', ...nodes, ...lines, '  classDef bad stroke:#c0231d,stroke-width:2px'].join('\n');
}

/** What Mermaid, Markdown or HTML would read between quotes, and what looks like it. Entities are not drawn everywhere. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '"': "'",
  '`': "'",
  '\\': '/',
  '<': '‹',
  '>': '›',
  '&': '＆',
  '#': '＃',
  '%': '％',
  ';': ',',
};

function label(text: string): string {
  const start = text.replace(/\s+/g, ' ').slice(0, LONGEST);
  return start.replace(/["`\\<>&#%;]/g, sign => LOOK_ALIKES[sign]!);
}
