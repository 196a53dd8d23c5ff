// The template language of ARM: text between `[` and `]` into the expression form. Promises exact spans, also where the JSON around it has
// escapes, and one diagnostic and an error node for what cannot be read. Refuses to know functions, except those that are syntax:
// lambdas and the constants.
// Syntax: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions

import { type Source, type Span, span } from '../../model/source.ts';
import { type DiagnosticSink, report } from './diagnostics.ts';
import { ExpressionLexer } from './expression-lexer.ts';
import type { AccessNode, CallNode, Expression, LiteralNode } from './template.ts';

/** Calls and brackets nested deeper than this are not read. */
const MAX_DEPTH = 200;

/** A text that holds an expression, and where it comes from. */
export interface ExpressionText {
  readonly source: Source;
  /** With its brackets. */
  readonly text: string;
  /** From an offset in `text` to one in the source. */
  readonly offsetOf: (index: number) => number;
}

/** Whether a string is an expression rather than a literal: `[…]`, but not `[[…]`. */
export function isExpression(text: string): boolean {
  return text.length > 1 && text[0] === '[' && text.at(-1) === ']' && text[1] !== '[';
}

/** What a string that is no expression means: `[[…]` stands for `[…]`. */
export function unescapeLiteral(text: string): string {
  return text[0] === '[' && text[1] === '[' && text.at(-1) === ']' ? text.slice(1) : text;
}

/** Parses an expression with its brackets. What cannot be read becomes an error node and one diagnostic. */
export function parseExpression(text: ExpressionText, diagnostics: DiagnosticSink): Expression {
  return new ExpressionParser(text, diagnostics).parse();
}

/** Every method that returns null has reported why. */
class ExpressionParser {
  private readonly text: ExpressionText;
  private readonly diagnostics: DiagnosticSink;
  private readonly lexer: ExpressionLexer;
  private depth = 0;

  constructor(text: ExpressionText, diagnostics: DiagnosticSink) {
    this.text = text;
    this.diagnostics = diagnostics;
    this.lexer = new ExpressionLexer(text.text, 1, text.text.length - 1);
  }

  parse(): Expression {
    const expression = this.parseValue();
    if (expression !== null) {
      if (this.lexer.kind === 'end') return expression;
      this.fail('the end of the expression');
    }
    return {
      kind: 'error',
      reason: 'the expression cannot be read',
      span: this.span(0, this.text.text.length),
    };
  }

  private parseValue(): Expression | null {
    if (this.depth >= MAX_DEPTH) {
      this.report(`Expressions are nested deeper than ${MAX_DEPTH} here`);
      return null;
    }
    this.depth++;
    let value = this.parsePrimary();
    while (value !== null && (this.lexer.kind === '.' || this.lexer.kind === '['))
      value = this.parseAccess(value);
    this.depth--;
    return value;
  }

  private parsePrimary(): Expression | null {
    const { lexer } = this;
    const { start } = lexer;
    switch (lexer.kind) {
      case 'string': {
        const value = lexer.stringValue();
        lexer.advance();
        return { kind: 'literal', value, span: this.spanFrom(start) };
      }
      case 'number': {
        const value = Number(lexer.written());
        lexer.advance();
        return { kind: 'literal', value, span: this.spanFrom(start) };
      }
      case 'name':
        return this.parseCall();
      default:
        this.fail('a function, a string or a number');
        return null;
    }
  }

  private parseCall(): Expression | null {
    const { lexer } = this;
    const { start } = lexer;
    let name = lexer.written();
    lexer.advance();
    if (lexer.kind === '.') {
      lexer.advance();
      if (!atKind(lexer, 'name')) return this.fail(`a function's name after \`${name}.\``);
      name = `${name}.${lexer.written()}`;
      lexer.advance();
    }
    const nameSpan = this.spanFrom(start);
    if (lexer.kind !== '(') return this.bareName(name, nameSpan);
    const args = this.parseArguments(name);
    if (args === null) return null;
    return this.interpret({ kind: 'call', name, args, nameSpan, span: this.spanFrom(start) });
  }

  /** `true`, `false` and `null` without parentheses are a slip whose meaning is clear. */
  private bareName(name: string, nameSpan: Span): LiteralNode | null {
    const value = CONSTANTS.get(name.toLowerCase());
    const message = `Expected \`(\` after \`${name}\`, found ${this.lexer.describe()}`;
    const hint =
      value === undefined
        ? `Call the function as \`${name}(…)\`, or write text in single quotes.`
        : `Write \`${name}()\`.`;
    report(this.diagnostics, 'invalid-expression', nameSpan, message, hint);
    return value === undefined ? null : { kind: 'literal', value, span: nameSpan };
  }

  private parseArguments(name: string): readonly Expression[] | null {
    const { lexer } = this;
    const args: Expression[] = [];
    lexer.advance();
    if (atKind(lexer, ')')) {
      lexer.advance();
      return args;
    }
    for (;;) {
      const argument = this.parseValue();
      if (argument === null) return null;
      args.push(argument);
      if (atKind(lexer, ')')) {
        lexer.advance();
        return args;
      }
      if (!atKind(lexer, ',')) return this.fail(`\`,\` or \`)\` in the arguments of \`${name}\``);
      lexer.advance();
    }
  }

  /** `.name` or `[key]` after a value. */
  private parseAccess(base: Expression): AccessNode | null {
    const { lexer } = this;
    let key: Expression | null;
    if (lexer.kind === '.') {
      lexer.advance();
      if (!atKind(lexer, 'name')) return this.fail('the name of a property after `.`');
      key = { kind: 'literal', value: lexer.written(), span: this.span(lexer.start, lexer.end) };
    } else {
      lexer.advance();
      key = this.parseValue();
      if (key === null) return null;
      if (!atKind(lexer, ']')) return this.fail('`]` after the index');
    }
    const end = lexer.end;
    lexer.advance();
    const whole = span(this.text.source, base.span.start, this.text.offsetOf(end));
    return { kind: 'access', base, key, safe: false, fromEnd: false, span: whole };
  }

  /** Calls that are syntax in the expression form. */
  private interpret(call: CallNode): Expression | null {
    const { args } = call;
    switch (call.name.toLowerCase()) {
      case 'true':
      case 'false':
      case 'null':
        if (args.length > 0) return call;
        return { kind: 'literal', value: CONSTANTS.get(call.name.toLowerCase())!, span: call.span };
      case 'lambda':
        return this.lambda(call);
      case 'lambdavariables': {
        const name = args.length === 1 ? literalText(args[0]!) : null;
        return name === null ? this.wrongName(call) : { kind: 'local', name, span: call.span };
      }
      default:
        return call;
    }
  }

  /** `lambda('x', 'y', body)`. */
  private lambda(call: CallNode): Expression | null {
    const body = call.args.at(-1);
    if (body === undefined) return this.wrongName(call);
    const parameters: string[] = [];
    for (const argument of call.args.slice(0, -1)) {
      const name = literalText(argument);
      if (name === null) return this.wrongName(call);
      parameters.push(name);
    }
    return { kind: 'lambda', parameters, body, span: call.span };
  }

  private wrongName(call: CallNode): null {
    const message = `\`${call.name}\` takes the names of variables as strings`;
    const hint = "Write `lambda('x', …)` and read the variable with `lambdaVariables('x')`.";
    report(this.diagnostics, 'invalid-expression', call.span, message, hint);
    return null;
  }

  private fail(expected: string): null {
    const { lexer } = this;
    if (lexer.kind === 'unclosed-string')
      this.report("This string has no closing `'`", "Double a `'` inside a string: `''`.");
    else this.report(`Expected ${expected}, found ${lexer.describe()}`);
    return null;
  }

  private report(message: string, hint?: string): void {
    const { start, end } = this.lexer;
    report(this.diagnostics, 'invalid-expression', this.span(start, Math.max(end, start + 1)), message, hint);
  }

  /** From an offset to the end of the token before the current one, without the blanks between. */
  private spanFrom(start: number): Span {
    const { text } = this.text;
    let end = this.lexer.start;
    while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
    return this.span(start, end);
  }

  private span(start: number, end: number): Span {
    const { offsetOf, source } = this.text;
    return span(source, offsetOf(start), offsetOf(end));
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
] as const);

/** Asks anew: the lexer has moved since its kind was last looked at. */
function atKind(lexer: ExpressionLexer, kind: ExpressionLexer['kind']): boolean {
  return lexer.kind === kind;
}

function literalText(node: Expression): string | null {
  return node.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}
