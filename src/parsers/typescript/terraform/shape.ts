// Arguments as programs write them, in the shape of Terraform's configurations: names in snake case, nested objects as blocks, which are
// lists of objects. Refuses to know types: what their names are beyond that rule is given.

import type { Program, Site } from '../library.ts';
import {
  list,
  type Member,
  MISSING,
  type ProgramValue,
  type RecordValue,
  recordOf,
  type Single,
} from '../values.ts';

/** What the rule does not say of a type's names. */
export interface TerraformNames {
  /** From the program's name to Terraform's. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Terraform's names of properties whose members have names of the user's own. */
  readonly maps: ReadonlySet<string>;
  /** Nested objects are blocks unless the provider has attributes in their place, which are single objects. */
  readonly nested?: 'attributes';
}

export const NO_NAMES: TerraformNames = { renamed: new Map(), maps: new Set() };

/** Properties that are maps wherever they occur. */
const MAPS: ReadonlySet<string> = new Set([
  'tags',
  'labels',
  'annotations',
  'user_labels',
  'variables',
  'timeouts',
]);

export function terraformName(name: string, { renamed }: TerraformNames): string {
  return renamed.get(name) ?? name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** The body of a resource. Members of choices and of what is open keep both. */
export function terraformBody(args: RecordValue, names: TerraformNames, site: Site): RecordValue {
  return new Shaping(names, site).record(args);
}

class Shaping {
  private readonly names: TerraformNames;
  private readonly site: Site;
  private readonly program: Program;
  /** Records being converted: an object may contain itself. */
  private readonly open = new Set<RecordValue>();

  constructor(names: TerraformNames, site: Site) {
    this.names = names;
    this.site = site;
    this.program = site.program;
  }

  record(value: RecordValue): RecordValue {
    if (this.open.has(value)) return value;
    this.open.add(value);
    const members = new Map<string, Member>();
    for (const [name, member] of value.members) {
      const own = terraformName(name, this.names);
      const written = member.getter ? this.program.get(value, name, this.site) : member.value;
      members.set(own, { value: this.isMap(own) ? written : this.property(written), key: member.key });
    }
    this.open.delete(value);
    return recordOf(members, value.origin, value.open);
  }

  private isMap(name: string): boolean {
    return MAPS.has(name) || this.names.maps.has(name);
  }

  private property(value: ProgramValue): ProgramValue {
    if (value.kind !== 'choice') return this.single(value);
    const options = value.options.map(option =>
      option.value === MISSING ? option : { ...option, value: this.single(option.value) },
    );
    return { ...value, options };
  }

  /** A nested object is a block, documents of other languages (IAM) aside. */
  private single(value: Single): Single {
    if (value.kind === 'record') {
      if (isDocument(value)) return value;
      const record = this.record(value);
      return this.names.nested === 'attributes' ? record : list([record], value.origin);
    }
    if (value.kind !== 'list') return value;
    const items = value.items.map(item => this.item(item));
    return list(items, value.origin, value.open);
  }

  private item(value: ProgramValue): ProgramValue {
    if (value.kind === 'record') return isDocument(value) ? value : this.record(value);
    if (value.kind !== 'choice') return value;
    const options = value.options.map(option =>
      option.value.kind === 'record' ? { ...option, value: this.record(option.value) } : option,
    );
    return { ...value, options };
  }
}

/** Properties never begin with a capital: those of policies do. */
function isDocument({ members }: RecordValue): boolean {
  for (const name of members.keys()) if (/^[A-Z]/.test(name)) return true;
  return false;
}
