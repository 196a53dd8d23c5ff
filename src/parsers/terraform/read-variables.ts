// Variable files (`terraform.tfvars`, `*.tfvars`, `*.tfvars.json`) to values. Refuses to know for which configuration they are.
// https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';
import { array, call, type Origin, object, scalar, unknown, type Value } from '../../model/value.ts';
import { report } from './diagnostics.ts';
import { partlyRead } from './evaluate/knowing.ts';
import { parseHcl } from './hcl/parse-hcl.ts';
import type { Expression, ObjectConstructor, Template, Tuple } from './hcl/syntax.ts';
import { readJsonVariables } from './read-json.ts';
import { nameOf } from './read-type.ts';
import { scalarText } from './values/convert.ts';

export interface VariableFile {
  readonly source: Source;
  /** By variable name. Everything in a value has the origin `parameter-file`. */
  readonly values: ReadonlyMap<string, Value>;
  readonly names: ReadonlyMap<string, Span>;
  /** Something in it could not be read: it may give values that are not here. */
  readonly broken: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a variable file. What is no constant is unknown, with a diagnostic. */
export function readVariableFile(source: Source): VariableFile {
  const { body, diagnostics: found } = source.path.endsWith('.json')
    ? readJsonVariables(source)
    : parseHcl(source);
  const diagnostics = [...found];
  const values = new Map<string, Value>();
  const names = new Map<string, Span>();
  for (const { name, value } of body.attributes) {
    values.set(name.name, new ConstantReader(name.name, diagnostics).valueOf(value));
    names.set(name.name, name.span);
  }
  for (const { header, type } of body.blocks) {
    const message = `A block \`${type.name}\` stands in a variable file`;
    report(diagnostics, 'unexpected-argument', message, header, `Write \`${type.name} = { … }\`.`);
  }
  return { source, values, names, broken: body.broken ?? false, diagnostics };
}

class ConstantReader {
  private readonly variable: string;
  private readonly diagnostics: Diagnostic[];

  constructor(variable: string, diagnostics: Diagnostic[]) {
    this.variable = variable;
    this.diagnostics = diagnostics;
  }

  valueOf(node: Expression): Value {
    const origin = this.origin(node.span);
    switch (node.kind) {
      case 'literal':
        return scalar(node.value, origin);
      case 'template':
        return this.text(node);
      case 'tuple':
        return this.list(node);
      case 'object':
        return this.object(node);
      case 'parenthesized':
        return this.valueOf(node.inner);
      case 'unary':
        if (
          node.operator === '-' &&
          node.operand.kind === 'literal' &&
          typeof node.operand.value === 'number'
        )
          return scalar(-node.operand.value, origin);
        return this.notConstant(node.span);
      case 'error':
        return this.unreadable(node.span, 'it could not be read');
      default:
        return this.notConstant(node.span);
    }
  }

  private list({ items, span, broken }: Tuple): Value {
    const value = array(
      items.map(item => this.valueOf(item)),
      this.origin(span),
    );
    return broken ? partlyRead(value, span, 'this list') : value;
  }

  private text(node: Template): Value {
    if (node.parts.some(part => part.kind === 'hole' && part.expression.kind === 'error'))
      return this.unreadable(node.span, 'it could not be read');
    const texts = node.parts.map(part => (part.kind === 'text' ? part.value : null));
    if (texts.includes(null)) return this.notConstant(node.span);
    return scalar(texts.join(''), this.origin(node.span));
  }

  private object(node: ObjectConstructor): Value {
    const members = new Map<string, Value>();
    const keySpans = new Map<string, Span>();
    for (const { key, value } of node.members) {
      const name = nameOf(key) ?? this.computedName(key);
      if (name === null) return this.notConstant(key.span);
      members.set(name, this.valueOf(value));
      keySpans.set(name, key.span);
    }
    const value = object(members, this.origin(node.span), keySpans);
    return node.broken ? partlyRead(value, node.span, 'this object') : value;
  }

  private computedName(node: Expression): string | null {
    if (node.kind === 'parenthesized') return nameOf(node.inner);
    return node.kind === 'literal' && node.value !== null ? scalarText(node.value) : null;
  }

  private notConstant(span: Span): Value {
    const message = `The value of \`${this.variable}\` is not a constant`;
    report(this.diagnostics, 'not-constant', message, span, 'Write the value itself.');
    return this.unreadable(span, `${message[0]!.toLowerCase()}${message.slice(1)}`);
  }

  private unreadable(span: Span, reason: string): Value {
    const place = scalar(`${span.source.path}:${span.start}`);
    return unknown(call('unreadable', place), reason, this.origin(span));
  }

  private origin(span: Span): Origin {
    return [{ role: 'parameter-file', span, name: this.variable }];
  }
}
