// How platforms write the names of models.

import { expect, test } from 'vitest';
import { modelNames, readModelName } from '../../src/engine/model-name.ts';
import { call, oneOf, scalar, unknown } from '../../src/model/value.ts';

test.each([
  ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic', 'claude-3-haiku-20240307', 'v1:0'],
  ['us.amazon.nova-pro-v1:0', 'amazon', 'nova-pro', 'v1:0'],
  ['us-gov.anthropic.claude-3-7-sonnet-20250219-v1:0', 'anthropic', 'claude-3-7-sonnet-20250219', 'v1:0'],
  [
    'arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0',
    'amazon',
    'titan-embed-text',
    'v2:0',
  ],
  [
    'arn:aws:bedrock:eu-west-1:1:inference-profile/eu.meta.llama3-2-1b-instruct-v1:0',
    'meta',
    'llama3-2-1b-instruct',
    'v1:0',
  ],
  ['arn:aws:bedrock:eu-west-1:1:custom-model/mine', null, 'mine', null],
  ['publishers/google/models/gemma3@gemma-3-1b-it', 'google', 'gemma3', 'gemma-3-1b-it'],
  ['projects/p/locations/l/publishers/google/models/gemini-2.5-pro', 'google', 'gemini-2.5-pro', null],
  ['azureml://registries/azure-openai/models/gpt-4o/versions/2', 'azure-openai', 'gpt-4o', '2'],
  ['meta-llama/Llama-3.1-8B', 'meta-llama', 'Llama-3.1-8B', null],
  ['gpt-4.1', null, 'gpt-4.1', null],
  ['gemini-2.5-flash', null, 'gemini-2.5-flash', null],
  ['text-embedding-3-small', null, 'text-embedding-3-small', null],
])('%s', (text, publisher, name, version) => {
  expect(readModelName(text)).toEqual({ publisher, name, version });
});

test('of a text with holes the end is read, where the name is in it', () => {
  const region = unknown(call('ref'), 'it is only known at deployment');
  const text = (...parts: (string | typeof region)[]) =>
    modelNames(unknown({ kind: 'text', parts }, 'it is only known at deployment')).map(each => each.name);
  expect(text('arn:aws:bedrock:', region, '::foundation-model/anthropic.claude-v2')).toEqual(['claude']);
  expect(text('arn:aws:bedrock:us-east-1::foundation-model/anthropic.', region)).toEqual([]);
  expect(modelNames(region)).toEqual([]);
});

test('each alternative is a name', () => {
  const value = oneOf([scalar('gpt-4o'), scalar('gpt-4o-mini')], call('parameters'), 'no default');
  expect(modelNames(value).map(each => each.name)).toEqual(['gpt-4o', 'gpt-4o-mini']);
});
