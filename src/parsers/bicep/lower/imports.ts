// `import … from`: where imported names come from, and what they become in the template that imports them.
// Refuses to know types (types.ts looks up exported types itself).

import type { Source, Span } from '../../../model/source.ts';
import type { CallNode, Expression as Node, Template } from '../../arm/template.ts';
import { parseJson } from '../../json/parser.ts';
import type { JsonNode } from '../../json/syntax.ts';
import type { Identifier, ImportStatement } from '../syntax.ts';
import type { FileContext, TemplateBuilder } from './file-context.ts';
import { call, error, literal } from './nodes.ts';
import { plainText } from './symbols.ts';
import { functionName, isExported, variableName } from './variables.ts';

/** What an import statement names. */
export type ImportTarget =
  | { readonly kind: 'bicep'; readonly file: FileContext }
  | CompiledTarget
  | { readonly kind: 'unresolved'; readonly reason: string };

/** A compiled template: its functions and variables are read as templates are, its types from the JSON. */
export interface CompiledTarget {
  readonly kind: 'compiled';
  readonly source: Source;
  readonly template: Template;
  readonly document: () => JsonNode | null;
}

/** The file that an import statement names, looked for once. */
export function importTarget(statement: ImportStatement, file: FileContext): ImportTarget {
  const { template } = file;
  const known = template.imports.get(statement);
  if (known) return known;
  const target = findTarget(statement, file);
  template.imports.set(statement, target);
  return target;
}

function findTarget(statement: ImportStatement, file: FileContext): ImportTarget {
  const { template } = file;
  const reference = plainText(statement.path);
  const { span } = statement.path;
  if (reference === null) {
    template.report('not-constant', 'The file to import from must be plain text', span);
    return { kind: 'unresolved', reason: 'the file to import from is not named by plain text' };
  }
  const { syntax } = file;
  const found = template.library.files.module(syntax.source, reference);
  if (found.kind === 'unresolved') return found;
  const { source } = found;
  if (isAround(source, file)) {
    template.report(
      'cyclic-import',
      `\`${reference}\` imports from \`${syntax.source.path}\`, directly or through others`,
      span,
      'Move what both need into a third file.',
    );
    return { kind: 'unresolved', reason: `\`${reference}\` and this file import from each other` };
  }
  if (/\.bicep$/i.test(source.path)) return { kind: 'bicep', file: template.file(source, file) };
  let document: JsonNode | null | undefined;
  return {
    kind: 'compiled',
    source,
    template: template.library.readTemplate(source),
    document: () => {
      if (document === undefined) document = parseJson(source).root;
      return document;
    },
  };
}

function isAround(source: Source, file: FileContext): boolean {
  for (let each: FileContext | null = file; each; each = each.importer) {
    if (each.syntax.source.path === source.path) return true;
  }
  return false;
}

/** An imported variable, which the template takes over. */
export function importedVariable(
  statement: ImportStatement,
  exported: string,
  name: Identifier,
  file: FileContext,
): Node {
  const target = importTarget(statement, file);
  if (target.kind === 'unresolved') return unresolved(statement, target.reason, name.span, file);
  if (target.kind === 'compiled') {
    const declared = target.template.variables.has(exported.toLowerCase());
    if (!declared) return notExported('variable', exported, name.span, file);
    return call(
      'variables',
      [literal(compiledVariable(exported, target, file.template), name.span)],
      name.span,
    );
  }
  const symbol = target.file.symbols.byName.get(exported);
  if (symbol?.kind !== 'var' || !isExported(symbol.statement)) {
    return notExported('variable', exported, name.span, file);
  }
  return call('variables', [literal(variableName(symbol.statement, target.file), name.span)], name.span);
}

/** A call of an imported function, which the template takes over. */
export function importedCall(
  statement: ImportStatement,
  exported: string,
  name: Identifier,
  args: readonly Node[],
  span: Span,
  file: FileContext,
): Node {
  const target = importTarget(statement, file);
  if (target.kind === 'unresolved') return unresolved(statement, target.reason, name.span, file);
  if (target.kind === 'compiled') {
    const declared = COMPILED_FUNCTIONS + exported;
    if (!target.template.functions.has(declared.toLowerCase()))
      return notExported('function', exported, name.span, file);
    return call(compiledFunction(declared, target, file.template), args, span, name.span);
  }
  const symbol = target.file.symbols.byName.get(exported);
  if (symbol?.kind !== 'func' || !isExported(symbol.statement)) {
    return notExported('function', exported, name.span, file);
  }
  return call(functionName(symbol.statement, target.file), args, span, name.span);
}

function notExported(what: string, name: string, span: Span, file: FileContext): Node {
  file.template.report(
    'not-exported',
    `The imported file exports no ${what} \`${name}\``,
    span,
    'Declarations are exported with `@export()`.',
  );
  return error(`the imported file exports no ${what} \`${name}\``, span);
}

function unresolved(statement: ImportStatement, reason: string, span: Span, file: FileContext): Node {
  file.template.report(
    'missing-import',
    `Cannot import: ${reason}`,
    statement.path.span,
    undefined,
    'warning',
  );
  return error(reason, span);
}

/** The namespace in which compiled templates have their exported functions. */
const COMPILED_FUNCTIONS = '__bicep.';

function compiledVariable(name: string, target: CompiledTarget, template: TemplateBuilder): string {
  const renamed = template.prefix(target.source) + name;
  const key = renamed.toLowerCase();
  const declared = target.template.variables.get(name.toLowerCase());
  if (!declared || template.variables.has(key)) return renamed;
  const { value, span } = declared;
  template.variables.set(key, { name: renamed, value, span });
  template.later(() => {
    template.variables.set(key, { name: renamed, value: renameIn(value, target, template), span });
  });
  return renamed;
}

function compiledFunction(name: string, target: CompiledTarget, template: TemplateBuilder): string {
  const renamed = template.prefix(target.source) + name;
  const key = renamed.toLowerCase();
  const declared = target.template.functions.get(name.toLowerCase());
  if (!declared || template.functions.has(key)) return renamed;
  template.functions.set(key, declared);
  template.later(() => {
    template.functions.set(key, {
      ...declared,
      name: renamed,
      body: renameIn(declared.body, target, template),
    });
  });
  return renamed;
}

/** An expression of a compiled template with the names that it uses taken over too. */
function renameIn(node: Node, target: CompiledTarget, template: TemplateBuilder): Node {
  const inside = (child: Node) => renameIn(child, target, template);
  switch (node.kind) {
    case 'literal':
    case 'local':
    case 'error':
      return node;
    case 'deferred':
      return renameIn(node.force(), target, template);
    case 'array':
      return {
        ...node,
        items: node.items.map(item =>
          item.kind === 'spread' ? { ...item, value: inside(item.value) } : inside(item),
        ),
      };
    case 'object':
      return {
        ...node,
        members: node.members.map(member =>
          member.kind === 'spread'
            ? { ...member, value: inside(member.value) }
            : { ...member, key: inside(member.key), value: inside(member.value) },
        ),
      };
    case 'call':
      return renameCall(node, target, template);
    case 'access':
      return { ...node, base: inside(node.base), key: inside(node.key) };
    case 'lambda':
      return { ...node, body: inside(node.body) };
    case 'loop':
      return { ...node, count: inside(node.count), body: inside(node.body) };
  }
}

function renameCall(node: CallNode, target: CompiledTarget, template: TemplateBuilder): Node {
  const [first] = node.args;
  if (
    node.name.toLowerCase() === 'variables' &&
    first?.kind === 'literal' &&
    typeof first.value === 'string'
  ) {
    return { ...node, args: [literal(compiledVariable(first.value, target, template), first.span)] };
  }
  const args = node.args.map(arg => renameIn(arg, target, template));
  const name = node.name.includes('.') ? compiledFunction(node.name, target, template) : node.name;
  return { ...node, name, args };
}
