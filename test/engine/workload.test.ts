// The AI resources of a root and what they touch: each once, with arrows from what refers to what is referred to.

import { expect, test } from 'vitest';
import { workloadsOf } from '../../src/engine/workload.ts';
import { createWorld } from '../../src/engine/world.ts';
import type { Deployment } from '../../src/model/resource.ts';
import { account, catalogueWith, deploy, endpoint } from './build.ts';

const AI = '@Test.Ai/accounts/ai';
const storage = (name: string) => ({ type: 'Test.Storage/stores', name, properties: {} });

function drawn(...deployments: Deployment[]): string[][] {
  const catalogue = catalogueWith({ require: { localAuth: { is: false } } });
  return workloadsOf(deployments.map(each => createWorld(each, catalogue))).map(
    ({ relations, resources }) => [
      ...resources.map(each => each.resource.address),
      ...relations.map(
        ({ from, to, how, attribute, certain }) =>
          `${from.resource.address} ${how}${attribute ? ` by ${attribute}` : ''} ${to.resource.address}${certain ? '' : '?'}`,
      ),
    ],
  );
}

test('arrows go from what refers to what it refers to, whichever end the map of the edge belongs to', () => {
  const own = account({ properties: { storageId: '@Test.Storage/stores/docs' } });
  expect(drawn(deploy([own, endpoint(AI), storage('docs')]))).toEqual([
    ['ai', 'pe', 'docs', 'pe refers by target ai', 'ai refers by storage docs'],
  ]);
});

test('what contains and what extends', () => {
  const child = { type: 'Test.Ai/accounts/children', name: 'part', $parent: AI };
  const grant = { type: 'Test.Auth/grants', name: 'grant', $scope: AI };
  expect(drawn(deploy([account(), child, grant]))).toEqual([
    ['ai', 'part', 'grant', 'ai contains part', 'grant extends ai'],
  ]);
});

test('what only may refer is marked', () => {
  expect(drawn(deploy([account(), endpoint('{t}')]))).toEqual([['ai', 'pe', 'pe refers by target ai?']]);
});

test('what touches no AI resource is left out, and so is a root without any', () => {
  expect(drawn(deploy([account(), storage('other')]), deploy([storage('b')], { path: 'b.json' }))).toEqual([
    ['ai'],
  ]);
});

test('sets of inputs of one root are one workload', () => {
  const resources = [account(), endpoint(AI)];
  const root = drawn(deploy(resources, { inputs: ['a.json'] }), deploy(resources, { inputs: ['b.json'] }));
  expect(root).toEqual([['ai', 'pe', 'pe refers by target ai']]);
});
