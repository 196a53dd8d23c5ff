// What is a template is told from its first bytes; all other YAML and JSON is passed over without a word.

import { describe, expect, test } from 'vitest';
import { sniffJsonTemplate, sniffTemplate } from '../../../src/project/cloudformation/sniff-template.ts';
import { sniffJson } from '../../../src/project/sniff-json.ts';

describe('YAML', () => {
  test.each([
    ['AWSTemplateFormatVersion: "2010-09-09"\n', 'template'],
    ['# comment\n---\n"AWSTemplateFormatVersion": 2010-09-09\n', 'template'],
    ['Description: x\nResources:\n  A:\n    Type: AWS::S3::Bucket\n', 'template'],
    ['Transform: AWS::Serverless-2016-10-31\nResources: {}\n', 'template'],
    ['Parameters: {}\nResources:\n  A: {Properties: {}, Type: "Custom::Thing"}\n', 'template'],
    ['{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', 'template'],
    ['apiVersion: v1\nkind: Pod\n', 'other'],
    ['name: CI\non: push\njobs: {}\n', 'other'],
    ['openapi: 3.0.0\npaths: {}\n', 'other'],
    ['service: x\nprovider: aws\nresources:\n  Resources:\n    A: {Type: "AWS::S3::Bucket"}\n', 'other'],
    ['{{- if .Values.x }}\napiVersion: v1\n{{- end }}\n', 'other'],
    ['Resources:\n  - a\n  - b\n', 'other'],
    ['- Resources: x\n', 'other'],
    ['apiVersion: v1\n---\nAWSTemplateFormatVersion: x\n', 'other'],
    ['just text\n', 'other'],
    ['', 'other'],
  ])('%j', (text, role) => expect(sniffTemplate(text, true)).toBe(role));

  test('a beginning that does not say is unclear', () => {
    expect(sniffTemplate('Description: long\nParameters:\n  A: {Type: String}\n', false)).toBe('unclear');
    expect(sniffTemplate('# a licence\n', false)).toBe('unclear');
    expect(sniffTemplate('apiVersion: v1\n', false)).toBe('other');
  });
});

describe('JSON', () => {
  test.each([
    ['{"AWSTemplateFormatVersion": "2010-09-09"}', 'a.json', 'template'],
    ['{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', 'a.json', 'template'],
    ['[{"ParameterKey": "A", "ParameterValue": "b"}]', 'a.json', 'parameters'],
    ['{"Parameters": {"A": "b"}}', 'a.json', 'parameters'],
    ['{"A": "b"}', 'dev-params.json', 'parameters'],
    ['{"A": "b"}', 'other.json', 'other'],
    ['{"name": "x", "version": "1"}', 'package.json', 'other'],
    ['{"resources": [], "contentVersion": "1.0.0.0"}', 'a.json', 'other'],
  ])('%s in %s', (text, name, role) => expect(sniffJsonTemplate(text, true, name)).toBe(role));

  test.each([
    ['{"Parameters": {}, "Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', 'a.json', 'other'],
    ['{"Parameters": {"A": "b"}}', 'dev.parameters.json', 'other'],
    ['{"parameters": {"a": {"value": "b"}}}', 'dev.parameters.json', 'parameters'],
  ])('is no ARM template: %s in %s', (text, name, role) => expect(sniffJson(text, true, name)).toBe(role));
});
