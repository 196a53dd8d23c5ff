// The names that a template may call, to find the one that was meant. Refuses to know what they compute.

/** What only the evaluator can compute: it depends on the place of the call, not only on the arguments. */
export const CONTEXTUAL_FUNCTIONS: readonly string[] = [
  'and',
  'coalesce',
  'copyIndex',
  'deployer',
  'deployment',
  'environment',
  'extensionResourceId',
  'extensions',
  'if',
  'lambda',
  'lambdaVariables',
  'list',
  'listKeys',
  'managementGroup',
  'managementGroupResourceId',
  'newGuid',
  'or',
  'parameters',
  'pickZones',
  'providers',
  'reference',
  'references',
  'resourceGroup',
  'resourceId',
  'resourceInfo',
  'roleDefinitions',
  'subscription',
  'subscriptionResourceId',
  'tenant',
  'tenantResourceId',
  'toLogicalZone',
  'toLogicalZones',
  'toPhysicalZone',
  'toPhysicalZones',
  'utcNow',
  'variables',
];

/** The candidate that was most likely meant, or null where none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}
