// Members of enums and other constants of the packages: what they stand for, which a name alone does not tell.

import type { Origin } from '../../../model/value.ts';
import { scalar } from '../../../model/value.ts';
import { parsedText } from '../builtins/json.ts';
import type { Answer, Site } from '../library.ts';
import { CONSTANTS } from './constants.ts';
import type { PulumiName } from './names.ts';

/** Lines of the table by `provider module/Enum`; of constants that stand in no enum the enum is a dot. */
let table: ReadonlyMap<string, readonly string[]> | null = null;

function linesOf(provider: string, path: string): readonly string[] {
  if (!table) {
    const lines = new Map<string, string[]>();
    for (const line of CONSTANTS.trim().split('\n')) {
      const end = line.indexOf(' ', line.indexOf(' ') + 1);
      const key = line.slice(0, end);
      lines.set(key, [...(lines.get(key) ?? []), line.slice(end + 1)]);
    }
    table = lines;
  }
  return table.get(`${provider} ${path}`) ?? [];
}

/** Names that enums had in former versions: `aws.iam.ManagedPolicies`. */
const FORMER: Readonly<Record<string, string>> = { ManagedPolicies: 'ManagedPolicy' };

/** `aws.lambda.Runtime.Python3d12`, `cognitiveservices.PublicNetworkAccess.Disabled`; undefined for what is no constant. */
export function readConstant({ provider, module, path }: PulumiName, site: Site): Answer {
  const [type = '', name, ...rest] = path;
  if (rest.length > 0 || !/^[A-Z]/.test(type) || (name !== undefined && !/^[A-Z]/.test(name)))
    return undefined;
  const prefix = module === '' ? '' : `${module}/`;
  if (name === undefined) return memberOf(linesOf(provider, `${prefix}.`), type, [site.step]);
  const own = linesOf(provider, `${prefix}${Object.hasOwn(FORMER, type) ? FORMER[type] : type}`);
  const common = own.length > 0 ? [] : linesOf(provider, `${prefix}`);
  const found = memberOf([...own, ...common], name, [site.step]);
  if (found || (own.length === 0 && provider !== 'azure-native' && provider !== 'aws-native')) return found;
  const reason = `what \`${type}.${name}\` stands for is not known`;
  return site.program.unknown('enum', [scalar(type), scalar(name)], reason, site);
}

function memberOf(lines: readonly string[], name: string, origin: Origin): Answer {
  for (const line of lines) {
    const [rule = '', ...members] = line.split('|');
    for (const member of members) {
      if (member === name) return scalar(applied(rule, name), origin);
      if (member.startsWith(`${name}=`)) return constant(member.slice(name.length + 1), origin);
    }
    if (rule.endsWith('+')) return scalar(applied(rule.slice(0, -1), name), origin);
  }
  return undefined;
}

/** What a rule of the table makes of a name. */
function applied(rule: string, name: string): string {
  return rule
    .replace('*', name)
    .replace(
      '~',
      name
        .replace(/_(?=[^_]*$)/, '.')
        .replaceAll('_', '-')
        .toLowerCase(),
    )
    .replace('^', name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase());
}

/** A text, or an object as JSON: principals are that. */
function constant(text: string, origin: Origin): Answer {
  return text.startsWith('{') ? (parsedText(text, origin) ?? undefined) : scalar(text, origin);
}
