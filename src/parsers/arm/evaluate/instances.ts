// The instances of a resource declaration: one for each turn of its loop and of its parent's, with type, name, id and condition.
// Refuses to know expressions: the environment of an instance evaluates them.

import { lazy } from '../../../model/lazy.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import { applyFunction } from '../functions/apply-function.ts';
import { textValue } from '../functions/text.ts';
import type { Expression, ResourceDeclaration, UnresolvedModule } from '../template.ts';
import { type Environment, type Frame, type Instance, type Placement, withLoop } from './environment.ts';
import { evaluate } from './expression.ts';
import { countTurns } from './loops.ts';
import { joinPath, pathSegments, wholeSegments, written } from './path.ts';
import { placementOf } from './placement.ts';
import { idOfSegments, parentOf, resourceId } from './resource-id.ts';
import { conjunction } from './truth.ts';

/** All instances of a declaration, in order. An unknown count gives one, whose index stands for all. */
export function expandDeclaration(declaration: ResourceDeclaration, frame: Frame): readonly Instance[] {
  const around = declaration.parent?.index === null ? declaration.parent.declaration() : null;
  const parents = around && isRepeated(around) ? frame.expand(around) : [null];
  return parents.flatMap(parent => turns(declaration, frame, parent));
}

function turns(declaration: ResourceDeclaration, frame: Frame, parent: Instance | null): Instance[] {
  const environment = parent?.environment ?? frame.environment;
  const { loop } = declaration;
  if (!loop) return [new DeclaredInstance(declaration, frame, environment, { parent })];
  const count = countTurns(loop, environment, evaluate);
  const turn = (index: Value, condition: Value | null): Instance => {
    const around = withLoop(environment, loop.name, index, true);
    return new DeclaredInstance(declaration, frame, around, { parent, index, condition });
  };
  switch (count.kind) {
    case 'exactly':
      return Array.from({ length: count.count }, (_, index) => turn(scalar(index), null));
    case 'among':
      return Array.from({ length: count.most }, (_, index) =>
        turn(scalar(index), isMoreThan(count.value, index, declaration)),
      );
    case 'unknown':
      return [turn(count.index, isMoreThan(count.value, 0, declaration))];
  }
}

/** The instance at an index that need not be one of those that are deployed: what another resource says of it. */
export function instanceWithIndex(declaration: ResourceDeclaration, frame: Frame, index: Value): Instance {
  const environment = withLoop(frame.environment, declaration.loop?.name ?? '', index, true);
  return new DeclaredInstance(declaration, frame, environment, { parent: null, index });
}

const DEEPEST_PARENTS = 16;

function isRepeated(declaration: ResourceDeclaration): boolean {
  let current: ResourceDeclaration | null = declaration;
  for (let level = 0; current && level < DEEPEST_PARENTS; level++) {
    if (current.loop) return true;
    current = current.parent?.index === null ? current.parent.declaration() : null;
  }
  return false;
}

/** Of a deployment's 64 characters, what a dash and a hash leave. */
const LONGEST_PREFIX = 50;

interface Turn {
  /** The parent's instance whose turn this is, where the parent's loop repeats the declaration. */
  readonly parent: Instance | null;
  readonly index?: Value;
  /** That the loop comes to this turn, where it is not certain. */
  readonly condition?: Value | null;
}

/** What a resource is called, after parents and old forms were resolved. */
interface Naming {
  readonly type: Value;
  readonly name: Value;
  /** The name's segments, each with its own alternatives; null where they cannot be told apart. */
  readonly segments: readonly Value[] | null;
  readonly placement: Placement;
}

class DeclaredInstance implements Instance {
  readonly declaration: ResourceDeclaration;
  readonly frame: Frame;
  readonly environment: Environment;
  readonly index: Value | null;
  private readonly turn: Turn;
  private readonly naming: () => Naming;
  readonly id: () => Value;
  readonly condition: () => Value | null;
  readonly module: () => Frame | UnresolvedModule | null;

  constructor(declaration: ResourceDeclaration, frame: Frame, environment: Environment, turn: Turn) {
    this.declaration = declaration;
    this.frame = frame;
    this.environment = environment;
    this.turn = turn;
    this.index = turn.index ?? turn.parent?.index ?? null;
    this.naming = lazy(
      () => this.computeNamingIfDeployed(),
      () => this.cyclicNaming(),
    );
    this.id = lazy(
      () => {
        const { type, name, segments, placement } = this.naming();
        const { prefix, scope } = placement;
        return segments && type.kind === 'scalar'
          ? idOfSegments(prefix, scope, String(type.value), segments)
          : resourceId(prefix, scope, type, name);
      },
      () => this.cyclicNaming().name,
    );
    this.condition = lazy(
      () => this.computeCondition(),
      () => unknown(call('condition', scalar(this.address())), 'the condition depends on itself'),
    );
    this.module = lazy(
      () => (declaration.module ? frame.call(this, declaration.module) : null),
      () => ({ kind: 'unresolved', reason: 'the module depends on itself' }),
    );
  }

  evaluate(node: Expression): Value {
    return evaluate(node, this.environment);
  }

  readonly type = (): Value => this.naming().type;
  readonly name = (): Value => this.naming().name;
  readonly placement = (): Placement => this.naming().placement;

  readonly parentId = (): Value | null => {
    if (this.declaration.parent) return this.parent()?.id() ?? null;
    const { type, name, placement } = this.naming();
    const parent = type.kind === 'scalar' ? parentOf(String(type.value), name) : null;
    return parent && resourceId(placement.prefix, placement.scope, scalar(parent.type), parent.name);
  };

  readonly address = (): string => this.frame.prefix + this.localAddress();

  localAddress(): string {
    const { symbol } = this.declaration;
    if (symbol !== null) return symbol + this.suffix();
    const name = this.name();
    const known =
      name.kind === 'scalar' ? String(name.value) : written(this.declaration.name) + this.suffix();
    if (this.declaration.module) return known;
    const type = this.type();
    return `${type.kind === 'scalar' ? type.value : written(this.declaration.type)}/${known}`;
  }

  private suffix(): string {
    const outer = this.turn.parent instanceof DeclaredInstance ? this.turn.parent.suffix() : '';
    if (!this.turn.index) return outer;
    return `${outer}[${this.turn.index.kind === 'scalar' ? this.turn.index.value : '*'}]`;
  }

  private parent(): Instance | null {
    const { parent } = this.declaration;
    if (!parent || this.turn.parent) return this.turn.parent;
    const declaration = parent.declaration();
    if (!declaration) return null;
    if (parent.index) return this.frame.instanceAt(declaration, this.evaluate(parent.index));
    return this.frame.expand(declaration)[0] ?? null;
  }

  // What may not be deployed may have no name: then what fails in it is no error.
  private computeNamingIfDeployed(): Naming {
    if (this.condition() === null) return this.computeNaming();
    return this.frame.run.speculate(() => this.computeNaming());
  }

  private computeNaming(): Naming {
    const own = asText(this.evaluate(this.declaration.type));
    const ownName = this.declaration.name ? asText(this.evaluate(this.declaration.name)) : this.unnamed();
    const parent = this.parent();
    if (!parent) {
      const names = ownSegments(own, ownName, 0);
      const segments = names && wholeSegments(names);
      const name = segments === names ? ownName : { ...joinPath(segments!), origin: ownName.origin };
      return extensionNaming({ type: own, name, segments, placement: placementOf(this) });
    }
    const type = typeBelow(parent.type(), own);
    const above = parent instanceof DeclaredInstance ? parent.naming().segments : null;
    const below = above && ownSegments(type, ownName, above.length);
    const segments = below && [...above, ...below];
    const whole = segments ? joinPath(segments) : textValue([parent.name(), '/', ownName]);
    const name = { ...whole, origin: ownName.origin };
    const placement = this.declaration.scope ? placementOf(this) : parent.placement();
    return extensionNaming({ type, name, segments, placement });
  }

  /** Bicep's compiler names a nameless module after its symbol, cut so that a deployment's name may hold the rest. */
  private unnamed(): Value {
    const { symbol, header } = this.declaration;
    if (!this.declaration.module || symbol === null) {
      const place = this.frame.prefix + (symbol ?? '') + this.suffix();
      return unknown(call('nameOf', scalar(place)), 'the resource has no name');
    }
    const index = this.turn.index ? [this.turn.index, '-'] : [];
    const prefix = symbol.slice(0, index.length > 0 ? LONGEST_PREFIX - 4 : LONGEST_PREFIX);
    const args = [scalar(symbol), this.frame.deploymentName];
    const hash = applyFunction('uniqueString', args, {
      name: 'uniqueString',
      span: header,
      report: () => {},
    });
    return textValue([prefix, '-', ...index, hash]);
  }

  private cyclicNaming(): Naming {
    const { frame, declaration } = this;
    frame.run.report('cyclic-reference', 'The name of this resource depends on itself', declaration.header);
    const at = scalar(`${declaration.span.source.path}:${declaration.span.start}`);
    const symbol = unknown(call('cyclicName', at), 'the name depends on itself');
    return {
      type: symbol,
      name: symbol,
      segments: null,
      placement: { prefix: symbol, scope: frame.scope, extends: null },
    };
  }

  private computeCondition(): Value | null {
    const conditions: Value[] = [];
    if (this.frame.condition) conditions.push(this.frame.condition);
    conditions.push(...this.turnConditions());
    if (this.declaration.condition) conditions.push(this.evaluate(this.declaration.condition));
    if (conditions.length === 0) return null;
    const condition = conjunction(conditions);
    return condition.kind === 'scalar' && condition.value === true ? null : condition;
  }

  /** That its own loop and those that repeat it come to its turn. */
  turnConditions(): Value[] {
    const { parent, condition } = this.turn;
    const outer = parent instanceof DeclaredInstance ? parent.turnConditions() : [];
    return condition ? [...outer, condition] : outer;
  }
}

/** Names and types are text; anything else is unknown. */
function asText(value: Value): Value {
  switch (value.kind) {
    case 'array':
    case 'object':
      return unknown(
        call('string', scalar(value.kind)),
        `it is an ${value.kind} where text is expected`,
        value.origin,
      );
    case 'oneOf':
      return value.options.every(option => asText(option) === option)
        ? value
        : unknown(value.expression, value.reason, value.origin);
    default:
      return value;
  }
}

function isMoreThan(count: Value, turn: number, { header }: ResourceDeclaration): Value {
  return applyFunction('greater', [count, scalar(turn)], { name: 'greater', span: header, report: () => {} });
}

/** The segments of a name that stand for those of the type behind the first `above`. */
function ownSegments(type: Value, name: Value, above: number): readonly Value[] | null {
  const count = type.kind === 'scalar' ? String(type.value).split('/').length - 1 - above : 0;
  if (count === 1) return [name];
  const segments = count > 1 ? pathSegments(name) : null;
  return segments?.length === count ? segments : null;
}

// Nested declarations give the type relative to the parent's, Bicep's `parent` property gives it whole.
function typeBelow(parent: Value, own: Value): Value {
  if (parent.kind === 'scalar' && own.kind === 'scalar') {
    const isWhole = String(own.value)
      .toLowerCase()
      .startsWith(`${String(parent.value).toLowerCase()}/`);
    if (isWhole) return own;
  }
  return { ...textValue([parent, '/', own]), origin: own.origin };
}

/** `P/t/providers/x` named `t1/Q/x1` is the old way to write `Q/x` named `x1` with the scope `P/t/t1`. */
function extensionNaming(naming: Naming): Naming {
  const type = naming.type.kind === 'scalar' ? String(naming.type.value) : '';
  const types = type.split('/');
  const at = types.findIndex(segment => segment.toLowerCase() === 'providers');
  if (at < 2) return naming;
  const names = pathSegments(naming.name);
  const namespace = names?.[at - 1];
  if (!names || names.length !== types.length - 1 || namespace?.kind !== 'scalar') return naming;
  const { prefix, scope } = naming.placement;
  const extended = idOfSegments(prefix, scope, types.slice(0, at).join('/'), names.slice(0, at - 1));
  return {
    type: scalar([namespace.value, ...types.slice(at + 1)].join('/'), naming.type.origin),
    name: joinPath(names.slice(at)),
    segments: names.slice(at),
    placement: { prefix: extended, scope, extends: extended },
  };
}
