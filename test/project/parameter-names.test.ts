import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindByName } from '../../src/project/parameter-names.ts';

/** The template that a parameter file is bound to, of templates by path that do or do not declare all its parameters. */
function bind(parameterFile: string, templates: Record<string, 'fits' | 'differs'>): string {
  const binding = bindByName(`/repo/${parameterFile}`, folder =>
    Object.entries(templates)
      .filter(([path]) => posix.dirname(`/repo/${path}`) === folder)
      .map(([path, fit]) => ({
        path,
        stems: [posix.basename(path).replace(/\.[^.]+$/, '')],
        fits: () => fit === 'fits',
      })),
  );
  return binding.kind === 'none' ? 'none' : `${binding.kind} ${binding.path}`;
}

describe('JSON parameter files by name', () => {
  it.each([
    'main.parameters.json',
    'main.parameters.dev.json',
    'main.dev.parameters.json',
    'main.params.json',
    'main-parameters-prod.json',
    'main_parameters.json',
    'dev.main.parameters.json',
    'Main.Parameters.json',
  ])('%s belongs to main.bicep beside it', name => {
    expect(bind(name, { 'main.bicep': 'differs', 'other.bicep': 'fits' })).toBe('named main.bicep');
  });

  it('prefers the longest name', () => {
    const templates = { 'main.bicep': 'fits', 'main.network.bicep': 'fits' } as const;
    expect(bind('main.network.parameters.json', templates)).toBe('named main.network.bicep');
    expect(bind('main.parameters.network.json', templates)).toBe('named main.bicep');
  });

  it('takes whole words only', () => {
    expect(bind('mainframe.parameters.json', { 'main.bicep': 'differs' })).toBe('none');
  });

  it('takes the template that declares the parameters where the name says nothing', () => {
    expect(bind('parameters.json', { 'template.json': 'fits' })).toBe('fitting template.json');
    expect(bind('parameters.dev.json', { 'a.bicep': 'differs', 'b.bicep': 'fits' })).toBe('fitting b.bicep');
    expect(bind('prod.json', { 'a.bicep': 'differs' })).toBe('none');
  });

  it('takes the usual one of several that declare the parameters, else none', () => {
    expect(bind('parameters.json', { 'a.bicep': 'fits', 'main.bicep': 'fits' })).toBe('fitting main.bicep');
    expect(bind('parameters.json', { 'a.bicep': 'fits', 'b.bicep': 'fits' })).toBe('none');
  });

  it('looks in the folders above', () => {
    const templates = { 'infra/main.bicep': 'fits', 'infra/app.bicep': 'differs' } as const;
    expect(bind('infra/parameters/main.parameters.dev.json', templates)).toBe('named infra/main.bicep');
    expect(bind('infra/parameters/prod.json', templates)).toBe('fitting infra/main.bicep');
    expect(bind('infra/parameters/dev/app.json', templates)).toBe('named infra/app.bicep');
    expect(bind('infra/a/b/c/main.parameters.json', templates)).toBe('none');
  });
});
