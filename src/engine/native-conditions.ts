// Conditions of resource maps, which speak of native paths: which kind a resource is, which default applies.

import { and, type Truth } from '../model/truth.ts';
import { matchValue } from './matchers.ts';
import { type NativeSubject, nativeReading } from './native-reading.ts';
import type { Matchers } from './rule-format.ts';

/** Whether all conditions hold, and why that is not known. */
export function nativeConditions(
  subject: NativeSubject,
  when: Readonly<Record<string, Matchers>> | undefined,
): { readonly truth: Truth; readonly reason: string | null } {
  let truth: Truth = true;
  let reason: string | null = null;
  for (const [path, matchers] of Object.entries(when ?? {})) {
    const result = matchValue(matchers, nativeReading(subject, path));
    truth = and(truth, result.truth);
    if (result.truth === 'unknown') reason ??= result.reason;
  }
  return { truth, reason: truth === 'unknown' ? reason : null };
}
