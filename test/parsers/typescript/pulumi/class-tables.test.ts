// Every type that rules know has its class in Pulumi's packages.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cloudFormationType } from '../../../../src/parsers/typescript/cdk/names.ts';
import { ARM_CLASSES } from '../../../../src/parsers/typescript/pulumi/arm-classes.ts';
import { AWS_CLASSES } from '../../../../src/parsers/typescript/pulumi/aws-classes.ts';
import { AZURE_CLASSES } from '../../../../src/parsers/typescript/pulumi/azure-classes.ts';
import { armClass, terraformClass } from '../../../../src/parsers/typescript/pulumi/class-tables.ts';
import { GOOGLE_CLASSES } from '../../../../src/parsers/typescript/pulumi/google-classes.ts';
import { pulumiName } from '../../../../src/parsers/typescript/pulumi/names.ts';

const MAPS = resolve(import.meta.dirname, '../../../../rules/resources');
const text = readdirSync(MAPS, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml'))
  .map(name => readFileSync(join(MAPS, name), 'utf8'))
  .join('\n');

function typesLike(pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, type]) => type!))].sort();
}

/** What Pulumi reads with a function, or has no class for. */
const NOT_CLASSES = new Set([
  'aws_iam_policy_document',
  'aws_service_principal',
  'google_compute_default_service_account',
  'google_iam_policy',
]);

test.each([
  ['azure', /type: (azurerm_\w+)/g, AZURE_CLASSES],
  ['aws', /type: (aws_\w+)/g, AWS_CLASSES],
  ['gcp', /type: (google_\w+)/g, GOOGLE_CLASSES],
])('every type of Terraform has a class of %s', (_, pattern, table) => {
  const types = new Set(table.split('\n').map(line => line.split(' ')[1]));
  expect(typesLike(pattern).filter(type => !types.has(type) && !NOT_CLASSES.has(type))).toEqual([]);
});

/** Types that azure-native has no class of: settings of sites, of which rules read secrets. */
const NOT_IN_NATIVE = new Set(['Microsoft.Web/staticSites/config']);

test('every type of ARM has a class of azure-native', () => {
  const classes = ARM_CLASSES.trim().split('\n');
  const types = new Set(
    classes.map(
      line =>
        armClass(pulumiName({ module: '@pulumi/azure-native', path: line.split(' ')[0]!.split('/') }))?.type,
    ),
  );
  const missing = typesLike(/type: (Microsoft\.[\w./]+)/g).filter(type => !types.has(type));
  expect(missing.filter(type => !NOT_IN_NATIVE.has(type))).toEqual([]);
});

test('every type of CloudFormation is that of a class of aws-native', () => {
  const types = typesLike(/type: (AWS::\w+::\w+)/g);
  const wrong = types.filter(type => {
    const [, service = '', name] = type.split('::');
    return cloudFormationType({ service: service.toLowerCase(), path: [`Cfn${name}`] }) !== type;
  });
  expect(wrong).toEqual([]);
});

test('names of properties that are not just camel case', () => {
  const setting = terraformClass(
    pulumiName({ module: '@pulumi/azure', path: ['monitoring', 'DiagnosticSetting'] }),
  );
  expect(setting?.renamed.get('enabledLogs')).toBe('enabled_log');
});
