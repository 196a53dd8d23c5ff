// All intrinsic functions by their full names.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

import type { Form } from '../evaluate/environment.ts';
import { andForm, conditionForm, equalsForm, ifForm, notForm, orForm } from './conditions.ts';
import { base64Form, joinForm, splitForm, subForm, toJsonStringForm } from './joining.ts';
import { availabilityZonesForm, cidrForm, lengthForm, selectForm } from './lists.ts';
import { findInMapForm, getAttForm, getStackOutputForm, importValueForm, refForm } from './references.ts';

export const FUNCTIONS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['Ref', refForm],
  ['Fn::GetAtt', getAttForm],
  ['Fn::ImportValue', importValueForm],
  ['Fn::GetStackOutput', getStackOutputForm],
  ['Fn::FindInMap', findInMapForm],
  ['Fn::Sub', subForm],
  ['Fn::Join', joinForm],
  ['Fn::Split', splitForm],
  ['Fn::Base64', base64Form],
  ['Fn::ToJsonString', toJsonStringForm],
  ['Fn::Select', selectForm],
  ['Fn::Length', lengthForm],
  ['Fn::Cidr', cidrForm],
  ['Fn::GetAZs', availabilityZonesForm],
  ['Fn::If', ifForm],
  ['Fn::And', andForm],
  ['Fn::Or', orForm],
  ['Fn::Not', notForm],
  ['Fn::Equals', equalsForm],
  ['Condition', conditionForm],
]);
