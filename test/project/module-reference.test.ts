import { describe, expect, it } from 'vitest';
import {
  type BicepConfiguration,
  DEFAULT_BICEP_CONFIGURATION,
} from '../../src/project/bicep-configuration.ts';
import { parseModuleReference } from '../../src/project/module-reference.ts';

const CONFIGURATION: BicepConfiguration = {
  registryAliases: new Map([...DEFAULT_BICEP_CONFIGURATION.registryAliases, ['our', 'our.azurecr.io/team']]),
  templateSpecAliases: new Map([['specs', '00000000-0000-0000-0000-000000000000/Specs-RG']]),
  mappedAliases: new Map([['local', '/repo/modules']]),
  cacheFolder: null,
};

const parse = (reference: string) => parseModuleReference(reference, CONFIGURATION);

describe('module references', () => {
  it('takes everything without a scheme for a path', () => {
    expect(parse('./modules/ai.bicep')).toEqual({ kind: 'local', path: './modules/ai.bicep' });
  });

  it('has one spelling for all ways to write a public module', () => {
    const expected = {
      kind: 'registry',
      canonical: 'br/public:avm/res/search/search-service:0.1.0',
      cachePath: 'br/mcr.microsoft.com/bicep$avm$res$search$search-service/0.1.0$/main.json',
    };
    expect(parse('br/public:avm/res/search/search-service:0.1.0')).toEqual(expected);
    expect(parse('br:mcr.microsoft.com/bicep/avm/res/search/search-service:0.1.0')).toEqual(expected);
    expect(parse('br:MCR.Microsoft.com/bicep/avm/res/search/search-service:0.1.0')).toEqual(expected);
  });

  it('follows aliases', () => {
    expect(parse('br/our:ai/account:v1')).toMatchObject({
      canonical: 'br:our.azurecr.io/team/ai/account:v1',
      cachePath: 'br/our.azurecr.io/team$ai$account/v1$/main.json',
    });
    expect(parse('ts/specs:Storage:1.0')).toMatchObject({
      canonical: 'ts:00000000-0000-0000-0000-000000000000/Specs-RG/Storage:1.0',
      cachePath: 'ts/00000000-0000-0000-0000-000000000000/specs-rg/storage/1.0/main.json',
    });
    expect(parse('br/local:ai/account:v1')).toEqual({
      kind: 'mapped',
      path: '/repo/modules/ai/account.bicep',
    });
  });

  it('writes ports, capital letters and digests as the cache does', () => {
    const digest = `sha256:${'0a'.repeat(32)}`;
    expect(parse('br:localhost:5000/x:v1')).toMatchObject({ cachePath: 'br/localhost$5000/x/v1$/main.json' });
    expect(parse('br:host/x:v1-Beta')).toMatchObject({ cachePath: 'br/host/x/v1-Beta$8/main.json' });
    expect(parse(`br:host/x@${digest}`)).toMatchObject({
      canonical: `br:host/x@${digest}`,
      cachePath: `br/host/x/${digest.replace(':', '#')}/main.json`,
    });
  });

  it('says what is wrong with a reference', () => {
    for (const reference of [
      'br/other:x:1',
      'br:host',
      'br:host/x',
      'br:host/x:',
      'ts/none:x:1',
      'ts:a/b:1',
      'br/public:x@sha256:1',
    ]) {
      const parsed = parse(reference);
      expect(parsed.kind, reference).toBe('invalid');
      expect(parsed.kind === 'invalid' && parsed.reason).toContain(reference.replace(/:.*/, ''));
    }
  });
});
