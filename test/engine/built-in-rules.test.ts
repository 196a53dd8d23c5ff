// The rules as the build compiled them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInCatalogue, builtInCatalogueWithTests } from '../../src/engine/built-in-rules.ts';
import { readRules } from '../../src/engine/read-rules.ts';
import { mappedTypes } from '../../src/engine/world.ts';

describe('the built-in catalogue', () => {
  test('has the four checks, each in the pack of Defender', () => {
    const checks = [...builtInCatalogue().rules.values()].flatMap(rule =>
      rule.packs.includes('defender') ? [rule.check] : [],
    );
    expect(new Set(checks)).toEqual(
      new Set(['private-endpoint', 'restricted-network', 'managed-identity', 'identity-auth']),
    );
  });
  test('leaves tests aside until somebody asks', async () => {
    const id = 'azure-ai-local-auth-enabled';
    expect(builtInCatalogue().rules.get(id)!.tests).toEqual([]);
    const { rules, places } = await builtInCatalogueWithTests();
    expect(rules.get(id)!.tests.length).toBeGreaterThan(2);
    expect(places.get(id)).toMatchObject({ file: `rules/azure/${id}.yaml`, tests: expect.any(Array) });
  });
  test('says the same as the files that it was compiled from', async () => {
    const folder = join(import.meta.dirname, '../../rules');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.yaml') && !name.startsWith('paths'))
      .sort()
      .map(name => ({ path: `rules/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
    expect(files.length).toBeGreaterThan(100);
    const { maps, rules, places } = await builtInCatalogueWithTests();
    expect({ maps, rules, places }).toEqual(readRules(files));
  });
  test('names the types that it has something to say of', () => {
    const types = mappedTypes(builtInCatalogue());
    expect(types).toContain('microsoft.cognitiveservices/accounts');
    expect(types).toContain('br/public:avm/res/cognitive-services/account');
  });
});
