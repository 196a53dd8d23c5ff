// Resource and module statements to declarations of the template form. Refuses to know expressions.

import type { Source, Span } from '../../../model/source.ts';
import type {
  ModuleArgument,
  ModuleCall,
  Expression as Node,
  ObjectNode,
  ResourceDeclaration,
  Template,
  UnresolvedModule,
} from '../../arm/template.ts';
import type { Expression } from '../syntax.ts';
import { declaredScope, scopeOfDeclaration } from './declared-scope.ts';
import { enterLoop, lower, lowerMembers, lowerValue } from './expression.ts';
import type { FileContext, TemplateBuilder } from './file-context.ts';
import { nestedDeployment } from './nested-deployment.ts';
import { call, emptyObject, error, literal } from './nodes.ts';
import { fileScope, loopName, type Scope } from './scope.ts';
import { bodyScope } from './symbol-scope.ts';
import { type ModuleSymbol, plainText, propertyOf, type ResourceSymbol } from './symbols.ts';
import { resourceTarget } from './targets.ts';

/** What the compiler writes elsewhere than among the other properties. */
const OWN_PLACES: ReadonlySet<string> = new Set(['name', 'scope', 'parent', 'dependsOn']);
const EXTENSION_OWN_PLACES: ReadonlySet<string> = new Set(['dependsOn']);

export function lowerResource(symbol: ResourceSymbol, file: FileContext): ResourceDeclaration {
  const { statement, type, body } = symbol;
  const scope = bodyScope(symbol, file);
  const name = propertyOf(body, 'name');
  const module = statement.existing ? null : nestedDeployment(symbol, scope);
  const declaration: ResourceDeclaration = {
    symbol: symbol.name,
    type: type.name === null ? unreadableType(symbol, file) : literal(type.name, statement.type.span),
    apiVersion: type.version === null ? null : literal(type.version, statement.type.span),
    name: type.native && name ? lower(name, scope) : null,
    parent: parentOf(symbol, scope),
    existing: statement.existing,
    condition: conditionOf(symbol, file),
    loop: loopOf(symbol, file),
    scope: type.native ? scopeOfDeclaration(symbol, file) : null,
    body: module ? emptyObject(statement.value.span) : bodyOf(symbol, scope),
    module,
    span: statement.span,
    header: statement.header,
  };
  return declaration;
}

function unreadableType(symbol: ResourceSymbol, file: FileContext): Node {
  const { span } = symbol.statement.type;
  if (!symbol.outer || symbol.outer.type.name !== null) {
    file.template.report(
      'invalid-type',
      'The type of a resource must be plain text',
      span,
      "Write `'Provider/type@version'`.",
    );
  }
  return error('the type of the resource could not be read', span);
}

function bodyOf(symbol: ResourceSymbol, scope: Scope): ObjectNode {
  const { body, statement } = symbol;
  if (!symbol.type.native) return extensionBody(symbol, scope);
  if (!body) return emptyObject(statement.value.span);
  return { kind: 'object', members: lowerMembers(body, scope, OWN_PLACES), span: body.span };
}

/** Extension resources keep all that they say under `properties`. */
function extensionBody(symbol: ResourceSymbol, scope: Scope): ObjectNode {
  const { body, statement } = symbol;
  const { span } = body ?? statement.value;
  const members = body ? lowerMembers(body, scope, EXTENSION_OWN_PLACES) : [];
  const value: ObjectNode = { kind: 'object', members, span };
  return {
    kind: 'object',
    members: [{ kind: 'member', key: literal('properties', span), value, keySpan: statement.header, span }],
    span,
  };
}

function parentOf(symbol: ResourceSymbol, scope: Scope): ResourceDeclaration['parent'] {
  if (!symbol.type.native) return null;
  const { template } = scope.file;
  const { outer } = symbol;
  if (outer) {
    const looped = loopAround(outer);
    const index = looped ? copyIndex(looped.name, symbol.statement.name.span) : null;
    return { declaration: () => template.declarations.get(outer) ?? null, index };
  }
  const written = propertyOf(symbol.body, 'parent');
  if (!written) return null;
  const target = resourceTarget(written, scope);
  if (!target) {
    template.report(
      'invalid-parent',
      'The parent is not a resource of this file',
      written.span,
      'Write the symbolic name of a resource.',
    );
    return { declaration: () => null, index: null };
  }
  return { declaration: () => template.declarations.get(target.symbol) ?? null, index: target.index };
}

/** The resource whose loop a nested one takes part in. */
function loopAround(symbol: ResourceSymbol): ResourceSymbol | null {
  for (let each: ResourceSymbol | null = symbol; each; each = each.outer) if (each.loop) return each;
  return null;
}

function copyIndex(loop: string, span: Span): Node {
  return call('copyIndex', [literal(loop, span)], span);
}

/** A nested resource is deployed only where those around it are. */
function conditionOf(symbol: ResourceSymbol | ModuleSymbol, file: FileContext): Node | null {
  const around = symbol.kind === 'resource' && symbol.outer ? conditionOf(symbol.outer, file) : null;
  if (!symbol.condition) return around;
  const own = lower(symbol.condition, bodyScope(symbol, file));
  return around ? call('and', [around, own], own.span) : own;
}

function loopOf(symbol: ResourceSymbol | ModuleSymbol, file: FileContext): ResourceDeclaration['loop'] {
  const looped = symbol.kind === 'resource' ? loopAround(symbol) : symbol;
  if (!looped?.loop) return null;
  const outer = looped.kind === 'resource' && looped.outer ? bodyScope(looped.outer, file) : fileScope(file);
  const name = loopName(looped.name, outer);
  return { name, count: enterLoop(looped.loop, name, null, outer).count, span: looped.loop.span };
}

export function lowerModule(symbol: ModuleSymbol, file: FileContext): ResourceDeclaration {
  const { statement, body } = symbol;
  const scope = bodyScope(symbol, file);
  const name = propertyOf(body, 'name');
  const placed = propertyOf(body, 'scope');
  return {
    symbol: symbol.name,
    type: literal('Microsoft.Resources/deployments', statement.path.span),
    apiVersion: null,
    name: name ? lower(name, scope) : null,
    parent: null,
    existing: false,
    condition: conditionOf(symbol, file),
    loop: loopOf(symbol, file),
    scope: placed ? declaredScope(placed, scope) : null,
    body: emptyObject(statement.value.span),
    module: moduleCall(symbol, scope),
    span: statement.span,
    header: statement.header,
  };
}

function moduleCall(symbol: ModuleSymbol, scope: Scope): ModuleCall {
  const { path } = symbol.statement;
  const { template, syntax } = scope.file;
  const reference = plainText(path);
  if (reference === null)
    template.report('not-constant', 'The path of a module must be plain text', path.span);
  let loaded: Template | UnresolvedModule | undefined;
  return {
    reference,
    load: () => {
      loaded ??= loadModule(reference, syntax.source, template);
      return loaded;
    },
    evaluation: 'inner',
    arguments: moduleArguments(propertyOf(symbol.body, 'params'), scope),
  };
}

function loadModule(
  reference: string | null,
  from: Source,
  template: TemplateBuilder,
): Template | UnresolvedModule {
  if (reference === null) return { kind: 'unresolved', reason: 'the path of the module is not plain text' };
  const found = template.library.files.module(from, reference);
  return found.kind === 'unresolved' ? found : template.library.readTemplate(found.source);
}

function moduleArguments(written: Expression | null, scope: Scope): readonly ModuleArgument[] | Node {
  if (!written) return [];
  if (written.kind !== 'object') return wrapped(lower(written, scope));
  const args: ModuleArgument[] = [];
  for (const member of written.members) {
    const name = member.kind === 'property' ? plainText(member.key) : null;
    if (member.kind === 'error') continue;
    if (member.kind !== 'property' || name === null) return wrapped(lower(written, scope));
    // The compiler wraps each argument in an object, after whose member it calls a loop.
    const value = lowerValue(member.value, 'value', scope);
    args.push({ name, value, keySpan: member.key.span, span: member.span });
  }
  return args;
}

/** Computed arguments as the template form has them: each in an object. */
function wrapped(all: Node): Node {
  const { span } = all;
  const value: Node = { kind: 'local', name: 'argument', span };
  const body: ObjectNode = {
    kind: 'object',
    members: [{ kind: 'member', key: literal('value', span), value, keySpan: span, span }],
    span,
  };
  return call('mapValues', [all, { kind: 'lambda', parameters: ['argument'], body, span }], span);
}
