// Whole projects that mean harm, or that nobody meant: everything is read, judged and reported in every format, nothing throws.

import { expect, test } from 'vitest';
import { isMappedIn } from '../../src/cli/load.ts';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { lintDeployments } from '../../src/engine/lint.ts';
import { mappedModel } from '../../src/engine/mapped-model.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { type MemoryFiles, memoryDisk } from '../../src/project/memory-disk.ts';
import { conciseReport } from '../../src/report/concise.ts';
import { jsonReport } from '../../src/report/json.ts';
import { modelReport } from '../../src/report/model-json.ts';
import { prettyReport } from '../../src/report/pretty.ts';
import { sarifReport } from '../../src/report/sarif.ts';

const ACCOUNT = `resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = { name: 'ai', kind: 'OpenAI' }\n`;
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

async function lint(files: MemoryFiles) {
  const catalogue = builtInCatalogue();
  const project = await loadProject({
    paths: ['.'],
    isMapped: isMappedIn(catalogue),
    disk: memoryDisk(files),
  });
  const { read, notAnalysed } = project.files;
  const report = lintDeployments(
    project.deployments,
    catalogue,
    {},
    { files: read, notAnalysed: notAnalysed.length, diagnostics: project.diagnostics },
  );
  const texts = [prettyReport(report, { colour: false, width: 100 }), conciseReport(report)];
  sarifReport(report, { version: '0' });
  const models = project.deployments.map(deployment => ({
    deployment,
    model: mappedModel(deployment, catalogue),
  }));
  return {
    json: JSON.parse(jsonReport(report, { verdicts: true })),
    model: JSON.parse(modelReport(models)),
    codes: [...new Set(project.diagnostics.map(each => each.code))].sort(),
    notAnalysed,
    texts,
  };
}

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  '%s may be the name of anything',
  async name => {
    const main = `
    param ${name} string = 'given'
    var object = { ${name}: ${name}, nested: { '${name}': '${name}' } }
    func call_${name}(${name} string) string => ${name}
    type type_${name} = { ${name}: string }
    resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
      name: object.${name}
      kind: object.nested['${name}']
      tags: { ${name}: call_${name}('called'), missing: contains({}, '${name}') }
      properties: { ${name}: { ${name}: 1 } }
    }
    module m 'm.bicep' = { name: 'm', params: { ${name}: '${name}' } }
    module n 'n.bicep' = { name: 'n' }
    output ${name} string = m.outputs.${name}`;
    const module = `param ${name} string\noutput ${name} string = ${name}\n${ACCOUNT.replace("'ai'", name)}`;
    const symbol = `${ACCOUNT.replace(' ai ', ` ${name} `)}output name string = ${name}.name\n`;
    const { model, codes } = await lint({ 'main.bicep': main, 'm.bicep': module, 'n.bicep': symbol });
    const [account, inModule, bySymbol] = model.deployments[0].resources;
    expect(codes).toEqual([]);
    expect(account.name).toBe('given');
    expect(account.properties.kind).toBe(name);
    expect(Object.entries(account.properties.tags)).toContainEqual([name, 'called']);
    expect(account.properties.tags.missing).toBe(false);
    expect(Object.keys(account.properties.properties)).toEqual([name]);
    expect(inModule.name).toBe(name);
    expect(bySymbol.address).toBe(`n.${name}`);
  },
);

test.each([
  ['variables', 'var a = b\nvar b = a\noutput o string = a\n', 'cyclic-variable'],
  ['parameters', 'param a string = b\nparam b string = a\noutput o string = a\n', 'cyclic-parameter'],
  ['outputs', "module m 'main.bicep' = { name: 'm' }\noutput o string = m.outputs.o\n", 'module-cycle'],
  ['functions', 'func f(x int) int => f(x) + f(x)\noutput o int = f(1)\n', 'cyclic-function'],
  ['names', ACCOUNT.replace("'ai'", 'ai.name'), 'cyclic-reference'],
  ['counts', "resource x 'A.B/c@1' = [for i in range(0, length(x)): { name: 'x' }]\n", 'cyclic-count'],
  ['loops', 'output o array = [for i in range(0, 10000): [for j in range(0, 10): i]]\n', 'too-many-copies'],
  ['values', 'output o array = map(range(0, 9999), i => range(0, 9999))\n', 'too-many-values'],
  ['nesting', `output o array = ${'['.repeat(100_000)}\n`, 'too-deep'],
])('%s without end: named, and the rest is judged', async (_what, code, expected) => {
  const sound = ACCOUNT.replaceAll('ai', 'sound');
  const { codes, json } = await lint({ 'main.bicep': sound + code });
  expect(codes).toContain(expected);
  expect(json.summary.aiResources).toBeGreaterThanOrEqual(1);
});

test('copies by the billion are as many as Azure makes, with an error', async () => {
  const copied = {
    type: 'Microsoft.CognitiveServices/accounts',
    apiVersion: '2024-10-01',
    name: "[concat('a', copyIndex())]",
    copy: { name: 'c', count: 1e9 },
  };
  const { codes, model } = await lint({
    'main.json': JSON.stringify({ $schema: SCHEMA, resources: [copied] }),
  });
  expect(codes).toEqual(['too-many-copies']);
  expect(model.deployments[0].resources).toHaveLength(800);
});

test.each(['', ' ', '// nothing', 'null', '[]', '1', '"x"', '{', '\u0000\u0001'])(
  '%j is no template',
  async text => {
    const files = { 'a.bicep': text, 'b.json': text, 'c.bicepparam': text, 'd.parameters.json': text };
    const { json } = await lint({ ...files, 'main.bicep': ACCOUNT });
    expect(json.summary.aiResources).toBe(1);
    expect(json.summary.files + json.summary.notAnalysed).toBeGreaterThanOrEqual(3);
  },
);

test('a line of half a million characters with an error every fourth is shown in parts', async () => {
  const { codes, notAnalysed } = await lint({ 'main.bicep': `${ACCOUNT}var x = ${'a?b:'.repeat(100_000)}` });
  expect(codes).toContain('too-many-problems');
  expect(notAnalysed).toEqual(['main.bicep']);
});

test('neither a file name nor a text in a file steers the terminal', async () => {
  const sequence = '\u001b[2J\u0007';
  const { texts } = await lint({
    [`${sequence}\n.bicep`]: ACCOUNT.replace("'ai'", `'${sequence}'`),
    'broken.bicep': `param ${sequence} string`,
  });
  for (const text of texts) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
