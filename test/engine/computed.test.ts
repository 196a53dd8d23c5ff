// What providers make of arguments: references meet whether they are read from a resource or written out.

import { expect, test } from 'vitest';
import { mappedModel } from '../../src/engine/mapped-model.ts';
import { readRules } from '../../src/engine/read-rules.ts';
import { plainText } from '../../src/engine/wording.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { memoryDisk } from '../../src/project/memory-disk.ts';

const MAPS = `
resource: test.account
title: Account
ai: false
from:
  google:
    - type: x_account
      called: title
      identities: [email]
      computed:
        email: "{short}@{project}.example"
        member: "account:{email}"
attributes:
  short: { in: { google: short } }
---
resource: test.bucket
title: Bucket
ai: false
from:
  google:
    - type: x_bucket
      identities: [name]
      computed: { url: "gs://{name}" }
attributes:
  label: { in: { google: label } }
---
resource: test.user
title: User
ai: true
from:
  google:
    - type: x_user
attributes:
  account: { reference: true, in: { google: account } }
  accounts: { reference: true, default: [], in: { google: { path: "members[]", between: ["account:"] } } }
  bucket: { reference: true, in: { google: { path: source, between: ["gs://", "/"] } } }
  table: { reference: true, in: { google: { path: table, between: ["bq://", ".", "."] } } }
  keyed: { values: [true, false], default: false, in: { google: { path: key, present: true } } }
edges:
  account: { to: test.account, via: account }
  member: { to: test.account, via: accounts }
  bucket: { to: test.bucket, via: bucket }
  table: { to: test.bucket, via: table }
`;

const catalogue = readRules([{ path: 'maps.yaml', text: MAPS }]);

async function user(members: string) {
  const code = `
    variable "name" {}
    variable "other" {}
    resource "x_account" "a" {
      short = "runner"
      title = "Runner"
    }
    resource "x_bucket" "fixed" {
      name = "data"
    }
    resource "x_bucket" "named" {
      name = "\${var.name}-data"
    }
    resource "x_user" "u" {
      ${members}
    }`;
  const disk = memoryDisk({ 'main.tf': code });
  const { deployments } = await loadProject({ paths: ['.'], isMapped: type => type.startsWith('x_'), disk });
  const { resources } = mappedModel(deployments[0]!, catalogue);
  const found = resources.find(each => each.resource.address === 'x_user.u')!;
  const edges = found.edges.map(({ edge, to, certain }) => `${edge} ${to}${certain ? '' : ' perhaps'}`);
  return { edges, attributes: found.attributes };
}

test.each([
  ['account = x_account.a.email', ['account x_account.a']],
  ['account = x_account.a.id', ['account x_account.a']],
  ['account = "runner@p.example"', ['account x_account.a perhaps']],
  ['account = "other@p.example"', []],
  ['members = ["user:me", "account:${x_account.a.email}"]', ['member x_account.a']],
  ['members = [x_account.a.member]', ['member x_account.a']],
  ['source = "gs://data/folder"', ['bucket x_bucket.fixed']],
  ['source = "gs://other/folder"', []],
  ['source = "gs://other-data/folder"', ['bucket x_bucket.named perhaps']],
  ['source = "gs://${x_bucket.named.name}/folder"', ['bucket x_bucket.named']],
  ['source = "gs://${var.name}-data/folder"', ['bucket x_bucket.named']],
  ['source = "${x_bucket.fixed.url}/folder"', ['bucket x_bucket.fixed']],
  ['source = "s3://data/folder"', []],
  ['table = "bq://project.data.rows"', ['table x_bucket.fixed']],
  ['table = "bq://${var.other}.${x_bucket.named.name}.rows"', ['table x_bucket.named']],
  ['table = "bq://project.other.rows"', []],
  ['table = "bq://project"', []],
])('%s', async (members, edges) => {
  expect((await user(members)).edges).toEqual(edges);
});

test.each([
  ['key = x_bucket.fixed.id', 'true'],
  ['key = x_bucket.fixed.id == "" ? null : var.other', null],
  ['key = var.other', null],
  ['key = null', 'false'],
])('whether there is something in %s', async (members, expected) => {
  const value = (await user(members)).attributes.get('keyed')!;
  expect(value.kind === 'unknown' || value.kind === 'oneOf' ? null : plainText(value)).toBe(expected);
});
