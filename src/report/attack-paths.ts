// Attack paths for people, for programs and as a diagram.

import type { AttackPath, PathPlace } from '../engine/attack-paths/find.ts';
import { field } from './field.ts';
import { locationJson, placeText, resourceJson } from './location.ts';
import { mermaidLabel } from './mermaid-label.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { count } from './summary.ts';

/** A block for each path: how grave, step by step with places, why, and what to do. Ends in a newline, empty where there is none. */
export function attackPathsText(paths: readonly AttackPath[], paint: Paint, width: number): string {
  const columns = Math.max(60, Math.min(width, 140));
  return paths.map(path => `${block(path, paint, columns).join('\n')}\n`).join('\n');
}

function block(path: AttackPath, paint: Paint, width: number): string[] {
  const { definition, severity, certain, reason, places, deployments } = path;
  const possible = certain ? '' : paint.dim(' (possible)');
  const title = `${paint.severity(severity, severity)}  ${paint.strong(definition.id)}  ${definition.title}${possible}`;
  const steps = places.map(({ says, location }, index) => {
    const arrow = index === 0 ? '  ' : '→ ';
    return `  ${arrow}${printable(says)}  ${paint.label(placeText(location))}`;
  });
  const lines = [title, ...steps];
  if (reason !== null) lines.push(...field('unknown', printable(reason), width, paint));
  if (deployments.length > 1)
    lines.push(...field('deployed', count(deployments.length, 'time'), width, paint));
  lines.push(...field('why', definition.why, width, paint), ...field('fix', definition.advice, width, paint));
  return lines;
}

/** Version 1: `{ version, paths: [{ path, severity, certain, reason, steps, deployments, … }] }`, ending in a newline. */
export function attackPathsJson(paths: readonly AttackPath[]): string {
  const rows = paths.map(({ definition, severity, certain, reason, places, deployments }) => ({
    path: definition.id,
    title: definition.title,
    severity,
    certain,
    reason,
    steps: places.map(({ resource, kind, says, location }) => ({
      message: says,
      resource: resourceJson(resource, kind),
      location: locationJson(location),
    })),
    deployments: deployments.map(({ root, inputs }) => ({ root, inputs })),
    why: oneLine(definition.why),
    advice: oneLine(definition.advice),
    maps: definition.maps,
  }));
  return `${JSON.stringify({ version: 1, paths: rows }, null, 2)}\n`;
}

/** One Mermaid flowchart of all paths, in which shared resources are one node. Dashed are edges that are only possible. Empty where there is none. */
export function attackPathsMermaid(paths: readonly AttackPath[]): string {
  if (paths.length === 0) return '';
  const nodes = new Map<string, string>();
  const lines = new Set<string>();
  const idOf = (place: PathPlace): string => {
    const { declaration } = place.resource;
    const key = `${declaration.source.path}:${declaration.start}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const id = `n${nodes.size}`;
    nodes.set(key, id);
    const label = `${mermaidLabel(place.name)}<br><small>${mermaidLabel(place.resource.type)}</small>`;
    lines.add(`  ${id}${place.ai ? `(["${label}"])` : `["${label}"]`}`);
    return id;
  };
  for (const { places, certain } of paths) {
    const arrow = certain ? '-->' : '-.->';
    lines.add(`  internet(("internet")) ${arrow} ${idOf(places[0]!)}`);
    for (const [index, place] of places.slice(1).entries())
      lines.add(`  ${idOf(places[index]!)} ${arrow} ${idOf(place)}`);
  }
  return `flowchart LR\n${[...lines].join('\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
