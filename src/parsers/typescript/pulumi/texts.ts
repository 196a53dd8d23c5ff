// What the packages declare beside resources of classes, in texts of the language itself (`components/`) which are evaluated where a
// program uses them.

import { createSource, type Source } from '../../../model/source.ts';
import type { Program } from '../library.ts';
import type { ProgramValue } from '../values.ts';
import { AWS } from './components/aws.ts';
import { AWSX } from './components/awsx.ts';
import type { PulumiName } from './names.ts';

const TEXTS: Readonly<Record<string, string>> = { aws: AWS, awsx: AWSX };

/** Modules in which the texts' names are; what they are called elsewhere is something else. */
const MODULES: Readonly<Record<string, RegExp>> = {
  aws: /^(?:lambda\/(?:CallbackFunction|createFunctionFromEventHandler)|cloudwatch\/onSchedule)$/,
  awsx: /^(?:ec2\/(?:Vpc|DefaultVpc)|ecs\/\w+(?:TaskDefinition|Service)|cloudtrail\/Trail)$/,
};

const sources = new Map<string, Source>();

/** The text of a package. It is nobody's file, so it is external. */
function textOf(provider: string): Source | null {
  const text = Object.hasOwn(TEXTS, provider) ? TEXTS[provider] : undefined;
  if (text === undefined) return null;
  const source = sources.get(provider) ?? createSource(`@pulumi/${provider}`, text, true);
  sources.set(provider, source);
  return source;
}

/** The class or function of a text that a name of the packages is; undefined for other names. */
export function writtenName(
  { provider, module, path }: PulumiName,
  program: Program,
): ProgramValue | undefined {
  const [name = ''] = path;
  if (path.length !== 1 || !Object.hasOwn(MODULES, provider)) return undefined;
  if (!MODULES[provider]!.test(`${module}/${name}`)) return undefined;
  const source = textOf(provider);
  return source ? program.exported(source, name) : undefined;
}

/** The methods of a class of resources that a text has: `bucket.onObjectCreated(…)`. */
export function writtenMethods(
  { provider, module, path }: PulumiName,
  program: Program,
): ProgramValue | undefined {
  const source = provider === 'aws' ? textOf(provider) : null;
  return source ? program.exported(source, `${module}_${path[0] ?? ''}`) : undefined;
}
