// What the intrinsic functions come to.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

import { describe, expect, test } from 'vitest';
import { deploy, found, value } from './deploy.ts';

const PARAMETERS = `
Parameters:
  Env: {Type: String, Default: dev}
  Stage: {Type: String, AllowedValues: [blue, green]}
  Name: {Type: String}
  Ids: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
  Count: {Type: Number, Default: '3'}
  Ami: {Type: AWS::SSM::Parameter::Value<String>, Default: /path}
Mappings:
  Sizes:
    dev: {size: small, list: [1, 2]}
    prod: {size: large}
    us-east-1: {size: large}
    eu-west-1: {size: large}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
  IsBlue: !Equals [!Ref Stage, blue]
  IsNamed: !Not [!Equals [!Ref Name, '']]`;

const of = (yaml: string) => value(yaml, PARAMETERS);

describe('Ref', () => {
  test.each([
    ['!Ref Env', 'dev'],
    ['{Ref: Env}', 'dev'],
    ['!Ref Count', 3],
    ['!Ref Ids', ['a', 'b', 'c']],
    ['!Ref Stage', { oneOf: ['blue', 'green'] }],
    ['!Ref Name', '<parameter `Name` has no default>'],
    ['!Ref Subnets', '<parameter `Subnets` has no default>'],
    ['!Ref Ami', '<parameter `Ami` is read from the parameter store at deployment>'],
    ['!Ref Bucket', '<the id of `Bucket` is only known at deployment>'],
    ['!Ref AWS::Region', '<`AWS::Region` is only known at deployment>'],
    ['!Ref AWS::NoValue', undefined],
    ['[a, !Ref AWS::NoValue, b]', ['a', 'b']],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('Fn::GetAtt', () => {
  test.each([
    ['!GetAtt Bucket.Arn', '<`Bucket.Arn` is only known at deployment>'],
    ['!GetAtt [Bucket, Arn]', '<`Bucket.Arn` is only known at deployment>'],
    ['!GetAtt Bucket.Endpoint.Address', '<`Bucket.Endpoint.Address` is only known at deployment>'],
    ['{Fn::GetAtt: [Bucket, !Ref Env]}', '<`Bucket.dev` is only known at deployment>'],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('Fn::Sub', () => {
  test.each([
    ["!Sub '${Env}-x'", 'dev-x'],
    ["!Sub '${Env}'", 'dev'],
    ["!Sub '${!Env}-${Env}'", '${Env}-dev'],
    ["!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/*'", 'arn:${AWS::Partition}:s3:::${Bucket.Ref}/*'],
    ["!Sub '${Bucket.Arn}/*'", '${Bucket.Arn}/*'],
    ["!Sub ['${A}-${Env}', {A: !Ref Count}]", '3-dev'],
    ["!Sub ['${Env}', {Env: own}]", 'own'],
    ["!Sub '${Stage}-x'", { oneOf: ['blue-x', 'green-x'] }],
    ["!Sub '$ENV ${not a name} ${unclosed'", '$ENV ${not a name} ${unclosed'],
    ["!Sub '{{resolve:ssm:/${Env}}}'", '<`{{resolve:ssm:/dev}}` is only known at deployment>'],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('texts', () => {
  test.each([
    ["!Join ['-', [a, !Ref Env, 1]]", 'a-dev-1'],
    ["!Join ['', ['arn:', !Ref AWS::Partition, ':s3:::x']]", 'arn:${AWS::Partition}:s3:::x'],
    ["!Join [',', !Ref Ids]", 'a,b,c'],
    ["!Split [',', 'a,b']", ['a', 'b']],
    ["!Select [1, !Split ['-', !Sub '${Env}-x']]", 'x'],
    ['!Base64 abc', 'YWJj'],
    [
      "{Fn::ToJsonString: {a: [1, !Ref Env], b: !Sub '${AWS::Region}-x'}}",
      '{"a":[1,"dev"],"b":"${AWS::Region}-x"}',
    ],
    ["'{{resolve:secretsmanager:x}}'", '<`{{resolve:secretsmanager:x}}` is only known at deployment>'],
    ["'key={{resolve:ssm:x}};'", 'key=${{{resolve:ssm:x}}};'],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('lists', () => {
  test.each([
    ['!Select [0, !Ref Ids]', 'a'],
    ['!Select [0, !Ref Subnets]', '<parameter `Subnets` has no default>'],
    ['!Select [0, !GetAZs us-east-1]', '<availability zones are only known at deployment>'],
    ['{Fn::Length: !Ref Ids}', 3],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Select [1, !Cidr [2001:db8::/56, 2, 64]]', '2001:db8:0:1::/64'],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('Fn::FindInMap', () => {
  test.each([
    ['!FindInMap [Sizes, !Ref Env, size]', 'small'],
    ['!FindInMap [Sizes, dev, list]', [1, 2]],
    ['!FindInMap [Sizes, !Ref AWS::Region, size]', 'large'],
    ['!FindInMap [Sizes, !Ref Name, size]', { oneOf: ['small', 'large'] }],
    ['!FindInMap [Sizes, nowhere, size, {DefaultValue: none}]', 'none'],
    ['!FindInMap [Nothing, dev, size, {DefaultValue: none}]', 'none'],
    [
      '!FindInMap [Sizes, !FindInMap [Sizes, dev, size, {DefaultValue: x}], size, {DefaultValue: deep}]',
      'deep',
    ],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));
});

describe('conditions', () => {
  test.each([
    ['!If [IsDev, a, b]', 'a'],
    ['!If [IsBlue, a, b]', { oneOf: ['a', 'b'] }],
    ['!If [IsNamed, a, b]', { oneOf: ['a', 'b'] }],
    ['!If [IsNamed, a, a]', 'a'],
    ['{a: !If [IsDev, !Ref AWS::NoValue, 1], b: 2}', { b: 2 }],
    ['[!If [IsNamed, x, !Ref AWS::NoValue], y]', { oneOf: [['x', 'y'], ['y']] }],
    ['!If [IsDev, !If [IsBlue, 1, 2], 3]', { oneOf: [1, 2] }],
    ['!If [IsNamed, 1, !If [IsNamed, 2, 3]]', { oneOf: [1, 3] }],
    ['!If [IsBlue, !If [IsBlue, 1, 2], !If [IsBlue, 3, 4]]', { oneOf: [1, 4] }],
  ])('%s', (yaml, expected) => expect(of(yaml)).toEqual(expected));

  const truth = (condition: string) =>
    value('!If [C, true, false]', PARAMETERS.replace('Conditions:', `Conditions:\n  C: ${condition}`));

  test.each([
    ['!And [!Condition IsDev, !Equals [1, "1"]]', true],
    ['!Or [!Condition IsNamed, !Condition IsDev]', true],
    ['!And [!Condition IsNamed, !Not [!Condition IsDev]]', false],
    ['!Not [!Condition IsNamed]', { oneOf: [true, false] }],
    ['!Equals [!Ref Name, !Ref Name]', true],
    ['!Equals [!Sub "${Name}-a", x-b]', false],
    ['!Equals [!Ref AWS::Region, us-east-1]', { oneOf: [true, false] }],
    ['{Fn::Equals: [!Select [0, !Ref Ids], a]}', true],
  ])('%s', (condition, expected) => expect(truth(condition)).toEqual(expected));
});

describe('what is wrong', () => {
  test.each([
    ['!Ref Nothing', 'unknown-reference'],
    ['!GetAtt Nothing.Arn', 'unknown-reference'],
    ["!Sub '${Nothing}'", 'unknown-reference'],
    ['!If [Nothing, 1, 2]', 'unknown-condition'],
    ['!If [IsNamed, !Ref Nothing, 1]', 'unknown-reference'],
    ['!FindInMap [Nothing, a, b]', 'unknown-mapping'],
    ['!FindInMap [Sizes, nowhere, size]', 'missing-key'],
    ['!Select [9, !Ref Ids]', 'out-of-range'],
    ['!Join [a]', 'wrong-arguments'],
    ['{Fn::Nothing: 1}', 'unknown-function'],
  ])('%s: %s', (yaml, code) => {
    const template = `${PARAMETERS}\nResources:\n  X:\n    Type: A::B::C\n    Properties:\n      P: ${yaml}\n`;
    expect(found(deploy(template))).toEqual([`${code} 24`]);
  });
});
