// What names stand for: variables, locals, resources, modules and Terraform's own. https://developer.hashicorp.com/terraform/language/expressions/references
// Refuses to know how their values are computed.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Span } from '../../../model/source.ts';
import { call, type StepRole, scalar, unknown, type Value } from '../../../model/value.ts';
import type { AttributeAccess, Expression, Variable } from '../hcl/syntax.ts';
import { type Environment, type Evaluate, findLocal } from './environment.ts';
import { fail } from './failure.ts';
import { relativePath } from './paths.ts';
import type { Hint } from './run.ts';

/** A name that stands alone: an item of a loop, an iterator. */
export function evaluateName(node: Variable, environment: Environment): Value {
  const local = findLocal(environment, node.name);
  if (local) return local;
  const hint = hintOf(node.name, () => localNames(environment), `Write \`"${node.name}"\` if text is meant.`);
  return fail(environment.frame.run, 'unknown-name', `There is no \`${node.name}\` here`, node.span, hint);
}

function hintOf(name: string, names: () => Iterable<string>, otherwise: string): Hint {
  return () => {
    const nearest = nearestName(name, names());
    return nearest ? `Did you mean \`${nearest}\`?` : otherwise;
  };
}

function localNames({ locals }: Environment): string[] {
  const names: string[] = [];
  for (let local = locals; local; local = local.outer) names.push(local.name);
  return names;
}

/** The value of `var.x`, `aws_x.y`, `data.x.y`, `module.x`, `module.x[k].output` …; null where the access is an ordinary one. */
export function referenceOf(
  node: AttributeAccess,
  environment: Environment,
  evaluate: Evaluate,
): Value | null {
  if (environment.isolated) return null;
  const { base, name } = node;
  if (base.kind === 'variable') {
    if (findLocal(environment, base.name)) return null;
    return rooted(base.name, name.name, node, environment);
  }
  if (base.kind !== 'attribute' && base.kind !== 'index') return null;
  const root = freeName(base.base, environment);
  if (base.kind === 'attribute' && root !== null && PREFIXED.has(root)) {
    const key = `${root === 'resource' ? '' : `${root}.`}${base.name.name}.${name.name}`;
    return resource(key, node.span, environment);
  }
  return moduleOutput(node, environment, evaluate);
}

const PREFIXED: ReadonlySet<string> = new Set(['data', 'ephemeral', 'resource']);

function freeName(node: Expression, environment: Environment): string | null {
  return node.kind === 'variable' && !findLocal(environment, node.name) ? node.name : null;
}

function rooted(root: string, name: string, node: AttributeAccess, environment: Environment): Value | null {
  const { frame } = environment;
  switch (root) {
    case 'var':
      return (
        used('parameter', name, node.span, frame.variable(name)) ??
        missing('variable', name, node, environment)
      );
    case 'local':
      return (
        used('variable', name, node.span, frame.local(name)) ?? missing('local', name, node, environment)
      );
    case 'module': {
      const declaration = frame.module.calls.get(name);
      return declaration ? frame.call(declaration) : missing('module', name, node, environment);
    }
    case 'each':
    case 'count':
      return turnValue(root, name, node, environment);
    case 'path':
      return pathValue(name, node, environment);
    case 'terraform':
    case 'tofu':
      if (name === 'workspace') return frame.setting.workspace;
      return fail(frame.run, 'unknown-name', `There is no \`${root}.${name}\``, node.span);
    case 'data':
    case 'ephemeral':
    case 'resource':
      return fail(frame.run, 'unknown-name', `\`${root}.${name}\` names no instance`, node.span);
    default:
      return resource(`${root}.${name}`, node.span, environment);
  }
}

function used(role: StepRole, name: string, span: Span, value: Value | undefined): Value | null {
  return value ? { ...value, origin: [...value.origin, { role, span, name }] } : null;
}

const TITLES = { variable: 'variable', local: 'local value', module: 'module' } as const;

function missing(
  kind: keyof typeof TITLES,
  name: string,
  node: AttributeAccess,
  { frame: { run, module } }: Environment,
): Value {
  if (module.broken) return undeclared(name, node.span);
  const declared = { variable: module.variables, local: module.locals, module: module.calls }[kind];
  const hint = hintOf(name, () => declared.keys(), 'Declare it.');
  return fail(run, `unknown-${kind}`, `There is no ${TITLES[kind]} \`${name}\``, node.span, hint);
}

/** What is not declared in what could be read of a module may be declared in the rest. */
function undeclared(name: string, span: Span): Value {
  const reason = `\`${name}\` is not declared in what could be read of the module`;
  return unknown(call('undeclared', scalar(name)), reason, [{ role: 'variable', span, name }]);
}

function resource(key: string, span: Span, { frame }: Environment): Value {
  const declaration = frame.module.resources.get(key);
  if (declaration) return frame.resource(declaration);
  if (frame.module.broken) return undeclared(key, span);
  const hint = hintOf(key, () => frame.module.resources.keys(), 'Declare it in this module.');
  return fail(frame.run, 'unknown-resource', `There is no resource \`${key}\` in this module`, span, hint);
}

function turnValue(
  root: 'each' | 'count',
  name: string,
  node: AttributeAccess,
  { turn, frame: { run } }: Environment,
): Value {
  const value =
    root === 'count'
      ? name === 'index' && turn?.value === null
        ? turn.key
        : null
      : name === 'key' && turn?.value
        ? turn.key
        : name === 'value'
          ? turn?.value
          : null;
  if (value) return value;
  const message = `\`${root}.${name}\` does not stand where \`${root === 'each' ? 'for_each' : 'count'}\` is given`;
  return fail(run, 'unknown-name', message, node.span);
}

function pathValue(name: string, node: AttributeAccess, { frame }: Environment): Value {
  switch (name) {
    case 'module':
      return scalar(relativePath(frame.setting.root.folder, frame.module.folder));
    case 'root':
      return scalar('.');
    case 'cwd':
      return unknown(call('path.cwd'), 'where Terraform is run is not known');
    default:
      return fail(frame.run, 'unknown-name', `There is no \`path.${name}\``, node.span);
  }
}

/** `module.x.output` and `module.x[key].output` compute that output alone. */
function moduleOutput(
  { base, name }: AttributeAccess,
  environment: Environment,
  evaluate: Evaluate,
): Value | null {
  const call = base.kind === 'index' ? base.base : base;
  if (call.kind !== 'attribute' || freeName(call.base, environment) !== 'module') return null;
  const declaration = environment.frame.module.calls.get(call.name.name);
  if (!declaration) return null;
  const key = base.kind === 'index' ? evaluate(base.key, environment) : null;
  return environment.frame.callOutput(declaration, key, name.name) ?? null;
}
