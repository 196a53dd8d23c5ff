// Templates to deployments and values to what is easily read in a test.

import { posix } from 'node:path';
import { createSource, rangeOf, type Source, type Span } from '../../../src/model/source.ts';
import type { Value } from '../../../src/model/value.ts';
import type { FoundTemplate } from '../../../src/parsers/cloudformation/evaluate/environment.ts';
import {
  type EvaluatedTemplate,
  type EvaluationOptions,
  evaluateTemplate,
} from '../../../src/parsers/cloudformation/evaluate/evaluate-template.ts';
import { readSource } from '../../../src/parsers/cloudformation/read-source.ts';
import type { Template } from '../../../src/parsers/cloudformation/template.ts';

interface Options extends Partial<EvaluationOptions> {
  readonly files?: Readonly<Record<string, string>>;
}

export function deploy(text: string, { files = {}, ...options }: Options = {}): EvaluatedTemplate {
  const templates = new Map<string, Template>();
  const load = (from: Source, path: string): FoundTemplate => {
    const full = posix.join(posix.dirname(from.path), path);
    const known = templates.get(full);
    const content = files[full];
    if (known) return known;
    if (content === undefined) return { unresolved: `file \`${full}\` does not exist` };
    const template = readSource(createSource(full, content));
    templates.set(full, template);
    return template;
  };
  const template = readSource(createSource('template.yaml', text));
  templates.set('template.yaml', template);
  return evaluateTemplate(template, { inputs: new Map(), inputPaths: [], load, ...options });
}

/** The properties of a resource as plain data. */
export function properties(text: string, address = 'X', options: Options = {}): unknown {
  const { resources } = deploy(text, options);
  const resource = resources.find(each => each.address === address);
  return resource && shown(resource.properties);
}

/** The value of one property, in a template with parameters, mappings and resources to speak of. */
export function value(yaml: string, rest = '', options: Options = {}): unknown {
  const template = `${rest}\nResources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n  X:\n    Type: A::B::C\n    Properties:\n      P: ${yaml}\n`;
  return (properties(template, 'X', options) as { P?: unknown }).P;
}

/** Known values as they are; `<reason>` for what is not known, `a${Name}b` for texts of which parts are, `{ oneOf }` for alternatives. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(shown);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, shown(member)]));
    case 'oneOf':
      return { oneOf: value.options.map(shown) };
    case 'absent':
      return undefined;
    case 'unknown': {
      const { expression } = value;
      if (expression.kind === 'text')
        return expression.parts.map(part => (typeof part === 'string' ? part : hole(part))).join('');
      return `<${value.reason}>`;
    }
  }
}

function hole(part: Value): string {
  if (part.kind !== 'unknown') return '${…}';
  const { expression } = part;
  if (expression.kind === 'call' && expression.args[0]?.kind === 'scalar')
    return `\${${expression.args[0].value}}`;
  if (expression.kind !== 'member' || expression.key.kind !== 'scalar') return '${…}';
  const of =
    expression.of.kind === 'unknown' && expression.of.expression.kind === 'call'
      ? expression.of.expression
      : null;
  const owner = of?.args[0]?.kind === 'scalar' ? `${of.args[0].value}.` : '';
  return `\${${owner}${expression.key.value}}`;
}

/** `code line`, in the order in which they were found. */
export function found({ diagnostics }: Pick<EvaluatedTemplate, 'diagnostics'>): readonly string[] {
  return diagnostics.map(({ code, span }) => `${code} ${span ? rangeOf(span).line : '-'}`);
}

export function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}
