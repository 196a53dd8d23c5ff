// Walks the resources of a configuration and of the modules that it calls, in the order of their declarations.
// Promises each address once and the bound on resources.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Gap, Resource } from '../../../model/resource.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { Truth } from '../../../model/truth.ts';
import { type Expression, scalar, unknown, type Value, valueKey } from '../../../model/value.ts';
import type { Module } from '../module.ts';
import { splitVersion } from '../module-source.ts';
import { bodyValue } from './body.ts';
import { type Frame, type Instance, isUnresolved, type ModuleInstance } from './environment.ts';
import { evaluate } from './expression.ts';
import { isNull, unreadReason } from './knowing.ts';
import { LazyMembers } from './lazy-members.ts';
import type { Run } from './run.ts';
import { memberOf, symbolOf } from './symbols.ts';

/** What the walk finds. */
export interface Collected {
  readonly resources: Resource[];
  readonly gaps: Gap[];
  /** Of all modules that were entered, each once. */
  readonly diagnostics: Diagnostic[];
}

/** Inside of modules, members of types that nobody reads (`isRead`) are computed only if somebody asks for them after all: most of a large project. */
export function collectResources(root: Frame, isRead: (type: string) => boolean): Collected {
  const walk = new Walk(root.run, isRead);
  walk.enter(root);
  return { resources: linked(walk.resources), gaps: walk.gaps, diagnostics: walk.diagnostics };
}

class Walk implements Collected {
  readonly resources: Resource[] = [];
  readonly gaps: Gap[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly entered = new Set<Module>();
  private readonly addresses = new Map<string, number>();
  private readonly run: Run;
  private readonly isRead: (type: string) => boolean;

  constructor(run: Run, isRead: (type: string) => boolean) {
    this.run = run;
    this.isRead = isRead;
  }

  enter(frame: Frame): void {
    const { module } = frame;
    if (!this.entered.has(module)) {
      for (const each of module.diagnostics) this.diagnostics.push(each);
      for (const each of unreadFiles(module)) this.gaps.push(each);
    }
    this.entered.add(module);
    const imported = importedIds(frame);
    for (const declaration of module.resources.values()) {
      if (declaration.mode === 'ephemeral') continue;
      const instances = this.run.guard(declaration.header, () => frame.instances(declaration), []);
      for (const instance of instances) {
        if (this.isFull(declaration.header)) return;
        const id = imported.get(instance.address.slice(frame.prefix.length));
        this.run.guard(declaration.header, () => this.add(instance, id), undefined);
      }
    }
    for (const declaration of module.calls.values()) {
      const instances = this.run.guard(declaration.header, () => frame.deployed(declaration), []);
      for (const instance of instances) {
        if (this.isFull(declaration.header)) return;
        this.run.guard(declaration.header, () => this.call(instance), undefined);
      }
    }
  }

  private isFull(place: Resource['header']): boolean {
    const most = this.run.bounds.resources;
    if (this.resources.length < most) return false;
    this.run.exceeded('too-many-resources', `The deployment has more than ${most} resources`, place);
    return true;
  }

  private add(instance: Instance, imported: Value | undefined): void {
    const condition = instance.condition();
    const deployed = truthOf(condition);
    if (deployed === false) return;
    const { declaration, memberNames } = instance;
    const properties =
      instance.frame.caller === null || this.isRead(declaration.type)
        ? new Map(memberNames.map(name => [name, this.member(instance, name)]))
        : new LazyMembers(memberNames, name => this.member(instance, name));
    const keySpans = new Map(memberNames.map(name => [name, instance.nameSpan(name)]));
    const id = memberOf(instance.value, scalar('id'));
    const symbol = scalar(instance.address);
    this.resources.push({
      address: this.unique(instance.address),
      type: declaration.type,
      apiVersion: null,
      name: nameOf(instance, properties),
      identities: imported ? [id, symbol, imported] : [id, symbol],
      parent: null,
      scope: null,
      existing: declaration.mode === 'data',
      deployed,
      condition: deployed === true ? null : condition,
      properties: bodyValue(declaration.body, properties, keySpans, declaration.span),
      declaration: declaration.span,
      header: declaration.header,
      callPath: instance.frame.callPath,
      module: null,
    });
  }

  /** What is too deep costs its own member alone. */
  private member(instance: Instance, name: string): Value {
    const reason = 'it is too deep to be evaluated';
    const otherwise = memberOf({ ...instance.value, reason }, scalar(name));
    return this.run.guard(instance.declaration.header, () => instance.member(name), otherwise);
  }

  private call(instance: ModuleInstance): void {
    const condition = instance.condition();
    const deployed = truthOf(condition);
    if (deployed === false) return;
    const module = instance.module();
    if (!isUnresolved(module)) {
      this.enter(module);
      return;
    }
    const resource = this.unresolved(instance, module.reason, deployed);
    this.resources.push(resource);
    this.gaps.push({ reason: module.reason, span: resource.header, resource });
  }

  /** A call whose module could not be read: what is known of it are its arguments. */
  private unresolved(instance: ModuleInstance, reason: string, deployed: Exclude<Truth, false>): Resource {
    const { declaration, environment, frame } = instance;
    const { attributes } = declaration.body;
    const source = instance.source();
    const reference = source?.source ?? '';
    const keys = instance.turn.key && instance.turn.key.kind !== 'scalar' ? [instance.turn.key] : [];
    const symbol: Expression = symbolOf('module', instance.address, [...frame.keys, ...keys]);
    const outputs = unknown(symbol, reason);
    const compute = (): Map<string, Value> =>
      new Map(attributes.map(({ name, value }) => [name.name, evaluate(value, environment)]));
    const members = deployed === true ? compute() : this.run.speculate(compute);
    const { type, version } = splitVersion(reference);
    return {
      address: this.unique(instance.address),
      type,
      apiVersion: source?.version ?? version,
      name: members.get('name') ?? memberOf(outputs, scalar('name')),
      identities: ['resource_id', 'id'].map(name => memberOf(outputs, scalar(name))),
      parent: null,
      scope: null,
      existing: false,
      deployed,
      condition: deployed === true ? null : instance.condition(),
      properties: bodyValue(
        declaration.body,
        members,
        new Map(attributes.map(({ name }) => [name.name, name.span])),
        declaration.span,
      ),
      declaration: declaration.span,
      header: declaration.header,
      callPath: frame.callPath,
      module: { reference, reason },
    };
  }

  private unique(address: string): string {
    const count = (this.addresses.get(address) ?? 0) + 1;
    this.addresses.set(address, count);
    return count === 1 ? address : `${address}#${count}`;
  }
}

/** Files that could not be read wholly may hide what they would deploy. */
function unreadFiles({ diagnostics }: Module): Gap[] {
  const places = new Map<Source, Span>();
  for (const { severity, span } of diagnostics)
    if (severity === 'error' && span && !places.has(span.source)) places.set(span.source, span);
  return [...places.values()].map(span => ({
    reason: unreadReason(`\`${span.source.path}\``),
    span,
    resource: null,
  }));
}

function nameOf(instance: Instance, properties: ReadonlyMap<string, Value>): Value {
  const name = properties.get('name');
  return name && !isNull(name) ? name : memberOf(instance.value, scalar('name'));
}

/** Ids under which resources exist already, by the address that they get. */
function importedIds(frame: Frame): ReadonlyMap<string, Value> {
  const ids = new Map<string, Value>();
  for (const { to, id } of frame.module.imports) {
    const { source, start, end } = to.span;
    const value = id && frame.run.speculate(() => evaluate(id, frame.environment));
    if (value?.kind === 'scalar') ids.set(source.text.slice(start, end).replace(/\s+/g, ''), value);
  }
  return ids;
}

/** A data source that names a resource of this configuration is that resource: both answer to both ids. */
function linked(resources: readonly Resource[]): Resource[] {
  const managed = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (resource.existing || resource.module) continue;
    const ofType = managed.get(resource.type);
    if (ofType) ofType.push(resource);
    else managed.set(resource.type, [resource]);
  }
  const added = new Map<Resource, Value[]>();
  for (const data of resources) {
    if (!data.existing) continue;
    const target = managed.get(data.type)?.find(each => isOf(data, each));
    if (!target) continue;
    added.set(target, [...(added.get(target) ?? []), ...data.identities]);
    added.set(data, [...target.identities]);
  }
  return resources.map(resource => {
    const more = added.get(resource);
    return more ? { ...resource, identities: [...resource.identities, ...more] } : resource;
  });
}

/** Whether all that the data source asks for is what the resource is configured with. */
function isOf(data: Resource, resource: Resource): boolean {
  if (data.properties.kind !== 'object' || resource.properties.kind !== 'object') return false;
  const { members } = resource.properties;
  let isAsked = false;
  for (const [name, value] of data.properties.members) {
    if (value.kind === 'array' || value.kind === 'object') continue;
    const other = members.get(name);
    if (!other || valueKey(other) !== valueKey(value)) return false;
    isAsked = true;
  }
  return isAsked;
}

function truthOf(condition: Value | null): Truth {
  if (condition === null) return true;
  if (condition.kind !== 'scalar') return 'unknown';
  return condition.value === true;
}
