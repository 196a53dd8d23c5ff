import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../../src/model/source.ts';
import { createBicepReader } from '../../../../src/parsers/bicep/read-bicep.ts';
import { memoryFiles, plain, type Texts } from './evaluated.ts';

function read(text: string, others: Texts = {}) {
  const reader = createBicepReader(memoryFiles({ ...others, 'main.bicepparam': text }));
  const { using, usingSpan, values, diagnostics } = reader.readBicepParameters(
    createSource('main.bicepparam', text),
  );
  return {
    using,
    usingText: usingSpan && textOf(usingSpan),
    values,
    data: Object.fromEntries([...values].map(([name, value]) => [name, plain(value)])),
    codes: diagnostics.map(({ code }) => code),
  };
}

describe('parameter files', () => {
  test('assignments with variables, functions and loops', () => {
    const { using, usingText, data, codes } = read(`
      using './main.bicep'
      var prefix = 'p'
      param name = '\${prefix}-name'
      param Upper = toUpper(name)
      param list = [for i in range(0, 2): '\${prefix}\${i}']`);
    expect([using, usingText, codes]).toEqual(['./main.bicep', "'./main.bicep'", []]);
    expect(data).toEqual({ name: 'p-name', upper: 'P-NAME', list: ['p0', 'p1'] });
  });

  test('an assignment is the last place on its way', () => {
    const value = read("using 'main.bicep'\nvar v = true\nparam keyless = v").values.get('keyless')!;
    expect(value.origin.map(({ role, span }) => [role, textOf(span)])).toEqual([
      ['literal', 'true'],
      ['variable', 'v'],
      ['parameter-file', 'v'],
    ]);
  });

  test('`using none` and registry modules', () => {
    expect(read('using none').using).toBe(null);
    expect(read("using 'br/public:a/b:1'").using).toBe('br/public:a/b:1');
  });

  test('what comes from outside is unknown for its own reason', () => {
    const { values, data, codes } = read(`
      using none
      param a = readEnvironmentVariable('HOME_REGION', 'westeurope')
      param b = readEnvironmentVariable('TOKEN')
      param c = az.getSecret('sub', 'rg', 'vault', 'name')
      param d = externalInput('my.tool', {})`);
    expect(codes).toEqual([]);
    expect(data.a).toBe('westeurope');
    const reason = (name: string) => {
      const value = values.get(name);
      return value?.kind === 'unknown' ? value.reason : null;
    };
    expect(reason('b')).toBe('environment variable `TOKEN` is not known here');
    expect(reason('c')).toBe('secret `name` of key vault `vault` is only known at deployment');
    expect(reason('d')).toBe('input `my.tool` comes from the tool that deploys');
  });

  test('`extends`: own assignments go first, `base` is what is below', () => {
    const others = {
      'base.bicepparam':
        "using none\nvar region = 'we'\nparam location = region\nparam tags = { a: 1 }\nparam sku = 'S0'",
    };
    const { data, using, codes } = read(
      `using 'main.bicep'
       extends 'base.bicepparam'
       var region = 'mine'
       param sku = 'S1'
       param tags = { ...base.tags, b: 2 }
       param all = base`,
      others,
    );
    expect(codes).toEqual([]);
    expect(using).toBe('main.bicep');
    expect(data).toEqual({
      sku: 'S1',
      tags: { a: 1, b: 2 },
      location: 'we',
      all: { location: 'we', tags: { a: 1 }, sku: 'S0' },
    });
  });

  test('files that extend each other', () => {
    const others = { 'b.bicepparam': "using none\nextends 'main.bicepparam'\nparam b = 1" };
    const { data, codes } = read("using none\nextends 'b.bicepparam'\nparam a = 1", others);
    expect(data).toEqual({ a: 1, b: 1 });
    expect(codes).toEqual(['cyclic-extends']);
  });

  test('imports', () => {
    const others = { 'shared.bicep': "@export()\nvar region = 'we'" };
    expect(
      read("using none\nimport { region } from 'shared.bicep'\nparam location = region", others).data,
    ).toEqual({
      location: 'we',
    });
  });
});
