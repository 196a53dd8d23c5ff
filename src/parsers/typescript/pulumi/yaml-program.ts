// A Pulumi program in YAML, lowered to the tree of a program in TypeScript that does the same, with the places of the YAML: resources are
// `new`, `${…}` are names and members, functions are calls. Refuses to know what resources mean.
// https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Source } from '../../../model/source.ts';
import { readYaml } from '../../cloudformation/read-yaml.ts';
import type { MapNode, TemplateMember, TemplateNode } from '../../cloudformation/syntax.ts';
import type { Tree } from '../parse.ts';
import { memberOf, textOf } from './read-stack.ts';
import { at, type Node, syntax } from './syntax.ts';
import { interpolated, namesIn } from './yaml-text.ts';

/** The tree of a program, or what is wrong with its YAML. */
export function parseYamlProgram(source: Source): Tree | Diagnostic {
  const { root, diagnostics } = readYaml(source);
  const [broken] = diagnostics.filter(each => each.severity === 'error');
  if (root?.kind !== 'map' && broken) return broken;
  const lowering = new Lowering();
  const statements = inOrder([
    ...membersOf(root, 'config', 'configuration').map(each => lowering.configured(each)),
    ...membersOf(root, 'variables').map(each => lowering.variable(each)),
    ...membersOf(root, 'resources').flatMap(each => lowering.resource(each) ?? []),
  ]);
  const body = [...lowering.imports(), ...statements];
  return { type: 'Program', body, range: [0, source.text.length], sourceType: 'module' } as unknown as Tree;
}

function membersOf(root: TemplateNode | null, ...names: string[]): readonly TemplateMember[] {
  return names.flatMap(name => {
    const section = memberOf(root, name);
    return section?.kind === 'map' ? section.members : [];
  });
}

/** A statement with the name that it declares and those that it reads. */
interface Statement {
  readonly name: string;
  readonly reads: ReadonlySet<string>;
  readonly node: Node;
}

/** Statements after those that they read; Pulumi takes them in any order. */
function inOrder(statements: readonly Statement[]): readonly Node[] {
  const byName = new Map(statements.map(each => [each.name, each]));
  const done = new Set<Statement>();
  const ordered: Node[] = [];
  const visit = (each: Statement): void => {
    if (done.has(each)) return;
    done.add(each);
    for (const name of each.reads) {
      const other = byName.get(name);
      if (other) visit(other);
    }
    ordered.push(each.node);
  };
  for (const each of statements) visit(each);
  return ordered;
}

const CORE = '@pulumi/pulumi';
/** Names that are always there: `${pulumi.stack}`. */
const CORE_FUNCTIONS: Readonly<Record<string, string>> = {
  stack: 'getStack',
  project: 'getProject',
  organization: 'getOrganization',
  cwd: 'getCwd',
  rootDirectory: 'getRootDirectory',
};

class Lowering {
  private readonly modules = new Set<string>([CORE]);

  imports(): readonly Node[] {
    return [...this.modules].map(module =>
      syntax('ImportDeclaration', [0, 0], {
        source: syntax('Literal', [0, 0], { value: module }),
        importKind: 'value',
        specifiers: [
          syntax('ImportNamespaceSpecifier', [0, 0], {
            local: syntax('Identifier', [0, 0], { name: module }),
          }),
        ],
      }),
    );
  }

  configured({ key, keySpan, value }: TemplateMember): Statement {
    const type = textOf(memberOf(value, 'type')) ?? '';
    const [namespace, own] = key.includes(':') ? key.split(':') : [null, key];
    const kind = /^bool/i.test(type) ? 'Boolean' : /^(?:int|number)/i.test(type) ? 'Number' : '';
    const method = `require${/^(?:List|Array|Object)/i.test(type) ? 'Object' : kind}`;
    const range = at(keySpan);
    const args = namespace === null ? [] : [syntax('Literal', range, { value: namespace })];
    const config = syntax('NewExpression', range, {
      callee: this.member(CORE, ['Config'], range),
      arguments: args,
    });
    const callee = syntax('MemberExpression', range, {
      object: config,
      property: syntax('Identifier', range, { name: method }),
      computed: false,
      optional: false,
    });
    return statement(
      own ?? key,
      new Set(),
      call(callee, [syntax('Literal', range, { value: own })], range),
      range,
    );
  }

  variable({ key, keySpan, value }: TemplateMember): Statement {
    return statement(key, namesIn(value), this.value(value), at(keySpan));
  }

  resource({ key, keySpan, value }: TemplateMember): Statement | null {
    const typeNode = memberOf(value, 'type');
    const type = textOf(typeNode);
    if (value.kind !== 'map' || type === null || !typeNode) return null;
    const header: [number, number] = [keySpan.start, typeNode.end];
    const range: [number, number] = [keySpan.start, value.end];
    const { module, name } = moduleOf(type);
    const callee = this.member(module, [name], header);
    const logical = memberOf(value, 'name');
    const id = logical ? this.value(logical) : syntax('Literal', at(keySpan), { value: key });
    const existing = memberOf(memberOf(value, 'get'), 'id');
    const properties = memberOf(value, 'properties');
    const made = existing
      ? call(this.memberOf(callee, 'get', header), [id, this.value(existing)], range)
      : syntax('NewExpression', range, {
          callee,
          arguments: properties ? [id, this.value(properties)] : [id],
        });
    return statement(key, namesIn(value), made, range);
  }

  private value(node: TemplateNode): Node {
    const range = at(node);
    switch (node.kind) {
      case 'scalar':
        return typeof node.value === 'string'
          ? interpolated(node.value, range, (name, where) => this.name(name, where))
          : syntax('Literal', range, { value: node.value });
      case 'list':
        return syntax('ArrayExpression', range, { elements: node.items.map(item => this.value(item)) });
      case 'map': {
        const [only] = node.members;
        if (node.members.length === 1 && only && /^[Ff]n::/.test(only.key)) return this.fn(only, range);
        return this.object(node, range);
      }
      case 'unread':
        return call(this.member(CORE, ['unread'], range), [], range);
    }
  }

  private object({ members }: MapNode, range: [number, number]): Node {
    const properties = members.map(({ key, keySpan, value }) =>
      syntax('Property', [keySpan.start, value.end], {
        kind: 'init',
        computed: false,
        key: syntax('Literal', at(keySpan), { value: key }),
        value: this.value(value),
      }),
    );
    return syntax('ObjectExpression', range, { properties });
  }

  /** A name of the program, or one that Pulumi gives. */
  private name(name: string, range: [number, number]): Node {
    return name === 'pulumi'
      ? syntax('ObjectExpression', range, {
          properties: Object.entries(CORE_FUNCTIONS).map(([key, read]) =>
            syntax('Property', range, {
              kind: 'init',
              computed: false,
              key: syntax('Literal', range, { value: key }),
              value: call(this.member(CORE, [read], range), [], range),
            }),
          ),
        })
      : syntax('Identifier', range, { name });
  }

  private fn({ key, value }: TemplateMember, range: [number, number]): Node {
    const name = key.slice(4);
    const items = value.kind === 'list' ? value.items.map(item => this.value(item)) : [];
    switch (name) {
      case 'invoke':
      case 'Invoke':
        return this.invoked(value, range);
      case 'join':
      case 'Join':
        return call(this.memberOf(items[1] ?? this.value(value), 'join', range), items.slice(0, 1), range);
      case 'split':
        return call(this.memberOf(items[1] ?? this.value(value), 'split', range), items.slice(0, 1), range);
      case 'select':
      case 'Select':
        return syntax('MemberExpression', range, {
          object: items[1] ?? this.value(value),
          property: items[0] ?? this.value(value),
          computed: true,
          optional: false,
        });
      case 'toJSON':
      case 'ToJSON':
        return call(this.member(CORE, ['jsonStringify'], range), [this.value(value)], range);
      case 'secret':
      case 'Secret':
        return this.value(value);
      case 'readFile':
      case 'ReadFile':
        return this.readFile(value, range);
      default:
        return name.includes(':')
          ? this.calls(name, value, null, range)
          : call(this.member(CORE, [key], range), [this.value(value)], range);
    }
  }

  /** Files are named from the folder of the project. */
  private readFile(value: TemplateNode, range: [number, number]): Node {
    const folder = syntax('Identifier', range, { name: '__dirname' });
    const quasis = ['', '/', ''].map(text =>
      syntax('TemplateElement', range, { value: { cooked: text, raw: text } }),
    );
    const path = syntax('TemplateLiteral', range, { quasis, expressions: [folder, this.value(value)] });
    const whole = call(this.member('path', ['join'], range), [path], range);
    return call(this.member('fs', ['readFileSync'], range), [whole], range);
  }

  private invoked(value: TemplateNode, range: [number, number]): Node {
    const name = textOf(memberOf(value, 'function') ?? memberOf(value, 'Function')) ?? '';
    const args = memberOf(value, 'arguments') ?? memberOf(value, 'Arguments');
    return this.calls(name, args, textOf(memberOf(value, 'return') ?? memberOf(value, 'Return')), range);
  }

  private calls(
    token: string,
    args: TemplateNode | undefined,
    member: string | null,
    range: [number, number],
  ): Node {
    const { module, name } = moduleOf(token);
    const made = call(this.member(module, [name], range), args ? [this.value(args)] : [], range);
    return member === null ? made : this.memberOf(made, member, range);
  }

  private member(module: string, path: readonly string[], range: [number, number]): Node {
    this.modules.add(module);
    let node = syntax('Identifier', range, { name: module });
    for (const name of path) node = this.memberOf(node, name, range);
    return node;
  }

  private memberOf(object: Node, name: string, range: [number, number]): Node {
    const property = syntax('Identifier', range, { name });
    return syntax('MemberExpression', range, { object, property, computed: false, optional: false });
  }
}

function call(callee: Node, args: readonly Node[], range: [number, number]): Node {
  return syntax('CallExpression', range, { callee, arguments: args, optional: false });
}

function statement(name: string, reads: ReadonlySet<string>, init: Node, range: [number, number]): Statement {
  const id = syntax('Identifier', range, { name });
  const declarator = syntax('VariableDeclarator', range, { id, init });
  const node = syntax('VariableDeclaration', range, { kind: 'const', declarations: [declarator] });
  return { name, reads, node: node as TSESTree.Node };
}

/** `aws:s3/bucket:Bucket` is `Bucket` of `@pulumi/aws/s3`. */
function moduleOf(token: string): { readonly module: string; readonly name: string } {
  const parts = token.split(':');
  const [provider = '', modules = ''] = parts;
  const name = parts.at(-1) ?? '';
  if (provider === 'pulumi')
    return { module: CORE, name: parts.length > 2 && modules === 'providers' ? 'Provider' : name };
  if (parts.length < 3) return { module: `@pulumi/${provider}`, name };
  const isNative = provider === 'azure-native' || provider === 'aws-native';
  const folder = isNative ? modules : modules.split('/')[0]!;
  return { module: ['@pulumi', provider, ...(folder === 'index' ? [] : [folder])].join('/'), name };
}
