// What the project must know of a template to place it among the others: whom it calls and what it declares. The template itself is not kept.

import type { Source, Span } from '../model/source.ts';
import type {
  ResourceDeclaration,
  Template,
  Expression as TemplateExpression,
} from '../parsers/arm/template.ts';
import type { BicepFile, Expression, ResourceStatement } from '../parsers/bicep/syntax.ts';
import type { ModuleLocation } from './project-files.ts';

export interface TemplateFacts {
  /** Modules and linked templates whose path is written out. */
  readonly calls: readonly ModuleLocation[];
  /** Native types in lower case, and the references without version of the modules that are called from a registry. */
  readonly types: ReadonlySet<string>;
  /** Whether some type is computed, so that it may be any. */
  readonly hasComputedTypes: boolean;
  /** False for files that only export types, variables and functions. */
  readonly deployable: boolean;
  /** The parameters by name in lower case. */
  readonly parameters: ReadonlySet<string>;
}

/** Finds what a call names; `place` is where it names it. */
export type Locate = (from: Source, reference: string, place: Span) => ModuleLocation;

/** Nested templates and resources inside one another are followed this far. */
const DEEPEST = 32;

class Collector {
  readonly calls: ModuleLocation[] = [];
  readonly types = new Set<string>();
  hasComputedTypes = false;

  addType(type: string | null): void {
    if (type === null) this.hasComputedTypes = true;
    else this.types.add(type.toLowerCase());
  }

  addCall(location: ModuleLocation): void {
    this.calls.push(location);
    if (location.canonical !== null) this.types.add(withoutVersion(location.canonical));
  }
}

/** The facts of a Bicep file, from its syntax alone. */
export function factsOfBicep(file: BicepFile, locate: Locate): TemplateFacts {
  const found = new Collector();
  const parameters = new Set<string>();
  let deployable = false;
  for (const statement of file.statements) {
    switch (statement.kind) {
      case 'param':
        parameters.add(statement.name.name.toLowerCase());
        break;
      case 'resource':
        deployable = true;
        addResource(statement, null, found, 0);
        break;
      case 'module': {
        deployable = true;
        const path = plainText(statement.path);
        if (path !== null) found.addCall(locate(file.source, path, statement.path.span));
      }
    }
  }
  const { calls, types, hasComputedTypes } = found;
  return { calls, types, hasComputedTypes, deployable, parameters };
}

function addResource(
  statement: ResourceStatement,
  outer: string | null,
  found: Collector,
  depth: number,
): void {
  const written = plainText(statement.type)?.replace(/@.*$/s, '') ?? null;
  const type = written !== null && outer !== null && !isFullType(written) ? `${outer}/${written}` : written;
  found.addType(type);
  for (const member of bodyOf(statement.value)) {
    if (member.kind === 'nested' && depth < DEEPEST) addResource(member.resource, type, found, depth + 1);
  }
}

/** The members of a body behind its conditions and loops. */
function bodyOf(value: Expression) {
  let body = value;
  while (body.kind === 'if' || body.kind === 'for' || body.kind === 'parenthesized') {
    body = body.kind === 'parenthesized' ? body.inner : body.body;
  }
  return body.kind === 'object' ? body.members : [];
}

function plainText(expression: Expression): string | null {
  if (expression.kind !== 'string') return null;
  const [part, ...others] = expression.parts;
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

/** The facts of an ARM template, with those of the templates nested in it. */
export function factsOfTemplate(template: Template, locate: Locate): TemplateFacts {
  const found = new Collector();
  const visit = (nested: Template, depth: number): void => {
    for (const resource of nested.resources) {
      if (resource.module === null) found.addType(typeOf(resource, 0));
      else if (resource.module.reference !== null)
        found.addCall(locate(nested.source, resource.module.reference, resource.header));
      else if (depth < DEEPEST) {
        const inline = resource.module.load();
        if (!('kind' in inline)) visit(inline, depth + 1);
      }
    }
  };
  visit(template, 0);
  const { calls, types, hasComputedTypes } = found;
  const parameters = new Set(template.parameters.keys());
  return { calls, types, hasComputedTypes, deployable: template.resources.length > 0, parameters };
}

/** The full type; null where it is not written out. */
function typeOf(resource: ResourceDeclaration, depth: number): string | null {
  const type = literalText(resource.type);
  if (type === null || isFullType(type) || depth >= DEEPEST) return type;
  const parent = resource.parent?.declaration();
  if (!parent) return type;
  const outer = typeOf(parent, depth + 1);
  return outer === null ? null : `${outer}/${type}`;
}

function literalText(expression: TemplateExpression): string | null {
  const node = expression.kind === 'deferred' ? expression.force() : expression;
  return node.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}

/** Full types begin with a provider's namespace: `Microsoft.Search/…`. */
function isFullType(type: string): boolean {
  return type.slice(0, Math.max(0, type.indexOf('/'))).includes('.');
}

/** `br/public:avm/res/x/y:1.0.0` → `br/public:avm/res/x/y`. */
function withoutVersion(reference: string): string {
  const start = Math.max(reference.indexOf(':'), reference.lastIndexOf('/')) + 1;
  const length = reference.slice(start).search(/[:@]/);
  return length < 0 ? reference : reference.slice(0, start + length);
}
