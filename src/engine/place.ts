// Where a person would edit: the written value, the name above a missing one, the resource's header, the call of a module that is not
// theirs. The way that a value took from there becomes related places. Refuses to know rules.

import type { RelatedPlace } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { positionAt, type Span } from '../model/source.ts';
import type { Step } from '../model/value.ts';
import type { Evidence } from './evaluate-condition.ts';
import { programName } from './program-names.ts';
import type { Spot } from './read-path.ts';

export interface Place {
  readonly location: Span;
  /** What to write under the location; null where the text speaks for itself. */
  readonly label: string | null;
  readonly related: readonly RelatedPlace[];
  /** The native path of the property, without item numbers, so that it stays the same when items move. */
  readonly property: string | null;
}

/** The place of a value that decided. */
export function placeOfEvidence({ on, reading, item }: Evidence): Place {
  const spot = item?.spot ?? reading.spot;
  return placeOfSpot(spot, on.resource);
}

/** The place of a resource as a whole. */
export function placeOfResource(resource: Resource): Place {
  const location = editable(resource.header) ? resource.header : callOf(resource);
  return { location, label: null, related: callsBefore(resource, location), property: null };
}

function placeOfSpot(spot: Spot, resource: Resource): Place {
  const property = spot.path === '' ? null : spot.path.replace(/\[\d+\]/g, '[]');
  const steps = spot.value.origin.filter(step => editable(step.span));
  const [first, ...later] = steps;
  if (first) {
    const related = wayOf(first, later, spot);
    return {
      location: first.span,
      label: labelOf(steps, spot),
      related: related.length > 0 ? related : callsBefore(resource, first.span),
      property,
    };
  }
  const written = [spot.key, spot.parentKey, resource.header].find(each => each && editable(each));
  const location = written ?? callOf(resource);
  return {
    location,
    label: missingLabel(spot, resource, written !== undefined),
    related: callsBefore(resource, location),
    property,
  };
}

function editable(place: Span): boolean {
  return !place.source.external;
}

/** The innermost call that the user wrote; the header where there is none. */
function callOf(resource: Resource): Span {
  return resource.callPath.findLast(call => editable(call.span))?.span ?? resource.header;
}

/** For what stands in a module: who calls it, outermost first. */
function callsBefore(resource: Resource, location: Span): RelatedPlace[] {
  return resource.callPath
    .filter(call => editable(call.span) && !sameLine(call.span, location))
    .map(call => ({ span: call.span, message: `${wordsOf(call.span).call} \`${call.name}\`` }));
}

function labelOf(steps: readonly Step[], spot: Spot): string | null {
  const [first, second] = steps;
  const given = second && overlaps(first!.span, second.span) ? second : first!;
  const { input } = wordsOf(given.span);
  switch (given.role) {
    case 'default':
      return given.name ? `default of ${input} \`${given.name}\`` : 'default';
    case 'parameter-file':
      return given.name ? `\`${given.name}\` in this ${input} file` : `set in this ${input} file`;
    case 'module-argument':
      return given.name ? `argument \`${given.name}\`` : 'module argument';
    case 'parameter':
      return given.name ? `${input} \`${given.name}\`` : null;
    default:
      return spot.value.kind === 'absent' ? `\`${lastName(spot)}\` is null` : null;
  }
}

function missingLabel(spot: Spot, { header }: Resource, isWritten: boolean): string | null {
  if (spot.path === '') return null;
  const name =
    wordsOf(header) === PROGRAMS ? lastName(spot).split('.').map(programName).join('.') : lastName(spot);
  if (!isWritten) return `\`${name}\` is decided in this module`;
  return spot.value.kind === 'absent' || spot.missing.length > 0 ? `\`${name}\` is not set` : null;
}

/** The last name of the path, with the names above it that are missing too. */
function lastName({ path, missing }: Spot): string {
  return missing.length > 1 ? missing.join('.') : path.slice(path.lastIndexOf('.') + 1);
}

/** The rest of the way, without places that another one on the same line says better. */
function wayOf(first: Step, later: readonly Step[], spot: Spot): RelatedPlace[] {
  const used = spot.key && editable(spot.key) && !sameLine(spot.key, first.span) ? spot.key : null;
  const places: RelatedPlace[] = [];
  for (const [index, step] of later.entries()) {
    const next = later[index + 1];
    const isSaid = sameLine(step.span, first.span) || (used !== null && sameLine(step.span, used));
    if (isSaid || (next && overlaps(step.span, next.span))) continue;
    if (places.some(place => sameLine(place.span, step.span))) continue;
    places.push({ span: step.span, message: stepText(step) });
  }
  if (used) places.push({ span: used, message: `used here as \`${lastName(spot)}\`` });
  return places;
}

/** What a language calls its inputs and its named expressions. */
interface Words {
  readonly input: string;
  readonly named: string;
  /** What brings resources of its own. */
  readonly call: string;
}

const TERRAFORM: Words = { input: 'variable', named: 'local value', call: 'module' };
const CLOUDFORMATION: Words = { input: 'parameter', named: 'mapping', call: 'nested stack' };
const PROGRAMS: Words = { input: 'parameter', named: 'variable', call: 'construct' };
const OTHERS: Words = { input: 'parameter', named: 'variable', call: 'module' };

function wordsOf({ source }: Span): Words {
  if (/\.(ya?ml|template|template\.json)$/.test(source.path)) return CLOUDFORMATION;
  if (/\.([cm]?[jt]s|py|java|cs|go)$/.test(source.path)) return PROGRAMS;
  return /\.(tf|tofu|tfvars)(\.json)?$/.test(source.path) ? TERRAFORM : OTHERS;
}

function stepText({ role, name, span }: Step): string {
  const { input, named } = wordsOf(span);
  switch (role) {
    case 'literal':
      return 'value';
    case 'default':
      return `${input} default`;
    case 'parameter-file':
      return `${input} file`;
    case 'variable':
      return name ? `${named} \`${name}\`` : named;
    case 'parameter':
      return name ? `${input} \`${name}\`` : input;
    case 'module-argument':
      return 'module argument';
    case 'output':
      return name ? `output \`${name}\`` : 'output';
    case 'condition':
      return name ? `decided by \`${name}\` here` : 'decided here';
    case 'expression':
      return 'computed here';
  }
}

function overlaps(one: Span, other: Span): boolean {
  return one.source === other.source && one.start < other.end && other.start < one.end;
}

function sameLine(one: Span, other: Span): boolean {
  return (
    one.source === other.source &&
    positionAt(one.source, one.start).line === positionAt(other.source, other.start).line
  );
}
