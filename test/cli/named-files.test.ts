// Names on the command line split as `pre-commit` splits them: together they say what naming everything says.

import { expect, test } from 'vitest';
import { isMappedIn } from '../../src/cli/load.ts';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { lintDeployments } from '../../src/engine/lint.ts';
import { rangeOf } from '../../src/model/source.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { memoryDisk } from '../../src/project/memory-disk.ts';

const account = (body: string) =>
  `resource "azurerm_cognitive_account" "ai" {\n  name = "ai"\n  kind = "OpenAI"\n  sku_name = "S0"\n${body}}\n`;

const FILES = {
  '.git/HEAD': '',
  'infra/main.tf': 'module "ai" {\n  source = "../modules/ai"\n  open = var.open\n}\n',
  'infra/variables.tf': 'variable "open" {\n  default = true\n}\n',
  'infra/outputs.tf': 'output "x" {\n  value = 1\n}\n',
  'infra/more.tf': account(''),
  'modules/ai/main.tf': account('  public_network_access_enabled = var.open\n'),
  'modules/ai/variables.tf': 'variable "open" {}\n',
};

async function findings(...paths: readonly string[]): Promise<string[]> {
  const catalogue = builtInCatalogue();
  const { deployments, diagnostics, files, scope } = await loadProject({
    paths,
    isMapped: isMappedIn(catalogue),
    disk: memoryDisk(FILES),
  });
  const report = lintDeployments(
    deployments,
    catalogue,
    {},
    { files: files.read, notAnalysed: 0, diagnostics, includes: scope.includesFinding },
  );
  return report.findings.map(
    ({ rule, location }) => `${location.source.path}:${rangeOf(location).line} ${rule}`,
  );
}

const NAMES = Object.keys(FILES).filter(name => name.endsWith('.tf'));

test('one by one, two by two, all at once and the folder agree', async () => {
  const whole = await findings('.');
  expect(whole).toContain('infra/variables.tf:2 azure-ai-endpoint-unrestricted');
  expect((await findings(...NAMES)).sort()).toEqual([...whole].sort());
  for (const size of [1, 2]) {
    const parts: string[] = [];
    for (let start = 0; start < NAMES.length; start += size)
      parts.push(...(await findings(...NAMES.slice(start, start + size))));
    expect([...new Set(parts)].sort()).toEqual([...whole].sort());
  }
});

test('a file shows what touches it, in itself and where it leads', async () => {
  expect(await findings('infra/outputs.tf')).toEqual([]);
  expect(await findings('infra/variables.tf')).toEqual(
    (await findings('.')).filter(each => each.startsWith('infra/variables.tf')),
  );
  const module = await findings('modules/ai/main.tf');
  expect(module).toContain('infra/variables.tf:2 azure-ai-endpoint-unrestricted');
  expect(module.some(each => each.startsWith('infra/more.tf'))).toBe(false);
});
