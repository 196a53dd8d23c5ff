// A program that imports others: what a Pulumi project deploys whose own start is made by a build. Refuses to know what they declare.

import type { Source } from '../../../model/source.ts';
import type { Tree } from '../parse.ts';
import { syntax } from './syntax.ts';

/** The tree of a program that imports these modules, as they would be named in it. */
export function importingAll(specifiers: readonly string[], source: Source): Tree {
  const body = specifiers.map(value =>
    syntax('ImportDeclaration', [0, 0], {
      source: syntax('Literal', [0, 0], { value }),
      importKind: 'value',
      specifiers: [],
    }),
  );
  return { type: 'Program', body, range: [0, source.text.length], sourceType: 'module' } as unknown as Tree;
}
