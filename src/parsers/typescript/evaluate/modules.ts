// The files of a program: each is walked once, when it is first imported. Imports of packages are names for libraries.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isMissing, type Missing } from '../../../model/files.ts';
import { positionAt, type Source, span } from '../../../model/source.ts';
import { absent, call, scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import { jsonValue } from '../builtins/json.ts';
import type { Tree } from '../parse.ts';
import { builtIn, type ClassValue, imported, type Member, type ProgramValue, recordOf } from '../values.ts';
import { createClass } from './classes.ts';
import { declaredNames } from './declarations.ts';
import { Thrown } from './endings.ts';
import { evaluate, siteOf } from './expression.ts';
import { createFunction, spanOf } from './functions.ts';
import { getMember } from './members.ts';
import type { Run } from './run.ts';
import { type Frame, Scope } from './scope.ts';
import { hoist, walkStatement } from './statements.ts';

/** The files that a program may import and read. */
export interface ProgramFiles {
  /** The file that a specifier leads to: relative, by `tsconfig` paths; null for a package. */
  resolve(from: Source, specifier: string): Source | Missing | null;
  /** A text by its path from the root of the workspace. */
  readText(path: string): Source | Missing;
}

export type Parse = (source: Source) => Tree | Diagnostic;

export interface Module {
  readonly source: Source;
  /** What a name stands for that the module exports. */
  read(name: string): ProgramValue | undefined;
  names(): readonly string[];
  /** As `require(specifier)`. */
  importModule(specifier: string): ProgramValue;
  /** Names that every module has for itself. */
  global(name: string): ProgramValue | undefined;
  /** Why what is written here may be read otherwise than it is meant; null where it is not broken. */
  faultIn(node: TSESTree.Node): UnknownValue | null;
}

export class Modules {
  readonly classes: ClassValue[] = [];
  readonly paths = new Set<string>();
  private readonly run: Run;
  private readonly files: ProgramFiles;
  private readonly parse: Parse;
  private readonly loaded = new Map<string, FileModule>();

  constructor(run: Run, files: ProgramFiles, parse: Parse) {
    this.run = run;
    this.files = files;
    this.parse = parse;
  }

  load(source: Source): FileModule {
    const known = this.loaded.get(source.path);
    if (known) return known;
    const module = new FileModule(source, this.run, this);
    this.loaded.set(source.path, module);
    if (!source.external) this.paths.add(source.path);
    const tree = this.parse(source);
    if ('code' in tree) {
      this.run.diagnostics.push(tree);
      this.run.gap(`\`${source.path}\` cannot be read`, { span: span(source, 0, 0) });
    } else {
      for (const fault of tree.faults ?? []) module.break(fault);
      module.walk(tree);
    }
    return module;
  }

  /** A class of the program. */
  keep(type: ClassValue): void {
    if (!type.source.external) this.classes.push(type);
  }

  /** What a specifier stands for: another module, data, or a package. */
  find(from: Source, specifier: unknown): FileModule | ProgramValue {
    // Of a broken text it may be anything.
    if (typeof specifier !== 'string') return unknown(call('import'), 'the module is missing here');
    const found = from.external ? null : this.files.resolve(from, specifier);
    if (found === null || isMissing(found)) return imported(specifier, []);
    if (!/\.json$/i.test(found.path)) return this.load(found);
    this.paths.add(found.path);
    return jsonValue(found);
  }
}

/** Of more mistakes, and of several in a line, the others are mostly what the parser makes of the first. */
const MOST_FAULTS = 3;

export class FileModule implements Module {
  readonly source: Source;
  private readonly run: Run;
  private readonly modules: Modules;
  private readonly exported = new Map<string, () => ProgramValue | undefined>();
  private readonly stars: FileModule[] = [];
  private readonly faults: number[] = [];
  private readonly faultLines = new Set<number>();
  private readonly common = recordOf(new Map());
  /** What `module` is: its `exports` may be set anew. */
  private readonly own = recordOf(new Map([['exports', { value: this.common, key: null }]]));

  constructor(source: Source, run: Run, modules: Modules) {
    this.source = source;
    this.run = run;
    this.modules = modules;
  }

  /** Takes note of a mistake in the text. */
  break(fault: Diagnostic): void {
    if (!fault.span) return;
    if (this.faults.length === 0)
      this.run.gap(`\`${this.source.path}\` has a syntax error`, { span: fault.span });
    this.faults.push(fault.span.start);
    const { line } = positionAt(this.source, fault.span.start);
    if (this.faultLines.size >= MOST_FAULTS || this.faultLines.has(line)) return;
    this.faultLines.add(line);
    this.run.diagnostics.push(fault);
  }

  faultIn({ range: [start, end] }: TSESTree.Node): UnknownValue | null {
    const at = this.faults.find(each => start <= each && each <= end);
    if (at === undefined) return null;
    return unknown(
      call('broken', scalar(this.source.path), scalar(start)),
      `\`${this.source.path}\` has a syntax error here`,
    );
  }

  read(name: string): ProgramValue | undefined {
    return this.lookUp(name, new Set());
  }

  private lookUp(name: string, seen: Set<FileModule>): ProgramValue | undefined {
    if (seen.has(this)) return undefined;
    seen.add(this);
    const own = this.exported.get(name);
    if (own) return own();
    const common = this.common.members.get(name);
    if (common) return common.value;
    const whole = name === 'default' ? this.whole() : undefined;
    if (whole) return whole;
    for (const star of this.stars) {
      const found = name === 'default' ? undefined : star.lookUp(name, seen);
      if (found) return found;
    }
    return undefined;
  }

  names(seen: Set<FileModule> = new Set()): readonly string[] {
    if (seen.has(this)) return [];
    seen.add(this);
    const stars = this.stars.flatMap(star => star.names(seen).filter(name => name !== 'default'));
    return [...new Set([...this.exported.keys(), ...this.common.members.keys(), ...stars])];
  }

  importModule(specifier: string): ProgramValue {
    const found = this.modules.find(this.source, specifier);
    return found instanceof FileModule ? found.namespace() : found;
  }

  /** `module.exports = x`, `export = x`. */
  private whole(): ProgramValue | undefined {
    const { value } = this.own.members.get('exports')!;
    return value === this.common ? undefined : value;
  }

  /** `import * as x`. */
  namespace(): ProgramValue {
    const whole = this.whole();
    if (whole) return whole;
    const members = this.names().map((name): [string, Member] => [
      name,
      { value: absent(), key: null, getter: builtIn(name, () => this.read(name) ?? absent()) },
    ]);
    return recordOf(new Map(members));
  }

  global(name: string): ProgramValue | undefined {
    const folder = `/${this.source.path}`.replace(/\/[^/]*$/, '');
    if (name === '__dirname') return scalar(folder === '' ? '/' : folder);
    if (name === '__filename') return scalar(`/${this.source.path}`);
    if (name === 'exports') return this.common;
    if (name === 'module') return this.own;
    return undefined;
  }

  walk(tree: Tree): void {
    const { run } = this;
    const frame: Frame = {
      run,
      module: this,
      self: absent(),
      home: null,
      isStatic: false,
      returned: [],
      since: run.mark,
    };
    const scope = new Scope(frame, null);
    hoist(tree.body, scope);
    for (const statement of tree.body)
      this.guarded(statement, scope, () => this.walkImport(statement, scope));
    for (const statement of tree.body) this.guarded(statement, scope, () => this.walkTop(statement, scope));
  }

  /** A statement that throws for certain is passed over: what it would have declared is not known. */
  private guarded(statement: TSESTree.Node, scope: Scope, walk: () => void): void {
    const { run } = this;
    const mark = run.mark;
    const place = spanOf(statement, scope);
    try {
      walk();
    } catch (error) {
      if (error instanceof Thrown) {
        run.threw = true;
        run.gap('the program throws an error here', { span: place });
      } else if (error instanceof RangeError) {
        run.report('too-deep', 'The statement is nested too deeply to be followed', place);
        run.gap('a statement is nested too deeply', { span: place });
      } else throw error;
    }
    run.release(mark);
  }

  private walkImport(node: TSESTree.ProgramStatement, scope: Scope): void {
    if (node.type === 'ImportDeclaration' && node.importKind !== 'type') this.linkImport(node, scope);
    if (node.type === 'ExportAllDeclaration' && node.exportKind !== 'type') this.exportAll(node);
    if (node.type === 'ExportNamedDeclaration' && node.source && node.exportKind !== 'type')
      this.exportFrom(node, node.source.value, scope);
    if (node.type === 'TSImportEqualsDeclaration') {
      const { moduleReference: reference } = node;
      if (reference.type !== 'TSExternalModuleReference') return;
      const specifier = reference.expression;
      if (specifier.type === 'Literal')
        scope.declare(node.id.name, this.importModule(String(specifier.value)));
    }
  }

  private linkImport(node: TSESTree.ImportDeclaration, scope: Scope): void {
    const specifier = node.source.value;
    const found = this.modules.find(this.source, specifier);
    for (const each of node.specifiers) {
      if (each.type === 'ImportSpecifier' && each.importKind === 'type') continue;
      const { name } = each.local;
      if (each.type === 'ImportNamespaceSpecifier')
        scope.link(name, () => (found instanceof FileModule ? found.namespace() : found));
      else {
        const exported = each.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(each.imported);
        scope.link(name, this.reader(found, exported, specifier, each, scope));
      }
    }
  }

  private reader(
    found: FileModule | ProgramValue,
    name: string,
    specifier: string,
    node: TSESTree.Node,
    scope: Scope,
  ): () => ProgramValue {
    const site = siteOf(node, scope);
    if (!(found instanceof FileModule))
      return () => (name === 'default' ? found : getMember(found, name, site));
    return () => {
      const value = found.read(name) ?? (name === 'default' ? found.namespace() : undefined);
      if (value) return value;
      const reason = `\`${specifier}\` does not export \`${name}\``;
      return unknown(call('import', scalar(found.source.path), scalar(name)), reason, [site.step]);
    };
  }

  private exportAll(node: TSESTree.ExportAllDeclaration): void {
    const found = this.modules.find(this.source, node.source.value);
    const name = node.exported && nameOf(node.exported);
    if (name !== null && name !== undefined)
      this.exported.set(name, () => (found instanceof FileModule ? found.namespace() : found));
    else if (found instanceof FileModule) this.stars.push(found);
  }

  private exportFrom(node: TSESTree.ExportNamedDeclaration, specifier: string, scope: Scope): void {
    const found = this.modules.find(this.source, specifier);
    for (const each of node.specifiers)
      this.exported.set(
        nameOf(each.exported),
        this.reader(found, nameOf(each.local), specifier, each, scope),
      );
  }

  private walkTop(node: TSESTree.ProgramStatement, scope: Scope): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (!node.source) this.walkExport(node, scope);
        return;
      case 'ExportDefaultDeclaration':
        this.walkDefault(node.declaration, scope);
        return;
      case 'TSExportAssignment': {
        const value = evaluate(node.expression, scope);
        this.own.members.set('exports', { value, key: null });
        return;
      }
      default:
        walkStatement(node, scope);
        this.keepClass(node, scope);
    }
  }

  private walkExport(node: TSESTree.ExportNamedDeclaration, scope: Scope): void {
    const { declaration } = node;
    if (declaration) {
      walkStatement(declaration, scope);
      this.keepClass(declaration, scope);
      for (const { name } of declaredNames(declaration))
        this.exported.set(name, () => scope.own(name)?.value ?? undefined);
      return;
    }
    for (const each of node.specifiers) {
      const { local } = each;
      if (local.type !== 'Identifier') continue;
      this.exported.set(nameOf(each.exported), () => {
        const found = scope.find(local.name);
        return typeof found === 'function' ? found() : (found?.value ?? undefined);
      });
    }
  }

  private walkDefault(node: TSESTree.ExportDefaultDeclaration['declaration'], scope: Scope): void {
    if (node.type === 'ClassDeclaration') {
      const value = createClass(node, scope, node.id?.name ?? 'default');
      if (node.id) scope.declare(node.id.name, value);
      this.modules.keep(value);
      this.exported.set('default', () => value);
      return;
    }
    if (node.type === 'FunctionDeclaration') {
      const value = node.id
        ? (scope.own(node.id.name)?.value ?? absent())
        : createFunction(node, scope, 'default');
      this.exported.set('default', () => value);
      return;
    }
    const value = evaluate(node, scope, 'default');
    this.exported.set('default', () => value);
  }

  private keepClass(node: TSESTree.Node, scope: Scope): void {
    if (node.type !== 'ClassDeclaration' || !node.id) return;
    const value = scope.own(node.id.name)?.value;
    if (value?.kind === 'class' && !node.abstract) this.modules.keep(value);
  }
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
