// What constructors of the packages set where a program gives nothing: `publicNetworkAccess` of a search service is `Enabled`.

import { scalar } from '../../../model/value.ts';
import type { Site } from '../library.ts';
import { type Member, type ProgramValue, type RecordValue, recordOf } from '../values.ts';
import { CLASS_DEFAULTS } from './class-defaults.ts';
import type { PulumiName } from './names.ts';

interface Default {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

let table: ReadonlyMap<string, readonly Default[]> | null = null;

function defaultsOf({ provider, module, path }: PulumiName): readonly Default[] {
  table ??= new Map(
    CLASS_DEFAULTS.trim()
      .split('\n')
      .map(line => {
        const [pack, key, ...words] = line.split('\t');
        return [`${pack} ${key}`, words.map(defaultIn)] as const;
      }),
  );
  return table.get(`${provider} ${module}/${path[0] ?? ''}`) ?? [];
}

function defaultIn(word: string): Default {
  const at = word.indexOf('=');
  return { path: word.slice(0, at).split('.'), value: JSON.parse(word.slice(at + 1)) };
}

/** The arguments with what the class sets beside them. What is not known of them stays so. */
export function withDefaults(args: RecordValue, type: PulumiName, site: Site): RecordValue {
  return defaultsOf(type).reduce((into, { path, value }) => filled(into, path, value, site), args);
}

function filled(
  args: RecordValue,
  [name = '', ...rest]: readonly string[],
  value: Default['value'],
  site: Site,
): RecordValue {
  const written = args.members.get(name);
  if (!written) {
    const isMissing = rest.length === 0 && args.open === null;
    return isMissing ? withMember(args, name, { value: scalar(value), key: null }) : args;
  }
  const given = site.program.options(site.program.get(args, name, site), site, option =>
    rest.length === 0
      ? orDefault(option, value)
      : option.kind === 'record'
        ? filled(option, rest, value, site)
        : option,
  );
  return withMember(args, name, { value: given, key: written.key });
}

function orDefault(given: ProgramValue, value: Default['value']): ProgramValue {
  const isNothing = given.kind === 'absent' || (given.kind === 'scalar' && given.value === null);
  return isNothing ? scalar(value) : given;
}

function withMember({ members, origin, open }: RecordValue, name: string, member: Member): RecordValue {
  return recordOf(new Map([...members, [name, member]]), origin, open);
}
