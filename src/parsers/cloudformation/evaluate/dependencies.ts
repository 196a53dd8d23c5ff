// What a resource waits for (`DependsOn`). Refuses to know orders of deployment: only whether what is named is there.

import { nearestName } from '../../../model/nearest-name.ts';
import { memberValue, placeOf, textOfScalar } from '../syntax.ts';
import type { ResourceDeclaration } from '../template.ts';
import type { NestableStack } from './stack.ts';

/** Reports names that no resource has. Macros and modules bring resources of their own, so where there is one nothing is missed. */
export function checkDependencies({ value }: ResourceDeclaration, { template, run }: NestableStack): void {
  const { resources, open, transforms } = template;
  const isWhole = transforms.length === 0 && !open.has('Resources');
  if (!isWhole || [...resources.values()].some(({ type }) => type.endsWith('::MODULE'))) return;
  const written = memberValue(value, 'DependsOn');
  for (const item of written?.kind === 'list' ? written.items : written ? [written] : []) {
    const name = textOfScalar(item);
    if (name === null || resources.has(name)) continue;
    const near = nearestName(name, resources.keys());
    const hint = near === null ? 'Declare it, or correct the name.' : `Did you mean \`${near}\`?`;
    run.report('unknown-reference', `There is no resource \`${name}\``, placeOf(item), hint);
  }
}
