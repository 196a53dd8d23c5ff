// Variables and functions of a file as declarations of the template that uses them. Those of the template's own file keep their names,
// imported ones get their file's prefix and are taken over when they are first named. Refuses to know expressions.

import type { FunctionStatement, ParameterAssignmentStatement, VariableStatement } from '../syntax.ts';
import { lower, lowerValue } from './expression.ts';
import type { FileContext } from './file-context.ts';
import { error } from './nodes.ts';
import { type Binding, fileScope, innerScope } from './scope.ts';
import { decoratorArguments } from './symbols.ts';
import { baseTypeOf } from './types.ts';

/** The namespace in which Bicep's compiler puts user-defined functions. */
const OWN_FUNCTIONS = '__bicep.';

/** The name by which the template knows a variable (in parameter files an assignment), which it declares if need be. */
export function variableName(
  statement: VariableStatement | ParameterAssignmentStatement,
  file: FileContext,
): string {
  const { template } = file;
  const name = `${file.prefix}${statement.name.name}`;
  const key = name.toLowerCase();
  if (template.variables.has(key)) return name;
  const { span } = statement;
  template.variables.set(key, { name, value: error('the variable is not read yet', span), span });
  template.later(() => {
    const value = lowerValue(statement.value, name, fileScope(file));
    template.variables.set(key, { name, value, span });
  });
  return name;
}

/** The name by which the template knows a user-defined function, which it declares if need be. */
export function functionName(statement: FunctionStatement, file: FileContext): string {
  const { template } = file;
  const name = `${file.prefix || OWN_FUNCTIONS}${statement.name.name}`;
  const key = name.toLowerCase();
  if (template.functions.has(key)) return name;
  const { span } = statement;
  const parameters = statement.parameters.map(parameter => ({
    name: parameter.name.name,
    type: parameter.type ? baseTypeOf(parameter.type, file) : null,
  }));
  template.functions.set(key, { name, parameters, body: error('the function is not read yet', span), span });
  template.later(() => {
    const names = new Map(
      parameters.map((parameter): [string, Binding] => [parameter.name, { kind: 'argument' }]),
    );
    const body = lower(statement.body, innerScope(fileScope(file), names));
    template.functions.set(key, { name, parameters, body, span });
  });
  return name;
}

export function isExported(statement: VariableStatement | FunctionStatement): boolean {
  return decoratorArguments(statement.decorators, 'export') !== null;
}
