// Putting URIs together and taking them apart. Characters that .NET would escape in its own way give an unknown, not a guess.
// Semantics: learn.microsoft.com, "String functions"; RFC 3986, section 5.

import { knowledgeOf } from '../../../model/knowledge.ts';
import { call, object, scalar, unknown, type Value } from '../../../model/value.ts';
import { define, failure, integerOf, isNull, stringOf, symbolic, wrongType } from './arguments.ts';
import { findMember } from './members.ts';
import type { TemplateFunction } from './types.ts';

const NOT_PLAIN = 'the text has characters that are escaped in a URI';

const uri = define('uri', 2, 2, (args, invocation) => {
  const [base, relative] = [stringOf(args[0]), stringOf(args[1])];
  if (base === null) return wrongType(args, invocation, 0, 'a string');
  if (relative === null) return wrongType(args, invocation, 1, 'a string');
  if (!isPlain(base) || !isPlain(relative)) return symbolic(args, invocation, NOT_PLAIN);
  if (!/^https?:\/\/[^/]/i.test(base)) {
    const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(base);
    if (isAbsolute) return symbolic(args, invocation, 'the scheme of the URI is not supported');
    return failure(args, invocation, '`uri()` takes an absolute URI as argument 1');
  }
  const combined = URL.canParse(relative, base) ? new URL(relative, base).href : null;
  if (combined === null) return failure(args, invocation, '`uri()` was given parts that make no URI');
  return scalar(combined);
});

const parseUri = define('parseUri', 1, 1, (args, invocation) => {
  const text = stringOf(args[0]);
  if (text === null) return wrongType(args, invocation, 0, 'a string');
  if (!isPlain(text)) return symbolic(args, invocation, NOT_PLAIN);
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#:@]+)(?::(\d{1,5}))?([^?#]*)(\?[^#]*)?(?:#.*)?$/i.exec(text);
  if (!match) return failure(args, invocation, '`parseUri()` takes an absolute URI');
  const [, scheme = '', host = '', port, path = '', query = ''] = match;
  const noPort = unknown(
    call('parseUri', scalar(text)),
    'what `parseUri()` gives as the port of a URI without one is not documented',
  );
  return object(
    new Map<string, Value>([
      ['scheme', scalar(scheme.toLowerCase())],
      ['host', scalar(host.toLowerCase())],
      ['port', port === undefined ? noPort : scalar(Number(port))],
      ['path', scalar(path === '' ? '/' : path)],
      ['query', scalar(query)],
    ]),
  );
});

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ws: 80, wss: 443 };

const buildUri = define('buildUri', 1, 1, (args, invocation) => {
  const [components] = args;
  if (components?.kind !== 'object') return wrongType(args, invocation, 0, 'an object');
  const read = (name: string): Value => findMember(components, name) ?? scalar(null);
  const [scheme, host, port, path, query] = ['scheme', 'host', 'port', 'path', 'query'].map(read) as [
    Value,
    Value,
    Value,
    Value,
    Value,
  ];
  for (const each of [scheme, host, port, path, query]) {
    const { reason } = knowledgeOf(each);
    if (reason !== null) return symbolic(args, invocation, reason);
  }
  const texts = [scheme, host, path, query].map(stringOf);
  const [schemeText, hostText, pathText, queryText] = texts;
  if (!schemeText || !hostText) return failure(args, invocation, '`buildUri()` takes a scheme and a host');
  if (texts.includes(null)) return failure(args, invocation, '`buildUri()` takes strings as path and query');
  if (!isPlain(texts.join(''))) return symbolic(args, invocation, NOT_PLAIN);
  const portNumber = isNull(port) ? null : integerOf(port);
  if (portNumber === null && !isNull(port))
    return failure(args, invocation, '`buildUri()` takes an integer as port');
  const isDefault = portNumber === null || portNumber === DEFAULT_PORTS[schemeText.toLowerCase()];
  const authority = isDefault ? hostText : `${hostText}:${portNumber}`;
  return scalar(
    `${schemeText}://${authority}${led('/', pathText!)}${queryText === '' ? '' : led('?', queryText!)}`,
  );
});

function led(by: string, text: string): string {
  return text.startsWith(by) ? text : by + text;
}

function isPlain(text: string): boolean {
  return /^[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*$/.test(text);
}

export const URI_FUNCTIONS: readonly TemplateFunction[] = [uri, parseUri, buildUri];
