// A parameter file as values: its assignments, evaluated. Refuses to know the template that they are for.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import { createEvaluator } from '../../arm/evaluate/evaluate-template.ts';
import type { ParameterDeclaration, Template } from '../../arm/template.ts';
import type { UsingStatement } from '../syntax.ts';
import { assignmentsOf, baseOf } from './extends.ts';
import { type FileContext, type Library, TemplateBuilder } from './file-context.ts';
import { plainText } from './symbols.ts';
import { variableName } from './variables.ts';

export interface BicepParameters {
  /** The template as written (`main.bicep`, `br/public:…`); null for `using none` and where nothing is said. */
  readonly using: string | null;
  /** Where the template is named; null where nothing is said. */
  readonly usingSpan: Span | null;
  /** By name in lower case. */
  readonly values: ReadonlyMap<string, Value>;
  readonly diagnostics: readonly Diagnostic[];
}

export function readParameters(source: Source, library: Library): BicepParameters {
  const template = new TemplateBuilder(library, 'parameters');
  const file = template.file(source, null);
  const assignments = assignmentsOf(file);
  const names = new Map(
    [...assignments].map(([key, { statement, file }]) => [key, variableName(statement, file)]),
  );
  template.finish();
  const evaluator = createEvaluator(templateOf(source, template), {
    inputs: template.externals!,
    inputPaths: [],
  });
  const values = new Map<string, Value>();
  for (const [key, { statement }] of assignments) {
    const value = evaluator.variable(names.get(key)!);
    const step = { role: 'parameter-file', span: statement.value.span, name: statement.name.name } as const;
    if (value) values.set(key, { ...value, origin: [...value.origin, step] });
  }
  const chain = filesOf(file);
  const using = usingOf(chain);
  return {
    using: using?.path ? plainText(using.path) : null,
    usingSpan: using ? (using.path?.span ?? using.span) : null,
    values,
    diagnostics: [
      ...chain.flatMap(each => each.syntax.diagnostics),
      ...template.diagnostics,
      ...evaluator.diagnostics,
    ],
  };
}

/** The file itself and those that it extends. */
function filesOf(file: FileContext): FileContext[] {
  const files: FileContext[] = [];
  for (let each: FileContext | null = file; each; each = baseOf(each)) files.push(each);
  return files;
}

/** Of the nearest file that says which template it is for. */
function usingOf(files: readonly FileContext[]): UsingStatement | null {
  for (const { syntax } of files) {
    const statement = syntax.statements.find(each => each.kind === 'using');
    if (statement) return statement;
  }
  return null;
}

/** Assignments are the variables of a template without resources; what comes from outside are its parameters. */
function templateOf(source: Source, builder: TemplateBuilder): Template {
  const anywhere = { source, start: 0, end: 0 };
  const parameters = new Map<string, ParameterDeclaration>();
  for (const name of builder.externals!.keys()) {
    parameters.set(name, {
      name,
      type: null,
      default: null,
      allowed: null,
      nullable: false,
      secure: false,
      nameSpan: anywhere,
      span: anywhere,
    });
  }
  return {
    source,
    language: 'bicep',
    level: null,
    parameters,
    variables: builder.variables,
    functions: builder.functions,
    resources: [],
    outputs: new Map(),
    diagnostics: [],
    generatedFromBicep: false,
  };
}
