// Templates for tests, read from objects or text.

import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { Files } from '../../../src/model/files.ts';
import { createSource, textOf } from '../../../src/model/source.ts';
import { readTemplate } from '../../../src/parsers/arm/read-template.ts';
import type { ResourceDeclaration, Template } from '../../../src/parsers/arm/template.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** Files by the path that a template names them by. */
export function filesOf(texts: Readonly<Record<string, string>> = {}): Files {
  const missing = { missing: true, reason: 'there are no files here' } as const;
  return {
    readText: () => missing,
    readBytes: () => missing,
    listFolder: () => missing,
    module: (_, path) =>
      path in texts
        ? { kind: 'file', source: createSource(path, texts[path]!) }
        : { kind: 'unresolved', reason: `file \`${path}\` does not exist` },
    environment: () => undefined,
  };
}

/** A template with these sections, or the whole text where a string is given. */
export function template(sections: object | string, files: Readonly<Record<string, string>> = {}): Template {
  const whole = { $schema: SCHEMA, contentVersion: '1.0.0.0', resources: [], ...(sections as object) };
  const text = typeof sections === 'string' ? sections : JSON.stringify(whole, null, 2);
  return readTemplate(createSource('main.json', text), filesOf(files));
}

/** The only resource of a template, or the first of several. */
export function firstResource(
  resources: unknown,
  files: Readonly<Record<string, string>> = {},
): ResourceDeclaration {
  return template({ resources }, files).resources[0]!;
}

/** Diagnostics as `code` and the text that each points at. */
export function found(diagnostics: readonly Diagnostic[]): [code: string, at: string][] {
  return diagnostics.map(({ code, span }) => [code, textOf(span!)]);
}
