// Symbolic links among Terraform's files, on a real disk: those inside of the workspace are followed, as Terraform does, those out of it never.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadProject } from '../../../src/project/load-project.ts';
import { nodeDisk } from '../../../src/project/node-disk.ts';

const account = (name: string) => `resource "azurerm_cognitive_account" "${name}" {\n  name = "${name}"\n}\n`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-'));
  mkdirSync(join(folder, 'repo/.git'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function load() {
  const root = join(folder, 'repo');
  const isMapped = (type: string) => type === 'azurerm_cognitive_account';
  const { deployments, diagnostics } = await loadProject({ paths: [root], isMapped, disk: nodeDisk(root) });
  return {
    addresses: deployments.flatMap(each => each.resources.map(({ address }) => `${each.root} ${address}`)),
    codes: diagnostics.map(each => each.code),
  };
}

it('a linked file belongs to the folder of its link', async () => {
  write('repo/shared/common.tf', account('common'));
  write('repo/env/dev/main.tf', account('dev'));
  symlinkSync('../../shared/common.tf', join(folder, 'repo/env/dev/common.tf'));
  expect(await load()).toEqual({
    addresses: [
      'env/dev azurerm_cognitive_account.dev',
      'env/dev azurerm_cognitive_account.common',
      'shared azurerm_cognitive_account.common',
    ],
    codes: [],
  });
});

it('a link that leads out of the workspace is not read', async () => {
  write('secret.tf', account('secret'));
  write('repo/main.tf', account('main'));
  symlinkSync('../secret.tf', join(folder, 'repo/secret.tf'));
  expect(await load()).toEqual({
    addresses: ['. azurerm_cognitive_account.main'],
    codes: ['outside-workspace'],
  });
});

it('a module behind a link that leads out of the workspace is a mistake', async () => {
  write('outside/main.tf', account('outside'));
  write('repo/main.tf', `${account('main')}module "m" {\n  source = "./linked"\n}\n`);
  symlinkSync('../outside', join(folder, 'repo/linked'));
  const { addresses, codes } = await load();
  expect(codes).toEqual(['missing-module']);
  expect(addresses).toEqual(['. azurerm_cognitive_account.main', '. module.m']);
});
