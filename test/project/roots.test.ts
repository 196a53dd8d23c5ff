import { describe, expect, it } from 'vitest';
import { closureOf, findRoots } from '../../src/project/roots.ts';
import type { TemplateFacts } from '../../src/project/template-facts.ts';

/** Templates by path with the paths that they call; `null` for a file that only exports. */
function graph(calls: Record<string, readonly string[] | null>) {
  const facts = (path: string): TemplateFacts | null => {
    const called = calls[path.slice(1)];
    if (called === undefined) return null;
    return {
      calls: (called ?? []).map(each => ({ kind: 'file' as const, path: `/${each}`, canonical: null })),
      types: new Set(),
      hasComputedTypes: false,
      deployable: called !== null,
      parameters: new Set(),
    };
  };
  const paths = Object.keys(calls).map(path => `/${path}`);
  return {
    roots: () => findRoots(paths, facts, '').map(path => path.slice(1)),
    closure: (path: string) => [...closureOf(`/${path}`, facts)].map(each => each.slice(1)).sort(),
  };
}

describe('roots', () => {
  it('are what nobody calls', () => {
    const { roots, closure } = graph({
      'main.bicep': ['ai.bicep'],
      'ai.bicep': ['net.bicep'],
      'net.bicep': [],
      'other.bicep': [],
    });
    expect(roots()).toEqual(['main.bicep', 'other.bicep']);
    expect(closure('main.bicep')).toEqual(['ai.bicep', 'main.bicep', 'net.bicep']);
  });

  it('do not include files without resources', () => {
    expect(graph({ 'main.bicep': [], 'types.bicep': null }).roots()).toEqual(['main.bicep']);
  });

  it('include what only tests and examples call, and these', () => {
    const calls = {
      'mod/main.bicep': [],
      'mod/tests/e2e/main.test.bicep': ['mod/main.bicep', 'mod/tests/e2e/dependencies.bicep'],
      'mod/tests/e2e/dependencies.bicep': [],
      'examples/main.bicep': ['mod/main.bicep'],
      'mod/x.test.bicep': ['mod/main.bicep'],
      'testing/main.bicep': ['testing/x.bicep'],
      'testing/x.bicep': [],
    };
    expect(graph(calls).roots()).toEqual([
      'examples/main.bicep',
      'mod/main.bicep',
      'mod/tests/e2e/main.test.bicep',
      'mod/x.test.bicep',
      'testing/main.bicep',
    ]);
  });

  it('include one of each circle, so that nothing is lost', () => {
    const { roots, closure } = graph({
      'a.bicep': ['b.bicep'],
      'b.bicep': ['a.bicep'],
      'c.bicep': ['c.bicep'],
    });
    expect(roots()).toEqual(['a.bicep', 'c.bicep']);
    expect(closure('a.bicep')).toEqual(['a.bicep', 'b.bicep']);
  });

  it('survive calls of files that are not there', () => {
    expect(graph({ 'a.bicep': ['gone.bicep'] }).roots()).toEqual(['a.bicep']);
  });
});
