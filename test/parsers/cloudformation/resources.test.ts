// Templates as deployments: resources with their conditions, addresses and identities, stacks inside of stacks, macros.

import { describe, expect, test } from 'vitest';
import { valueKey } from '../../../src/model/value.ts';
import { deploy, found, properties, shown, textAt } from './deploy.ts';

const addresses = (...args: Parameters<typeof deploy>) => deploy(...args).resources.map(each => each.address);

describe('resources', () => {
  test('answer to what `Ref` gives', () => {
    const [bucket, policy] = deploy(
      "Resources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n  Policy: {Type: 'A::B::C', Properties: {P: !Ref Bucket}}",
    ).resources;
    const { properties } = policy!;
    const reference = properties.kind === 'object' ? properties.members.get('P')! : null;
    expect(valueKey(reference!)).toBe(valueKey(bucket!.identities[0]!));
    expect(shown(bucket!.name)).toBe('Bucket');
  });

  test('are where they are declared', () => {
    const [resource] = deploy(
      'Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      P: 1\nOutputs: {}\n',
    ).resources;
    expect(textAt(resource!.header)).toBe('X');
    expect(textAt(resource!.declaration).trim()).toBe('X:\n    Type: A::B::C\n    Properties:\n      P: 1');
  });

  test('under conditions', () => {
    const { resources } = deploy(`
Parameters: {Open: {Type: String}}
Conditions:
  Never: !Equals [a, b]
  Maybe: !Equals [!Ref Open, 'yes']
Resources:
  A: {Type: 'A::B::C', Condition: Never}
  B: {Type: 'A::B::C', Condition: Maybe}
  C: {Type: 'A::B::C'}`);
    expect(resources.map(({ address, deployed }) => [address, deployed])).toEqual([
      ['B', 'unknown'],
      ['C', true],
    ]);
  });

  test('are told as they are where their condition holds', () => {
    const text = `
Parameters: {Open: {Type: String}}
Conditions:
  Open: !Equals [!Ref Open, 'yes']
  Closed: !Not [!Condition Open]
  Both: !And [!Condition Open, !Equals [!Ref AWS::Region, us-east-1]]
Resources:
  X: {Type: 'A::B::C', Condition: Both, Properties: {P: !If [Open, 1, 2], Q: !If [Closed, 1, 2]}}
  Y: {Type: 'A::B::C', Properties: {P: !If [Open, 1, 2], Q: !If [Closed, 1, 2]}}`;
    expect(properties(text)).toEqual({ P: 1, Q: 2 });
    expect(properties(text, 'Y')).toEqual({ P: { oneOf: [1, 2] }, Q: { oneOf: [1, 2] } });
  });

  test('that wait for each other', () => {
    const text =
      'Resources:\n  A: {Type: A::B::C, Properties: {P: !Ref B}}\n  B: {Type: A::B::C, Properties: {P: !GetAtt A.Arn}}';
    expect(found(deploy(text))).toEqual(['cyclic-resource 2']);
  });

  test('a condition that needs itself', () => {
    const text =
      'Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  X: {Type: A::B::C, Condition: A}';
    expect(found(deploy(text))).toEqual(['cyclic-condition 2']);
  });

  test('of a module of the registry: what it brings is not known', () => {
    const { gaps, diagnostics } = deploy(
      'Resources:\n  M: {Type: My::S3::MODULE}\n  X: {Type: A::B::C, Properties: {P: !Ref MBucket}}',
    );
    expect(gaps.map(({ reason }) => reason)).toEqual([
      'module `My::S3::MODULE` is kept in the CloudFormation registry, not on this machine',
    ]);
    expect(diagnostics).toEqual([]);
  });

  test('of the AWS CDK are called by their constructs', () => {
    const text =
      '{"Resources": {"B0123": {"Type": "A::B::C", "Metadata": {"aws:cdk:path": "Stack/Bucket/Resource"}}}}';
    expect(addresses(text)).toEqual(['Stack/Bucket']);
  });
});

describe('where values come from', () => {
  const steps = (text: string, inputs = new Map()) => {
    const { resources } = deploy(text, { inputs });
    const { properties } = resources.at(-1)!;
    const value = properties.kind === 'object' ? properties.members.get('P') : undefined;
    return value?.origin.map(({ role, span }) => `${role} ${textAt(span)}`);
  };

  test.each([
    ['a literal', 'Resources: {X: {Type: A::B::C, Properties: {P: here}}}', ['literal here']],
    [
      'the default of a parameter',
      'Parameters: {A: {Type: String, Default: here}}\nResources: {X: {Type: A::B::C, Properties: {P: !Ref A}}}',
      ['literal here', 'default here', 'parameter !Ref A'],
    ],
    [
      'a mapping',
      'Mappings: {M: {a: {b: here}}}\nResources: {X: {Type: A::B::C, Properties: {P: !FindInMap [M, a, b]}}}',
      ['literal here', 'variable !FindInMap [M, a, b]'],
    ],
    [
      'what a condition chose',
      'Parameters: {A: {Type: String, Default: x}}\nConditions: {C: !Equals [!Ref A, x]}\nResources: {X: {Type: A::B::C, Properties: {P: !If [C, here, there]}}}',
      ['literal here', 'condition x'],
    ],
    [
      'a text with names in it',
      "Parameters: {A: {Type: String, Default: x}}\nResources: {X: {Type: A::B::C, Properties: {P: !Sub '${A}-y'}}}",
      ["literal '${A}-y'"],
    ],
  ])('%s', (_, text, expected) => expect(steps(text)).toEqual(expected));
});

const NESTED = {
  'net/vpc.yaml': `
Parameters:
  Cidr: {Type: String}
  Name: {Type: String, Default: vpc}
Resources:
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: !Ref Cidr, Name: !Ref Name}}
Outputs:
  Id: {Value: !Ref Vpc}
  Block: {Value: !Ref Cidr}`,
};

describe('nested stacks', () => {
  const ROOT = `
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./net/vpc.yaml, Parameters: {Cidr: 10.0.0.0/16}}
  X: {Type: 'A::B::C', Properties: {Id: !GetAtt Net.Outputs.Id, Block: !GetAtt Net.Outputs.Block}}`;

  test('of local templates are part of the deployment', () => {
    const { resources, gaps } = deploy(ROOT, { files: NESTED });
    expect(resources.map(({ address, callPath }) => [address, callPath.map(({ name }) => name)])).toEqual([
      ['Net', []],
      ['Net.Vpc', ['Net']],
      ['X', []],
    ]);
    expect(gaps).toEqual([]);
    expect(properties(ROOT, 'Net.Vpc', { files: NESTED })).toEqual({ CidrBlock: '10.0.0.0/16', Name: 'vpc' });
  });

  test('hand out their outputs', () => {
    expect(properties(ROOT, 'X', { files: NESTED })).toEqual({
      Id: '<the id of `Net.Vpc` is only known at deployment>',
      Block: '10.0.0.0/16',
    });
  });

  test('elsewhere leave the world open', () => {
    const { gaps } = deploy(ROOT);
    expect(gaps.map(({ reason, resource }) => [reason, resource?.address])).toEqual([
      ['file `net/vpc.yaml` does not exist', 'Net'],
    ]);
  });

  test('inside of themselves', () => {
    const text =
      'Resources:\n  Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}';
    expect(found(deploy(text))).toEqual(['cyclic-template 2']);
  });

  test('that the AWS CDK synthesized', () => {
    const text = `
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: !Sub 'https://s3.\${AWS::URLSuffix}/x.json', Parameters: {Cidr: a}}
    Metadata: {aws:asset:path: net/vpc.yaml, aws:asset:property: TemplateURL}`;
    expect(addresses(text, { files: NESTED })).toEqual(['Net', 'Net.Vpc']);
  });

  test('sets of stacks with their template inside', () => {
    const text = `
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ParameterKey: Name, ParameterValue: given}]
      TemplateBody: |
        Parameters: {Name: {Type: String}}
        Resources:
          Inner: {Type: 'A::B::C', Properties: {P: !Ref Name}}`;
    const inner = deploy(text).resources[1]!;
    expect(inner.address).toBe('Set.Inner');
    expect(textAt(inner.header)).toBe('Inner');
    expect(shown(inner.properties)).toEqual({ P: 'given' });
    const json =
      '{"Resources": {"Set": {"Type": "AWS::CloudFormation::StackSet", "Properties": {"TemplateBody": "{\\"Resources\\": {\\"I\\": {\\"Type\\": \\"A::B::C\\"}}}"}}}}';
    expect(addresses(json)).toEqual(['Set', 'Set.I']);
  });
});

describe('macros', () => {
  test('loops', () => {
    const text = `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a-1,b'}}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic&{Name}:
        Type: A::B::C
        Properties:
          N: !Ref Name
          S: !Sub 'x-\${Name}-\${AWS::Region}'
          Fn::ForEach::Inner: [K, [p, q], {'\${K}Key': !Sub '\${Name}\${K}'}]`;
    const { resources, diagnostics, gaps } = deploy(text);
    expect([diagnostics, gaps]).toEqual([[], []]);
    expect(resources.map(each => [each.address, shown(each.properties)])).toEqual(
      [
        ['Topica1', { N: 'a-1', S: 'x-a-1-${pseudo.AWS::Region}', pKey: 'a-1p', qKey: 'a-1q' }],
        ['Topicb', { N: 'b', S: 'x-b-${pseudo.AWS::Region}', pKey: 'bp', qKey: 'bq' }],
      ].map(([address, all]) => [address, JSON.parse(JSON.stringify(all).replaceAll('pseudo.', ''))]),
    );
  });

  test('a loop over what is not known leaves the world open', () => {
    const text = `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Topics: [Name, !Ref Names, {'T\${Name}': {Type: 'A::B::C'}}]
  X: {Type: 'A::B::C'}`;
    const { resources, gaps } = deploy(text);
    expect(resources.map(each => each.address)).toEqual(['X']);
    expect(gaps[0]?.reason).toContain('parameter `Names` has no default');
  });

  test('included files', () => {
    const files = { 'part.yaml': 'Q: 2\nR: !Ref AWS::Region\n' };
    const text = `
Resources:
  X:
    Type: A::B::C
    Properties:
      P: 1
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: part.yaml}}`;
    expect(properties(text, 'X', { files })).toEqual({
      P: 1,
      Q: 2,
      R: '<`AWS::Region` is only known at deployment>',
    });
    expect(properties(text, 'X')).toBe('<file `part.yaml` does not exist>');
  });

  test('of others make what they touch unknown', () => {
    const text = `
Resources:
  X: {Type: 'A::B::C', Properties: {P: 1, Q: {'Fn::Transform': {Name: Mine}, a: 1}}}`;
    expect(properties(text)).toEqual({ P: 1, Q: '<a macro makes it at deployment>' });
    const whole = deploy(`Transform: Mine\n${text}`);
    expect(whole.gaps).toHaveLength(1);
    expect(shown(whole.resources[0]!.properties)).toBe('<macro `Mine` changes the template at deployment>');
  });
});

describe('inputs', () => {
  test('that are not allowed or not declared', () => {
    const value = (text: string) => {
      const span = { source: { path: 'p.json', text, external: false }, start: 0, end: text.length };
      return { kind: 'scalar', value: text, origin: [{ role: 'parameter-file', span }] } as const;
    };
    const text = 'Parameters:\n  Env: {Type: String, AllowedValues: [a, b]}\nResources: {}';
    const inputs = new Map([
      ['Env', value('c')],
      ['Evn', value('x')],
    ]);
    expect(found(deploy(`${text}\nOutputs: {O: {Value: !Ref Env}}`, { inputs }))).toEqual([
      'undeclared-parameter 1',
      'disallowed-value 1',
    ]);
  });
});

describe('what a resource waits for', () => {
  const waiting = (dependsOn: string, more = '') =>
    deploy(
      `${more}Resources:\n  A: { Type: X::Y::Z }\n  B:\n    Type: X::Y::Z\n    DependsOn: ${dependsOn}\n`,
    ).diagnostics.map(({ code, span }) => [code, span?.source.text.slice(span.start, span.end)]);

  test('is there', () => {
    expect(waiting('A')).toEqual([]);
    expect(waiting('[A]')).toEqual([]);
  });

  test('or is told, at its name', () => {
    expect(waiting('Nothing')).toEqual([['unknown-reference', 'Nothing']]);
    expect(waiting('[A, Nothing]')).toEqual([['unknown-reference', 'Nothing']]);
  });

  test('unless a macro may bring it', () => {
    expect(waiting('Nothing', 'Transform: Some::Macro\n')).not.toContainEqual([
      'unknown-reference',
      'Nothing',
    ]);
  });
});
