// The rules that the product ships with, as the build compiled them: nothing is parsed but JSON.

import { type Catalogue, catalogueOf } from './catalogue.ts';
import { compiledRules, compiledText } from './compiled/rules.js';
import type { RuleTest } from './rule-format.ts';

let catalogue: Catalogue | null = null;

/** The built-in maps and rules. Their rules come without tests: `builtInCatalogueWithTests` has them. */
export function builtInCatalogue(): Catalogue {
  catalogue ??= catalogueOf(compiledRules(), compiledText);
  return catalogue;
}

/** The built-in maps and rules with the tests inside them, for `rules test` and for documentation. */
export async function builtInCatalogueWithTests(): Promise<Catalogue> {
  const { compiledTests } = await import('./compiled/tests.js');
  const tests = compiledTests();
  const { maps, rules, places } = builtInCatalogue();
  const noTests: readonly RuleTest[] = [];
  return {
    maps,
    places,
    rules: new Map([...rules].map(([id, rule]) => [id, { ...rule, tests: tests[id] ?? noTests }])),
  };
}
