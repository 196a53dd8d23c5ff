// Walks the resources of a template and of the modules that it calls, in the order of their declarations.
// Promises each address once and the bound on resources.

import type { Gap, Resource } from '../../../model/resource.ts';
import { object, type Value } from '../../../model/value.ts';
import type { ModuleCall, ResourceDeclaration, Template, UnresolvedModule } from '../template.ts';
import { boundedBody } from './bounded-body.ts';
import { type Frame, type Instance, isUnresolved } from './environment.ts';
import { written } from './path.ts';
import { unresolvedOutput } from './reference-forms.ts';
import type { Run } from './run.ts';
import { truthOf } from './truth.ts';

/** What the walk finds. */
export interface Collected {
  readonly resources: Resource[];
  readonly gaps: Gap[];
  /** All templates that were entered, each once. */
  readonly templates: Set<Template>;
}

export function collectResources(root: Frame): Collected {
  const walk = new Walk(root.run);
  walk.enter(root);
  return walk;
}

class Walk implements Collected {
  readonly resources: Resource[] = [];
  readonly gaps: Gap[] = [];
  readonly templates = new Set<Template>();
  private readonly addresses = new Map<string, number>();
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  enter(frame: Frame): void {
    this.templates.add(frame.template);
    for (const declaration of frame.template.resources) this.declare(declaration, frame);
  }

  private declare(declaration: ResourceDeclaration, frame: Frame): void {
    const instances = this.run.guard(declaration.header, () => frame.expand(declaration), []);
    for (const instance of instances) {
      if (this.resources.length >= this.run.bounds.resources) {
        const message = `The deployment has more than ${this.run.bounds.resources} resources`;
        this.run.exceeded('too-many-resources', message, declaration.header);
        return;
      }
      this.run.guard(declaration.header, () => this.add(instance), undefined);
    }
  }

  private add(instance: Instance): void {
    const condition = instance.condition();
    const deployed = truthOf(condition);
    if (deployed === false) return;
    const module = instance.module();
    if (module && !isUnresolved(module)) {
      this.enter(module);
      return;
    }
    const surely = deployed === true;
    const what = module
      ? unresolvedCall(instance, instance.declaration.module!, module)
      : plainResource(instance, surely);
    const resource: Resource = {
      address: this.unique(instance.address()),
      ...what,
      properties: boundedBody(what.properties, this.run, instance.declaration.header),
      ...metadataOf(instance),
      existing: instance.declaration.existing,
      deployed,
      condition: surely ? null : condition,
      declaration: instance.declaration.span,
      header: instance.declaration.header,
      callPath: instance.frame.callPath,
    };
    this.resources.push(resource);
    if (resource.module) this.gaps.push({ reason: resource.module.reason, span: resource.header, resource });
  }

  private unique(address: string): string {
    const count = (this.addresses.get(address) ?? 0) + 1;
    this.addresses.set(address, count);
    return count === 1 ? address : `${address}#${count}`;
  }
}

type Particulars = Pick<
  Resource,
  'type' | 'apiVersion' | 'name' | 'identities' | 'parent' | 'scope' | 'properties' | 'module'
>;

function plainResource(instance: Instance, surely: boolean): Particulars {
  const { declaration, frame } = instance;
  const type = instance.type();
  const placement = instance.placement();
  // Under an unknown condition the body may never be evaluated, so what fails in it is no error.
  const body = surely
    ? instance.evaluate(declaration.body)
    : frame.run.speculate(() => instance.evaluate(declaration.body));
  return {
    type: type.kind === 'scalar' ? String(type.value) : written(declaration.type),
    apiVersion: apiVersionOf(instance),
    name: instance.name(),
    identities: [instance.id()],
    parent: instance.parentId(),
    scope: placement.extends,
    properties:
      declaration.scope && body.kind === 'object' ? withMember(body, 'scope', placement.prefix) : body,
    module: null,
  };
}

function metadataOf(instance: Instance): Pick<Resource, 'metadata'> {
  const { metadata } = instance.declaration;
  return metadata ? { metadata: instance.frame.run.speculate(() => instance.evaluate(metadata)) } : {};
}

function apiVersionOf(instance: Instance): string | null {
  const { apiVersion } = instance.declaration;
  const value = apiVersion && instance.evaluate(apiVersion);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

function withMember(value: Extract<Value, { kind: 'object' }>, name: string, member: Value): Value {
  return { ...value, members: new Map([...value.members, [name, member]]) };
}

/** A call whose template could not be read: what is known of it are its arguments. */
function unresolvedCall(instance: Instance, module: ModuleCall, unresolved: UnresolvedModule): Particulars {
  const reference = unresolved.reference ?? module.reference ?? 'Microsoft.Resources/deployments';
  const { name, version } = splitVersion(reference);
  return {
    type: name,
    apiVersion: version,
    name: instance.name(),
    identities: [unresolvedOutput(instance, 'resourceId')],
    parent: null,
    scope: instance.placement().extends,
    properties: argumentsOf(instance, module),
    module: { reference, reason: unresolved.reason },
  };
}

function argumentsOf(instance: Instance, module: ModuleCall): Value {
  const { arguments: args } = module;
  const origin = [{ role: 'literal', span: instance.declaration.span }] as const;
  if ('kind' in args) return instance.evaluate(args);
  const members = args.map(({ name, value }): [string, Value] => [name, instance.evaluate(value)]);
  return object(new Map(members), origin, new Map(args.map(({ name, keySpan }) => [name, keySpan])));
}

/** `br/public:avm/res/x/y:1.0.0` without its version; local paths have none. */
function splitVersion(reference: string): { readonly name: string; readonly version: string | null } {
  const isRegistry = /^(br|ts)[/:]/.test(reference);
  const at = reference.search(/@sha256:|:[^:/]*$/);
  if (!isRegistry || at <= reference.indexOf(':')) return { name: reference, version: null };
  return { name: reference.slice(0, at), version: reference.slice(at + 1) };
}
