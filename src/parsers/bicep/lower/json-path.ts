// JSONPath as `loadJsonContent()` takes it (`$.a.b[0]`, `a['b']`, `..a`, `[*]`, `[1:3]`, `[0,2]`,
// `[?(@.a == 'b')]` with one comparison). Longer filters are refused.

import type { Data } from './data.ts';

type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'deep' }
  | {
      readonly kind: 'slice';
      readonly from: number | null;
      readonly to: number | null;
      readonly step: number;
    }
  | {
      readonly kind: 'filter';
      readonly path: readonly Selector[];
      readonly operator: string | null;
      readonly operand: Data;
    }
  | { readonly kind: 'union'; readonly indexes: readonly number[]; readonly names: readonly string[] };

/** Everything that a path selects, in order; null where the path cannot be read. */
export function selectData(data: Data, path: string): readonly Data[] | null {
  const selectors = parsePath(path);
  return selectors && follow(selectors, data);
}

function follow(selectors: readonly Selector[], data: Data): readonly Data[] {
  let selected: readonly Data[] = [data];
  for (const selector of selectors) selected = selected.flatMap(each => apply(selector, each));
  return selected;
}

function apply(selector: Selector, data: Data): readonly Data[] {
  switch (selector.kind) {
    case 'name':
      return memberOf(data, selector.name);
    case 'all':
      return childrenOf(data);
    case 'deep':
      return descendants(data);
    case 'slice':
      return Array.isArray(data) ? slice(data, selector.from, selector.to, selector.step) : [];
    case 'filter':
      return childrenOf(data).filter(child =>
        follow(selector.path, child).some(value => holds(value, selector)),
      );
    case 'union':
      return [
        ...selector.names.flatMap(name => memberOf(data, name)),
        ...selector.indexes.flatMap(index =>
          Array.isArray(data) && index in data ? [data[index] as Data] : [],
        ),
      ];
  }
}

function holds(value: Data, { operator, operand }: Extract<Selector, { kind: 'filter' }>): boolean {
  if (operator === null) return true;
  if (operator === '==') return value === operand;
  if (operator === '!=' || operator === '<>') return value !== operand;
  if (typeof value !== typeof operand || value === null || operand === null) return false;
  const order = value < operand ? -1 : value > operand ? 1 : 0;
  return (
    (operator.includes('<') && order < 0) ||
    (operator.includes('>') && order > 0) ||
    (operator.includes('=') && order === 0)
  );
}

function memberOf(data: Data, name: string): readonly Data[] {
  return data instanceof Map && data.has(name) ? [data.get(name)!] : [];
}

function childrenOf(data: Data): readonly Data[] {
  if (data instanceof Map) return [...data.values()];
  return Array.isArray(data) ? data : [];
}

function descendants(data: Data): Data[] {
  const all: Data[] = [data];
  for (const child of childrenOf(data)) for (const each of descendants(child)) all.push(each);
  return all;
}

function slice(items: readonly Data[], from: number | null, to: number | null, step: number): Data[] {
  const bound = (index: number) =>
    Math.max(0, Math.min(index < 0 ? index + items.length : index, items.length));
  const selected: Data[] = [];
  for (let index = bound(from ?? 0); index < bound(to ?? items.length); index += step)
    selected.push(items[index]!);
  return selected;
}

/** The forms of one selector, each looked for where the last one ended. */
const FORMS: readonly { readonly pattern: RegExp; readonly read: (text: string) => Selector | null }[] = [
  { pattern: /\.\.(?=[^.])/y, read: () => ({ kind: 'deep' }) },
  { pattern: /\.?\*|\[\s*\*\s*\]/y, read: () => ({ kind: 'all' }) },
  { pattern: /\.?[^.[\]*?@()'"]+/y, read: text => ({ kind: 'name', name: text.replace(/^\./, '').trim() }) },
  { pattern: /\[\s*(?:-?\d+|'[^']*'|"[^"]*")(?:\s*,\s*(?:-?\d+|'[^']*'|"[^"]*"))*\s*\]/y, read: unionOf },
  { pattern: /\[\s*(?:-?\d+)?\s*:\s*(?:-?\d+)?\s*(?::\s*\d+\s*)?\]/y, read: sliceOf },
  { pattern: /\[\s*\?\(?\s*@[^()]*?\)?\s*\]/y, read: filterOf },
];

function parsePath(path: string): Selector[] | null {
  const selectors: Selector[] = [];
  let at = path.startsWith('$') ? 1 : 0;
  while (at < path.length) {
    const found = FORMS.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(path);
    });
    if (!found) return null;
    const { pattern, read } = found;
    const selector = read(path.slice(at, pattern.lastIndex));
    if (!selector) return null;
    at = pattern.lastIndex;
    selectors.push(selector);
  }
  return selectors;
}

function unionOf(text: string): Selector {
  const items = text.match(/-?\d+|'[^']*'|"[^"]*"/g) ?? [];
  const isName = (item: string) => item.startsWith("'") || item.startsWith('"');
  return {
    kind: 'union',
    names: items.filter(isName).map(item => item.slice(1, -1)),
    indexes: items.filter(item => !isName(item)).map(Number),
  };
}

function sliceOf(text: string): Selector {
  const [from, to, step] = text
    .slice(1, -1)
    .split(':')
    .map(bound => (bound.trim() === '' ? null : Number(bound)));
  return { kind: 'slice', from: from ?? null, to: to ?? null, step: Math.max(1, step ?? 1) };
}

const COMPARISON = /^\[\s*\?\(?\s*@(.*?)\s*(?:(==|!=|<>|<=|>=|<|>)\s*('[^']*'|"[^"]*"|[-\w.]+)\s*)?\)?\s*\]$/;

function filterOf(text: string): Selector | null {
  const found = COMPARISON.exec(text);
  const path = found && parsePath(found[1]!);
  if (!path || !found) return null;
  const [, , operator, operand] = found;
  return {
    kind: 'filter',
    path,
    operator: operator ?? null,
    operand: operand === undefined ? null : operandOf(operand),
  };
}

function operandOf(text: string): Data {
  if (/^['"]/.test(text)) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' ? null : Number(text);
}
