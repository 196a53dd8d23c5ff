// A deployment that is written as a resource, with its template in the body: what it deploys is read where the template is plain data.

import { createSource, positionAt, type Span } from '../../../model/source.ts';
import { templateOf } from '../../arm/read-template.ts';
import type {
  ModuleArgument,
  ModuleCall,
  Expression as Node,
  Template,
  UnresolvedModule,
} from '../../arm/template.ts';
import { parseJson } from '../../json/parser.ts';
import type { ObjectExpression } from '../syntax.ts';
import { lower } from './expression.ts';
import type { TemplateBuilder } from './file-context.ts';
import { access, literal } from './nodes.ts';
import type { Scope } from './scope.ts';
import { plainText, propertyOf, type ResourceSymbol, unwrap } from './symbols.ts';

/** The call that such a resource is; null for all other resources. */
export function nestedDeployment(symbol: ResourceSymbol, scope: Scope): ModuleCall | null {
  if (symbol.type.name?.toLowerCase() !== 'microsoft.resources/deployments') return null;
  const properties = objectAt(symbol.body, 'properties');
  if (!properties) return unread('the properties of the deployment are computed', []);
  const written = propertyOf(properties, 'template');
  const args = argumentsOf(properties, scope);
  if (!written) return unread('the template of the deployment is elsewhere', args);
  const node = lower(written, scope);
  // In a template that is written out the compiler keeps brackets from being read as expressions; in one that comes by name it cannot.
  const marked = unwrap(written).kind === 'object';
  let loaded: Template | UnresolvedModule | undefined;
  return {
    reference: null,
    load: () => {
      loaded ??= readTemplate(node, written.span, marked, scope.file.template);
      return loaded;
    },
    evaluation: evaluationOf(properties),
    arguments: args,
  };
}

function objectAt(body: ObjectExpression | null, name: string): ObjectExpression | null {
  const value = propertyOf(body, name);
  const bare = value && unwrap(value);
  return bare?.kind === 'object' ? bare : null;
}

function unread(reason: string, args: ModuleCall['arguments']): ModuleCall {
  const unresolved: UnresolvedModule = { kind: 'unresolved', reason };
  return { reference: null, load: () => unresolved, evaluation: 'inner', arguments: args };
}

function evaluationOf(properties: ObjectExpression): ModuleCall['evaluation'] {
  const scope = propertyOf(objectAt(properties, 'expressionEvaluationOptions'), 'scope');
  return scope && plainText(scope)?.toLowerCase() === 'inner' ? 'inner' : 'outer';
}

function argumentsOf(properties: ObjectExpression, scope: Scope): readonly ModuleArgument[] {
  const args: ModuleArgument[] = [];
  for (const member of objectAt(properties, 'parameters')?.members ?? []) {
    const name = member.kind === 'property' ? plainText(member.key) : null;
    if (member.kind !== 'property' || name === null) continue;
    const bare = unwrap(member.value);
    const inner = bare.kind === 'object' ? propertyOf(bare, 'value') : null;
    const value = inner
      ? lower(inner, scope)
      : access(lower(member.value, scope), literal('value', member.span), member.value.span);
    args.push({ name, value, keySpan: member.key.span, span: member.span });
  }
  return args;
}

/** Larger and deeper templates are not taken apart. */
const MOST_NODES = 200_000;
const DEEPEST = 500;

// Its own text stands nowhere, so that places in it are those of the line on which Bicep has it.
function readTemplate(
  node: Node,
  place: Span,
  marked: boolean,
  template: TemplateBuilder,
): Template | UnresolvedModule {
  const data = plainData(node, { marked, template, left: MOST_NODES }, 0);
  if (data === undefined) return { kind: 'unresolved', reason: 'the template of the deployment is computed' };
  const { line } = positionAt(place.source, place.start);
  const source = createSource(
    place.source.path,
    '\n'.repeat(line - 1) + JSON.stringify(data),
    place.source.external,
  );
  const { root, diagnostics } = parseJson(source);
  return templateOf(root, source, template.library.files, [...diagnostics]);
}

interface Reading {
  readonly template: TemplateBuilder;
  /** Whether text that looks like an expression is marked as text. */
  readonly marked: boolean;
  left: number;
}

/** What a node is where all of it is written out. */
function plainData(node: Node, reading: Reading, depth: number): unknown {
  if (reading.left-- <= 0 || depth > DEEPEST) return undefined;
  switch (node.kind) {
    case 'literal':
      return reading.marked && typeof node.value === 'string' && node.value.startsWith('[')
        ? `[${node.value}`
        : node.value;
    case 'array': {
      const items = node.items.map(item =>
        item.kind === 'spread' ? undefined : plainData(item, reading, depth + 1),
      );
      return items.includes(undefined) ? undefined : items;
    }
    case 'object': {
      const members = node.members.map(member => {
        if (member.kind === 'spread' || member.key.kind !== 'literal') return undefined;
        const value = plainData(member.value, reading, depth + 1);
        return value === undefined ? undefined : ([String(member.key.value), value] as const);
      });
      return members.includes(undefined) ? undefined : Object.fromEntries(members as [string, unknown][]);
    }
    case 'call': {
      const [name] = node.args;
      if (node.name !== 'variables' || name?.kind !== 'literal') return undefined;
      const variable = reading.template.variables.get(String(name.value).toLowerCase());
      return variable && plainData(variable.value, { ...reading, marked: false }, depth + 1);
    }
    default:
      return undefined;
  }
}
