// Runs the tests inside rule files. Whoever calls says how code becomes deployments, so that no parser is needed here.
// Refuses to know how results are printed.

import type { Outcome, Verdict } from '../model/finding.ts';
import type { Deployment } from '../model/resource.ts';
import { lineStarts, positionAt, type Span } from '../model/source.ts';
import type { Catalogue } from './catalogue.ts';
import { judgeWorld } from './lint.ts';
import type { Rule, RuleTest } from './rule-format.ts';
import { withSettings } from './rule-settings.ts';
import { createWorld } from './world.ts';

/** Evaluates a test's code; an `Error` that it throws is that test's failure. */
export type EvaluateTest = (test: RuleTest) => Promise<readonly Deployment[]>;

export interface RuleTestResult {
  readonly rule: string;
  readonly test: RuleTest;
  readonly passed: boolean;
  /** What was expected and what came out; null where the test passed. */
  readonly failure: string | null;
  /** Where the test is written. */
  readonly file: string;
  readonly line: number;
}

/** Runs all tests of some rules, or of all rules of the catalogue. */
export async function runRuleTests(
  catalogue: Catalogue,
  evaluate: EvaluateTest,
  rules: Iterable<Rule> = catalogue.rules.values(),
): Promise<RuleTestResult[]> {
  const results: RuleTestResult[] = [];
  for (const rule of rules) {
    const places = catalogue.places.get(rule.id);
    for (const [index, test] of rule.tests.entries()) {
      const failure = await runTest(catalogue, rule, test, evaluate);
      const file = places?.file ?? rule.id;
      results.push({
        rule: rule.id,
        test,
        passed: failure === null,
        failure,
        file,
        line: places?.tests[index] ?? 1,
      });
    }
  }
  return results;
}

async function runTest(
  catalogue: Catalogue,
  rule: Rule,
  test: RuleTest,
  evaluate: EvaluateTest,
): Promise<string | null> {
  let deployments: readonly Deployment[];
  try {
    deployments = await evaluate(test);
  } catch (error) {
    return `the code could not be evaluated: ${(error as Error).message}`;
  }
  const broken = deployments.flatMap(each => each.diagnostics).find(each => each.severity === 'error');
  if (broken) return `the code has a mistake: ${broken.message}`;
  const selected = { rules: [withSettings(rule, test.settings)], severities: new Map(), unknown: [] };
  const verdicts = deployments.flatMap(each => judgeWorld(createWorld(each, catalogue), selected));
  const outcome = outcomeOf(verdicts);
  if (outcome !== test.expect) return `expected ${test.expect}, got ${outcome}${detail(verdicts, outcome)}`;
  const decisive = verdicts.filter(each => each.outcome === outcome);
  if (test.expect === 'fail') return failureOfFail(decisive, test);
  if (test.expect === 'unknown' && test.because !== undefined)
    return failureOfUnknown(decisive, test.because);
  return null;
}

/** The gravest outcome; `skip` where the rule applies to nothing. */
function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  for (const outcome of ['fail', 'unknown', 'pass'] as const) {
    if (verdicts.some(each => each.outcome === outcome)) return outcome;
  }
  return 'skip';
}

function detail(verdicts: readonly Verdict[], outcome: Outcome): string {
  const verdict = verdicts.find(each => each.outcome === outcome);
  if (!verdict?.message) return '';
  const place = outcome === 'fail' ? ` at \`${lineText(verdict.location)}\`` : '';
  return `: ${verdict.message}${place}`;
}

function failureOfFail(verdicts: readonly Verdict[], { at, severity }: RuleTest): string | null {
  const wanted = (typeof at === 'string' ? [at] : (at ?? [])).map(each => each.trim());
  const lines = verdicts.map(each => lineText(each.location));
  const missing = wanted.find(each => !lines.includes(each));
  if (missing !== undefined)
    return `expected a finding at \`${missing}\`, got one at ${lines.map(each => `\`${each}\``).join(' and ')}`;
  const more = lines.find(each => !wanted.includes(each));
  if (typeof at === 'object' && more !== undefined) return `expected no finding at \`${more}\``;
  const there = verdicts.filter((_, index) => at === undefined || wanted.includes(lines[index]!));
  if (severity === undefined || there.some(each => each.severity === severity)) return null;
  return `expected severity ${severity}, got ${there[0]!.severity}`;
}

function failureOfUnknown(verdicts: readonly Verdict[], because: string): string | null {
  const wanted = because.toLowerCase();
  if (verdicts.some(each => each.message?.toLowerCase().includes(wanted))) return null;
  return `expected a reason with \`${because}\`, got \`${verdicts[0]!.message}\``;
}

function lineText({ source, start }: Span): string {
  const { line } = positionAt(source, start);
  const starts = lineStarts(source);
  return source.text.slice(starts[line - 1], starts[line] ?? source.text.length).trim();
}
