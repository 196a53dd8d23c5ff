// Parameter files: lists of `ParameterKey` and `ParameterValue`, lists of `Key=Value`, `{Parameters: {…}}`, and plain mappings.
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/ (`--parameter-overrides`)

import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import { array, call, type Origin, scalar, unknown, type Value } from '../../model/value.ts';
import { readText } from './read-source.ts';
import { memberValue, placeOf, type TemplateNode, textOfScalar } from './syntax.ts';

export interface ParameterFile {
  readonly source: Source;
  readonly values: ReadonlyMap<string, Value>;
  readonly diagnostics: readonly Diagnostic[];
}

export function readParameterFile(source: Source): ParameterFile {
  const { root, diagnostics } = readText(source);
  const values = new Map<string, Value>();
  if (root?.kind === 'list') for (const item of root.items) addItem(item, values);
  if (root?.kind === 'map') {
    const named = memberValue(root, 'Parameters');
    const { members } = named?.kind === 'map' ? named : root;
    for (const { key, value } of members) values.set(key, valueOfNode(value, key));
  }
  return { source, values, diagnostics };
}

/** One parameter of an override as people type it: `Key=Value`. */
export function override(source: Source, start: number, text: string): readonly [string, Value] | null {
  const equals = text.indexOf('=');
  if (equals <= 0) return null;
  const name = text.slice(0, equals);
  const place = span(source, start + equals + 1, start + text.length);
  return [name, scalar(text.slice(equals + 1), originOf(name, place))];
}

function addItem(item: TemplateNode, values: Map<string, Value>): void {
  const key = textOfScalar(memberValue(item, 'ParameterKey'));
  if (key !== null) {
    const value = memberValue(item, 'ParameterValue');
    if (value) values.set(key, valueOfNode(value, key));
    else values.set(key, previousValue(key, item));
    return;
  }
  const text = textOfScalar(item);
  const found = text === null ? null : override(item.source, item.start, text);
  if (found) values.set(found[0], { ...found[1], origin: originOf(found[0], item) });
}

function previousValue(key: string, place: Span): Value {
  const reason = `parameter \`${key}\` keeps the value that it has`;
  return unknown(call('parameters', scalar(key)), reason, originOf(key, place));
}

function valueOfNode(node: TemplateNode, key: string): Value {
  const origin = originOf(key, node);
  if (node.kind === 'scalar') return scalar(node.value, origin);
  if (node.kind === 'list')
    return array(
      node.items.map(item => valueOfNode(item, key)),
      origin,
    );
  const reason = `the value of parameter \`${key}\` is no text`;
  return unknown(call('parameters', scalar(key)), reason, origin);
}

function originOf(name: string, place: Span): Origin {
  return [{ role: 'parameter-file', span: placeOf(place), name }];
}
