// What the project must know of a template to place it among the others: whom it calls and what it declares. The template itself is not kept.

import type { Source } from '../model/source.ts';
import type { Expression, ResourceDeclaration, Template } from '../parsers/arm/template.ts';
import type { ModuleLocation } from './project-files.ts';

export interface TemplateFacts {
  /** Modules and linked templates whose path is written out. */
  readonly calls: readonly ModuleLocation[];
  /** Native types in lower case, and the references without version of the modules that were called from a registry. */
  readonly types: ReadonlySet<string>;
  /** Whether some type is computed, so that it may be any. */
  readonly hasComputedTypes: boolean;
  /** False for files that only export types, variables and functions. */
  readonly deployable: boolean;
  /** The parameters by name in lower case. */
  readonly parameters: ReadonlySet<string>;
}

/** Nested templates inside one another are followed this far. */
const DEEPEST = 32;

export function factsOf(
  template: Template,
  locate: (from: Source, reference: string) => ModuleLocation,
): TemplateFacts {
  const calls: ModuleLocation[] = [];
  const types = new Set<string>();
  let hasComputedTypes = false;

  const visit = (nested: Template, depth: number): void => {
    for (const resource of nested.resources) {
      if (resource.module === null) {
        const type = typeOf(resource, 0);
        if (type === null) hasComputedTypes = true;
        else types.add(type);
      } else if (resource.module.reference !== null) {
        const location = locate(nested.source, resource.module.reference);
        calls.push(location);
        if (location.canonical !== null) types.add(withoutVersion(location.canonical));
      } else if (depth < DEEPEST) {
        const inline = resource.module.load();
        if (!('kind' in inline)) visit(inline, depth + 1);
      }
    }
  };
  visit(template, 0);
  return {
    calls,
    types,
    hasComputedTypes,
    deployable: template.resources.length > 0,
    parameters: new Set(template.parameters.keys()),
  };
}

/** `br/public:avm/res/x/y:1.0.0` → `br/public:avm/res/x/y`. */
export function withoutVersion(reference: string): string {
  const start = Math.max(reference.indexOf(':'), reference.lastIndexOf('/')) + 1;
  const length = reference.slice(start).search(/[:@]/);
  return length < 0 ? reference : reference.slice(0, start + length);
}

/** The full type in lower case; null where it is not written out. */
function typeOf(resource: ResourceDeclaration, depth: number): string | null {
  const type = literalText(resource.type);
  if (type === null) return null;
  const [provider = ''] = type.split('/', 1);
  const parent = provider.includes('.') || depth >= DEEPEST ? null : resource.parent?.declaration();
  if (!parent) return type.toLowerCase();
  const outer = typeOf(parent, depth + 1);
  return outer === null ? null : `${outer}/${type.toLowerCase()}`;
}

function literalText(expression: Expression): string | null {
  const node = expression.kind === 'deferred' ? expression.force() : expression;
  return node.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}
