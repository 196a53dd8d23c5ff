// What a call of a module deploys: the called module with the call's arguments, or why that is not known.
// Refuses to know how modules are found.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Value } from '../../../model/value.ts';
import type { Module } from '../module.ts';
import { argumentOf } from './body.ts';
import { type Frame, isUnresolved, type UnresolvedModule } from './environment.ts';
import { createFrame } from './frame.ts';
import type { CallInstance } from './instances.ts';
import { unreadReason } from './knowing.ts';
import type { Given } from './variables.ts';

export function openModule(instance: CallInstance): Frame | UnresolvedModule {
  const { frame, declaration, address } = instance;
  const { run, setting } = frame;
  const { name, header } = declaration;
  if (frame.path.length >= run.bounds.modules) {
    const message = `Modules are nested more than ${run.bounds.modules} levels deep`;
    run.exceeded('too-deep', message, header);
    return { kind: 'unresolved', reason: message };
  }
  const source = instance.source();
  if (!source) return { kind: 'unresolved', reason: `the source of module \`${name}\` is not known` };
  const path = [...frame.path, name];
  const { folder } = frame.module;
  const module = setting.load({ ...source, key: path.join('.'), folder, from: header.source });
  if (isUnresolved(module)) return module;
  if (isCalledBy(frame, module)) {
    const message = `Module \`${source.source}\` calls itself, directly or through other modules`;
    run.report('module-cycle', message, header, 'Break the cycle.');
    return { kind: 'unresolved', reason: message };
  }
  reportUnexpected(instance, module);
  return createFrame({
    setting,
    module,
    caller: frame,
    prefix: `${address}.`,
    path,
    keys: instance.keys,
    callPath: [...frame.callPath, { name: address.slice(frame.prefix.length), span: header }],
    condition: instance.condition(),
    given: givenBy(instance),
  });
}

function isCalledBy(frame: Frame, module: Module): boolean {
  for (let current: Frame | null = frame; current; current = current.caller)
    if (current.module.folder === module.folder) return true;
  return false;
}

function reportUnexpected({ declaration, frame }: CallInstance, module: Module): void {
  if (module.broken) return;
  for (const { name } of declaration.body.attributes) {
    if (module.variables.has(name.name)) continue;
    const nearest = nearestName(name.name, module.variables.keys());
    const hint = nearest ? `Did you mean \`${nearest}\`?` : 'Remove it.';
    const message = `Module \`${declaration.name}\` has no variable \`${name.name}\``;
    frame.run.report('unexpected-argument', message, name.span, hint);
  }
}

/** The arguments of a call, each evaluated when the called module asks for it. */
function givenBy(instance: CallInstance): Given {
  const { declaration, frame } = instance;
  return {
    value: (name): Value | undefined => {
      const value = instance.argument(name);
      if (!value) return undefined;
      const { span } = argumentOf(declaration.body, name)!.value;
      return { ...value, origin: [...value.origin, { role: 'module-argument', span, name }] };
    },
    missing: ({ name }) => {
      const message = `Variable \`${name}\` of module \`${declaration.name}\` has no default and is given no value`;
      frame.run.report('missing-variable', message, declaration.header, `Add \`${name} = …\`.`);
      return `variable \`${name}\` of module \`${declaration.name}\` is given no value`;
    },
    unread: declaration.body.broken ? unreadReason(`the call of module \`${declaration.name}\``) : null,
  };
}
