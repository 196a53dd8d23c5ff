// A Bicep file as a template. Promises to be total: what cannot be read becomes error nodes with diagnostics.
// Refuses to know values: everything that is computed is left to the evaluator.

import type { Source } from '../../../model/source.ts';
import type {
  Expression as Node,
  OutputDeclaration,
  ParameterDeclaration,
  ScopeLevel,
  Template,
} from '../../arm/template.ts';
import type { Expression, OutputStatement, ParameterStatement, Statement } from '../syntax.ts';
import { lower, lowerValue } from './expression.ts';
import { type FileContext, type Library, TemplateBuilder } from './file-context.ts';
import { lowerModule, lowerResource } from './resources.ts';
import { fileScope } from './scope.ts';
import { decoratorArguments, plainText } from './symbols.ts';
import { NO_FACTS, typeFacts } from './types.ts';
import { functionName, variableName } from './variables.ts';

export function lowerTemplate(source: Source, library: Library): Template {
  const template = new TemplateBuilder(library);
  const file = template.file(source, null);
  reportRepeated(file);
  const parameters = new Map<string, ParameterDeclaration>();
  const outputs = new Map<string, OutputDeclaration>();
  for (const statement of file.syntax.statements) {
    template.level = levelOf(statement, file) ?? template.level;
    switch (statement.kind) {
      case 'param':
        addFirst(parameters, statement.name.name, lowerParameter(statement, file));
        break;
      case 'var':
        variableName(statement, file);
        break;
      case 'func':
        functionName(statement, file);
        break;
      case 'output':
        addFirst(outputs, statement.name.name, lowerOutput(statement, file));
    }
  }
  for (const symbol of file.symbols.resources) template.declarations.set(symbol, lowerResource(symbol, file));
  for (const symbol of file.symbols.modules) template.declarations.set(symbol, lowerModule(symbol, file));
  template.finish();
  return {
    source,
    language: 'bicep',
    level: template.level,
    parameters,
    variables: template.variables,
    functions: template.functions,
    resources: [...template.declarations.values()],
    outputs,
    diagnostics: [...file.syntax.diagnostics, ...template.diagnostics],
    generatedFromBicep: false,
  };
}

function addFirst<T>(map: Map<string, T>, name: string, value: T): void {
  const key = name.toLowerCase();
  if (!map.has(key)) map.set(key, value);
}

function reportRepeated(file: FileContext): void {
  for (const name of file.symbols.repeated) {
    file.template.report(
      'duplicate-name',
      `\`${name.name}\` is declared twice in this file`,
      name.span,
      'The first declaration is used.',
    );
  }
}

const LEVELS: ReadonlyMap<string, ScopeLevel> = new Map(
  (['resourceGroup', 'subscription', 'managementGroup', 'tenant'] as const).map(level => [level, level]),
);

function levelOf(statement: Statement, file: FileContext): ScopeLevel | null {
  if (statement.kind !== 'targetScope') return null;
  const text = plainText(statement.value);
  const level = text === null ? undefined : LEVELS.get(text);
  if (!level && text !== 'local' && text !== 'desiredStateConfiguration' && text !== 'orchestrator') {
    file.template.report(
      'invalid-scope',
      'The target scope is none that there is',
      statement.value.span,
      'Write `resourceGroup`, `subscription`, `managementGroup` or `tenant`.',
    );
  }
  return level ?? null;
}

function lowerParameter(statement: ParameterStatement, file: FileContext): ParameterDeclaration {
  const facts = statement.type ? typeFacts(statement.type, file) : NO_FACTS;
  const isSecure = facts.secure || decoratorArguments(statement.decorators, 'secure') !== null;
  const scope = fileScope(file);
  return {
    name: statement.name.name,
    type: isSecure && facts.base ? (SECURE_TYPES[facts.base] ?? facts.base) : facts.base,
    default: statement.default ? lower(statement.default, scope) : null,
    allowed: allowedBy(decoratorArguments(statement.decorators, 'allowed')?.[0], file) ?? facts.allowed,
    nullable: facts.nullable,
    secure: isSecure,
    nameSpan: statement.name.span,
    span: statement.span,
  };
}

const SECURE_TYPES: Readonly<Record<string, string>> = { string: 'secureString', object: 'secureObject' };

function allowedBy(argument: Expression | undefined, file: FileContext): readonly Node[] | null {
  if (argument?.kind !== 'array') return null;
  return argument.items.flatMap(item => (item.kind === 'spread' ? [] : [lower(item, fileScope(file))]));
}

function lowerOutput(statement: OutputStatement, file: FileContext): OutputDeclaration {
  const { name, span } = statement;
  const isSecure = statement.type !== null && typeFacts(statement.type, file).secure;
  return {
    name: name.name,
    value: lowerValue(statement.value, name.name, fileScope(file)),
    condition: null,
    secure: isSecure || decoratorArguments(statement.decorators, 'secure') !== null,
    span,
  };
}
