// JSON syntax of Terraform (`.tf.json`) as the same tree that native syntax gives: strings are templates, objects are blocks where Terraform
// knows that they are. Semantics: https://developer.hashicorp.com/terraform/language/syntax/json
// LIMIT: which arguments of a resource are nested blocks is known to its provider alone; all of them are read as attributes.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { createSource, type Source, type Span, span } from '../../model/source.ts';
import { parseJson } from '../json/parser.ts';
import {
  type JsonArray,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  memberSpan,
  sourceOffsets,
  stringValue,
} from '../json/syntax.ts';
import { report } from './diagnostics.ts';
import { parseHclExpression } from './hcl/parse-hcl.ts';
import { parseBareTemplate } from './hcl/parse-template.ts';
import type { Attribute, Block, Body, Expression, HclFile, Identifier } from './hcl/syntax.ts';

/** What Terraform knows of a body in JSON. */
interface BodyForm {
  readonly blocks: Readonly<Record<string, BlockForm>>;
  /** Attributes whose strings are expressions (references, types) rather than templates. */
  readonly expressions?: readonly string[];
  /** Attributes whose strings are only text. */
  readonly literals?: readonly string[];
}

interface BlockForm {
  readonly labels: number;
  readonly body: BodyForm;
}

const PLAIN: BodyForm = { blocks: {} };
const CONTENT: BodyForm = {
  blocks: {
    get dynamic() {
      return DYNAMIC;
    },
  },
};
const DYNAMIC: BlockForm = {
  labels: 1,
  body: { blocks: { content: { labels: 0, body: CONTENT } }, expressions: ['iterator'] },
};
const CONDITIONS: BodyForm = {
  blocks: { precondition: { labels: 0, body: PLAIN }, postcondition: { labels: 0, body: PLAIN } },
};
const RESOURCE: BlockForm = {
  labels: 2,
  body: {
    blocks: {
      dynamic: DYNAMIC,
      lifecycle: { labels: 0, body: CONDITIONS },
      provisioner: { labels: 1, body: PLAIN },
      connection: { labels: 0, body: PLAIN },
    },
    expressions: ['provider', 'depends_on'],
  },
};
const MOVE: BlockForm = { labels: 0, body: { blocks: {}, expressions: ['from', 'to', 'provider'] } };

const FILE: BodyForm = {
  blocks: {
    terraform: { labels: 0, body: PLAIN },
    provider: { labels: 1, body: PLAIN },
    variable: {
      labels: 1,
      body: {
        blocks: { validation: { labels: 0, body: PLAIN } },
        expressions: ['type'],
        literals: ['default', 'description'],
      },
    },
    locals: { labels: 0, body: PLAIN },
    output: { labels: 1, body: { ...CONDITIONS, expressions: ['depends_on'] } },
    resource: RESOURCE,
    data: RESOURCE,
    ephemeral: RESOURCE,
    module: {
      labels: 1,
      body: { blocks: {}, expressions: ['depends_on', 'providers'], literals: ['source', 'version'] },
    },
    moved: MOVE,
    removed: MOVE,
    action: { labels: 2, body: { blocks: { config: { labels: 0, body: CONTENT } } } },
    import: MOVE,
    check: { labels: 1, body: { blocks: { data: RESOURCE, assert: { labels: 0, body: PLAIN } } } },
  },
};

/** A `.tf.json` file. */
export function readJsonConfiguration(source: Source): HclFile {
  return readJson(source, FILE);
}

/** A `.tfvars.json` file: every member is an attribute, strings are only text. */
export function readJsonVariables(source: Source): HclFile {
  return readJson(source, null);
}

function readJson(source: Source, form: BodyForm | null): HclFile {
  const { root, comments, diagnostics } = parseJson(source);
  const reader = new JsonReader([...diagnostics]);
  const whole = span(source, 0, source.text.length);
  let body: Body = { attributes: [], blocks: [], ...(root === null && { broken: true }), span: whole };
  if (root?.kind === 'object') body = form ? reader.body(root, form) : reader.values(root);
  else if (root)
    report(
      reader.diagnostics,
      'unexpected-json',
      'Expected an object with the blocks of a configuration',
      plain(root),
    );
  return { source, body, comments, diagnostics: reader.diagnostics };
}

class JsonReader {
  readonly diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    this.diagnostics = diagnostics;
  }

  body(node: JsonObject, form: BodyForm): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const member of node.members) {
      if (member.key === '//') continue;
      const block = Object.hasOwn(form.blocks, member.key) ? form.blocks[member.key] : undefined;
      if (block) this.blocks(member, member.value, block, [], blocks);
      else attributes.push(this.attribute(member, form));
    }
    return { attributes, blocks, ...brokenAs(node), span: plain(node) };
  }

  values(node: JsonObject): Body {
    const attributes = node.members.map(member => attributeOf(member, this.expression(member.value, false)));
    return { attributes, blocks: [], ...brokenAs(node), span: plain(node) };
  }

  // Every level of labels may be one object or a list of them.
  private blocks(
    member: JsonMember,
    node: JsonNode,
    form: BlockForm,
    labels: Identifier[],
    into: Block[],
  ): void {
    if (node.kind === 'array') {
      for (const item of node.items) this.blocks(member, item, form, labels, into);
      return;
    }
    if (node.kind !== 'object') {
      if (node.kind !== 'null')
        report(
          this.diagnostics,
          'unexpected-json',
          `Expected an object for \`${member.key}\``,
          plain(node),
          'Write the block as `{ … }`.',
        );
      return;
    }
    if (labels.length < form.labels) {
      for (const inner of node.members) {
        if (inner.key === '//') continue;
        const label = { name: inner.key, span: plain(inner.keySpan) };
        this.blocks(member, inner.value, form, [...labels, label], into);
      }
      return;
    }
    const type = { name: member.key, span: plain(member.keySpan) };
    const header = labels.at(-1)?.span ?? type.span;
    const start = Math.min(header.start, node.start);
    const place = span(node.source, start, node.end);
    into.push({ type, labels, body: this.body(node, form.body), header, span: place });
  }

  private attribute(member: JsonMember, form: BodyForm): Attribute {
    const { key, value } = member;
    if (form.expressions?.includes(key) && value.kind === 'string')
      return attributeOf(member, this.parsed(value));
    return attributeOf(member, this.expression(value, !form.literals?.includes(key)));
  }

  private expression(node: JsonNode, isTemplate: boolean): Expression {
    const place = plain(node);
    switch (node.kind) {
      case 'string':
        return isTemplate ? this.template(node) : textNode(stringValue(node), place);
      case 'array':
        return {
          kind: 'tuple',
          items: node.items.map(item => this.expression(item, isTemplate)),
          ...brokenAs(node),
          span: place,
        };
      case 'object':
        return { kind: 'object', members: this.members(node, isTemplate), ...brokenAs(node), span: place };
      default:
        return { kind: 'literal', value: node.value, span: place };
    }
  }

  private members(node: JsonObject, isTemplate: boolean) {
    return node.members.map(member => ({
      key: isTemplate
        ? this.template(member.keySpan)
        : textNode(stringValue(member.keySpan), plain(member.keySpan)),
      value: this.expression(member.value, isTemplate),
      span: memberSpan(member),
    }));
  }

  private template(node: JsonString): Expression {
    const text = node.source.text.slice(node.start + 1, node.contentEnd);
    if (!text.includes('${') && !text.includes('%{')) return textNode(stringValue(node), plain(node));
    if (!node.escaped) {
      const { template, diagnostics } = parseBareTemplate(node.source, node.start + 1, node.contentEnd);
      for (const each of diagnostics) this.diagnostics.push(each);
      return { ...template, span: plain(node) };
    }
    const { template, diagnostics } = parseBareTemplate(decodedSource(node));
    for (const each of diagnostics) this.diagnostics.push(relocated(each, node));
    return { ...relocated(template, node), span: plain(node) };
  }

  private parsed(node: JsonString): Expression {
    const { expression, diagnostics } = parseHclExpression(decodedSource(node));
    for (const each of diagnostics) this.diagnostics.push(relocated(each, node));
    return relocated(expression, node);
  }
}

function brokenAs({ broken }: JsonObject | JsonArray): { readonly broken?: true } {
  return broken ? { broken } : {};
}

function decodedSource(node: JsonString): Source {
  return createSource(node.source.path, stringValue(node), node.source.external);
}

/** A tree over a string's decoded value as one over the file that the string stands in. */
function relocated<T>(tree: T, node: JsonString): T {
  const offsetOf = sourceOffsets(node);
  const move = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(move);
    if (isSpan(part)) return span(node.source, offsetOf(part.start), offsetOf(part.end));
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, move(value)]));
  };
  return move(tree) as T;
}

function isSpan(part: object): part is Span {
  return 'source' in part && 'start' in part && 'end' in part;
}

function attributeOf(member: JsonMember, value: Expression): Attribute {
  return {
    name: { name: member.key, span: plain(member.keySpan) },
    value,
    span: memberSpan(member),
  };
}

function textNode(value: string, place: Span): Expression {
  const parts = value === '' ? [] : [{ kind: 'text', value, span: place } as const];
  return { kind: 'template', parts, heredoc: false, span: place };
}

function plain({ source, start, end }: Span): Span {
  return span(source, start, end);
}
