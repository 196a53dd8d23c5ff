// Runs rules over deployments: verdicts, findings and what is counted.
// Refuses to know files, languages and output formats.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, Severity, SuppressedFinding, Suppression, Verdict } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import { lazy } from '../model/lazy.ts';
import type { Deployment } from '../model/resource.ts';
import { findAttackPaths } from './attack-paths/find.ts';
import type { Catalogue } from './catalogue.ts';
import { applyIgnores, type ConfiguredIgnore, type Ignored } from './ignores.ts';
import { type AiResource, declarationOf, inventoryOf } from './inventory.ts';
import { GRAVITY, judge } from './judge.ts';
import { mergeFindings } from './merge-findings.ts';
import { type Judged, settleRedeclared } from './redeclared.ts';
import type { Report, Summary } from './report.ts';
import type { Rule } from './rule-format.ts';
import { type RuleSelection, rulesByName, type SelectedRules, selectRules } from './select-rules.ts';
import { workloadsOf } from './workload.ts';
import { createWorld, type World } from './world.ts';

/** What the reader of the files counted and found wrong. */
export interface ReadingSummary {
  readonly files: number;
  readonly notAnalysed: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether what is said of these places and deployments was asked for; everything where it is absent. */
  readonly includes?: (said: Pick<Finding, 'location' | 'related' | 'failing'>) => boolean;
}

/** What of the judgement a user has decided. */
export interface LintOptions {
  readonly ignores?: readonly ConfiguredIgnore[];
  /** Whether ignores in files must give a reason. */
  readonly requireReasons?: boolean;
  /** Whether everything was read that the configuration is about: then an entry of it that matches nothing is told. */
  readonly complete?: boolean;
  /** The day on which ignores are looked at, `2026-11-21`; today where it is absent. */
  readonly today?: string;
}

/** Judges all deployments by the selected rules of a catalogue. */
export function lintDeployments(
  deployments: readonly Deployment[],
  catalogue: Catalogue,
  selection: RuleSelection,
  reading: ReadingSummary,
  options: LintOptions = {},
): Report {
  const selected = selectRules(catalogue, selection);
  const worlds = deployments.map(deployment => createWorld(deployment, catalogue));
  const includes = reading.includes ?? (() => true);
  const judged = worlds
    .flatMap(world => judgeWorld(world, selected))
    .flatMap(each => levelled(each, selected));
  const { kept, ignored, diagnostics } = applyIgnores(judged, deployments, {
    names: rulesByName(catalogue.rules.values()),
    ran: new Set(selected.rules.map(rule => rule.id)),
    configured: options.ignores ?? [],
    complete: options.complete ?? false,
    requireReasons: options.requireReasons ?? false,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    includes: location => includes({ location, related: [], failing: [] }),
  });
  const findings = mergeFindings(kept).filter(includes);
  const suppressed = suppressedOf(ignored).filter(({ finding }) => includes(finding));
  const verdicts = kept.filter(each => includes({ ...each, failing: [each.deployment] }));
  const inventory = inventoryOf(worlds);
  return {
    findings,
    suppressed,
    verdicts,
    inventory,
    workloads: lazy(
      () => workloadsOf(worlds),
      () => [],
    ),
    attackPaths: definitions => findAttackPaths(worlds, definitions),
    diagnostics: [...reading.diagnostics, ...diagnostics],
    deployments,
    rules: new Map(selected.rules.map(rule => [rule.id, rule])),
    summary: {
      ...summaryOf(deployments, inventory, verdicts, findings, reading),
      suppressed: suppressed.length,
    },
  };
}

/** A verdict at the level that its rule has in the file of its place; nothing where the rule is off there. */
function levelled(verdict: Verdict, { levelAt }: SelectedRules): Verdict[] {
  const level = levelAt(verdict.rule, verdict.location.source.path);
  if (level === 'off') return [];
  return level === null || level === verdict.severity ? [verdict] : [{ ...verdict, severity: level }];
}

/** The findings that would be there, each directive's by themselves. */
function suppressedOf(ignored: Ignored['ignored']): SuppressedFinding[] {
  const bySuppression = new Map<Suppression, Verdict[]>();
  for (const { verdict, suppression } of ignored) {
    const verdicts = bySuppression.get(suppression);
    if (verdicts) verdicts.push(verdict);
    else bySuppression.set(suppression, [verdict]);
  }
  return [...bySuppression].flatMap(([suppression, verdicts]) =>
    mergeFindings(verdicts).map(finding => ({ finding, suppression })),
  );
}

/** Every verdict but `skip` on the resources that a deployment creates. */
export function judgeWorld(
  world: World,
  { rules, severities }: Pick<SelectedRules, 'rules' | 'severities'>,
): Verdict[] {
  const byKind = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const kind of rule.kinds) {
      const list = byKind.get(kind);
      if (list) list.push(rule);
      else byKind.set(kind, [rule]);
    }
  }
  const judged: Judged[] = [];
  for (const mapped of world.mapped) {
    if (mapped.resource.existing) continue;
    for (const rule of byKind.get(mapped.map.resource) ?? []) {
      const cases = rule.cases.filter(each => each.resource === mapped.map.resource);
      const severity = severities.get(rule.id);
      for (const verdict of gravest(cases.flatMap(each => judge(world, rule, each, mapped)))) {
        if (verdict.outcome === 'skip') continue;
        judged.push({ mapped, verdict: severity ? { ...verdict, severity } : verdict });
      }
    }
  }
  return settleRedeclared(world, judged);
}

/** Of a rule's cases for one kind the first that says most and, of those that judge items, all items that fail. */
function gravest(verdicts: readonly Verdict[]): readonly Verdict[] {
  const outcome = GRAVITY.find(each => verdicts.some(verdict => verdict.outcome === each));
  const alike = verdicts.filter(verdict => verdict.outcome === outcome);
  if (outcome !== 'fail') return alike.slice(0, 1);
  const first = alike.find(verdict => verdict.item === undefined);
  return alike.filter(verdict => verdict === first || verdict.item !== undefined);
}

function summaryOf(
  deployments: readonly Deployment[],
  inventory: readonly AiResource[],
  verdicts: readonly Verdict[],
  findings: readonly Finding[],
  { files, notAnalysed }: ReadingSummary,
): Omit<Summary, 'suppressed'> {
  const declared = deployments.flatMap(({ resources }) => resources.filter(each => !each.existing));
  const unknown = verdicts.filter(each => each.outcome === 'unknown');
  return {
    files,
    notAnalysed,
    resources: new Set(declared.map(declarationOf)).size,
    aiResources: inventory.length,
    findings: countBySeverity(findings),
    unknown: new Set(unknown.map(each => `${each.rule} ${declarationOf(each.resource)}`)).size,
  };
}

export function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map(severity => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
