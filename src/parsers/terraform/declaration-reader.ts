// Blocks of a module to declarations. What is missing or twice is named; what is not a declaration's own is kept for its evaluation.
// Refuses to know files and expressions.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/source.ts';
import { report } from './diagnostics.ts';
import type { Attribute, Block, Body, Expression } from './hcl/syntax.ts';
import type {
  ImportDeclaration,
  LocalDeclaration,
  Module,
  ModuleCall,
  OtherDeclaration,
  OutputDeclaration,
  ProviderDeclaration,
  Repetition,
  ResourceDeclaration,
  ResourceMode,
  VariableDeclaration,
} from './module.ts';
import { nameOf, readType } from './read-type.ts';

type Declared = Omit<Module, 'folder' | 'sources' | 'broken'>;

/** Arguments and blocks of a resource that are Terraform's own. */
const RESOURCE_ARGUMENTS: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on']);
const RESOURCE_BLOCKS: ReadonlySet<string> = new Set(['lifecycle', 'provisioner', 'connection']);
const MODULE_ARGUMENTS: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

export class DeclarationReader {
  private readonly diagnostics: Diagnostic[];
  private readonly variables = new Map<string, VariableDeclaration>();
  private readonly locals = new Map<string, LocalDeclaration>();
  private readonly outputs = new Map<string, OutputDeclaration>();
  private readonly resources = new Map<string, ResourceDeclaration>();
  private readonly calls = new Map<string, ModuleCall>();
  private readonly providers = new Map<string, ProviderDeclaration>();
  private readonly imports: ImportDeclaration[] = [];
  private readonly others: OtherDeclaration[] = [];

  constructor(diagnostics: Diagnostic[]) {
    this.diagnostics = diagnostics;
  }

  declared(): Declared {
    const { variables, locals, outputs, resources, calls, providers, imports, others, diagnostics } = this;
    return { variables, locals, outputs, resources, calls, providers, imports, others, diagnostics };
  }

  read(block: Block): void {
    switch (block.type.name) {
      case 'variable':
        this.readVariable(block);
        break;
      case 'locals':
        this.readLocals(block.body);
        break;
      case 'output':
        this.readOutput(block);
        break;
      case 'resource':
        this.readResource(block, 'managed');
        break;
      case 'data':
      case 'ephemeral':
        this.readResource(block, block.type.name);
        break;
      case 'module':
        this.readCall(block);
        break;
      case 'provider':
        this.readProvider(block);
        break;
      case 'import':
        this.readImport(block);
        break;
      case 'terraform':
      case 'moved':
      case 'removed':
      case 'check':
      case 'action':
        this.others.push({ type: block.type.name, body: block.body, span: block.span });
    }
  }

  private readVariable(block: Block): void {
    const named = this.named(block, 1);
    if (!named) return;
    const { body } = block;
    const type = argumentOf(body, 'type');
    const validations = body.blocks
      .filter(each => each.type.name === 'validation')
      .flatMap(each => {
        const condition = argumentOf(each.body, 'condition');
        return condition ? [{ condition, message: argumentOf(each.body, 'error_message') }] : [];
      });
    this.add(this.variables, named.name, 'variable', {
      ...named,
      type: type && readType(type, this.diagnostics),
      default: argumentOrUnread(body, 'default'),
      nullable: !isLiteral(argumentOf(body, 'nullable'), false),
      sensitive: isLiteral(argumentOf(body, 'sensitive'), true),
      validations,
    });
  }

  private readLocals(body: Body): void {
    for (const { name, value, span } of body.attributes) {
      const declared = { name: name.name, nameSpan: name.span, header: span, span, value };
      this.add(this.locals, name.name, 'local value', declared);
    }
  }

  private readOutput(block: Block): void {
    const named = this.named(block, 1);
    if (!named) return;
    const value = argumentOrUnread(block.body, 'value');
    if (value) this.add(this.outputs, named.name, 'output', { ...named, value });
    else this.missing(block, 'value');
  }

  private readResource(block: Block, mode: ResourceMode): void {
    const named = this.named(block, 2);
    if (!named) return;
    const type = block.labels[0]!.name;
    const declared: ResourceDeclaration = {
      ...named,
      ...this.repetition(block),
      mode,
      type,
      body: without(block.body, RESOURCE_ARGUMENTS, RESOURCE_BLOCKS),
    };
    const prefix = mode === 'managed' ? '' : `${mode}.`;
    const title = mode === 'managed' ? 'resource' : mode === 'data' ? 'data source' : 'ephemeral resource';
    this.add(this.resources, `${prefix}${type}.${named.name}`, title, declared);
  }

  private readCall(block: Block): void {
    const named = this.named(block, 1);
    if (!named) return;
    const source = argumentOrUnread(block.body, 'source');
    if (!source) this.missing(block, 'source');
    this.add(this.calls, named.name, 'module call', {
      ...named,
      ...this.repetition(block),
      source,
      version: argumentOf(block.body, 'version'),
      body: this.argumentsOf(block),
    });
  }

  /** What a block gives that stands in a call, no argument has. */
  private argumentsOf({ body }: Block): Body {
    for (const { type, header } of body.blocks) {
      const message = `A block \`${type.name}\` stands in a module call`;
      report(this.diagnostics, 'unexpected-argument', message, header, `Write \`${type.name} = { … }\`.`);
    }
    const given = without(body, MODULE_ARGUMENTS, NONE);
    return body.blocks.length > 0 ? { ...given, broken: true } : given;
  }

  private readProvider(block: Block): void {
    const named = this.named(block, 1);
    if (!named) return;
    const value = argumentOf(block.body, 'alias');
    const alias = value && nameOf(value);
    const name = alias === null ? named.name : `${named.name}.${alias}`;
    this.add(this.providers, name, 'provider configuration', { ...named, alias, body: block.body });
  }

  private readImport({ body, span }: Block): void {
    const to = argumentOf(body, 'to');
    if (to) this.imports.push({ to, id: argumentOf(body, 'id'), span });
  }

  private repetition(block: Block): Repetition {
    const count = argumentOf(block.body, 'count');
    const forEach = argumentOf(block.body, 'for_each');
    if (count && forEach) {
      const place = block.body.attributes.find(({ name }) => name.name === 'for_each')!;
      const message = '`count` and `for_each` are both given';
      report(this.diagnostics, 'conflicting-arguments', message, place.span, 'Keep one of them.');
    }
    return { count, forEach };
  }

  private named(block: Block, labels: number) {
    const label = block.labels[labels - 1];
    if (!label || block.labels.length > labels) {
      const expected = labels === 1 ? 'one label, its name' : 'two labels, its type and its name';
      const message = `A \`${block.type.name}\` block takes ${expected}; found ${block.labels.length}`;
      report(this.diagnostics, 'missing-label', message, block.header);
      if (!label) return null;
    }
    return { name: label.name, nameSpan: label.span, header: block.header, span: block.span };
  }

  private missing({ type, header }: Block, argument: string): void {
    const message = `The \`${type.name}\` block has no argument \`${argument}\``;
    report(this.diagnostics, 'missing-argument', message, header, `Add \`${argument} = …\`.`);
  }

  private add<T extends { readonly nameSpan: Span }>(
    into: Map<string, T>,
    key: string,
    title: string,
    declared: T,
  ): void {
    if (!into.has(key)) {
      into.set(key, declared);
      return;
    }
    const { source } = into.get(key)!.nameSpan;
    const message = `The ${title} \`${key}\` is declared twice, first in \`${source.path}\``;
    report(this.diagnostics, 'duplicate-declaration', message, declared.nameSpan, 'Rename or remove one.');
  }
}

const NONE: ReadonlySet<string> = new Set();

function without(body: Body, names: ReadonlySet<string>, types: ReadonlySet<string>): Body {
  return {
    attributes: body.attributes.filter(({ name }) => !names.has(name.name)),
    blocks: body.blocks.filter(({ type }) => !types.has(type.name)),
    ...(body.broken && { broken: true }),
    span: body.span,
  };
}

function argumentOf(body: Body, name: string): Expression | null {
  return body.attributes.find((attribute: Attribute) => attribute.name.name === name)?.value ?? null;
}

/** What a broken block does not have may be in the part of it that could not be read. */
function argumentOrUnread(body: Body, name: string): Expression | null {
  return argumentOf(body, name) ?? (body.broken ? { kind: 'error', span: body.span } : null);
}

function isLiteral(node: Expression | null, value: boolean): boolean {
  return node?.kind === 'literal' && node.value === value;
}
