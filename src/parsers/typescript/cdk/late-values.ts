// Values that the CDK asks for when the program was walked: `Lazy.any({ produce })`, lists that are left out where nothing was added.

import type { Program, Site } from '../library.ts';
import { type InstanceValue, imported, instance, MISSING, type ProgramValue } from '../values.ts';

/** What is kept of such a value. */
interface Late {
  readonly late: {
    readonly produce: (site: Site) => ProgramValue;
    readonly omitsEmpty: boolean;
    readonly site: Site;
  };
}

export function lateValue(
  produce: (site: Site) => ProgramValue,
  site: Site,
  omitsEmpty = false,
): InstanceValue {
  const result = instance(null, imported('aws-cdk-lib', ['Lazy']), [site.step]);
  result.native = { late: { produce, omitsEmpty, site: { ...partsOf(site) } } } satisfies Late;
  return result;
}

/** A site without what holds only now. */
function partsOf({ program, span, header, callPath, condition, step }: Site): Site {
  return { program, span, header, callPath, condition, step };
}

/** What it comes to now; undefined for any other value. */
export function producedBy(value: ProgramValue, program: Program): ProgramValue | undefined {
  if (value.kind !== 'instance' || value.class !== null) return undefined;
  const { native } = value;
  if (!native || typeof native !== 'object' || !('late' in native)) return undefined;
  const { produce, omitsEmpty, site } = (native as Late).late;
  const result = produced(produce, site);
  return omitsEmpty && isEmpty(result, program) ? MISSING : result;
}

/** A bound may have been met before it is asked for. */
function produced(produce: (site: Site) => ProgramValue, site: Site): ProgramValue {
  try {
    return produce(site);
  } catch {
    return site.program.unknown('late value', [], 'the program is not walked to its end', site);
  }
}

/** Whether a list or map is known to hold nothing. */
export function isEmpty(value: ProgramValue, program: Program): boolean {
  if (value.kind === 'list') return value.items.length === 0 && value.open === null;
  return value.kind === 'record' && value.open === null && program.keys(value)?.keys.length === 0;
}
