// A template after its macros. Those that are only known at deployment leave their trace: what they may add makes sections open, what they
// may change is unknown.

import { readTemplate } from '../read-template.ts';
import type { SectionName, Template } from '../template.ts';
import { includeFiles } from './include.ts';
import { ADDING_MACROS, TRANSFORMS, type TransformContext } from './transform.ts';

const SECTIONS: readonly SectionName[] = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];

/** The template itself where it uses no macros. */
export function expandTemplate(template: Template, context: TransformContext): Template {
  const { source, transforms } = template;
  let { root } = template;
  if (source.text.includes('Fn::Transform')) root = includeFiles(root, context, null);
  for (const { name, parameters } of transforms)
    root = TRANSFORMS.get(name)?.(root, context, parameters) ?? root;
  const others = transforms.filter(({ name }) => !TRANSFORMS.has(name));
  if (root === template.root && others.length === 0) return template;
  const expanded = root === template.root ? template : readTemplate(root);
  const [first] = others;
  if (!first) return { ...expanded, diagnostics: template.diagnostics };
  const reason = `macro \`${first.name}\` changes the template at deployment`;
  const hidden = SECTIONS.map(section => [section, { reason, span: first.span }] as const);
  const changing = others.find(({ name }) => !ADDING_MACROS.has(name));
  return {
    ...expanded,
    diagnostics: template.diagnostics,
    open: new Map([...hidden, ...expanded.open]),
    changedBy: changing ? `macro \`${changing.name}\` changes the template at deployment` : null,
  };
}
