// The sections of a template's text. Promises that a section or a member of the wrong form costs only itself.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearestName } from '../../model/nearest-name.ts';
import { type Source, type Span, spanBetween } from '../../model/source.ts';
import { report, type TemplateCode } from './diagnostics.ts';
import { SECTIONS } from './sections.ts';
import {
  type MapNode,
  memberOf,
  memberValue,
  placeOf,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
  unreadNode,
} from './syntax.ts';
import type {
  Declaration,
  OpenSection,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  SectionName,
  Template,
  TransformUse,
} from './template.ts';

/** Reads the sections of a template whose text was read, and perhaps transformed, before. */
export function readTemplate(root: MapNode): Template {
  return new TemplateReader(root).read();
}

class TemplateReader {
  private readonly root: MapNode;
  private readonly source: Source;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly open = new Map<SectionName, OpenSection>();

  constructor(root: MapNode) {
    this.root = root;
    this.source = root.source;
  }

  read(): Template {
    const { root, source, diagnostics, open } = this;
    const template = {
      source,
      root,
      transforms: this.transforms(memberValue(root, 'Transform')),
      parameters: this.section('Parameters', member => this.parameter(member)),
      mappings: this.section('Mappings', member => this.map('Mapping', member)),
      conditions: this.section('Conditions', declaration),
      resources: this.section('Resources', member => this.resource(member)),
      outputs: this.section('Outputs', member => this.output(member)),
    };
    this.checkNames();
    return { ...template, open, changedBy: null, diagnostics };
  }

  /** What is called nearly like a section is none. */
  private checkNames(): void {
    for (const { key, keySpan } of this.root.members) {
      const near = SECTIONS.has(key) ? null : nearestName(key, SECTIONS);
      if (near === null) continue;
      const message = `\`${key}\` is no section of a template`;
      this.report('unknown-section', message, keySpan, `Did you mean \`${near}\`?`);
    }
  }

  private section<D extends Declaration>(
    name: SectionName,
    read: (member: TemplateMember) => D | null,
  ): ReadonlyMap<string, D> {
    const declared = new Map<string, D>();
    const member = memberOf(this.root, name);
    if (!member) {
      const { broken } = this.root;
      const macro = memberOf(this.root, 'Fn::Transform');
      const reason = broken ?? (macro && MACRO);
      if (reason !== undefined) this.open.set(name, { reason, span: startOf(this.root) });
      return declared;
    }
    const { value, keySpan } = member;
    if (value.kind !== 'map') {
      const isEmpty = value.kind === 'scalar' && value.value === null;
      if (isEmpty && name !== 'Resources') return declared;
      const reason = value.kind === 'unread' ? value.reason : `section \`${name}\` could not be read`;
      this.open.set(name, { reason, span: keySpan });
      const hint = 'Write a mapping of names to declarations.';
      if (value.kind !== 'unread')
        this.report('wrong-section', `Section \`${name}\` is no mapping`, keySpan, hint);
      return declared;
    }
    if (value.broken !== undefined) this.open.set(name, { reason: value.broken, span: keySpan });
    for (const each of value.members) {
      if (isMacro(each.key)) {
        this.open.set(name, { reason: MACRO, span: each.keySpan });
        continue;
      }
      const one = read(each);
      if (one) declared.set(each.key, one);
      else this.open.set(name, { reason: `\`${each.key}\` could not be read`, span: each.keySpan });
    }
    return declared;
  }

  private transforms(node: TemplateNode | undefined): readonly TransformUse[] {
    if (!node) return [];
    if (node.kind === 'list') return node.items.flatMap(item => this.transforms(item));
    const name = textOfScalar(node.kind === 'map' ? memberValue(node, 'Name') : node);
    if (name !== null)
      return [{ name, parameters: memberValue(node, 'Parameters') ?? null, span: placeOf(node) }];
    this.report('wrong-section', '`Transform` names no macro', node, 'Write the name of a macro.');
    return [];
  }

  private parameter(member: TemplateMember): ParameterDeclaration | null {
    const map = this.map('Parameter', member);
    if (!map) return null;
    const allowed = memberValue(map.value, 'AllowedValues');
    return {
      ...map,
      type: textOfScalar(memberValue(map.value, 'Type')) ?? 'String',
      default: memberValue(map.value, 'Default') ?? null,
      allowed: allowed?.kind === 'list' ? allowed : null,
    };
  }

  private resource(member: TemplateMember): ResourceDeclaration | null {
    const map = this.map('Resource', member);
    if (!map) return null;
    const { value } = map;
    const type = textOfScalar(memberValue(value, 'Type'));
    if (type === null) {
      const hint = 'Add `Type: AWS::…`.';
      this.report('missing-type', `Resource \`${member.key}\` has no type`, member.keySpan, hint);
      return null;
    }
    return {
      ...map,
      span: spanBetween(member.keySpan, value.start < member.keySpan.start ? member.keySpan : value),
      type,
      condition: this.condition(value),
      properties: this.properties(value),
      constructPath: textOfScalar(memberValue(memberValue(value, 'Metadata'), 'aws:cdk:path')),
    };
  }

  /** What is neither a mapping nor nothing is told, and unknown. */
  private properties(node: MapNode): TemplateNode | null {
    const value = memberValue(node, 'Properties');
    if (!value || value.kind === 'map' || value.kind === 'unread') return value ?? null;
    if (value.kind === 'scalar' && value.value === null) return value;
    const hint = 'Write a mapping of names to values.';
    this.report('wrong-attribute', '`Properties` is no mapping', value, hint);
    return unreadNode(value, '`Properties` is no mapping');
  }

  private output(member: TemplateMember): OutputDeclaration | null {
    const map = this.map('Output', member);
    return (
      map && {
        ...map,
        output: memberValue(map.value, 'Value') ?? null,
        condition: this.condition(map.value),
        exportName: memberValue(memberValue(map.value, 'Export'), 'Name') ?? null,
      }
    );
  }

  private condition(node: MapNode): ResourceDeclaration['condition'] {
    const value = memberValue(node, 'Condition');
    const name = textOfScalar(value);
    if (value && name === null) {
      this.report('wrong-attribute', '`Condition` is no name', value, 'Name a condition of the template.');
    }
    return value && name !== null ? { name, span: placeOf(value) } : null;
  }

  private map(what: string, member: TemplateMember): (Declaration & { readonly value: MapNode }) | null {
    const { key, keySpan, value } = member;
    if (value.kind === 'map') return { name: key, nameSpan: keySpan, value };
    if (value.kind !== 'unread')
      this.report('wrong-section', `${what} \`${key}\` is no mapping`, keySpan, 'Write a mapping.');
    return null;
  }

  private report(code: TemplateCode, message: string, span: Span, hint: string): void {
    report(this.diagnostics, code, message, placeOf(span), hint);
  }
}

const MACRO = 'a macro adds to it at deployment';

/** Members of a section that stand for others. */
function isMacro(key: string): boolean {
  return key === 'Fn::Transform' || key.startsWith('Fn::ForEach::');
}

function declaration({ key, keySpan, value }: TemplateMember): Declaration {
  return { name: key, nameSpan: keySpan, value };
}

function startOf(node: MapNode): Span {
  const [first] = node.members;
  return first?.keySpan ?? placeOf(node);
}
