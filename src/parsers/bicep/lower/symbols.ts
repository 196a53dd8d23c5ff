// What the names of one Bicep file stand for. Refuses to know values, other files and the template form.

import { textOf } from '../../../model/source.ts';
import type {
  BicepFile,
  Decorator,
  Expression,
  ExtendsStatement,
  ExtensionStatement,
  ForExpression,
  FunctionStatement,
  Identifier,
  ImportedSymbol,
  ImportStatement,
  ModuleStatement,
  ObjectExpression,
  ParameterAssignmentStatement,
  ParameterStatement,
  ResourceBody,
  ResourceStatement,
  TypeStatement,
  VariableStatement,
} from '../syntax.ts';

export type FileSymbol =
  | { readonly kind: 'param'; readonly statement: ParameterStatement }
  | { readonly kind: 'var'; readonly statement: VariableStatement }
  | { readonly kind: 'func'; readonly statement: FunctionStatement }
  | { readonly kind: 'type'; readonly statement: TypeStatement }
  | ResourceSymbol
  | ModuleSymbol
  | { readonly kind: 'imported'; readonly statement: ImportStatement; readonly symbol: ImportedSymbol }
  | { readonly kind: 'wildcard'; readonly statement: ImportStatement }
  | { readonly kind: 'extension'; readonly statement: ExtensionStatement }
  | { readonly kind: 'assignment'; readonly statement: ParameterAssignmentStatement }
  /** `base` in a parameter file: the assignments of the file that it extends. */
  | { readonly kind: 'base'; readonly statement: ExtendsStatement };

/** What stands inside `if (…)` and `[for …]` of a resource or module. */
interface Declared {
  readonly loop: ForExpression | null;
  readonly condition: Expression | null;
  /** Null where it could not be read. */
  readonly body: ObjectExpression | null;
}

export interface ResourceSymbol extends Declared {
  readonly kind: 'resource';
  readonly statement: ResourceStatement;
  /** `outer::inner` for nested resources, as the compiler names them. */
  readonly name: string;
  readonly type: ResourceType;
  /** The resource in whose body it is declared. */
  readonly outer: ResourceSymbol | null;
  readonly nested: ReadonlyMap<string, ResourceSymbol>;
}

export interface ModuleSymbol extends Declared {
  readonly kind: 'module';
  readonly statement: ModuleStatement;
  readonly name: string;
}

/** Both null where the type is not a plain string. */
export interface ResourceType {
  readonly name: string | null;
  readonly version: string | null;
  /** False for resources of an extension (Microsoft Graph, Kubernetes), which have no id and keep their name among their properties. */
  readonly native: boolean;
}

export interface FileSymbols {
  readonly byName: ReadonlyMap<string, FileSymbol>;
  /** All resources in the order of the text, outer before nested. */
  readonly resources: readonly ResourceSymbol[];
  readonly modules: readonly ModuleSymbol[];
  /** Names that were declared again; the first declaration holds. */
  readonly repeated: readonly Identifier[];
}

/** The symbols of a file. Outputs, metadata, assertions and tests have no names that expressions could use. */
export function symbolsOf(file: BicepFile): FileSymbols {
  const byName = new Map<string, FileSymbol>();
  const resources: ResourceSymbol[] = [];
  const modules: ModuleSymbol[] = [];
  const repeated: Identifier[] = [];
  const graph = file.statements.some(
    statement => statement.kind === 'extension' && /graph/i.test(textOf(statement.specification.span)),
  );
  const declare = (name: Identifier, symbol: FileSymbol) => {
    if (byName.has(name.name)) repeated.push(name);
    else byName.set(name.name, symbol);
  };
  for (const statement of file.statements) {
    switch (statement.kind) {
      case 'extends':
        byName.set('base', { kind: 'base', statement });
        break;
      case 'param':
      case 'var':
      case 'func':
      case 'type':
        declare(statement.name, { kind: statement.kind, statement } as FileSymbol);
        break;
      case 'assignment':
        declare(statement.name, { kind: 'assignment', statement });
        break;
      case 'resource': {
        const symbol = resourceSymbol(statement, null, graph, resources);
        declare(statement.name, symbol);
        break;
      }
      case 'module': {
        const symbol: ModuleSymbol = {
          kind: 'module',
          statement,
          name: statement.name.name,
          ...unwrapBody(statement.value),
        };
        modules.push(symbol);
        declare(statement.name, symbol);
        break;
      }
      case 'import':
        for (const symbol of statement.symbols ?? []) {
          declare(symbol.alias ?? symbol.name, { kind: 'imported', statement, symbol });
        }
        if (statement.wildcard) declare(statement.wildcard, { kind: 'wildcard', statement });
        break;
      case 'extension': {
        const name = statement.alias ?? extensionName(statement.specification);
        if (name) declare(name, { kind: 'extension', statement });
      }
    }
  }
  return { byName, resources, modules, repeated };
}

function resourceSymbol(
  statement: ResourceStatement,
  outer: ResourceSymbol | null,
  graph: boolean,
  all: ResourceSymbol[],
): ResourceSymbol {
  const declared = unwrapBody(statement.value);
  const nested = new Map<string, ResourceSymbol>();
  const own = statement.name.name;
  const symbol: ResourceSymbol = {
    kind: 'resource',
    statement,
    name: outer ? `${outer.name}::${own}` : own,
    type: resourceType(statement.type, outer?.type ?? null, graph),
    outer,
    nested,
    ...declared,
  };
  all.push(symbol);
  for (const member of declared.body?.members ?? []) {
    if (member.kind !== 'nested') continue;
    const inner = resourceSymbol(member.resource, symbol, graph, all);
    if (!nested.has(member.resource.name.name)) nested.set(member.resource.name.name, inner);
  }
  return symbol;
}

/** `[for x in y: if (c) { … }]` taken apart. */
function unwrapBody(value: ResourceBody): Declared {
  let rest: Expression = value;
  let loop: ForExpression | null = null;
  let condition: Expression | null = null;
  if (rest.kind === 'for') {
    loop = rest;
    rest = rest.body;
  }
  if (rest.kind === 'if') {
    condition = rest.condition;
    rest = rest.body;
  }
  while (rest.kind === 'parenthesized') rest = rest.inner;
  return { loop, condition, body: rest.kind === 'object' ? rest : null };
}

/** A nested resource's type continues its parent's and inherits the version. */
function resourceType(expression: Expression, outer: ResourceType | null, graph: boolean): ResourceType {
  const text = plainText(expression);
  if (text === null || (outer && outer.name === null)) return { name: null, version: null, native: true };
  const at = text.indexOf('@');
  // A namespace may stand in front: `az:Microsoft.X/y`.
  const name = (at < 0 ? text : text.slice(0, at)).replace(/^\w+:/, '');
  const version = at < 0 ? null : text.slice(at + 1);
  if (outer)
    return { name: `${outer.name}/${name}`, version: version ?? outer.version, native: outer.native };
  const provider = name.split('/', 1)[0]!;
  const native =
    provider.includes('.') && name.includes('/') && !(graph && provider.toLowerCase() === 'microsoft.graph');
  return { name, version, native };
}

function extensionName(specification: Expression): Identifier | null {
  if (specification.kind === 'variable') return specification.name;
  const text = plainText(specification);
  // The older `import 'kubernetes@1.0.0'` form names the extension by its specification.
  return text === null ? null : { name: text.split('@', 1)[0]!, span: specification.span };
}

/** The text of a string without holes, else null. */
export function plainText(expression: Expression): string | null {
  if (expression.kind !== 'string') return null;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind === 'hole') return null;
    text += part.value;
  }
  return text;
}

/** `(x)!` is `x` where only the symbol behind it counts. */
export function unwrap(expression: Expression): Expression {
  let inner = expression;
  for (;;) {
    if (inner.kind === 'parenthesized') inner = inner.inner;
    else if (inner.kind === 'nonNull') inner = inner.operand;
    else return inner;
  }
}

/** The value of a body's property, of the first where it is repeated. */
export function propertyOf(body: ObjectExpression | null, name: string): Expression | null {
  for (const member of body?.members ?? []) {
    if (member.kind === 'property' && plainText(member.key) === name) return member.value;
  }
  return null;
}

/** The decorator of this name, written with or without the `sys` namespace. */
export function decoratorArguments(
  decorators: readonly Decorator[],
  name: string,
): readonly Expression[] | null {
  for (const { expression } of decorators) {
    if (expression.kind !== 'functionCall' && expression.kind !== 'methodCall') continue;
    if (expression.name.name === name) return expression.args;
  }
  return null;
}
