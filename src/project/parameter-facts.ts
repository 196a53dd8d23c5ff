// What the project must know of a parameter file to find its template: what it says itself, and the names of what it gives.

import type { Source, Span } from '../model/source.ts';
import { readParameterFile } from '../parsers/arm/parameter-file.ts';
import { parseBicep } from '../parsers/bicep/parse.ts';
import type { Expression } from '../parsers/bicep/syntax.ts';

export interface ParameterFacts {
  /** Bicep: the template that it is for, or that it is for none; null where it says nothing. Always null for JSON. */
  readonly using: Using | null;
  /** In lower case. */
  readonly names: ReadonlySet<string>;
}

export type Using =
  | { readonly kind: 'template'; readonly path: string; readonly span: Span }
  | { readonly kind: 'none' };

/** The facts of a `.bicepparam` file. */
export function factsOfBicepParameters(source: Source): ParameterFacts {
  let using: Using | null = null;
  const names = new Set<string>();
  for (const statement of parseBicep(source, 'parameters').statements) {
    if (statement.kind === 'using') using = usingOf(statement.path);
    else if (statement.kind === 'assignment') names.add(statement.name.name.toLowerCase());
  }
  return { using, names };
}

/** The facts of a JSON parameter file. */
export function factsOfJsonParameters(source: Source): ParameterFacts {
  return { using: null, names: new Set(readParameterFile(source).names.keys()) };
}

function usingOf(path: Expression | null): Using | null {
  if (path === null) return { kind: 'none' };
  const text = plainText(path);
  return text === null ? null : { kind: 'template', path: text, span: path.span };
}

function plainText(expression: Expression): string | null {
  if (expression.kind !== 'string') return null;
  const [part, ...others] = expression.parts;
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}
