// A workload's graph in Mermaid, which forges draw where Markdown is shown. Refuses to know what is worth drawing.

import { mermaidLabel } from './mermaid-label.ts';
import type { Graph } from './workload-graph.ts';

/** The body of a `mermaid` block. */
export function workloadMermaid({ boxes, arrows }: Graph): string {
  const nodes = boxes.map(({ name, title, severity, findings, existing }, index) => {
    const count = findings > 0 ? `<br>${findings} ${severity}` : '';
    const text = `"${mermaidLabel(name)}<br><small>${mermaidLabel(title)}</small>${count}"`;
    return `  n${index}${existing ? `([${text}])` : `[${text}]`}${severity === null ? '' : ':::bad'}`;
  });
  const lines = arrows.map(({ from, to, how }) => `  n${from} ${how === 'contains' ? '---' : '-->'} n${to}`);
  return ['flowchart LR', ...nodes, ...lines, '  classDef bad stroke:#c0231d,stroke-width:2px'].join('\n');
}
