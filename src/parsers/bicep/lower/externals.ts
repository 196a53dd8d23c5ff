// What a parameter file asks of the outside: environment variables, secrets, input of the deploying tool. All of it is unknown here, unless
// the file itself says what holds then. Such a call becomes a parameter whose value is unknown for a reason of its own.

import { textOf } from '../../../model/source.ts';
import { call as callOf, scalar, unknown } from '../../../model/value.ts';
import type { Expression as Node } from '../../arm/template.ts';
import type { FunctionCall, MethodCall } from '../syntax.ts';
import { constantText } from './constants.ts';
import { lower } from './expression.ts';
import { call, literal } from './nodes.ts';
import type { Scope } from './scope.ts';

/** The node of a call that only parameter files can make; null for all other calls. */
export function lowerExternal(expression: FunctionCall | MethodCall, scope: Scope): Node | null {
  if (!scope.file.template.externals) return null;
  const { name, args } = expression;
  const argument = (index: number) => {
    const arg = args[index];
    return arg ? (constantText(arg, scope) ?? textOf(arg.span)) : '';
  };
  switch (name.name) {
    case 'readEnvironmentVariable':
      if (args[1]) return lower(args[1], scope);
      return external(expression, `environment variable \`${argument(0)}\` is not known here`, scope);
    case 'getSecret':
      return external(
        expression,
        `secret \`${argument(3)}\` of key vault \`${argument(2)}\` is only known at deployment`,
        scope,
      );
    case 'externalInput':
      return external(expression, `input \`${argument(0)}\` comes from the tool that deploys`, scope);
    case 'readCliArg':
    case 'readEnvVar':
      return external(expression, `\`${argument(0)}\` comes from the command that deploys`, scope);
    default:
      return null;
  }

  function external(from: FunctionCall | MethodCall, reason: string, where: Scope): Node {
    const values = from.args.map((_, index) => scalar(argument(index)));
    const symbol = callOf(from.name.name, ...values);
    const key =
      `${from.name.name}(${values.map(({ value }) => JSON.stringify(value)).join(', ')})`.toLowerCase();
    const origin = [{ role: 'expression', span: from.span, name: from.name.name }] as const;
    where.file.template.externals!.set(key, unknown(symbol, reason, origin));
    return call('parameters', [literal(key, from.span)], from.span);
  }
}
