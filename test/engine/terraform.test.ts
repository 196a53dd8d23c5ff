// Terraform in the words of the maps: nested blocks, azapi bodies, resources declared in parts, ids written by hand, edits.

import { describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { lintDeployments } from '../../src/engine/lint.ts';
import { mappedModel } from '../../src/engine/mapped-model.ts';
import { plainText } from '../../src/engine/wording.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { memoryDisk } from '../../src/project/memory-disk.ts';
import { NOTHING_READ } from './build.ts';

const catalogue = builtInCatalogue();

async function deploy(text: string) {
  const disk = memoryDisk({ 'main.tf': text });
  const [deployment] = (await loadProject({ paths: ['.'], isMapped: () => true, disk })).deployments;
  return deployment!;
}

async function read(text: string, address: string): Promise<Record<string, string>> {
  const found = mappedModel(await deploy(text), catalogue).resources.find(
    each => each.resource.address === address && each.kind !== null,
  );
  return Object.fromEntries(
    [...(found?.attributes ?? [])].map(([name, value]) => [
      name,
      value.kind === 'unknown' ? `? ${value.reason}` : plainText(value),
    ]),
  );
}

async function edgesOf(text: string, address: string): Promise<string[]> {
  const { resources } = mappedModel(await deploy(text), catalogue);
  const found = resources.find(each => each.resource.address === address);
  return (found?.edges ?? []).map(({ edge, to, certain }) => `${edge} ${to}${certain ? '' : '?'}`);
}

const account = (body = '') => `resource "azurerm_cognitive_account" "ai" {
  name                = "ai"
  resource_group_name = "rg"
  kind                = "OpenAI"
  sku_name            = "S0"
${body}
}
`;
const read_ai = async (body: string, more = '') =>
  await read(account(body) + more, 'azurerm_cognitive_account.ai');

describe('nested blocks', () => {
  test('read like the one block that there is', async () => {
    const rules = 'virtual_network_rules { subnet_id = "a" }\nvirtual_network_rules { subnet_id = "b" }';
    const attributes = await read_ai(
      `network_acls {\ndefault_action = "Deny"\nip_rules = ["1.2.3.4"]\n${rules}\n}`,
    );
    expect(attributes).toMatchObject({
      defaultAction: 'Deny',
      ipRules: '1.2.3.4',
      virtualNetworkRules: 'a, b',
    });
  });
  test('are absent where there is none, written or not', async () => {
    const none = 'dynamic "network_acls" {\nfor_each = []\ncontent {\ndefault_action = "Deny"\n}\n}';
    expect((await read_ai('')).defaultAction).toBe('Allow');
    expect((await read_ai(none)).defaultAction).toBe('Allow');
  });
  test('may be there where that is not known', async () => {
    const dynamic =
      'dynamic "network_acls" {\nfor_each = var.on ? [1] : []\ncontent {\ndefault_action = "Deny"\n}\n}';
    expect((await read_ai(dynamic, 'variable "on" {}\n')).defaultAction).toBe('Deny or Allow');
  });
});

describe('azapi', () => {
  const azapi = (body: string, beside = '') => `resource "azapi_resource" "ai" {
  type      = "Microsoft.CognitiveServices/accounts@2024-10-01"
  parent_id = "/subscriptions/s/resourceGroups/rg"
  name      = "ai"
  ${beside}
  body      = ${body}
}
`;
  const read_azapi = async (body: string, beside = '', more = '') =>
    await read(azapi(body, beside) + more, 'azapi_resource.ai');

  test.each([
    ['an object', '{ kind = "OpenAI", properties = { disableLocalAuth = true } }'],
    ['a text', 'jsonencode({ kind = "OpenAI", properties = { disableLocalAuth = true } })'],
    ['a heredoc', '<<-EOT\n{ "kind": "OpenAI", "properties": { "disableLocalAuth": true } }\nEOT\n'],
  ])('%s is read by the paths of ARM', async (_, body) => {
    expect(await read_azapi(body)).toMatchObject({ kind: 'OpenAI', localAuth: 'false' });
  });

  test('a text of which a part is not known is known for the rest', async () => {
    const body = 'jsonencode({ kind = var.x, properties = { disableLocalAuth = true } })';
    expect(await read_azapi(body, '', 'variable "x" {}\n')).toMatchObject({
      kind: '? variable `x` has no default',
      localAuth: 'false',
    });
  });

  test('a text that is no JSON is unknown', async () => {
    expect((await read_azapi('"{"')).localAuth).toBe('? the body is no JSON text');
  });

  test('identities are a block beside the body, or in it', async () => {
    const block = 'identity {\ntype = "UserAssigned"\nidentity_ids = [var.x]\n}';
    expect(await read_azapi('{}', block, 'variable "x" {}\n')).toMatchObject({ identity: 'UserAssigned' });
    expect((await read_azapi('{ identity = { type = "SystemAssigned" } }')).identity).toBe('SystemAssigned');
    expect((await read_azapi('{}')).identity).toBe('None');
  });

  test('what is kept secret is laid over the body', async () => {
    const secret = 'sensitive_body = { properties = { publicNetworkAccess = "Disabled" } }';
    expect(await read_azapi('{ properties = { disableLocalAuth = true } }', secret)).toMatchObject({
      localAuth: 'false',
      publicNetworkAccess: 'Disabled',
    });
  });

  test('a type that is not known may be anything', async () => {
    const untyped =
      'variable "type" {}\nresource "azapi_resource" "x" {\n  type = var.type\n  name = "x"\n}\n';
    expect(mappedModel(await deploy(account() + untyped), catalogue).world).toBe('open');
    expect(
      mappedModel(await deploy(account() + untyped.replace('var.type', '"A/b@${var.type}"')), catalogue)
        .world,
    ).toBe('closed');
  });

  test('children belong to their parent', async () => {
    const project = `resource "azapi_resource" "project" {
      type      = "Microsoft.CognitiveServices/accounts/projects@2025-06-01"
      parent_id = azapi_resource.ai.id
      name      = "project"
    }\n`;
    expect(await edgesOf(azapi('{}') + project, 'azapi_resource.ai')).toEqual([
      'project azapi_resource.project',
    ]);
  });
});

describe('a resource that is declared in parts', () => {
  const update = (target: string, count = '') => `resource "azapi_update_resource" "ai" {
    ${count}
    type        = "Microsoft.CognitiveServices/accounts@2024-10-01"
    resource_id = ${target}
    body        = { properties = { disableLocalAuth = true } }
  }\n`;

  test('has what its update says, and the rest of its own', async () => {
    const attributes = await read_ai(
      'public_network_access_enabled = false',
      update('azurerm_cognitive_account.ai.id'),
    );
    expect(attributes).toMatchObject({ localAuth: 'false', publicNetworkAccess: 'Disabled' });
  });

  test('may have what an update under a condition says', async () => {
    const conditional = update('azurerm_cognitive_account.ai.id', 'count = var.on ? 1 : 0');
    expect((await read_ai('', `variable "on" {}\n${conditional}`)).localAuth).toBe('false or true');
  });

  test('is known by its update alone where it is deployed elsewhere', async () => {
    const elsewhere = update(
      '"/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/other"',
    );
    expect(await read(elsewhere, 'azapi_update_resource.ai')).toMatchObject({
      localAuth: 'false',
      publicNetworkAccess: '? it is deployed elsewhere',
    });
  });

  test('has a key of the customer that a resource of its own gives it', async () => {
    const key = `resource "azurerm_cognitive_account_customer_managed_key" "key" {
      cognitive_account_id = azurerm_cognitive_account.ai.id
      key_vault_key_id     = "key"
    }\n`;
    expect((await read_ai('')).customerKey).toBe('false');
    expect((await read_ai('', key)).customerKey).toBe('true');
  });
});

describe('edges', () => {
  const endpoint = (target: string) => `resource "azurerm_private_endpoint" "pe" {
    name = "pe"
    private_service_connection {
      private_connection_resource_id = ${target}
      subresource_names              = ["account"]
    }
  }\n`;
  const at = async (text: string) => await edgesOf(text, 'azurerm_cognitive_account.ai');
  const provider = '/providers/Microsoft.CognitiveServices/accounts/ai';

  test.each([
    ['azurerm_cognitive_account.ai.id', ''],
    [
      `"\${data.azurerm_subscription.s.id}/resourceGroups/rg${provider}"`,
      'data "azurerm_subscription" "s" {}\n',
    ],
    [
      `format("/subscriptions/%s/resourceGroups/%s${provider}", data.azurerm_client_config.c.subscription_id, "rg")`,
      'data "azurerm_client_config" "c" {}\n',
    ],
    [
      `"\${azurerm_resource_group.rg.id}${provider}"`,
      'resource "azurerm_resource_group" "rg" { name = "rg" }\n',
    ],
  ])('%s is the account', async (target, more) => {
    expect(await at(account() + more + endpoint(target))).toEqual([
      'privateEndpoint azurerm_private_endpoint.pe',
    ]);
  });

  test.each([
    ['azurerm_storage_account.st.id', 'resource "azurerm_storage_account" "st" { name = "st" }\n'],
    [
      `"\${azurerm_resource_group.rg.id}${provider}"`,
      'resource "azurerm_resource_group" "rg" { name = "another" }\n',
    ],
    [`"/subscriptions/s/resourceGroups/rg${provider}-2"`, ''],
  ])('%s is another resource', async (target, more) => {
    expect(await at(account() + more + endpoint(target))).toEqual([]);
  });

  test('roles and settings say in an argument what they are for', async () => {
    const more = `resource "azurerm_role_assignment" "r" {
      scope        = azurerm_cognitive_account.ai.id
      principal_id = azurerm_user_assigned_identity.id.principal_id
    }
    resource "azurerm_user_assigned_identity" "id" { name = "id" }
    resource "azurerm_role_assignment" "own" {
      scope        = azurerm_user_assigned_identity.id.id
      principal_id = azurerm_cognitive_account.ai.identity[0].principal_id
    }
    resource "azurerm_monitor_diagnostic_setting" "d" {
      name               = "d"
      target_resource_id = azurerm_cognitive_account.ai.id
    }\n`;
    expect(await at(account('identity { type = "SystemAssigned" }') + more)).toEqual([
      'roleAssignment azurerm_role_assignment.own',
      'grant azurerm_role_assignment.r',
      'diagnosticSetting azurerm_monitor_diagnostic_setting.d',
    ]);
  });
});

describe('edits', () => {
  async function fixed(text: string, rule: string): Promise<string | null> {
    const report = lintDeployments([await deploy(text)], catalogue, { only: [rule] }, NOTHING_READ);
    const fix = report.findings[0]?.fix;
    if (!fix) return null;
    return [...fix.edits]
      .sort((left, right) => right.span.start - left.span.start)
      .reduce(
        (edited, { span, text: by }) => edited.slice(0, span.start) + by + edited.slice(span.end),
        text,
      );
  }

  test('replace a literal', async () => {
    const text = account('  local_auth_enabled = true # keys');
    expect(await fixed(text, 'azure-ai-local-auth-enabled')).toBe(text.replace('= true', '= false'));
  });
  test('add an argument, or a block', async () => {
    const text = account().replace('\n\n}', '\n}');
    expect(await fixed(text, 'azure-ai-local-auth-enabled')).toBe(
      text.replace('"S0"\n', '"S0"\n  local_auth_enabled = false\n'),
    );
    expect(await fixed(text, 'azure-ai-managed-identity-missing')).toBe(
      text.replace('"S0"\n', '"S0"\n  identity {\n    type = "SystemAssigned"\n  }\n'),
    );
  });
  test('add members to an object', async () => {
    const text = `resource "azapi_resource" "ai" {
  type = "Microsoft.CognitiveServices/accounts@2024-10-01"
  name = "ai"
  body = {
    kind = "OpenAI"
  }
}
`;
    expect(await fixed(text, 'azure-ai-local-auth-enabled')).toBe(
      text.replace('"OpenAI"\n', '"OpenAI"\n    properties = {\n      disableLocalAuth = true\n    }\n'),
    );
  });
});
