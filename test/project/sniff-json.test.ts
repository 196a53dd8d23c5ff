import { describe, expect, it } from 'vitest';
import { sniffJson } from '../../src/project/sniff-json.ts';

const TEMPLATE =
  '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';
const PARAMETERS =
  '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"';

describe('telling ARM files from other JSON', () => {
  it('goes by the schema, whatever its level', () => {
    expect(sniffJson(`{ ${TEMPLATE},`, false, 'x.json')).toBe('template');
    expect(sniffJson(`{ ${TEMPLATE.replace('deployment', 'subscriptionDeployment')},`, false, 'x.json')).toBe(
      'template',
    );
    expect(sniffJson(`{ ${TEMPLATE.replace('#', '')},`, false, 'x.json')).toBe('template');
    expect(sniffJson(`{ ${PARAMETERS},`, false, 'x.json')).toBe('parameters');
    expect(sniffJson('{ "$schema": "https://json-schema.org/draft-07/schema#",', false, 'x.json')).toBe(
      'other',
    );
  });

  it('reads through comments and does not take nested schemas for the file’s own', () => {
    expect(sniffJson(`// x\n/* "a": { */ { ${TEMPLATE}`, false, 'x.json')).toBe('template');
    expect(sniffJson(`{ "properties": { "template": { ${TEMPLATE} } }`, true, 'policy.json')).toBe('other');
    expect(sniffJson(`{ "parameters": { "x": { ${TEMPLATE} } } }`, true, 'y.json')).toBe('other');
  });

  it('knows what the Bicep compiler wrote', () => {
    const compiled = `{ ${TEMPLATE}, "metadata": { "_generator": { "name": "bicep", "version": "0.40" } }`;
    expect(sniffJson(compiled, false, 'main.json')).toBe('compiled');
  });

  it('needs the whole text where there is no schema', () => {
    const start = '{ "contentVersion": "1.0.0.0", "parameters": {}';
    expect(sniffJson(start, false, 'x.json')).toBe('unclear');
    expect(sniffJson(`${start}, "resources": [] }`, true, 'x.json')).toBe('template');
    expect(sniffJson(`${start} }`, true, 'main.parameters.json')).toBe('parameters');
    expect(sniffJson(`${start} }`, true, 'x.json')).toBe('other');
    expect(sniffJson(`{ "contentVersion": "1.0.0.0", "resources": [], ${TEMPLATE} }`, true, 'x.json')).toBe(
      'template',
    );
  });

  it('leaves all other JSON alone at its first foreign key', () => {
    for (const text of [
      '',
      '[]',
      '[{"resources": []}]',
      '"resources"',
      '{ "name": "x", "resources": [] }',
      '{}',
      'nonsense {',
    ]) {
      expect(sniffJson(text, true, 'x.json'), text).toBe('other');
    }
  });
});
