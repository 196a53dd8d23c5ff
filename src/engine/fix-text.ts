// Edits of Bicep, JSON, YAML and Terraform texts: scalars as each writes them, members put into an existing object with its indentation.
// Refuses to know why anything is edited.

import { positionAt, type Source, type Span, textOf } from '../model/source.ts';
import type { ObjectValue, Scalar } from '../model/value.ts';
import { programName } from './program-names.ts';

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Members to be added, by name, some with members of their own. */
export type MemberTree = Map<string, Scalar | MemberTree>;

interface Syntax {
  key(name: string): string;
  scalar(value: Scalar): string;
  /** Between a name and its value. */
  readonly assignment: string;
  /** Whether members that stand on lines of their own are separated by commas. */
  readonly commas: boolean;
  /** Whether objects on several lines are told by indentation alone. */
  readonly indented?: true;
}

const JSON_SYNTAX: Syntax = {
  key: name => JSON.stringify(name),
  scalar: value => JSON.stringify(value),
  assignment: ': ',
  commas: true,
};

const BICEP_SYNTAX: Syntax = {
  key: name => (/^[A-Za-z_]\w*$/.test(name) ? name : bicepText(name)),
  scalar: value => (typeof value === 'string' ? bicepText(value) : String(value)),
  assignment: ': ',
  commas: false,
};

/** Objects of Terraform's native syntax; in blocks other blocks are nested, without an equals sign. */
const HCL_SYNTAX: Syntax = {
  key: name => (/^[A-Za-z_][\w-]*$/.test(name) ? name : hclText(name)),
  scalar: value => (typeof value === 'string' ? hclText(value) : String(value)),
  assignment: ' = ',
  commas: false,
};

const YAML_SYNTAX: Syntax = {
  key: name => (isPlainYaml(name) ? name : JSON.stringify(name)),
  scalar: value => (typeof value !== 'string' || isPlainYaml(value) ? String(value) : JSON.stringify(value)),
  assignment: ': ',
  commas: false,
  indented: true,
};

const TYPESCRIPT_SYNTAX: Syntax = {
  key: name => {
    const camel = programName(name);
    return /^[A-Za-z_$][\w$]*$/.test(camel) ? camel : typeScriptText(name);
  },
  scalar: value => (typeof value === 'string' ? typeScriptText(value) : String(value)),
  assignment: ': ',
  commas: true,
};

function typeScriptText(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** YAML between braces. */
const FLOW_SYNTAX: Syntax = {
  key: YAML_SYNTAX.key,
  scalar: YAML_SYNTAX.scalar,
  assignment: ': ',
  commas: true,
};

/** A text that means itself without quotes. */
function isPlainYaml(text: string): boolean {
  return /^[A-Za-z][\w./:-]*$/.test(text) && !/:$|^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
}

function hclText(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
}

function bicepText(text: string): string {
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/\$\{/g, '\\${');
  return `'${escaped.replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}'`;
}

function syntaxOf(source: Source): Syntax {
  if (/\.bicep(param)?$/i.test(source.path)) return BICEP_SYNTAX;
  if (/\.(ya?ml|template)$/i.test(source.path)) return /^\s*\{/.test(source.text) ? FLOW_SYNTAX : YAML_SYNTAX;
  if (/\.[cm]?tsx?$/i.test(source.path)) return TYPESCRIPT_SYNTAX;
  return /\.(tf|tofu|tfvars)$/i.test(source.path) ? HCL_SYNTAX : JSON_SYNTAX;
}

/** A scalar as a source's language writes it. */
export function renderScalar(value: Scalar, source: Source): string {
  return syntaxOf(source).scalar(value);
}

/** Whether a text is a scalar as a source's language may write it. */
export function isWritten(text: string, value: Scalar, source: Source): boolean {
  const syntax = syntaxOf(source);
  if (text === syntax.scalar(value)) return true;
  const isFree = syntax === YAML_SYNTAX || syntax === FLOW_SYNTAX || syntax === TYPESCRIPT_SYNTAX;
  return isFree && typeof value === 'string' && (text === `'${value}'` || text === JSON.stringify(value));
}

/** Adds members at the end of an object that is written out as a literal, or before its first member; null where neither can be seen. */
export function insertion(parent: ObjectValue, members: MemberTree): Edit | null {
  const [first] = parent.origin;
  if (first?.role === 'literal' && !first.span.source.external) {
    const text = textOf(first.span);
    const isObject = text.startsWith('{') && text.endsWith('}');
    const edit = isObject ? atEnd(first.span, members, firstKey(parent, first.span.source)) : null;
    if (edit) return edit;
    const block = isObject ? null : blockBody(first.span, text);
    if (block) return inBlock(block, members);
  }
  const key = firstKey(parent, first?.span.source ?? null);
  return key && !key.source.external ? beforeKey(key, members) : null;
}

/** The first written name of an object's members, with its quotes. */
function firstKey(parent: ObjectValue, source: Source | null): Span | null {
  let first: Span | null = null;
  for (const key of parent.keySpans?.values() ?? []) {
    if ((source === null || key.source === source) && (first === null || key.start < first.start))
      first = key;
  }
  if (first && /["']/.test(first.source.text[first.start - 1] ?? ''))
    return { ...first, start: first.start - 1 };
  return first;
}

function atEnd(object: Span, members: MemberTree, key: Span | null): Edit | null {
  const { source } = object;
  const own = syntaxOf(source);
  const syntax = own === YAML_SYNTAX ? FLOW_SYNTAX : own;
  const inner = source.text.slice(object.start + 1, object.end - 1);
  const content = inner.trimEnd();
  const outer = indentationAt(source, object.start);
  const indent = key && startsLine(key) ? indentationAt(source, key.start) : `${outer}  `;
  const unit = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '  ';
  const line = lineBreak(source);
  if (content.trim() === '') {
    if (syntax === FLOW_SYNTAX) return { span: object, text: `{ ${render(syntax, members, null)} }` };
    const text = `{${line}${indent}${render(syntax, members, { indent, unit, line })}${line}${outer}}`;
    return { span: object, text };
  }
  const lastLine = content.slice(content.lastIndexOf('\n') + 1);
  if (/\/\/|\/\*|\*\/|#/.test(lastLine)) return null;
  const end = object.start + 1 + content.length;
  const span: Span = { source, start: end, end };
  if (!inner.includes('\n')) {
    return { span, text: `${content.endsWith(',') ? ' ' : ', '}${render(syntax, members, null)}` };
  }
  const comma = syntax.commas && !content.endsWith(',') ? ',' : '';
  return { span, text: `${comma}${line}${indent}${render(syntax, members, { indent, unit, line })}` };
}

/** The braces of a block of Terraform's with what is between them; null for any other text. */
function blockBody(span: Span, text: string): Span | null {
  const isBlock = syntaxOf(span.source) === HCL_SYNTAX && /^\w+[^=]*?\{/.test(text) && text.endsWith('}');
  return isBlock ? { ...span, start: span.start + text.indexOf('{') } : null;
}

/** Arguments and nested blocks at the end of a block; null where it is written in one line, which has room for one argument only. */
function inBlock(block: Span, members: MemberTree): Edit | null {
  const { source } = block;
  const inner = source.text.slice(block.start + 1, block.end - 1);
  const content = inner.trimEnd();
  if (content.trim() !== '' && !inner.includes('\n')) return null;
  const outer = indentationAt(source, block.end - 1);
  const layout = { indent: `${outer}  `, unit: '  ', line: lineBreak(source) };
  const end = block.start + 1 + content.length;
  const text = `${layout.line}${layout.indent}${renderBlock(members, layout)}`;
  if (content.trim() !== '') return { span: { source, start: end, end }, text };
  return { span: { ...block, start: block.start }, text: `{${text}${layout.line}${outer}}` };
}

function renderBlock(members: MemberTree, layout: Layout): string {
  const { indent, unit, line } = layout;
  return [...members]
    .map(([name, value]) => {
      if (!(value instanceof Map)) return `${name} = ${HCL_SYNTAX.scalar(value)}`;
      const inner = renderBlock(value, { ...layout, indent: indent + unit });
      return `${name} {${line}${indent}${unit}${inner}${line}${indent}}`;
    })
    .join(`${line}${indent}`);
}

function beforeKey(key: Span, members: MemberTree): Edit {
  const { source } = key;
  const syntax = syntaxOf(source);
  const span: Span = { source, start: key.start, end: key.start };
  if (!startsLine(key) && syntax === YAML_SYNTAX)
    return { span, text: `${render(FLOW_SYNTAX, members, null)}, ` };
  if (!startsLine(key)) return { span, text: `${render(syntax, members, null)}, ` };
  const indent = indentationAt(source, key.start);
  const line = lineBreak(source);
  const text = render(syntax, members, { indent, unit: '  ', line });
  return { span, text: `${text}${syntax.commas ? ',' : ''}${line}${indent}` };
}

interface Layout {
  readonly indent: string;
  readonly unit: string;
  readonly line: string;
}

/** Members with all below them; on one line without a layout. */
function render(syntax: Syntax, members: MemberTree, layout: Layout | null): string {
  const texts = [...members].map(([name, value]) => {
    const start = `${syntax.key(name)}${syntax.assignment}`;
    if (!(value instanceof Map)) return start + syntax.scalar(value);
    if (!layout) return `${start}{ ${render(syntax, value, null)} }`;
    const { indent, unit, line } = layout;
    const inner = render(syntax, value, { ...layout, indent: indent + unit });
    if (syntax.indented) return `${start.trimEnd()}${line}${indent}${unit}${inner}`;
    return `${start}{${line}${indent}${unit}${inner}${line}${indent}}`;
  });
  if (!layout) return texts.join(', ');
  return texts.join(`${syntax.commas ? ',' : ''}${layout.line}${layout.indent}`);
}

function indentationAt(source: Source, offset: number): string {
  const start = offset - (positionAt(source, offset).column - 1);
  return /^[ \t]*/.exec(source.text.slice(start, offset))![0];
}

function startsLine({ source, start }: Span): boolean {
  return indentationAt(source, start).length === positionAt(source, start).column - 1;
}

function lineBreak({ text }: Source): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
