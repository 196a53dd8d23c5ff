// Calls whose result depends on more than their arguments' values: which of them are evaluated, or where the call stands.
// Everything else is a pure function.

import { isFunction } from '../functions/apply-function.ts';
import { CONTROL_FORMS } from './control-forms.ts';
import { DEPLOYMENT_FORMS, listForm } from './deployment-forms.ts';
import type { Form } from './form.ts';
import { ID_FORMS } from './id-forms.ts';
import { NAME_FORMS } from './name-forms.ts';
import { REFERENCE_FORMS } from './reference-forms.ts';

const FORMS: ReadonlyMap<string, Form> = new Map(
  [CONTROL_FORMS, NAME_FORMS, DEPLOYMENT_FORMS, ID_FORMS, REFERENCE_FORMS].flatMap(forms =>
    Object.entries(forms).map(([name, form]): [string, Form] => [name.toLowerCase(), form]),
  ),
);

const formsBySpelling = new Map<string, Form | null>();
const MOST_SPELLINGS = 10_000;

/** The form of a call by its name in any case; null for pure and user-defined functions. */
export function formOf(name: string): Form | null {
  const known = formsBySpelling.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const isList = lower.startsWith('list') && !lower.includes('.') && !isFunction(lower);
  const form = FORMS.get(lower) ?? (isList ? listForm : null);
  if (formsBySpelling.size < MOST_SPELLINGS) formsBySpelling.set(name, form);
  return form;
}
