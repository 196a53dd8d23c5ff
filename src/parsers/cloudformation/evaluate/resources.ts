// Walks the resources of a stack and of the stacks nested in it, in the order of their declarations.
// Promises each address once and the bound on resources.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Gap, Resource } from '../../../model/resource.ts';
import { object, scalar, type Value } from '../../../model/value.ts';
import { memberValue, placeOf } from '../syntax.ts';
import type { ResourceDeclaration, Template } from '../template.ts';
import { checkDependencies } from './dependencies.ts';
import { evaluate, unreadValue } from './expression.ts';
import type { NestableStack } from './stack.ts';
import { referenceTo, resourceSymbol } from './symbols.ts';
import { conjunction, truthOf } from './truth.ts';

/** What the walk finds. */
export interface Collected {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  /** Of all templates that were entered, each once. */
  readonly diagnostics: readonly Diagnostic[];
}

export function collectResources(root: NestableStack): Collected {
  const walk = new Walk();
  walk.enter(root);
  // What belongs to other stacks is there to be referred to; only what is written there is known of it.
  for (const each of root.run.imported.values()) walk.resources.push({ ...each, existing: true });
  return walk;
}

/** A resource by its path in a stack and those nested in it (`Network.Vpc`), for stacks that refer to it; null where there is none. */
export function resourceAt(stack: NestableStack, path: string): Resource | null {
  const [name, ...rest] = path.split('.');
  if (rest.length > 0) {
    const nested = stack.nested(name!);
    return nested && resourceAt(nested, rest.join('.'));
  }
  const declared = stack.template.resources.get(name!);
  return declared ? resourceOf(declared, stack, () => `${stack.prefix}${name}`) : null;
}

class Walk implements Collected {
  readonly resources: Resource[] = [];
  readonly gaps: Gap[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly entered = new Set<Template>();
  private readonly addresses = new Set<string>();

  enter(stack: NestableStack): void {
    const { template, run } = stack;
    if (!this.entered.has(stack.written)) this.diagnostics.push(...template.diagnostics);
    this.entered.add(stack.written);
    const open = template.open.get('Resources');
    if (open) this.gaps.push({ ...open, resource: null });
    for (const declared of template.resources.values()) {
      if (this.resources.length >= run.bounds.resources) {
        const message = `The deployment has more than ${run.bounds.resources} resources`;
        run.exceeded('too-many-resources', message, declared.nameSpan);
        return;
      }
      this.add(declared, stack);
    }
    if (!open) stack.reportCycles();
  }

  private add(declared: ResourceDeclaration, stack: NestableStack): void {
    const { name, type } = declared;
    const resource = resourceOf(declared, stack, () => this.unique(addressOf(declared, stack)));
    if (!resource) return;
    this.resources.push(resource);
    checkDependencies(declared, stack);
    const nested = stack.nestedStack(name);
    if (nested && 'unresolved' in nested)
      this.gaps.push({ reason: nested.unresolved, span: resource.header, resource });
    else if (nested) this.enter(nested);
    else if (type.endsWith('::MODULE')) {
      const reason = `module \`${type}\` is kept in the CloudFormation registry, not on this machine`;
      this.gaps.push({ reason, span: resource.header, resource });
    }
  }

  private unique(address: string): string {
    let free = address;
    for (let count = 2; this.addresses.has(free); count++) free = `${address}#${count}`;
    this.addresses.add(free);
    return free;
  }
}

/** Null where it is certainly not deployed. */
function resourceOf(
  declared: ResourceDeclaration,
  stack: NestableStack,
  address: () => string,
): Resource | null {
  const condition = conditionOf(declared, stack);
  const deployed = truthOf(condition);
  if (deployed === false) return null;
  const { name, nameSpan, type } = declared;
  const path = stack.prefix + name;
  const compute = (): Value => propertiesOf(declared, deployed === true ? null : condition, stack);
  return {
    address: address(),
    type,
    apiVersion: null,
    name: scalar(name, [{ role: 'literal', span: placeOf(nameSpan) }]),
    identities: [referenceTo(path), resourceSymbol(path)],
    parent: null,
    scope: null,
    existing: false,
    deployed,
    condition: deployed === true ? null : condition,
    properties: deployed === true ? compute() : stack.run.speculate(compute),
    ...metadataOf(declared, stack),
    declaration: declared.span,
    header: placeOf(nameSpan),
    callPath: stack.callPath,
    module: null,
  };
}

/** Of what the AWS CDK synthesized the construct's path, which its author knows. */
function addressOf({ name, constructPath }: ResourceDeclaration, { prefix }: NestableStack): string {
  return constructPath?.replace(/\/Resource$/, '') ?? prefix + name;
}

/** Its own condition and those of the stacks around it; null where it is simply there. */
function conditionOf(declared: ResourceDeclaration, stack: NestableStack): Value | null {
  if (!declared.condition) return stack.around;
  const { name, span } = declared.condition;
  let own = stack.condition(name);
  if (!own) {
    stack.run.report(
      'unknown-condition',
      `There is no condition \`${name}\``,
      span,
      'Declare it under `Conditions`.',
    );
    own = unreadValue(span, `there is no condition \`${name}\``);
  }
  return stack.around ? conjunction([stack.around, own]) : own;
}

/** Who keeps lists of what to ignore there. */
const LINTERS: readonly string[] = ['aispm', 'checkov', 'cfn_nag', 'cdk_nag', 'guard'];

/** `Metadata` where it says something to linters: most of it is for other tools, and long. */
function metadataOf({ value }: ResourceDeclaration, stack: NestableStack): Pick<Resource, 'metadata'> {
  const metadata = memberValue(value, 'Metadata');
  if (!metadata || !LINTERS.some(name => memberValue(metadata, name))) return {};
  return { metadata: stack.run.speculate(() => evaluate(metadata, stack)) };
}

function propertiesOf(declared: ResourceDeclaration, condition: Value | null, stack: NestableStack): Value {
  const { properties, value, name } = declared;
  const { changedBy } = stack.template;
  if (changedBy !== null) return unreadValue(value, changedBy);
  stack.begin(name, condition);
  const evaluated = properties && evaluate(properties, stack);
  stack.end();
  if (evaluated && evaluated.kind !== 'absent' && !(evaluated.kind === 'scalar' && evaluated.value === null))
    return evaluated;
  return object(new Map(), [{ role: 'literal', span: placeOf(value) }]);
}
