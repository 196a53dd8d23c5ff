// Arguments of aws-native in CloudFormation's names: the same with a capital, but for abbreviations, which Pulumi writes as words.

import type { Site } from '../library.ts';
import { list, type Member, type ProgramValue, type RecordValue, recordOf } from '../values.ts';

/** Names with abbreviations. */
const ABBREVIATED: Readonly<Record<string, string>> = {
  customJwtAuthorizer: 'CustomJWTAuthorizer',
  enableSsmAccess: 'EnableSSMAccess',
  idleSessionTtlInSeconds: 'IdleSessionTTLInSeconds',
  kmsMasterKeyId: 'KMSMasterKeyID',
  sseAlgorithm: 'SSEAlgorithm',
};

export function cloudFormationName(name: string): string {
  return (
    (Object.hasOwn(ABBREVIATED, name) ? ABBREVIATED[name] : undefined) ??
    name.charAt(0).toUpperCase() + name.slice(1)
  );
}

/** Below these, names are the program's own. */
const FREE_FORM: ReadonlySet<string> = new Set([
  'accessPolicies',
  'assumeRolePolicyDocument',
  'environment',
  'environmentVariables',
  'policy',
  'policyDocument',
  'resourcePolicy',
  'variables',
]);

export function cloudFormationBody(args: RecordValue, site: Site): RecordValue {
  const members = new Map<string, Member>();
  for (const [name, member] of args.members) {
    const value = member.getter ? site.program.get(args, name, site) : member.value;
    const isFree = FREE_FORM.has(name) || !/^[a-z]/.test(name);
    members.set(isFree && !/^[a-z]/.test(name) ? name : cloudFormationName(name), {
      value: isFree ? value : converted(value, site),
      key: member.key,
    });
  }
  return recordOf(members, args.origin, args.open);
}

function converted(value: ProgramValue, site: Site): ProgramValue {
  switch (value.kind) {
    case 'record':
      return cloudFormationBody(value, site);
    case 'list':
      return list(
        value.items.map(item => converted(item, site)),
        value.origin,
        value.open,
      );
    case 'choice': {
      const options = value.options.map(option => {
        const own = converted(option.value, site);
        return own.kind === 'choice' ? option : { ...option, value: own };
      });
      return { ...value, options };
    }
    default:
      return value;
  }
}
