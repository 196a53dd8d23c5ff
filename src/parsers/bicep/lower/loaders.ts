// `loadTextContent()` and its like: files as literals, standing where the call stands.

import { isMissing } from '../../../model/files.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import type { Expression, FunctionCall, MethodCall } from '../syntax.ts';
import { constantText } from './constants.ts';
import { type Data, dataNode, isUnreadable, jsonData, type Unreadable, yamlData } from './data.ts';
import type { LoweringCode } from './file-context.ts';
import { selectData } from './json-path.ts';
import { error, literal } from './nodes.ts';
import type { Scope } from './scope.ts';

/** A call under way. */
interface Load {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly span: Span;
  readonly scope: Scope;
}

type Loader = (load: Load, path: string) => Node;

const LOADERS: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  ['loadTextContent', loadText],
  ['loadFileAsBase64', loadBase64],
  ['loadJsonContent', (load, path) => loadData(load, path, jsonData)],
  ['loadYamlContent', (load, path) => loadData(load, path, yamlData)],
  ['loadDirectoryFileInfo', loadFolder],
]);

export function isLoader(name: string): boolean {
  return LOADERS.has(name);
}

/** The content of the file that a call names; an error node where it cannot be had. */
export function lowerLoader(expression: FunctionCall | MethodCall, scope: Scope): Node {
  const { args, span } = expression;
  const load: Load = { name: expression.name.name, args, span, scope };
  if (args.length === 0)
    return refuse(load, 'wrong-arguments', `\`${load.name}()\` needs the path of a file`);
  const path = textArgument(load, 0);
  return typeof path === 'string' ? LOADERS.get(load.name)!(load, path) : path!;
}

/** An argument that must be plain text; undefined where it is not given. */
function textArgument(load: Load, index: number): string | Node | undefined {
  const argument = load.args[index];
  if (!argument) return undefined;
  const message = `The arguments of \`${load.name}()\` must be plain text, for the compiler to read the file`;
  return constantText(argument, load.scope) ?? refuse(load, 'not-constant', message, argument.span);
}

function refuse(load: Load, code: LoweringCode, message: string, span: Span = load.span): Node {
  load.scope.file.template.report(code, message, span);
  return error(message, load.span);
}

function loadText(load: Load, path: string): Node {
  const source = readText(load, path, textArgument(load, 1));
  return 'text' in source ? literal(source.text, load.span) : source;
}

function readText(load: Load, path: string, encoding: string | Node | undefined): Source | Node {
  if (typeof encoding === 'object') return encoding;
  const { file } = load.scope;
  const read = file.template.library.files.readText(file.syntax.source, path, encoding);
  return isMissing(read) ? missing(load, read.reason) : read;
}

function missing(load: Load, reason: string): Node {
  load.scope.file.template.report(
    'missing-file',
    `Cannot load \`${textOrEmpty(load)}\`: ${reason}`,
    load.args[0]!.span,
  );
  return error(reason, load.span);
}

function textOrEmpty(load: Load): string {
  return constantText(load.args[0]!, load.scope) ?? '';
}

function loadBase64(load: Load, path: string): Node {
  const { file } = load.scope;
  const bytes = file.template.library.files.readBytes(file.syntax.source, path);
  return isMissing(bytes)
    ? missing(load, bytes.reason)
    : literal(Buffer.from(bytes).toString('base64'), load.span);
}

function loadData(load: Load, path: string, parse: (source: Source) => Data | Unreadable): Node {
  const selector = textArgument(load, 1);
  if (typeof selector === 'object') return selector;
  const source = readText(load, path, textArgument(load, 2));
  if (!('text' in source)) return source;
  const data = parse(source);
  if (isUnreadable(data)) return refuse(load, 'invalid-file', data.reason, load.args[0]!.span);
  if (selector === undefined) return dataNode(data, load.span);
  const selected = selectData(data, selector);
  if (!selected)
    return refuse(
      load,
      'wrong-arguments',
      `\`${selector}\` is not a path that can be read`,
      load.args[1]!.span,
    );
  if (selected.length === 0) {
    return refuse(
      load,
      'wrong-arguments',
      `\`${selector}\` selects nothing in \`${source.path}\``,
      load.args[1]!.span,
    );
  }
  return dataNode(selected.length === 1 ? selected[0]! : selected, load.span);
}

function loadFolder(load: Load, path: string): Node {
  const pattern = textArgument(load, 1);
  if (typeof pattern === 'object') return pattern;
  const { file } = load.scope;
  const found = file.template.library.files.listFolder(file.syntax.source, path);
  if (isMissing(found)) return missing(load, found.reason);
  const entries = found
    .filter(each => !pattern || matches(baseName(each).toLowerCase(), pattern.toLowerCase()))
    .map(each => {
      const name = baseName(each);
      const dot = name.lastIndexOf('.');
      return new Map([
        ['relativePath', each],
        ['baseName', name],
        ['extension', dot < 0 ? '' : name.slice(dot)],
      ]);
    });
  return dataNode(entries, load.span);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `*` stands for any text, `?` for one character. */
function matches(name: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      retry = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
