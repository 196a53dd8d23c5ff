// Several variable files as one: what a later file gives stands instead of what an earlier one does. Refuses to know configurations.

import { call, scalar, unknown, type Value } from '../../model/value.ts';
import type { VariableFile } from '../../parsers/terraform/read-variables.ts';

export interface MergedInputs {
  readonly inputs: ReadonlyMap<string, Value>;
  /** Why there may be inputs that are not among them; null where all of them could be read. */
  readonly unreadInputs: string | null;
}

/** The values of files in the order in which they apply. What could not be read of a file may give another value than the files before it. */
export function mergedInputs(files: readonly VariableFile[]): MergedInputs {
  const inputs = new Map<string, Value>();
  let unreadInputs: string | null = null;
  for (const { values, broken, source } of files) {
    if (broken) {
      const reason = `a part of \`${source.path}\` could not be read`;
      unreadInputs ??= reason;
      for (const [name, { origin }] of inputs)
        inputs.set(name, unknown(call('unread-input', scalar(name)), reason, origin));
    }
    for (const [name, value] of values) inputs.set(name, value);
  }
  return { inputs, unreadInputs };
}
