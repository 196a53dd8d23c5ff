// `extends` between parameter files: the file below, and `base`, its assignments.

import { isMissing } from '../../../model/files.ts';
import type { Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import type { ExtendsStatement, Identifier, ParameterAssignmentStatement } from '../syntax.ts';
import type { FileContext } from './file-context.ts';
import { call, literal } from './nodes.ts';
import { plainText } from './symbols.ts';
import { variableName } from './variables.ts';

/** One assignment and the file that makes it. */
export interface Assignment {
  readonly statement: ParameterAssignmentStatement;
  readonly file: FileContext;
}

/** The file that a statement extends; null with a diagnostic where there is none. */
function extendedFile(statement: ExtendsStatement, file: FileContext): FileContext | null {
  const { template, syntax } = file;
  const { span } = statement.path;
  const path = plainText(statement.path);
  if (path === null) {
    template.report('not-constant', 'The file to extend must be named by plain text', span);
    return null;
  }
  const source = template.library.files.readText(syntax.source, path);
  if (isMissing(source)) {
    template.report('missing-file', `Cannot extend \`${path}\`: ${source.reason}`, span);
    return null;
  }
  for (let each: FileContext | null = file; each; each = each.importer) {
    if (each.syntax.source.path !== source.path) continue;
    template.report(
      'cyclic-extends',
      `\`${path}\` extends \`${syntax.source.path}\`, directly or through others`,
      span,
      'Remove one of the `extends` statements.',
    );
    return null;
  }
  return template.file(source, file);
}

const assignmentsByFile = new WeakMap<FileContext, ReadonlyMap<string, Assignment>>();

/** All assignments that hold in a file by name in lower case, its own before those of the files that it extends. */
export function assignmentsOf(file: FileContext): ReadonlyMap<string, Assignment> {
  const known = assignmentsByFile.get(file);
  if (known) return known;
  const assignments = new Map<string, Assignment>();
  for (let each: FileContext | null = file; each; each = baseOf(each)) {
    for (const statement of each.syntax.statements) {
      if (statement.kind !== 'assignment') continue;
      const key = statement.name.name.toLowerCase();
      if (!assignments.has(key)) assignments.set(key, { statement, file: each });
    }
  }
  assignmentsByFile.set(file, assignments);
  return assignments;
}

/** The file that a file extends. */
export function baseOf(file: FileContext): FileContext | null {
  const statement = file.syntax.statements.find(each => each.kind === 'extends');
  return statement ? extendedFile(statement, file) : null;
}

/** `base.x`; null where the extended files do not assign it. */
export function baseParameter(statement: ExtendsStatement, name: Identifier, file: FileContext): Node | null {
  const base = extendedFile(statement, file);
  const assigned = base && assignmentsOf(base).get(name.name.toLowerCase());
  return assigned ? assignedValue(assigned, name.span) : null;
}

/** `base`: an object of all that the extended files assign. */
export function baseParameters(statement: ExtendsStatement, span: Span, file: FileContext): Node {
  const base = extendedFile(statement, file);
  const members = [...(base ? assignmentsOf(base).values() : [])].map(assigned => ({
    kind: 'member' as const,
    key: literal(assigned.statement.name.name, span),
    value: assignedValue(assigned, span),
    keySpan: span,
    span,
  }));
  return { kind: 'object', members, span };
}

function assignedValue({ statement, file }: Assignment, span: Span): Node {
  return call('variables', [literal(variableName(statement, file), span)], span);
}
