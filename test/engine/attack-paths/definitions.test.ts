// The tests inside attack-path files, run on real code.

import { describe, expect, test } from 'vitest';
import { evaluateRuleTest } from '../../../src/cli/rule-test-project.ts';
import { findAttackPaths } from '../../../src/engine/attack-paths/find.ts';
import { builtInCatalogue } from '../../../src/engine/built-in-rules.ts';
import { compiledAttackPaths } from '../../../src/engine/compiled/attack-paths.js';
import { createWorld } from '../../../src/engine/world.ts';

const catalogue = builtInCatalogue();
const evaluate = evaluateRuleTest(catalogue);

describe.each(compiledAttackPaths().map(each => [each.id, each] as const))('%s', (_, definition) => {
  test.each(definition.tests.map(each => [each.name, each] as const))(
    '%s',
    async (__, { expect: outcome, because, ...code }) => {
      const deployments = await evaluate({ ...code, expect: outcome });
      const worlds = deployments.map(each => createWorld(each, catalogue));
      const found = findAttackPaths(worlds, [definition]);
      const [path] = found;
      expect(path === undefined ? 'skip' : path.certain ? 'fail' : 'unknown').toBe(outcome);
      if (because !== undefined) expect(path?.reason).toContain(because);
      if (outcome === 'fail') expect(path?.places).toHaveLength(definition.steps.length + 1);
    },
  );
});
