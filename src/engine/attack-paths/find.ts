// Attack paths in a deployment: from what is open to the outside along edges to AI workloads and their data.
// A path is certain where every edge and condition on it is; where one is not known the path is possible, and the first reason is kept.

import { SEVERITIES, type Severity } from '../../model/finding.ts';
import type { Deployment, Resource } from '../../model/resource.ts';
import type { Span } from '../../model/source.ts';
import { and, type Truth } from '../../model/truth.ts';
import type { Catalogue } from '../catalogue.ts';
import { evaluateCondition } from '../evaluate-condition.ts';
import { declarationOf } from '../inventory.ts';
import { judge } from '../judge.ts';
import { linksOf } from '../links.ts';
import { nameOf } from '../wording.ts';
import type { Mapped, World } from '../world.ts';
import type { AttackPathDefinition, AttackPathStep } from './format.ts';

/** One way, in every deployment that has it. */
export interface AttackPath {
  readonly definition: AttackPathDefinition;
  readonly severity: Severity;
  /** Whether every edge on it is known. */
  readonly certain: boolean;
  /** Why it is only possible. */
  readonly reason: string | null;
  /** From the entry to the target. */
  readonly places: readonly PathPlace[];
  readonly deployments: readonly Deployment[];
}

export interface PathPlace {
  readonly resource: Resource;
  readonly kind: string;
  readonly ai: boolean;
  readonly name: string;
  /** What happens there, in a sentence without its end. */
  readonly says: string;
  /** Of the entry what opens it, else where the resource is declared. */
  readonly location: Span;
}

/** More ways of one kind in one deployment are not looked for: nobody reads them and edges multiply. */
const MOST_PATHS = 100;

interface Way {
  readonly truth: Exclude<Truth, false>;
  readonly reason: string | null;
  readonly visited: readonly Mapped[];
  readonly places: readonly PathPlace[];
}

/** The paths of all deployments, certain ones first, most severe first. */
export function findAttackPaths(
  worlds: readonly World[],
  definitions: Iterable<AttackPathDefinition>,
): readonly AttackPath[] {
  const found = new Map<string, AttackPath & { readonly deployments: Deployment[] }>();
  for (const definition of definitions) {
    for (const world of worlds) {
      for (const way of waysOf(world, definition)) {
        const key = [definition.id, ...way.places.map(({ resource }) => declarationOf(resource))].join('\n');
        const known = found.get(key);
        if (known) {
          if (!known.deployments.includes(world.deployment)) known.deployments.push(world.deployment);
          continue;
        }
        const { severity } = definition;
        const { truth, reason, places } = way;
        const deployments = [world.deployment];
        found.set(key, { definition, severity, certain: truth === true, reason, places, deployments });
      }
    }
  }
  return [...found.values()].sort(byGravity);
}

function byGravity(left: AttackPath, right: AttackPath): number {
  return (
    Number(right.certain) - Number(left.certain) ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity)
  );
}

function waysOf(world: World, definition: AttackPathDefinition): readonly Way[] {
  let ways = entriesOf(world, definition);
  for (const step of definition.steps) {
    ways = ways.flatMap(way => stepsFrom(world, way, step)).slice(0, MOST_PATHS);
    if (ways.length === 0) break;
  }
  return ways;
}

function entriesOf(world: World, { entry }: AttackPathDefinition): readonly Way[] {
  if ('rule' in entry) return failuresOf(world, entry.rule, entry.says);
  return declared(world, entry.resource).flatMap(on => {
    const { truth, reason } = evaluateCondition({ world, assumed: [on], complete: false }, entry.where, on);
    return wayTo(null, on, truth, reason, entry.says, on.resource.header) ?? [];
  });
}

/** Where a rule fails; what is unknown to it may be open too. */
function failuresOf(world: World, id: string, says: string): readonly Way[] {
  const cases = ruleOf(world.catalogue, id).cases;
  return cases.flatMap(ruleCase =>
    declared(world, ruleCase.resource).flatMap(on =>
      judge(world, ruleOf(world.catalogue, id), ruleCase, on).flatMap(verdict => {
        const truth = verdict.outcome === 'fail' ? true : verdict.outcome === 'unknown' && 'unknown';
        return wayTo(null, on, truth, verdict.message, says, verdict.location) ?? [];
      }),
    ),
  );
}

function ruleOf({ rules }: Catalogue, id: string) {
  const rule = rules.get(id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule;
}

function declared(world: World, kind: string): readonly Mapped[] {
  return (world.byKind.get(kind) ?? []).filter(({ resource }) => !resource.existing);
}

function stepsFrom(world: World, way: Way, step: AttackPathStep): readonly Way[] {
  const at = way.visited.at(-1)!;
  const edges = typeof step.edge === 'string' ? [step.edge] : step.edge;
  return edges.flatMap(edge =>
    linksOf(world, at, edge, way.visited).links.flatMap(link => {
      if (!link.other || way.visited.includes(link.other)) return [];
      const on = link.other;
      const assumed = [...way.visited, on];
      const where = step.where && evaluateCondition({ world, assumed, complete: false }, step.where, on);
      const truth = and(link.truth, where?.truth ?? true);
      const reason = link.reason ?? where?.reason ?? null;
      return wayTo(way, on, truth, reason, step.says, on.resource.header) ?? [];
    }),
  );
}

function wayTo(
  from: Way | null,
  on: Mapped,
  truth: Truth,
  reason: string | null,
  says: string,
  location: Span,
): Way | null {
  const whole = and(from?.truth ?? true, truth);
  if (whole === false) return null;
  const name = nameOf(on);
  const place: PathPlace = {
    resource: on.resource,
    kind: on.map.resource,
    ai: on.map.ai,
    name,
    says: says.replaceAll('{name}', name),
    location,
  };
  return {
    truth: whole,
    reason: from?.reason ?? (truth === 'unknown' ? reason : null),
    visited: [...(from?.visited ?? []), on],
    places: [...(from?.places ?? []), place],
  };
}
