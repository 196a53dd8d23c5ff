// Classes of the program: fields, parameter properties, accessors, static members, and constructors down to the class of a package.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent } from '../../../model/value.ts';
import type { Site } from '../library.ts';
import type { ClassValue, InstanceValue, Member, ProgramValue } from '../values.ts';
import { constructBase } from './calls.ts';
import { evaluate, literalOrigin, propertyName, siteOf } from './expression.ts';
import { bindParameters, createFunction, type Home, spanOf } from './functions.ts';
import { accessor } from './objects.ts';
import { type Frame, Scope } from './scope.ts';
import { RunSite } from './site.ts';
import { hoist, walkStatements } from './statements.ts';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type Fields = readonly { readonly name: string; readonly node: TSESTree.PropertyDefinition }[];

/** Fields and constructors of classes, for `super(…)` to go on with. */
const constructors = new WeakMap<ClassValue, { readonly setFields: (self: InstanceValue) => void }>();

export function createClass(node: ClassNode, outer: Scope, name: string): ClassValue {
  const scope = new Scope(outer.frame, outer);
  const parent = node.superClass ? evaluate(node.superClass, scope) : null;
  const written = node.body.body.find(isConstructor);
  const fields: { name: string; node: TSESTree.PropertyDefinition }[] = [];
  const type: ClassValue = {
    kind: 'class',
    name: node.id?.name ?? name,
    parent: parent?.kind === 'class' ? parent : null,
    base: parent?.kind === 'class' ? parent.base : parent?.kind === 'imported' ? parent : null,
    members: new Map(),
    prototype: new Map(),
    parameters: written ? parameterNames(written) : parent?.kind === 'class' ? parent.parameters : [],
    initialise: (self, args, site) => runConstructor(type, written, scope, self, args, site),
    source: scope.source,
    origin: literalOrigin(node, scope),
  };
  constructors.set(type, { setFields: self => setFields(type, fields, scope, self) });
  if (node.id) scope.declare(node.id.name, type);
  for (const element of node.body.body) addElement(element, type, fields, scope);
  return type;
}

function isConstructor(element: TSESTree.ClassElement): element is TSESTree.MethodDefinition {
  return element.type === 'MethodDefinition' && element.kind === 'constructor' && element.value.body !== null;
}

function addElement(
  element: TSESTree.ClassElement,
  type: ClassValue,
  fields: { name: string; node: TSESTree.PropertyDefinition }[],
  scope: Scope,
): void {
  if (element.type === 'StaticBlock') {
    const inner = new Scope(frameOf(type, type, true, scope), scope);
    hoist(element.body, inner);
    walkStatements(element.body, inner);
    return;
  }
  if (element.type === 'AccessorProperty') {
    addElement({ ...element, type: 'PropertyDefinition' } as never, type, fields, scope);
    return;
  }
  if (element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition') return;
  const name = propertyName(element, scope);
  if (name === null) return;
  const home: Home = { class: type, isStatic: element.static };
  if (element.type === 'PropertyDefinition') {
    if (!element.static) fields.push({ name, node: element });
    else type.members.set(name, fieldOf(element, type, frameOf(type, type, true, scope), scope));
    return;
  }
  if (element.kind === 'constructor' || element.value.type !== 'FunctionExpression') return;
  const target = element.static ? type.members : type.prototype;
  const method = createFunction(element.value, scope, `${type.name}.${name}`, home);
  const key = spanOf(element.key, scope);
  if (element.kind === 'method') target.set(name, { value: method, key });
  else target.set(name, accessor(target.get(name), element.kind, method, key));
}

function fieldOf(node: TSESTree.PropertyDefinition, self: ProgramValue, frame: Frame, scope: Scope): Member {
  const name = node.key.type === 'Identifier' ? node.key.name : undefined;
  const value = node.value ? evaluate(node.value, new Scope({ ...frame, self }, scope), name) : absent();
  return { value, key: spanOf(node.key, scope) };
}

function frameOf(type: ClassValue, self: ProgramValue, isStatic: boolean, { frame }: Scope): Frame {
  return { ...frame, self, home: type, isStatic, returned: [], since: frame.run.mark };
}

function setFields(type: ClassValue, fields: Fields, scope: Scope, self: InstanceValue): void {
  const frame = frameOf(type, self, false, scope);
  for (const { name, node } of fields) {
    if (node.declare || (!node.value && self.members.has(name))) continue;
    scope.run.touch(self);
    self.members.set(name, fieldOf(node, self, frame, scope));
  }
}

function runConstructor(
  type: ClassValue,
  written: TSESTree.MethodDefinition | undefined,
  scope: Scope,
  self: InstanceValue,
  args: readonly ProgramValue[],
  site: Site,
): void {
  const isDerived = type.parent !== null || type.base !== null;
  if (written?.value.type !== 'FunctionExpression') {
    if (isDerived) constructParent(type, self, args, site as RunSite);
    else constructors.get(type)?.setFields(self);
    return;
  }
  if (!isDerived) constructors.get(type)?.setFields(self);
  const inner = new Scope(frameOf(type, self, false, scope), scope);
  const { body, params } = written.value;
  bindParameters(params, args, inner, site);
  hoist(body.body, inner);
  walkStatements(body.body, inner);
}

/** `super(...args)` in the constructor of a class: what it extends, then its own fields. */
export function constructParent(
  type: ClassValue,
  self: InstanceValue,
  args: readonly ProgramValue[],
  site: RunSite,
): void {
  const { parent } = type;
  if (parent) site.program.within(parent.source, site, () => parent.initialise(self, args, site));
  else if (type.base) constructBase(type.base, self, args, site);
  constructors.get(type)?.setFields(self);
}

function parameterNames(method: TSESTree.MethodDefinition): readonly string[] {
  return method.value.params.map((param, index) => {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
    const plain = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    return plain.type === 'Identifier' ? plain.name : `argument ${index + 1}`;
  });
}

/** `super(…)`, as an expression. */
export function evaluateSuperCall(
  node: TSESTree.CallExpression,
  args: readonly ProgramValue[],
  scope: Scope,
): ProgramValue {
  const { self, home } = scope.frame;
  const site = new RunSite(scope.run, siteOf(node, scope).span, node.callee.range[1]);
  if (self.kind === 'instance' && home) constructParent(home, self, args, site);
  return absent();
}
