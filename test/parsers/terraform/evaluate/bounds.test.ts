// Nothing in a configuration hangs or kills the evaluation.

import { describe, expect, test } from 'vitest';
import { at, codes, deploy, member, plain } from './deploy.ts';

function chain(length: number): string {
  const links = Array.from({ length }, (_, index) => `  l${index} = local.l${index + 1}`);
  return `locals {\n${links.join('\n')}\n  l${length} = 1\n}\noutput "o" {\n  value = local.l0\n}`;
}

describe('bounds', () => {
  test('on expressions inside one another', () => {
    expect(codes(deploy(chain(100)))).toEqual([]);
    expect(codes(deploy(chain(5_000)))).toEqual(['too-deep']);
  });

  test('on instances', () => {
    const deployment = deploy('resource "a" "x" {\n  count = 1e9\n}');
    expect(codes(deployment)).toEqual(['too-many-instances']);
    expect(deployment.resources).toHaveLength(2_000);
  });

  test('on instances by key, also of dynamic blocks', () => {
    const keys = 'toset(flatten([for i in range(60) : [for j in range(60) : "${i}-${j}"]]))';
    expect(codes(deploy(`resource "a" "x" {\n  for_each = ${keys}\n}`))).toEqual(['too-many-instances']);
    const dynamic = `resource "a" "x" {\n  dynamic "b" {\n    for_each = ${keys}\n    content {}\n  }\n}`;
    expect(codes(deploy(dynamic))).toEqual(['too-many-instances']);
  });

  test('on resources', () => {
    const deployment = deploy('resource "a" "x" {\n  count = 10\n}', { bounds: { resources: 3 } });
    expect(codes(deployment)).toEqual(['too-many-resources']);
    expect(deployment.resources).toHaveLength(3);
  });

  test('leave it open what is deployed beyond them', () => {
    const { gaps, diagnostics } = deploy('resource "a" "x" {\n  count = 10\n}', { bounds: { instances: 3 } });
    expect(gaps.map(({ reason }) => reason)).toEqual([diagnostics[0]!.message]);
    expect(deploy('resource "a" "x" {\n  count = 3\n}').gaps).toEqual([]);
  });

  test('on steps: what is left is not known', () => {
    const main = 'output "o" {\n  value = [for i in range(1000) : [for j in range(1000) : i * j]]\n}';
    expect(codes(deploy(main, { bounds: { steps: 10_000 } }))).toEqual(['too-many-steps']);
  });

  test('on templates that include themselves: the resource around them stays', () => {
    const main = 'resource "a" "x" {\n  name = "n"\n  text = templatefile("t", {})\n}';
    const deployment = deploy(main, { files: { t: '${templatefile("t", {})}' } });
    expect(codes(deployment)).toEqual(['too-deep']);
    expect(plain(member(at(deployment, 'a.x'), 'name'))).toBe('n');
    expect(member(at(deployment, 'a.x'), 'text').kind).toBe('unknown');
  });

  test('on time', () => {
    let now = 0;
    const clock = () => now++;
    const main = 'output "o" {\n  value = [for i in range(1000) : [for j in range(10) : i * j]]\n}';
    expect(codes(deploy(main, { bounds: { clock, milliseconds: 20 } }))).toEqual(['too-long']);
  });

  test('on modules inside one another', () => {
    const files: Record<string, string> = {};
    for (let depth = 0; depth < 40; depth++)
      files[`m${depth}/main.tf`] = `module "m" {\n  source = "../m${depth + 1}"\n}`;
    expect(codes(deploy('module "m" {\n  source = "./m0"\n}', { files }))).toEqual(['too-deep']);
  });

  test.each([
    'range(1e12)',
    'setproduct(range(1000), range(1000), range(1000))',
    'join(",", [for i in range(99999) : join(",", [for j in range(99999) : j])])',
  ])('on what functions make: %s', expression => {
    expect(
      codes(deploy(`output "o" {\n  value = ${expression}\n}`, { bounds: { steps: 300_000 } })),
    ).not.toEqual([]);
  });

  test('texts that double themselves stay small', () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"`,
    );
    const { outputs } = deploy(
      `variable "u" {}\nlocals {\n  l0 = "x\${var.u}"\n${doubled.join('\n')}\n}\noutput "o" {\n  value = local.l60\n}`,
    );
    expect(outputs.get('o')?.kind).toBe('unknown');
  });
});
