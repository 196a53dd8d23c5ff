// Which files are programs, and how their imports are found.

import { expect, test } from 'vitest';
import { loadProject } from '../../../src/project/load-project.ts';
import { memoryDisk } from '../../../src/project/memory-disk.ts';

async function load(texts: Record<string, string>, paths = ['.']) {
  const { deployments, diagnostics } = await loadProject({
    paths,
    isMapped: () => true,
    disk: memoryDisk({ '.git/HEAD': '', ...texts }),
  });
  return {
    roots: deployments.map(each => each.root),
    resources: deployments.flatMap(each => each.resources.map(({ address }) => address)),
    diagnostics,
  };
}

const STACK = `import { Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { NAME } from '#shared/names';
export class Chat extends Stack {
  constructor(scope: any, id: string) { super(scope, id); new CfnBucket(this, NAME); }
}`;

const APP = {
  'bin/app.ts':
    "import { App } from 'aws-cdk-lib';\nimport { Chat } from '../lib';\nnew Chat(new App(), 'Prod');",
  'lib/index.ts': "export * from './chat-stack.js';",
  'lib/chat-stack.ts': STACK,
  'lib/names/names.ts': "export const NAME = 'Data';",
  'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "#shared/*": ["lib/names/*"] } } }',
};

test('an app with its stacks is one program; aliases and file names of compiled files are found', async () => {
  expect(await load(APP)).toEqual({ roots: ['bin/app.ts'], resources: ['Prod/Data'], diagnostics: [] });
});

test('a single stack is judged in its app, and alone where there is none', async () => {
  expect((await load(APP, ['lib/chat-stack.ts'])).roots).toEqual(['bin/app.ts']);
  const { 'bin/app.ts': _, ...library } = APP;
  expect(await load(library, ['lib/chat-stack.ts'])).toMatchObject({ resources: ['Chat/Data'] });
});

test('tests deploy nothing, and neither do programs without infrastructure', async () => {
  const texts = {
    'test/chat.test.ts': "import { App } from 'aws-cdk-lib';\ntest('x', () => { new App(); });",
    'src/main.ts': "import { readFileSync } from 'node:fs';\nthis is not even TypeScript",
  };
  expect(await load(texts)).toEqual({ roots: [], resources: [], diagnostics: [] });
});

test('context comes from the nearest cdk.json', async () => {
  const texts = {
    'infra/cdk.json': '{ "app": "npx ts-node app.ts", "context": { "bucket": "given" } }',
    'infra/app.ts': `import { App, Stack } from 'aws-cdk-lib';
      import { CfnBucket } from 'aws-cdk-lib/aws-s3';
      const app = new App();
      new CfnBucket(new Stack(app, 'S'), app.node.tryGetContext('bucket'));`,
  };
  expect((await load(texts)).resources).toEqual(['S/given']);
});

test('a program of Pulumi is what its project starts with, though that only imports the files that declare something', async () => {
  const texts = {
    'infra/Pulumi.yaml': 'name: chat\nruntime: nodejs\n',
    'infra/index.ts': "import './account';\nimport { store } from './store';\nconsole.log(store);",
    'infra/account.ts':
      "import * as azure from '@pulumi/azure-native';\nnew azure.cognitiveservices.Account('ai', {});",
    'infra/store.ts':
      "import * as azure from '@pulumi/azure-native';\nexport const store = new azure.storage.StorageAccount('data', {});",
  };
  expect(await load(texts)).toEqual({
    roots: ['infra/index.ts'],
    resources: ['ai', 'data'],
    diagnostics: [],
  });
  expect((await load(texts, ['infra/store.ts'])).roots).toEqual(['infra/index.ts']);
});

test('what the CDK remembers is context too; cdk.json goes first', async () => {
  const texts = {
    'cdk.json': '{ "app": "npx ts-node app.ts", "context": { "first": "own" } }',
    'cdk.context.json': '{ "first": "old", "second": "remembered" }',
    'app.ts': `import { App, Stack } from 'aws-cdk-lib';
      import { CfnBucket } from 'aws-cdk-lib/aws-s3';
      const app = new App();
      for (const key of ['first', 'second']) new CfnBucket(new Stack(app, key), app.node.tryGetContext(key));`,
  };
  expect((await load(texts)).resources).toEqual(['first/own', 'second/remembered']);
});

test.each([
  ['a file', 'npx tsx bin/main.ts', {}],
  ['a file that a build makes', 'node dist/bin/main.js', {}],
  [
    'a script',
    'npm run --silent start',
    { 'package.json': '{ "scripts": { "start": "ts-node bin/main" } }' },
  ],
])('what cdk.json starts is an app, named by %s, though it names no package', async (_, app, files) => {
  const texts = {
    'cdk.json': JSON.stringify({ app }),
    'bin/main.ts': "import { start } from '../lib/factory';\nstart('Prod');",
    'lib/factory.ts': `import * as cdk from 'aws-cdk-lib';
      import { CfnBucket } from 'aws-cdk-lib/aws-s3';
      class Own extends cdk.App {}
      export function start(name: string) { new CfnBucket(new cdk.Stack(new Own(), name), 'Data'); }`,
    ...files,
  };
  expect(await load(texts)).toEqual({ roots: ['bin/main.ts'], resources: ['Prod/Data'], diagnostics: [] });
});
