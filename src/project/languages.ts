// The languages that are evaluated by themselves, one row each: a new one adds itself here and its files in file-types.ts. What a
// language is made of is loaded when a file of it is there, and the build makes a bundle of its own of it.

import type { Language } from '../model/resource.ts';
import { type FileRole, isVariableFile } from './file-types.ts';
import type { LanguageOptions, LanguagePlan } from './language-plan.ts';
import { isPlanText } from './sniff-plan.ts';
import { isStackFile } from './typescript/stack-files.ts';

export interface InputFile {
  readonly path: string;
  readonly roleIn: (language: Language) => FileRole;
  readonly text: () => string;
}

export interface LanguageEntry {
  readonly language: Language;
  /**
   * Whether a file is input for deployments of this language. Asked of files given as parameters for this run, and of named files that are
   * of no language by themselves: those are inputs where they are named and nowhere else.
   */
  readonly takes: (file: InputFile) => boolean;
  readonly load: () => Promise<(options: LanguageOptions) => LanguagePlan>;
}

export const LANGUAGES: readonly LanguageEntry[] = [
  {
    language: 'terraform',
    takes: ({ path, text }) => isVariableFile(path) || (/\.json$/i.test(path) && isPlanText(text())),
    load: async () => (await import('./terraform/plan-configurations.ts')).planConfigurations,
  },
  {
    language: 'cloudformation',
    takes: ({ roleIn }) => roleIn('cloudformation') === 'parameters',
    load: async () => (await import('./cloudformation/plan-templates.ts')).planTemplates,
  },
  {
    language: 'typescript',
    takes: ({ path }) => isStackFile(path),
    load: async () => (await import('./typescript/plan-programs.ts')).planPrograms,
  },
];
