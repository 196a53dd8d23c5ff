// What the lowering of one template works with: the template as it grows, and the files whose declarations go into it.
// Refuses to know how anything is lowered.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Files } from '../../../model/files.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import type {
  Expression,
  FunctionDeclaration,
  ResourceDeclaration,
  ScopeLevel,
  Template,
  VariableDeclaration,
} from '../../arm/template.ts';
import type { BicepFile, ImportStatement } from '../syntax.ts';
import type { ImportTarget } from './imports.ts';
import type { Scope } from './scope.ts';
import type { FileSymbols, ModuleSymbol, ResourceSymbol } from './symbols.ts';

export type LoweringCode =
  | 'unknown-name'
  | 'duplicate-name'
  | 'not-constant'
  | 'not-exported'
  | 'misplaced-expression'
  | 'invalid-type'
  | 'invalid-parent'
  | 'invalid-scope'
  | 'invalid-file'
  | 'missing-file'
  | 'missing-import'
  | 'wrong-arguments'
  | 'cyclic-import'
  | 'cyclic-extends'
  | 'cyclic-type'
  | 'too-deep';

/** What lowering may ask for; everything is remembered, so that a file is read once however often it is used. */
export interface Library {
  readonly files: Files;
  syntax(source: Source): BicepFile;
  symbols(source: Source): FileSymbols;
  readTemplate(source: Source): Template;
}

/** One Bicep file on its way into a template: the template's own file, or one that it imports from. */
export interface FileContext {
  readonly template: TemplateBuilder;
  readonly syntax: BicepFile;
  readonly symbols: FileSymbols;
  /** Stands before the names of what is imported from this file; empty for the template's own. */
  readonly prefix: string;
  /** The file that imported it first; null for the template's own. */
  readonly importer: FileContext | null;
}

const DEEPEST_INLINING = 5;
const MOST_INLINED = 10_000;

/** A template under construction. */
export class TemplateBuilder {
  readonly library: Library;
  readonly diagnostics: Diagnostic[] = [];
  level: ScopeLevel = 'resourceGroup';
  /** Keyed in lower case. */
  readonly variables = new Map<string, VariableDeclaration>();
  readonly functions = new Map<string, FunctionDeclaration>();
  readonly declarations = new Map<ResourceSymbol | ModuleSymbol, ResourceDeclaration>();
  readonly bodyScopes = new Map<ResourceSymbol | ModuleSymbol, Scope>();
  readonly names = new Map<ResourceSymbol, Expression>();
  readonly imports = new Map<ImportStatement, ImportTarget>();
  /** What a parameter file asks of the outside, by the name of the parameter that stands for it; null in templates. */
  readonly externals: Map<string, Value> | null;
  /** How many expressions the one being lowered is inside of. */
  depth = 0;
  private inlining = 0;
  private inlined = 0;
  private readonly files = new Map<string, FileContext>();
  private readonly prefixes = new Map<string, string>();
  private readonly reported = new Set<string>();
  private readonly pending: (() => void)[] = [];

  constructor(library: Library, kind: 'template' | 'parameters' = 'template') {
    this.library = library;
    this.externals = kind === 'parameters' ? new Map() : null;
  }

  /** The context of a file in this template; the template's own has no importer. */
  file(source: Source, importer: FileContext | null): FileContext {
    const known = this.files.get(source.path);
    if (known) return known;
    const context: FileContext = {
      template: this,
      syntax: this.library.syntax(source),
      symbols: this.library.symbols(source),
      prefix: importer ? this.prefix(source) : '',
      importer,
    };
    this.files.set(source.path, context);
    return context;
  }

  /** What tells the imported names of a file from all others in this template: `_1.`. */
  prefix(source: Source): string {
    const known = this.prefixes.get(source.path);
    if (known !== undefined) return known;
    const prefix = `_${this.prefixes.size + 1}.`;
    this.prefixes.set(source.path, prefix);
    return prefix;
  }

  /**
   * Lowers what is declared elsewhere in the place where it is used. Null where such texts are inside each other too deeply or there are too
   * many of them, as in cycles.
   */
  inline<T>(compute: () => T): T | null {
    if (this.inlining >= DEEPEST_INLINING || this.inlined >= MOST_INLINED) return null;
    this.inlining++;
    this.inlined++;
    const result = compute();
    this.inlining--;
    return result;
  }

  /** Puts off what would otherwise recurse from one declaration into the next. */
  later(task: () => void): void {
    this.pending.push(task);
  }

  finish(): void {
    for (let task = this.pending.pop(); task; task = this.pending.pop()) task();
  }

  /** Raises a diagnostic, once for each place however often the place is lowered. */
  report(
    code: LoweringCode,
    message: string,
    span: Span,
    hint?: string,
    severity: 'error' | 'warning' = 'error',
  ): void {
    const key = `${code} ${span.source.path} ${span.start} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.diagnostics.push(
      hint === undefined ? { code, severity, message, span } : { code, severity, message, hint, span },
    );
  }
}
