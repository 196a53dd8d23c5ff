// CloudFormation in a project: which templates are roots, with which parameters, and what others export.

import { describe, expect, test } from 'vitest';
import type { Value } from '../../../src/model/value.ts';
import { resourcesIn } from '../../../src/parsers/cloudformation/evaluate/symbols.ts';
import { loadProject, type Project } from '../../../src/project/load-project.ts';
import { memoryDisk } from '../../../src/project/memory-disk.ts';
import { shown } from '../../parsers/cloudformation/deploy.ts';

const TYPE = 'AWS::SageMaker::NotebookInstance';
const isMapped = (type: string) => type === TYPE.toLowerCase();

const load = (
  files: Record<string, string>,
  parameterFiles: string[] = [],
  paths = ['.'],
): Promise<Project> => loadProject({ paths, parameterFiles, isMapped, disk: memoryDisk(files) });

/** `root [inputs] address name`, one per notebook. */
function notebooks({ deployments }: Project): readonly string[] {
  return deployments.flatMap(({ root, inputs, resources }) =>
    resources
      .filter(({ type }) => type === TYPE)
      .map(({ address, properties }) => `${root} [${inputs}] ${address} ${nameOf(properties)}`),
  );
}

function nameOf(properties: Value): unknown {
  const name = properties.kind === 'object' ? properties.members.get('Name') : undefined;
  return name && shown(name);
}

const notebook = (name: string) =>
  `Parameters:\n  Env: {Type: String, Default: dev}\nResources:\n  N: {Type: '${TYPE}', Properties: {Name: ${name}}}\n`;

describe('roots', () => {
  test('are told by their content; those without a known type are not evaluated', async () => {
    const project = await load({
      'a.yaml': notebook('a'),
      'b.json': `{"Resources": {"N": {"Type": "${TYPE}", "Properties": {"Name": "b"}}}}`,
      'c.template': notebook('c'),
      'queue.yaml': "Resources: {Q: {Type: 'AWS::SQS::Queue'}}",
      'pod.yaml': 'apiVersion: v1\nkind: Pod\n',
      '.github/workflows/ci.yml': 'name: CI\non: push\n',
    });
    expect(notebooks(project)).toEqual(['a.yaml [] N a', 'b.json [] N b', 'c.template [] N c']);
    expect(project.files.read).toBe(4);
    expect(project.diagnostics).toEqual([]);
  });

  test('without a known type are read: what is wrong with their text is told', async () => {
    const project = await load({ 'queue.yaml': "Resources:\n  Q:\n    Type: 'AWS::SQS::Queue'\n\tA: 1\n" });
    expect(project.deployments).toEqual([]);
    expect(project.diagnostics.map(({ code, span }) => `${code} ${span?.source.path}`)).toEqual([
      'invalid-yaml queue.yaml',
    ]);
  });

  test('are not the templates of nested stacks', async () => {
    const project = await load({
      'main.yaml':
        "Resources: {Ai: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ./ai/n.yaml, Parameters: {Env: prod}}}}",
      'ai/n.yaml': notebook('!Ref Env'),
    });
    expect(notebooks(project)).toEqual(['main.yaml [] Ai.N prod']);
  });

  test('that call a named template are evaluated with it', async () => {
    const files = {
      'main.yaml':
        'Resources:\n  Ai:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: n.yaml\n',
      'n.yaml': notebook('x'),
      'other.yaml': notebook('other'),
      '.git/HEAD': '',
    };
    expect(notebooks(await load(files, [], ['n.yaml']))).toEqual(['main.yaml [] Ai.N x']);
  });

  test('that pull in what is not there', async () => {
    const project = await load({
      'main.yaml': `${notebook('a')}  Gone: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: gone.yaml}}\n`,
    });
    expect(project.deployments[0]?.gaps.map(({ reason }) => reason)).toEqual([
      'template `gone.yaml` does not exist',
    ]);
    expect(project.diagnostics.map(({ code }) => code)).toEqual(['missing-template']);
  });
});

describe('parameter files', () => {
  test.each([
    ['a list', 'n-params.json', '[{"ParameterKey": "Env", "ParameterValue": "prod"}]'],
    ['a template configuration', 'config/n.json', '{"Parameters": {"Env": "prod"}}'],
    ['a plain mapping', 'n.parameters.json', '{"Env": "prod"}'],
  ])('of the shape of %s', async (_, path, text) => {
    const project = await load({ 'n.yaml': notebook('!Ref Env'), [path]: text });
    expect(notebooks(project)).toEqual([`n.yaml [${path}] N prod`]);
    expect(project.diagnostics).toEqual([]);
  });

  test('are deployments of their own, and one that is given takes the place of all', async () => {
    const files = {
      'n.yaml': notebook('!Ref Env'),
      'params/a.json': '[{"ParameterKey": "Env", "ParameterValue": "a"}]',
      'params/b.json': '[{"ParameterKey": "Env", "ParameterValue": "b"}]',
    };
    expect(notebooks(await load(files))).toEqual([
      'n.yaml [params/a.json] N a',
      'n.yaml [params/b.json] N b',
    ]);
    expect(notebooks(await load(files, ['params/b.json']))).toEqual(['n.yaml [params/b.json] N b']);
  });

  test('of SAM, one for each environment', async () => {
    const samconfig = `version = 0.1
[default.deploy.parameters]
parameter_overrides = "Env=one Other='a b'"
[prod.deploy.parameters]
template_file = "n.yaml"
parameter_overrides = ["ParameterKey=Env,ParameterValue=two"]
[dev.build.parameters]
cached = true
`;
    const template = notebook('!Ref Env').replace(
      'Resources:',
      '  Other: {Type: String, Default: x}\nResources:',
    );
    const project = await load({
      'samconfig.toml': samconfig,
      'template.yaml': template,
      'n.yaml': notebook('!Ref Env'),
    });
    expect(notebooks(project)).toEqual([
      'n.yaml [samconfig.toml#prod] N two',
      'template.yaml [samconfig.toml] N one',
    ]);
    expect(project.diagnostics).toEqual([]);
    const broken = await load({ 'samconfig.toml': 'version = \n', 'template.yaml': notebook('x') });
    expect(broken.diagnostics.map(({ code }) => code)).toEqual(['invalid-toml']);
  });

  test('for which there is no template', async () => {
    const project = await load({
      'n.yaml': notebook('a'),
      'x-params.json': '[{"ParameterKey": "Other", "ParameterValue": "a"}]',
    });
    expect(project.diagnostics.map(({ code }) => code)).toEqual(['unbound-parameter-file']);
  });
});

test('imports find what another template exports', async () => {
  const net =
    "Parameters: {Env: {Type: String, Default: dev}}\nResources: {Vpc: {Type: 'AWS::EC2::VPC'}}\nOutputs:\n  N: {Value: from-net, Export: {Name: !Sub '${Env}-name'}}\n";
  const project = await load({ 'net.yaml': net, 'n.yaml': notebook('!ImportValue dev-name') });
  expect(notebooks(project)).toEqual(['n.yaml [] N from-net']);
});

test('what a stack exports of its resources leads to them, over other stacks too', async () => {
  const net =
    "Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: data}}}\nOutputs: {B: {Value: !GetAtt B.Arn, Export: {Name: bucket}}}\n";
  const again =
    'Resources: {W: {Type: AWS::CloudFormation::WaitConditionHandle}}\nOutputs: {B: {Value: !Sub ["${A}/*", {A: !ImportValue bucket}], Export: {Name: objects}}}\n';
  const files = { 'net.yaml': net, 'again.yaml': again, 'n.yaml': notebook('!ImportValue objects') };
  for (const paths of [['.'], ['n.yaml']]) {
    const { deployments } = await load(files, [], paths);
    const importing = deployments.find(({ root }) => root === 'n.yaml')!;
    const bucket = importing.resources.find(({ existing }) => existing)!;
    expect(bucket.address).toBe('net.yaml#B');
    expect(bucket.declaration.source.path).toBe('net.yaml');
    expect(shown(bucket.properties)).toEqual({ BucketName: 'data' });
    const [notebookOf] = importing.resources;
    expect(resourcesIn(notebookOf!.properties)).toEqual(new Set(['net.yaml#B']));
  }
});

describe('output of the AWS CDK', () => {
  const template = {
    Resources: {
      N1: { Type: TYPE, Properties: { Name: 'x' }, Metadata: { 'aws:cdk:path': 'App/Notebook/Resource' } },
    },
  };
  const metadata = {
    '/App/Notebook/Resource': [
      { type: 'aws:cdk:logicalId', data: 'N1' },
      {
        type: 'aws:cdk:creationStack',
        data: ['...aws-cdk-lib...', 'new App (/home/somebody/project/lib/app.ts:2:3)', 'x (/else/y.ts:1:1)'],
      },
    ],
  };
  const files = {
    'cdk.out/manifest.json': JSON.stringify({
      version: '1',
      artifacts: { App: { type: 'aws:cloudformation:stack', additionalMetadataFile: 'App.metadata.json' } },
    }),
    'cdk.out/App.metadata.json': JSON.stringify(metadata),
    'cdk.out/App.template.json': JSON.stringify(template),
    'lib/app.ts': 'class App {\n  new Notebook(this);\n}\n',
    '.git/HEAD': '',
  };

  test('is looked at where it is named', async () => {
    expect(notebooks(await load(files, [], ['cdk.out']))).toEqual([
      'cdk.out/App.template.json [] App/Notebook x',
    ]);
  });

  test('names the templates of nested stacks by their content where it says no more', async () => {
    const hash = 'a'.repeat(64);
    const url = {
      'Fn::Join': [
        '',
        ['https://s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, `/${hash}.json`],
      ],
    };
    const nested = {
      Resources: { S: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
    };
    const assets = { files: { [hash]: { source: { path: 'AppS.nested.template.json' } } } };
    const project = await load(
      {
        'cdk.out/App.template.json': JSON.stringify(nested),
        'cdk.out/App.assets.json': JSON.stringify(assets),
        'cdk.out/AppS.nested.template.json': JSON.stringify(template),
      },
      [],
      ['cdk.out'],
    );
    expect(notebooks(project)).toEqual(['cdk.out/App.template.json [] App/Notebook x']);
  });

  test('leads to the line of the program', async () => {
    const { deployments } = await load(files, [], ['cdk.out']);
    const [call] = deployments[0]!.resources[0]!.callPath;
    const { source, start, end } = call!.span;
    expect([source.path, source.text.slice(start, end)]).toEqual(['lib/app.ts', 'new Notebook(this);']);
  });
});

describe('the configuration', () => {
  const files = {
    'a.yaml': notebook('!Ref Env'),
    'prod.json': '[{"ParameterKey": "Env", "ParameterValue": "prod"}]',
    'a.parameters.json': '[{"ParameterKey": "Env", "ParameterValue": "found"}]',
  };

  test('says with which parameters a template is deployed, whatever is found beside it', async () => {
    const chosen = new Map([['/a.yaml', ['/prod.json']]]);
    const options = { paths: ['.'], isMapped, disk: memoryDisk(files) };
    expect(notebooks(await loadProject(options))).toEqual([
      'a.yaml [a.parameters.json] N found',
      'a.yaml [prod.json] N prod',
    ]);
    expect(notebooks(await loadProject({ ...options, inputs: chosen }))).toEqual([
      'a.yaml [prod.json] N prod',
    ]);
  });

  test('excludes templates: they are no roots, and who calls them reads them', async () => {
    const nested = `Resources: {S: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: lib/n.yaml}}}`;
    const project = await loadProject({
      paths: ['.'],
      isMapped,
      isExcluded: path => path.startsWith('/lib/'),
      disk: memoryDisk({ 'main.yaml': nested, 'lib/n.yaml': notebook('n'), 'lib/other.yaml': notebook('o') }),
    });
    expect(notebooks(project)).toEqual(['main.yaml [] S.N n']);
  });
});
