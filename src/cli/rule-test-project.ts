// The code of a test inside a rule file, as a project in memory.

import type { Catalogue } from '../engine/catalogue.ts';
import type { RuleTest } from '../engine/rule-format.ts';
import type { EvaluateTest } from '../engine/run-rule-tests.ts';
import { loadProject } from '../project/load-project.ts';
import { memoryDisk } from '../project/memory-disk.ts';
import { isMappedIn } from './load.ts';

const FILE_NAMES: Readonly<Record<RuleTest['language'], string>> = {
  bicep: 'main.bicep',
  arm: 'main.json',
  terraform: 'main.tf',
  cloudformation: 'template.yaml',
  typescript: 'index.ts',
};

export function evaluateRuleTest(catalogue: Catalogue): EvaluateTest {
  const isMapped = isMappedIn(catalogue);
  return async test => {
    const main = FILE_NAMES[test.language];
    const disk = memoryDisk({ ...test.files, [main]: test.code });
    const { deployments, diagnostics } = await loadProject({ paths: ['.'], isMapped, disk });
    const broken = diagnostics.find(diagnostic => diagnostic.severity === 'error');
    if (broken) throw new Error(broken.message);
    return deployments;
  };
}
