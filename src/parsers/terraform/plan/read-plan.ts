// The JSON form of a plan (`terraform show -json`, `tofu show -json`) in the parts that say what would be deployed.
// https://developer.hashicorp.com/terraform/internals/json-format. Refuses to know values and the configuration on disk.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Source, Span } from '../../../model/source.ts';
import { parseJson } from '../../json/parser.ts';
import type { JsonNode, JsonObject } from '../../json/syntax.ts';
import { isTrue, itemsAt, type MaybeJson, objectsAt, scalarOf, textAt, under } from './json.ts';

export interface Plan {
  readonly source: Source;
  /** What the root's variables were given, by name. */
  readonly variables: ReadonlyMap<string, JsonNode>;
  /** Everything that exists once the plan is applied, and what data sources read; each address once. */
  readonly resources: readonly PlannedResource[];
  /** The `configuration` of the root module. */
  readonly configuration: JsonNode | null;
  /** Why something may be missing (`-target`, an error while planning); null where the plan is whole. */
  readonly missing: { readonly reason: string; readonly span: Span } | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlannedResource {
  /** `module.ai["a"].azurerm_x.y[0]`. */
  readonly address: string;
  /** The address of its module; empty for the root. */
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The attributes, without those that are not known. */
  readonly values: JsonObject | null;
  /** `true` wherever a value is only known after apply, in the shape of the values. */
  readonly unknown: JsonNode | null;
  /** `true` wherever a value is sensitive, in the shape of the values. */
  readonly sensitive: JsonNode | null;
  /** The id under which it is imported. */
  readonly importedId: string | null;
  readonly span: Span;
}

type PlanCode = 'unsupported-plan' | 'incomplete-plan';

const DEEPEST_MODULE = 64;

/** Reads a plan. What is not one, or of a version that is not known, has no resources and says so. */
export function readPlan(source: Source): Plan {
  const { root, diagnostics: found } = parseJson(source);
  const diagnostics: Diagnostic[] = [...found];
  const version = textAt(root, 'format_version');
  const place = under(root, 'format_version') ?? { source, start: 0, end: 0 };
  const isSupported = version !== null && /^[01]\./.test(version);
  if (!isSupported) {
    const message = `This is no plan that can be read: \`format_version\` 1 is expected${version === null ? '' : `, found ${version}`}`;
    const hint = 'Write it with `terraform show -json PLANFILE`.';
    diagnostics.push(problem('unsupported-plan', 'error', message, hint, place));
  }
  const missing = missingFrom(root, place);
  if (missing && isSupported) {
    const hint = 'Plan again without `-target`, and mend what fails.';
    diagnostics.push(
      problem('incomplete-plan', 'warning', `The plan is not whole: ${missing.reason}`, hint, missing.span),
    );
  }
  return {
    source,
    variables: isSupported ? variablesOf(under(root, 'variables')) : new Map(),
    resources: isSupported ? resourcesOf(root) : [],
    configuration: under(root, 'configuration', 'root_module') ?? null,
    missing: isSupported ? missing : { reason: 'the plan could not be read', span: place },
    diagnostics,
  };
}

function problem(
  code: PlanCode,
  severity: Diagnostic['severity'],
  message: string,
  hint: string,
  { source, start, end }: Span,
): Diagnostic {
  return { code, severity, message, hint, span: { source, start, end } };
}

function missingFrom(root: MaybeJson, place: Span): Plan['missing'] {
  const errored = under(root, 'errored');
  if (errored && isTrue(errored)) return { reason: 'planning ended with an error', span: errored };
  const complete = under(root, 'complete');
  if (complete?.kind === 'boolean' && complete.value === false)
    return { reason: 'only a part of the configuration was planned', span: complete };
  return root ? null : { reason: 'it is no JSON', span: place };
}

function variablesOf(node: MaybeJson): ReadonlyMap<string, JsonNode> {
  if (node?.kind !== 'object') return new Map();
  return new Map(
    node.members.flatMap(({ key, value }) => {
      const given = under(value, 'value');
      return given ? [[key, given] as const] : [];
    }),
  );
}

function resourcesOf(root: MaybeJson): readonly PlannedResource[] {
  const resources = new Map<string, PlannedResource>();
  const add = (resource: PlannedResource | null): void => {
    if (resource && !resources.has(resource.address)) resources.set(resource.address, resource);
  };
  for (const change of objectsAt(root, 'resource_changes')) if (isKept(change)) add(changed(change));
  const before = resources.size;
  if (before === 0)
    for (const each of stateResources(under(root, 'planned_values', 'root_module'))) add(each);
  // What data sources read while planning is in the state that the plan began with.
  for (const each of stateResources(under(root, 'prior_state', 'values', 'root_module')))
    if (each.mode === 'data') add(each);
  return [...resources.values()];
}

const GONE: ReadonlySet<string> = new Set(['delete', 'forget']);

/** What is only deleted, and what is left of an earlier replacement, is not there afterwards. */
function isKept(change: JsonObject): boolean {
  if (textAt(change, 'deposed') !== null) return false;
  const actions = itemsAt(under(change, 'change'), 'actions').map(scalarOf);
  return actions.length === 0 || actions.some(action => !GONE.has(String(action)));
}

function changed(node: JsonObject): PlannedResource | null {
  const change = under(node, 'change');
  return planned(node, textAt(node, 'module_address') ?? '', {
    values: under(change, 'after'),
    unknown: under(change, 'after_unknown'),
    sensitive: under(change, 'after_sensitive'),
    importedId: textAt(under(change, 'importing'), 'id'),
  });
}

/** The resources of a module in the form of a state, and those of the modules in it. */
function stateResources(module: MaybeJson, depth = 0): readonly PlannedResource[] {
  if (depth > DEEPEST_MODULE) return [];
  const own = objectsAt(module, 'resources').flatMap(node => {
    const [values, sensitive] = [under(node, 'values'), under(node, 'sensitive_values')];
    const state = { values, sensitive, unknown: undefined, importedId: null };
    return planned(node, textAt(module, 'address') ?? '', state) ?? [];
  });
  const below = objectsAt(module, 'child_modules').flatMap(child => stateResources(child, depth + 1));
  return [...own, ...below];
}

interface State {
  readonly values: MaybeJson;
  readonly unknown: MaybeJson;
  readonly sensitive: MaybeJson;
  readonly importedId: string | null;
}

function planned(node: JsonObject, module: string, state: State): PlannedResource | null {
  const [address, type, name] = [textAt(node, 'address'), textAt(node, 'type'), textAt(node, 'name')];
  const mode = textAt(node, 'mode') ?? 'managed';
  if (address === null || type === null || name === null) return null;
  if (mode !== 'managed' && mode !== 'data') return null;
  return {
    address,
    module,
    mode,
    type,
    name,
    values: state.values?.kind === 'object' ? state.values : null,
    unknown: state.unknown ?? null,
    sensitive: state.sensitive ?? null,
    importedId: state.importedId,
    span: under(node, 'address') ?? node,
  };
}
