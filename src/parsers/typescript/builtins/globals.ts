// JavaScript's own names (`Object`, `JSON`, `Math`, `process`, …) and Node's `path`, `fs` and `os`, as far as programs that declare
// infrastructure use them. What depends on the machine is unknown with its reason.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import type { Run } from '../evaluate/run.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { Answer, Library, Site } from '../library.ts';
import { type InstanceValue, imported, type ProgramValue } from '../values.ts';
import { collectionMember, constructCollection, invokeCollection } from './collections.ts';
import { CALLS } from './global-calls.ts';
import { itemsOf } from './iterate.ts';
import { asPattern, invokePattern, patternMember } from './patterns.ts';
import { constructPromise, invokePromiseObject } from './promises.ts';
import { namedSymbol } from './symbols.ts';

type Args = readonly ProgramValue[];

/** Classes whose objects hold nothing that matters here. */
const PLAIN_CLASSES = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'Date',
  'URL',
  'Object',
  'AbortController',
  'TextEncoder',
]);

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ...(['MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'EPSILON'] as const).map(
    name => [`Number.${name}`, Number[name]] as const,
  ),
  ...(['PI', 'E', 'LN2', 'LN10', 'SQRT2'] as const).map(name => [`Math.${name}`, Math[name]] as const),
]);

const PASSIVE = new Set(['console', 'setTimeout', 'setInterval', 'clearTimeout']);

export const globals: Library = {
  claims: module => module === '',
  read: ({ path }, site) => readName(path, site),
  call(name, args, site) {
    const full = name.path.join('.');
    const known = Object.hasOwn(CALLS, full) ? CALLS[full] : undefined;
    if (known) return known(args, site as RunSite, name);
    return PASSIVE.has(name.path[0] ?? '') ? absent() : undefined;
  },
  construct({ path }, self, args, site) {
    const [name = ''] = path;
    const of = name.replace(/^Weak(?=Map$|Set$)/, '');
    if (of === 'Map' || of === 'Set') {
      const run = site.program as Run;
      constructCollection(self, of, itemsOf(args[0] ?? absent(), site as RunSite), run);
      return true;
    }
    if (name === 'RegExp') return constructPattern(self, args, site as RunSite);
    if (name === 'Promise') return constructPromise(self, args, site as RunSite);
    if (name.endsWith('Error')) constructError(self, name, args, site as RunSite);
    return PLAIN_CLASSES.has(name) || name.endsWith('Error');
  },
  member: (self, name) => collectionMember(self, name) ?? patternMember(self, name),
  invoke: (self, name, args, site) =>
    invokeCollection(self, name, args, site as RunSite) ??
    invokePattern(self, name, args, site as RunSite) ??
    invokePromiseObject(self, name, args, site as RunSite),
};

/** `new RegExp(pattern, flags)`. */
function constructPattern(self: InstanceValue, [source, flags]: Args, { program }: RunSite): boolean {
  const own = asPattern(source);
  const [pattern, letters] = [source, flags].map(each => {
    const data = program.toValue(each ?? absent());
    return data.kind === 'scalar' ? String(data.value) : undefined;
  });
  const text = own?.source ?? pattern;
  if (text !== undefined && (flags === undefined || letters !== undefined))
    self.native = { source: text, flags: letters ?? own?.flags ?? '' };
  self.members.set('lastIndex', { value: scalar(0), key: null });
  return true;
}

function constructError(self: InstanceValue, name: string, [message, options]: Args, site: RunSite): void {
  const set = (member: string, value: ProgramValue): void =>
    void self.members.set(member, { value, key: null, hidden: true });
  set('message', message ? site.program.textOf([message], [site.step]) : scalar(''));
  set('name', scalar(name));
  if (options?.kind === 'record') set('cause', site.program.get(options, 'cause', site));
}

function readName(path: readonly string[], site: Site): Answer {
  const [root, first, second] = path;
  const constant = CONSTANTS.get(path.join('.'));
  if (constant !== undefined) return scalar(constant);
  if (root === 'Symbol' && first !== undefined && first !== 'for') return namedSymbol(first);
  if (root === 'globalThis' && first !== undefined) return imported('', path.slice(1));
  if (root !== 'process') return undefined;
  if (first === 'env' && second !== undefined) {
    const reason = `environment variable \`${second}\` is only known when the program runs`;
    return unknown(call('environment', scalar(second)), reason, [
      { role: 'variable', span: site.span, name: second },
    ]);
  }
  if (first === 'argv' || first === 'platform' || first === 'version' || first === 'pid')
    return unknown(
      call('process', scalar(first)),
      `\`process.${first}\` is only known when the program runs`,
      [site.step],
    );
  return undefined;
}
