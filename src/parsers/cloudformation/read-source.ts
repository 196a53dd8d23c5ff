// A text to a template: JSON where it starts like JSON, else YAML.

import type { Source } from '../../model/source.ts';
import { report } from './diagnostics.ts';
import { readJson, type TemplateText } from './read-json.ts';
import { readTemplate } from './read-template.ts';
import { readYaml } from './read-yaml.ts';
import { mapNode } from './syntax.ts';
import type { Template } from './template.ts';

/** The text of a template or of a part of one. */
export function readText(source: Source): TemplateText {
  return startsLikeJson(source.text) ? readJson(source) : readYaml(source);
}

/** A text that is taken for a template. One that is no mapping at all is an empty template with a diagnostic. */
export function readSource(source: Source): Template {
  const { root, diagnostics } = readText(source);
  if (root?.kind === 'map') {
    const template = readTemplate(root);
    return { ...template, diagnostics: [...diagnostics, ...template.diagnostics] };
  }
  const place = root ?? { source, start: 0, end: 0 };
  const found = [...diagnostics];
  const hint = 'Write `Resources` and the other sections as members of one mapping.';
  if (found.length === 0) report(found, 'wrong-section', 'This template is no mapping', place, hint);
  const empty = readTemplate(mapNode(place, [], 'it could not be read'));
  return { ...empty, diagnostics: found };
}

/** YAML in flow style with tags of its own is YAML still. */
function startsLikeJson(text: string): boolean {
  const first = text.search(/[^\s\ufeff]/);
  if (first < 0 || text.charCodeAt(first) !== 0x7b) return false;
  return /^\{\s*["}]/.test(text.slice(first, first + 1000));
}
