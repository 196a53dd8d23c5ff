// The languages that are evaluated by themselves, one row each: a new one adds itself here and its files in file-types.ts. What a
// language is made of is loaded when a file of it is there, and the build makes a bundle of its own of it.

import type { Language } from '../model/resource.ts';
import { type FileRole, isVariableFile } from './file-types.ts';
import type { LanguageOptions, LanguagePlan } from './language-plan.ts';

export interface LanguageEntry {
  readonly language: Language;
  /** Whether a file that is given as parameters for this run is for this language, by its name or else by what it is. */
  readonly takes: (path: string, roleIn: (language: Language) => FileRole) => boolean;
  readonly load: () => Promise<(options: LanguageOptions) => LanguagePlan>;
}

export const LANGUAGES: readonly LanguageEntry[] = [
  {
    language: 'terraform',
    takes: isVariableFile,
    load: async () => (await import('./terraform/plan-configurations.ts')).planConfigurations,
  },
  {
    language: 'cloudformation',
    takes: (_, roleIn) => roleIn('cloudformation') === 'parameters',
    load: async () => (await import('./cloudformation/plan-templates.ts')).planTemplates,
  },
];
