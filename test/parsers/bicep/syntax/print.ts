// Bicep's syntax tree in a compact form for expectations: what was read, without spans. `ERROR` stands for what was not.

import { createSource, textOf } from '../../../../src/model/source.ts';
import { type BicepFileKind, parseBicep } from '../../../../src/parsers/bicep/parse.ts';
import type {
  BicepFile,
  Decorator,
  Expression,
  FunctionParameter,
  NestedResource,
  Property,
  Spread,
  Statement,
  StringExpression,
  TypeExpression,
} from '../../../../src/parsers/bicep/syntax.ts';

export function parse(text: string, kind: BicepFileKind = 'template'): BicepFile {
  return parseBicep(createSource('main.bicep', text), kind);
}

/** The statements, one per line. */
export function tree(text: string, kind?: BicepFileKind): string {
  return parse(text, kind).statements.map(printStatement).join('\n');
}

/** The value of `var x = …`. */
export function value(text: string): string {
  const [statement] = parse(`var x = ${text}`).statements;
  return statement?.kind === 'var' ? printExpression(statement.value) : 'no variable';
}

/** The type of `type x = …`. */
export function type(text: string): string {
  const [statement] = parse(`type x = ${text}`).statements;
  return statement?.kind === 'type' ? printType(statement.type) : 'no type';
}

/** The diagnostics as `code @line:column |text under it|`. */
export function problems(text: string, kind?: BicepFileKind): string[] {
  return parse(text, kind).diagnostics.map(({ code, span }) => {
    const lines = text.slice(0, span!.start).split(/\r\n|\r|\n/);
    return `${code} @${lines.length}:${lines.at(-1)!.length + 1} |${textOf(span!)}|`;
  });
}

export function printStatement(statement: Statement): string {
  const decorators = statement.decorators.map(each => `${printDecorator(each)} `).join('');
  return `${decorators}(${[statement.kind, ...operandsOf(statement)].join(' ')})`;
}

function printDecorator({ expression }: Decorator): string {
  return `@${printExpression(expression)}`;
}

function operandsOf(statement: Statement): string[] {
  switch (statement.kind) {
    case 'targetScope':
      return [printExpression(statement.value)];
    case 'metadata':
    case 'assert':
    case 'assignment':
      return [statement.name.name, printExpression(statement.value)];
    case 'param':
      return [
        statement.name.name,
        ...optional(statement.type, printType),
        ...optional(statement.default, assigned),
      ];
    case 'var':
    case 'output':
      return [statement.name.name, ...optional(statement.type, printType), assigned(statement.value)];
    case 'resource': {
      const type = printExpression(statement.type);
      const body = printExpression(statement.value);
      return [statement.name.name, type, ...(statement.existing ? ['existing'] : []), body];
    }
    case 'module':
    case 'test':
      return [statement.name.name, printExpression(statement.path), printExpression(statement.value)];
    case 'type':
      return [statement.name.name, printType(statement.type)];
    case 'func': {
      const parameters = statement.parameters.map(printParameter).join(', ');
      return [
        statement.name.name,
        `(${parameters})`,
        printType(statement.returns),
        printExpression(statement.body),
      ];
    }
    case 'import': {
      const symbols = statement.symbols?.map(
        each => each.name.name + (each.alias ? ` as ${each.alias.name}` : ''),
      );
      const names = symbols ? `{${symbols.join(', ')}}` : `* as ${statement.wildcard?.name}`;
      return [names, printExpression(statement.path)];
    }
    case 'extension': {
      const config = optional(statement.config, printExpression);
      return [
        printExpression(statement.specification),
        ...config,
        ...optional(statement.alias, each => `as ${each.name}`),
      ];
    }
    case 'using':
      return [
        statement.path ? printExpression(statement.path) : 'none',
        ...optional(statement.config, printExpression),
      ];
    case 'extends':
      return [printExpression(statement.path)];
    case 'extensionConfig':
      return [statement.name.name, printExpression(statement.config)];
    case 'error':
      return [];
  }
}

function optional<T>(part: T | null, print: (part: T) => string): string[] {
  return part ? [print(part)] : [];
}

function assigned(expression: Expression): string {
  return `= ${printExpression(expression)}`;
}

function printParameter({ name, type }: FunctionParameter): string {
  return type ? `${name.name} ${printType(type)}` : name.name;
}

export function printExpression(expression: Expression | Spread | Property | NestedResource): string {
  switch (expression.kind) {
    case 'literal':
      return String(expression.value);
    case 'string':
      return printString(expression);
    case 'array':
      return `[${expression.items.map(printExpression).join(' ')}]`;
    case 'object':
      return `{${expression.members.map(printExpression).join(' ')}}`;
    case 'property':
      return `${printKey(expression.key)}: ${printExpression(expression.value)}`;
    case 'spread':
      return `...${printExpression(expression.value)}`;
    case 'nested':
      return printStatement(expression.resource);
    case 'variable':
      return expression.name.name;
    case 'propertyAccess':
      return list(expression.safe ? '.?' : '.', expression.base, expression.property.name);
    case 'arrayAccess': {
      const marks = (expression.safe ? '?' : '') + (expression.fromEnd ? '^' : '');
      return list(`[${marks}]`, expression.base, expression.index);
    }
    case 'resourceAccess':
      return list('::', expression.base, expression.resource.name);
    case 'functionCall':
      return list('call', expression.name.name, ...expression.args);
    case 'methodCall':
      return list(
        expression.safe ? 'call?' : 'call',
        expression.base,
        expression.name.name,
        ...expression.args,
      );
    case 'unary':
      return list(expression.operator, expression.operand);
    case 'binary':
      return list(expression.operator, expression.left, expression.right);
    case 'ternary':
      return list('?', expression.condition, expression.whenTrue, expression.whenFalse);
    case 'nonNull':
      return list('assert', expression.operand);
    case 'parenthesized':
      return list('paren', expression.inner);
    case 'lambda':
      return list('=>', `(${expression.parameters.map(printParameter).join(' ')})`, expression.body);
    case 'for': {
      const index = expression.index ? `,${expression.index.name}` : '';
      return list('for', expression.item.name + index, expression.items, expression.body);
    }
    case 'if':
      return list('if', expression.condition, expression.body);
    case 'error':
      return 'ERROR';
  }
}

function list(...parts: (string | Expression)[]): string {
  return `(${parts.map(part => (typeof part === 'string' ? part : printExpression(part))).join(' ')})`;
}

/** Double quotes, so that no escape of Bicep's is mistaken for one of the printed form. */
function printString({ parts, multiline }: StringExpression): string {
  const text = parts.map(part =>
    part.kind === 'text'
      ? JSON.stringify(part.value).slice(1, -1)
      : `\${${printExpression(part.expression)}}`,
  );
  return `${multiline ? 'm' : ''}"${text.join('')}"`;
}

function printKey(key: StringExpression): string {
  const [part] = key.parts;
  return key.parts.length === 1 && part?.kind === 'text' ? part.value : printString(key);
}

export function printType(type: TypeExpression): string {
  switch (type.kind) {
    case 'typeName':
      return type.name.name;
    case 'typeLiteral':
      return printExpression(type.value);
    case 'typeObject': {
      const properties = type.properties.map(
        each =>
          `${each.decorators.map(one => `${printDecorator(one)} `).join('')}${printKey(each.key)}: ${printType(each.type)}`,
      );
      if (type.additional) properties.push(`*: ${printType(type.additional)}`);
      return `{${properties.join(' ')}}`;
    }
    case 'typeArray':
      return `(array ${printType(type.item)})`;
    case 'typeTuple':
      return `[${type.items.map(each => each.decorators.map(one => `${printDecorator(one)} `).join('') + printType(each.type)).join(' ')}]`;
    case 'typeUnion':
      return `(| ${type.members.map(printType).join(' ')})`;
    case 'typeNullable':
      return `(? ${printType(type.type)})`;
    case 'typeNonNull':
      return `(! ${printType(type.type)})`;
    case 'typeNegation':
      return `(${type.operator} ${printType(type.type)})`;
    case 'typeParenthesized':
      return `(paren ${printType(type.type)})`;
    case 'typeMember': {
      const { member } = type;
      const name =
        member.kind === 'name'
          ? member.name.name
          : member.kind === 'index'
            ? String(member.index)
            : member.kind;
      return `(. ${printType(type.base)} ${name})`;
    }
    case 'typeInstantiation': {
      const name = (type.namespace ? `${type.namespace.name}.` : '') + type.name.name;
      return `(<> ${[name, ...type.args.map(printExpression)].join(' ')})`;
    }
    case 'typeError':
      return 'ERROR';
  }
}
