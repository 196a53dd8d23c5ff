// Functions of files of the module, and templates. What may be read is the caller's to decide: without files nothing is known.
// Semantics: developer.hashicorp.com/terraform/language/functions, "Filesystem Functions".

import { isMissing } from '../../../model/files.ts';
import { createSource, type Source } from '../../../model/source.ts';
import { scalar, type Value } from '../../../model/value.ts';
import { setValue } from '../values/order.ts';
import { LONGEST_TEXT } from '../values/text.ts';
import { ANY, define, STRING, stringOf, text } from './define.ts';
import { cleanPath, utf8Text } from './encoding.ts';
import { globPattern } from './glob.ts';
import { hashOf } from './hashing.ts';
import type { Call, TerraformFunction } from './types.ts';

const NO_FILES = 'files are not read here';

/** A function of the bytes of one file. */
function onFile(name: string, compute: (bytes: Uint8Array, call: Call) => Value): TerraformFunction {
  return define(name, [STRING], ([path], call) =>
    withBytes(stringOf(path)!, call, bytes => compute(bytes, call)),
  );
}

function withBytes(path: string, call: Call, use: (bytes: Uint8Array) => Value): Value {
  const bytes = call.files?.readBytes(path);
  if (!bytes) return call.symbolic(NO_FILES);
  return isMissing(bytes) ? call.symbolic(bytes.reason) : use(bytes);
}

function hashing(
  name: string,
  ...[algorithm, encoding]: [Parameters<typeof hashOf>[1], 'hex' | 'base64']
): TerraformFunction {
  return onFile(name, bytes => scalar(hashOf(bytes, algorithm, encoding)));
}

const file = onFile('file', (bytes, call) => {
  const content = utf8Text(bytes);
  if (content === null) return call.fail('`file()` takes a file in UTF-8; `filebase64()` reads others');
  return content.length > LONGEST_TEXT
    ? call.symbolic('the file is too large to compute with')
    : text(content);
});

const fileBase64 = onFile('filebase64', (bytes, call) =>
  bytes.length > LONGEST_TEXT / 2
    ? call.symbolic('the file is too large to compute with')
    : scalar(Buffer.from(bytes).toString('base64')),
);

const fileExists = define('fileexists', [STRING], ([path], call) => {
  const exists = call.files?.exists(stringOf(path)!);
  if (exists === undefined) return call.symbolic(NO_FILES);
  return typeof exists === 'boolean' ? scalar(exists) : call.symbolic(exists.reason);
});

const fileSet = define('fileset', [STRING, STRING], ([folder, pattern], call) => {
  const matcher = globPattern(cleanPath(stringOf(pattern)!));
  if (!matcher) return call.fail('`fileset()` was given a malformed pattern');
  if (matcher === 'outside') return call.symbolic('the pattern leaves the folder');
  const files = call.files?.listFiles(stringOf(folder)!);
  if (!files) return call.symbolic(NO_FILES);
  if (isMissing(files)) return call.symbolic(files.reason);
  return setValue(files.filter(path => matcher.test(path)).map(path => scalar(path)));
});

/** By the bytes of their files, which are the same however often a file is read. */
const templates = new WeakMap<Uint8Array, Source>();

function templateOf(path: string, bytes: Uint8Array): Source | null {
  const content = utf8Text(bytes);
  if (content === null) return null;
  const template = createSource(path, content);
  templates.set(bytes, template);
  return template;
}

const templateFile = define('templatefile', [STRING, ANY], ([path, variables], call) =>
  withBytes(stringOf(path)!, call, bytes => {
    const template = templates.get(bytes) ?? templateOf(stringOf(path)!, bytes);
    return template
      ? rendered(template, variables!, call)
      : call.fail('`templatefile()` takes a file in UTF-8');
  }),
);

const templateString = define('templatestring', [STRING, ANY], ([template, variables], call) =>
  rendered(createSource('templatestring', stringOf(template)!), variables!, call),
);

function rendered(template: Source, variables: Value, call: Call): Value {
  if (variables.kind !== 'object') return call.wrongType(1, 'a map');
  if (
    [...variables.members.keys()].some(
      name => !/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}-]*$/u.test(name),
    )
  ) {
    return call.fail(`\`${call.name}()\` takes variables whose names are identifiers`);
  }
  if (!call.render) return call.symbolic('templates are not evaluated here');
  return call.render(template, variables.members);
}

// Where the project lies on the machine that runs Terraform is not known here.
const absolutePath = define('abspath', [STRING], ([path], call) => {
  const value = stringOf(path)!;
  return value.startsWith('/')
    ? text(cleanPath(value))
    : call.symbolic('the folder that Terraform runs in is not known');
});

const pathExpand = define('pathexpand', [STRING], ([path], call) => {
  const value = stringOf(path)!;
  if (!value.startsWith('~')) return text(value);
  const isOwnHome = value.length === 1 || value[1] === '/' || value[1] === '\\';
  return isOwnHome
    ? call.symbolic('the home folder is not known')
    : call.fail('`pathexpand()` knows no homes of other users');
});

export const FILE_FUNCTIONS: readonly TerraformFunction[] = [
  file,
  fileBase64,
  fileExists,
  fileSet,
  templateFile,
  templateString,
  absolutePath,
  pathExpand,
  hashing('filemd5', 'md5', 'hex'),
  hashing('filesha1', 'sha1', 'hex'),
  hashing('filesha256', 'sha256', 'hex'),
  hashing('filesha512', 'sha512', 'hex'),
  hashing('filebase64sha256', 'sha256', 'base64'),
  hashing('filebase64sha512', 'sha512', 'base64'),
];
