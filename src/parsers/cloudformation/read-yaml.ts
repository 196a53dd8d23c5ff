// A template in YAML to the one form of a template's text, with the place of every key and value.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html

import type { Source } from '../../model/source.ts';
import type { TemplateText } from './read-json.ts';
import { recoverYaml } from './recover-yaml.ts';
import { readFaultlessYaml } from './yaml-events.ts';

/** `text` may be the part of the source's text that is YAML, with blanks in the place of all else. */
export function readYaml(source: Source, text: string = source.text): TemplateText {
  const root = readFaultlessYaml(source, text);
  return root === undefined ? recoverYaml(source, text) : { root, diagnostics: [] };
}
