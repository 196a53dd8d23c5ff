// A workload as it is drawn: boxes and arrows, alike ones taken together, what is too much left out and counted.
// Refuses to know where boxes stand and in which format they are drawn.

import { declarationOf } from '../engine/inventory.ts';
import type { Report } from '../engine/report.ts';
import { plainText } from '../engine/wording.ts';
import type { Relation, Workload, WorkloadResource } from '../engine/workload.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Value } from '../model/value.ts';
import { printable } from './printable.ts';

export interface Graph {
  /** The root's path. */
  readonly root: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly GraphArrow[];
  /** AI resources of which no relation is certain. */
  readonly alone: number;
  /** Boxes that were too many. */
  readonly left: number;
  /** Relations that are not certain, of which none is drawn: whatever names an unknown may refer to each that it could mean. */
  readonly uncertain: number;
}

export interface Box {
  readonly name: string;
  /** What kind of thing it is, in few words. */
  readonly title: string;
  readonly ai: boolean;
  /** Deployed elsewhere. */
  readonly existing: boolean;
  readonly findings: number;
  /** The gravest of its findings. */
  readonly severity: Severity | null;
  /** The declarations that the box stands for, as `declarationOf` writes them. */
  readonly declarations: readonly string[];
}

export interface GraphArrow {
  /** Numbers of boxes. */
  readonly from: number;
  readonly to: number;
  readonly how: Relation['how'];
  readonly attribute: string | null;
}

/** This many that are alike are drawn as one. */
const ALIKE = { ai: 3, other: 2 };

/** One graph for each root in which something touches something, those with the gravest findings first; at most `most` boxes each. */
export function graphsOf({ findings, workloads }: Report, most: number): readonly Graph[] {
  const byDeclaration = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = declarationOf(finding.resource);
    byDeclaration.set(key, [...(byDeclaration.get(key) ?? []), finding]);
  }
  return workloads()
    .filter(({ relations }) => relations.some(({ certain }) => certain))
    .map(workload => graphOf(workload, byDeclaration, most))
    .sort((one, other) => gravity(one) - gravity(other) || other.boxes.length - one.boxes.length);
}

function gravity({ boxes }: Graph): number {
  return Math.min(...boxes.map(rank));
}

function rank({ severity }: Pick<Box, 'severity'>): number {
  return severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity);
}

interface Node extends Box {
  readonly kind: string;
  readonly before: Set<string>;
  readonly after: Set<string>;
}

function graphOf(
  { root, resources, relations: all }: Workload,
  findings: ReadonlyMap<string, readonly Finding[]>,
  most: number,
): Graph {
  const relations = all.filter(({ certain }) => certain);
  const keys = new Map(resources.map((resource, index) => [resource, String(index)]));
  const nodes = new Map(resources.map(each => [keys.get(each)!, nodeOf(each, findings)]));
  for (const { from, to } of relations) {
    nodes.get(keys.get(from)!)!.after.add(keys.get(to)!);
    nodes.get(keys.get(to)!)!.before.add(keys.get(from)!);
  }
  const touching = [...nodes].filter(([, node]) => !isAlone(node));
  const groups = alike(touching).sort((one, other) => importance(one) - importance(other));
  const shown = groups.slice(0, most);
  const placeOf = new Map(shown.flatMap((group, index) => group.map(([key]) => [key, index] as const)));
  const arrows = new Map<string, GraphArrow>();
  for (const { from, to, how, attribute } of relations) {
    const [start, end] = [placeOf.get(keys.get(from)!), placeOf.get(keys.get(to)!)];
    if (start === undefined || end === undefined || start === end) continue;
    arrows.set(`${start} ${end}`, { from: start, to: end, how, attribute });
  }
  return {
    root,
    boxes: shown.map(boxOf),
    arrows: [...arrows.values()],
    alone: resources.filter(each => each.ai && isAlone(nodes.get(keys.get(each)!)!)).length,
    uncertain: all.length - relations.length,
    left: groups.length - shown.length,
  };
}

function isAlone({ before, after }: Node): boolean {
  return before.size + after.size === 0;
}

function nodeOf(
  { kind, title, ai, resource, name }: WorkloadResource,
  findings: ReadonlyMap<string, readonly Finding[]>,
): Node {
  const own = (findings.get(declarationOf(resource)) ?? []).filter(finding => finding.kind === kind);
  return {
    kind,
    name: printable(isReadable(name) ? plainText(name) : resource.address),
    title: title.replace(/ \(.*$/, ''),
    ai,
    existing: resource.existing,
    findings: own.length,
    severity: SEVERITIES.find(severity => own.some(finding => finding.severity === severity)) ?? null,
    declarations: [declarationOf(resource)],
    before: new Set(),
    after: new Set(),
  };
}

/** A name that nothing is known of says less than the address. */
function isReadable(name: Value): boolean {
  return name.kind === 'scalar' || (name.kind === 'unknown' && name.expression.kind === 'text');
}

type Keyed = readonly [key: string, node: Node];

/** Those of one kind that have the same neighbours and no findings of different gravity, together where they are many. */
function alike(nodes: readonly Keyed[]): Keyed[][] {
  const groups = new Map<string, Keyed[]>();
  for (const keyed of nodes) {
    const { kind, severity, existing, before, after } = keyed[1];
    const key = [kind, severity, existing, [...before].sort(), '→', [...after].sort()].join('|');
    groups.set(key, [...(groups.get(key) ?? []), keyed]);
  }
  return [...groups.values()].flatMap(group => {
    const [, first] = group[0]!;
    return group.length < (first.ai ? ALIKE.ai : ALIKE.other) ? group.map(each => [each]) : [group];
  });
}

/** AI resources before others, those with findings before those without, those that touch much before those that touch little. */
function importance(group: readonly Keyed[]): number {
  const [, node] = group[0]!;
  return (node.ai ? 0 : 100) + rank(node) * 10 - Math.min(9, node.before.size + node.after.size);
}

function boxOf(group: readonly Keyed[]): Box {
  const [, first] = group[0]!;
  const { title, ai, existing, severity } = first;
  const names = group.map(([, node]) => node.name);
  return {
    name: group.length === 1 ? first.name : `${group.length} × ${title}`,
    title: group.length === 1 ? title : names.join(', '),
    ai,
    existing,
    severity,
    findings: group.reduce((sum, [, node]) => sum + node.findings, 0),
    declarations: [...new Set(group.flatMap(([, node]) => node.declarations))],
  };
}
