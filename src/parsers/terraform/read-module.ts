// The configuration files of one folder to a module: declarations by name, override files merged over them.
// Semantics: https://developer.hashicorp.com/terraform/language/files/override. Refuses to know where the files come from.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearestName } from '../../model/nearest-name.ts';
import type { Source } from '../../model/source.ts';
import { isConfigurationFile, nameOfFile } from './configuration-file.ts';
import { DeclarationReader } from './declaration-reader.ts';
import { report } from './diagnostics.ts';
import { parseHcl } from './hcl/parse-hcl.ts';
import type { Attribute, Block, Body, HclFile } from './hcl/syntax.ts';
import { mergeBody } from './merge-body.ts';
import type { Module } from './module.ts';
import { readJsonConfiguration } from './read-json.ts';

const parsed = new WeakMap<Source, HclFile>();

/** One file as a tree, whichever syntax it is written in; read once. */
export function readConfigurationFile(source: Source): HclFile {
  let file = parsed.get(source);
  if (!file) {
    file = source.path.endsWith('.json') ? readJsonConfiguration(source) : parseHcl(source);
    parsed.set(source, file);
  }
  return file;
}

/**
 * The module that the files of a folder make. Files that are none of a module's are left out; `x.tofu` stands in for `x.tf`, and
 * override files come last, in the order of their names.
 */
export function readModule(folder: string, sources: readonly Source[]): Module {
  const used = sources.filter(({ path }) => isConfigurationFile(path));
  const paths = new Set(used.map(({ path }) => path));
  const files = used
    .filter(({ path }) => !isShadowed(path, paths))
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(readConfigurationFile);
  const diagnostics: Diagnostic[] = files.flatMap(file => [...file.diagnostics]);
  const blocks = collectBlocks(files, diagnostics);
  const reader = new DeclarationReader(diagnostics);
  for (const block of blocks) reader.read(block);
  const broken = files.some(({ body }) => bodyIsBroken(body));
  return { folder, sources: files.map(({ source }) => source), ...reader.declared(), broken };
}

/** A file of which declarations may be lost; what is lost inside a resource is the resource's own. */
function bodyIsBroken({ broken, blocks }: Body): boolean {
  return broken === true || blocks.some(({ type, body }) => type.name === 'locals' && body.broken);
}

/** OpenTofu reads `main.tofu` and leaves `main.tf` beside it. */
function isShadowed(path: string, paths: ReadonlySet<string>): boolean {
  return /\.tf(\.json)?$/.test(path) && paths.has(path.replace(/\.tf(\.json)?$/, '.tofu$1'));
}

function isOverride(path: string): boolean {
  const stem = nameOfFile(path).replace(/\.(tf|tofu)(\.json)?$/, '');
  return stem === 'override' || stem.endsWith('_override');
}

const BLOCK_TYPES = [
  'terraform',
  'provider',
  'variable',
  'locals',
  'output',
  'resource',
  'data',
  'ephemeral',
  'module',
  'moved',
  'removed',
  'import',
  'check',
  'action',
];

function collectBlocks(files: readonly HclFile[], diagnostics: Diagnostic[]): readonly Block[] {
  const blocks: Block[] = [];
  const overriding: Block[] = [];
  for (const { source, body } of files) {
    for (const attribute of body.attributes) reportStray(attribute, diagnostics);
    const into = isOverride(source.path) ? overriding : blocks;
    for (const block of body.blocks) {
      if (BLOCK_TYPES.includes(block.type.name)) into.push(block);
      else reportUnknown(block, diagnostics);
    }
  }
  return overriding.length === 0 ? blocks : overridden(blocks, overriding, diagnostics);
}

function reportStray({ name, span }: Attribute, diagnostics: Diagnostic[]): void {
  const isBlock = BLOCK_TYPES.includes(name.name);
  const hint = isBlock ? `Write \`${name.name} { … }\` without \`=\`.` : 'Put it into a block.';
  const message = `\`${name.name}\` stands outside of any block`;
  report(diagnostics, 'unexpected-argument', message, span, hint);
}

function reportUnknown({ type, header }: Block, diagnostics: Diagnostic[]): void {
  const nearest = nearestName(type.name, BLOCK_TYPES);
  const hint = nearest ? `Did you mean \`${nearest}\`?` : 'The block is not analysed.';
  report(diagnostics, 'unknown-block', `There are no blocks of type \`${type.name}\` here`, header, hint);
}

function overridden(
  blocks: readonly Block[],
  overriding: readonly Block[],
  diagnostics: Diagnostic[],
): readonly Block[] {
  const merged = [...blocks];
  for (const block of overriding) {
    if (block.type.name === 'locals') {
      overrideLocals(merged, block);
      continue;
    }
    const key = keyOf(block);
    const at = key === null ? -1 : merged.findIndex(each => keyOf(each) === key);
    if (at >= 0) merged[at] = { ...merged[at]!, body: mergeBody(merged[at]!.body, block.body) };
    else {
      merged.push(block);
      if (key !== null && block.type.name !== 'terraform' && block.type.name !== 'provider')
        report(
          diagnostics,
          'override-without-original',
          `There is nothing that this \`${block.type.name}\` block overrides`,
          block.header,
          'Move it to a file that is no override file.',
        );
    }
  }
  return merged;
}

/** What makes two blocks the same declaration; null for blocks that may be repeated. */
function keyOf({ type, labels, body }: Block): string | null {
  if (['moved', 'removed', 'import', 'check', 'locals'].includes(type.name)) return null;
  const alias = type.name === 'provider' ? body.attributes.find(({ name }) => name.name === 'alias') : null;
  const suffix = alias?.value.kind === 'template' ? aliasText(alias.value.parts) : '';
  return [type.name, ...labels.map(({ name }) => name), suffix].join(' ');
}

function aliasText(parts: readonly { readonly kind: string }[]): string {
  return parts.map(part => ('value' in part ? String(part.value) : '')).join('');
}

function overrideLocals(blocks: Block[], { body, ...block }: Block): void {
  const added: Attribute[] = [];
  for (const attribute of body.attributes) {
    const { name } = attribute.name;
    const at = blocks.findIndex(
      each => each.type.name === 'locals' && each.body.attributes.some(local => local.name.name === name),
    );
    if (at < 0) added.push(attribute);
    else {
      const original = blocks[at]!;
      const attributes = original.body.attributes.map(local =>
        local.name.name === name ? attribute : local,
      );
      blocks[at] = { ...original, body: { ...original.body, attributes } };
    }
  }
  if (added.length > 0) blocks.push({ ...block, body: { ...body, attributes: added } });
}
