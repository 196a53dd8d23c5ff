// The form of rule and resource-map files after reading: what `rules/*.schema.json` describe, as types.
// Refuses to know how they are read or evaluated.

import type { Severity } from '../model/finding.ts';

/** The names under which a resource map says what things are called: one per provider's vocabulary. */
export type Dialect =
  | 'arm' // Bicep, ARM JSON, azapi bodies, Pulumi azure-native
  | 'bicep-module' // registry modules of Bicep, by their reference without version
  | 'azurerm'
  | 'terraform-module'
  | 'cloudformation'
  | 'aws'
  | 'awscc'
  | 'google';

export interface ResourceMap {
  /** The kind: `azure.ai.account`. */
  readonly resource: string;
  readonly title: string;
  /** Counted as an AI resource and, for inventories, the service that it belongs to. */
  readonly ai: boolean;
  readonly service?: string;
  /** Which native resources are of this kind, by dialect. */
  readonly from: { readonly [D in Dialect]?: readonly SourceType[] };
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly edges?: Readonly<Record<string, EdgeDefinition>>;
  /** What it is to a bill of materials; an AI resource without is a service. */
  readonly bom?: BillEntry;
}

export type BillRole =
  | 'account'
  | 'agent'
  | 'application'
  | 'compute'
  | 'connection'
  | 'dataset'
  | 'deployment'
  | 'endpoint'
  | 'gateway'
  | 'guardrail'
  | 'knowledge-base'
  | 'model'
  | 'prompt'
  | 'registry'
  | 'service'
  | 'tool'
  | 'vector-store'
  | 'workspace';

/** What a resource is in a bill of materials: something that is called, a model, data of some sort, what others run on, what runs. */
export type BillForm =
  | 'service'
  | 'model'
  | 'dataset'
  | 'definition'
  | 'configuration'
  | 'platform'
  | 'application';

/** How a resource stands in a bill of materials. Resources that are not AI are listed only where an AI resource touches them. */
export interface BillEntry {
  readonly role: BillRole;
  /** Where that is not what the role says: a guardrail that nobody calls is a configuration. */
  readonly as?: BillForm;
  /** The attributes that name models which it serves or uses. */
  readonly models?: readonly BillModel[];
  /** Of a model: the attribute that names the one that it was made from. */
  readonly base?: string;
}

/** Attributes: of the name (one or a list), and of version and publisher where the name does not say them. */
export interface BillModel {
  readonly name: string;
  readonly version?: string;
  readonly publisher?: string;
}

export interface SourceType {
  /** Compared without case; for modules the reference without version, where `*` stands for the rest. */
  readonly type: string;
  /** Conditions on native paths (and on `$type`, `$version`, `$name`), for kinds that share a type: `{ kind: { in: [Hub, Project] } }`. */
  readonly when?: Readonly<Record<string, Matchers>>;
  /** What it is to the platform, where its own name is another: so that ids written by hand find it. */
  readonly deploys?: DeployedAs;
  /** The path of an identity of what contains it (`cognitive_account_id`), where the language does not say it itself. */
  readonly parent?: string;
  /** The path of an identity of what it extends (`target_resource_id`), likewise. */
  readonly scope?: string;
  /**
   * The path of an identity of a resource of this kind of which it is but a part (`cognitive_account_id` of a customer-managed key). Where its
   * `attributes` are written, they stand for those of the whole.
   */
  readonly completes?: string;
  /** The path of what people call it, where that is not its name. */
  readonly called?: string;
  /** Attributes by which others refer to it beside its id: the name of a bucket, the address of a service account. */
  readonly identities?: readonly string[];
  /** What its provider makes of its arguments: `{ email: "{account_id}@{project}.iam.gserviceaccount.com" }`. */
  readonly computed?: Readonly<Record<string, string>>;
  /**
   * Attributes that are the policy document which its `statement` blocks make (`[json]` of Terraform's data source): whoever reads one of
   * them as a policy reads the statements.
   */
  readonly documents?: readonly string[];
  /** Where this type alone keeps attributes that the others of its dialect keep elsewhere. */
  readonly attributes?: Readonly<Record<string, NativePath>>;
  /** For modules: resources that its arguments imply, such as one private endpoint per item of `privateEndpoints`. */
  readonly contains?: readonly ContainedResource[];
  /** For modules: every resource that it can create is described here, so an unread call leaves the world closed. */
  readonly complete?: boolean;
}

/** A native type and the path of the name, with the path of the resource group's name or of the scope's id, if there is one. */
export interface DeployedAs {
  readonly type: string;
  readonly name: string;
  readonly group?: string;
  readonly within?: string;
}

export interface ContainedResource {
  readonly resource: string;
  /** A path whose items each imply one resource; absent: exactly one. */
  readonly each?: string;
  /** Conditions on the module's arguments under which it is there; unknown ones leave it conditional. */
  readonly when?: Readonly<Record<string, Matchers>>;
  /** The native type that it is deployed as and the argument with its name, so that ids built by hand find it. */
  readonly deploys?: DeployedAs;
  /**
   * Attributes of the implied resource by paths relative to the item (without `each` to the arguments); `$self` is the module's own
   * identity. An attribute that is not named here is unknown; name it with a `default` where the module fixes it.
   */
  readonly attributes: Readonly<Record<string, NativePath | '$self'>>;
}

export interface Attribute {
  readonly description?: string;
  /** The values that it can take; compared without case. Others keep their text and are known. */
  readonly values?: readonly (string | boolean | number)[];
  /** What an absent attribute means; where there is none, it stays absent. */
  readonly default?: AttributeDefault;
  /** It holds identities of other resources. */
  readonly reference?: boolean;
  /** A reference with this text in it names what the platform itself has, and so nothing of a deployment: `:iam::aws:policy/`. */
  readonly elsewhere?: string;
  /** It may hold a secret: its value is never printed. */
  readonly secret?: boolean;
  readonly in: { readonly [D in Dialect]?: NativePath };
}

/**
 * Where a dialect keeps an attribute. Path syntax: members separated by dots, `[]` every item, `(a|b)` both of them, `{}` every
 * member's value, `{keys}` every member's name, `{entries}` an object of its `name` and `value`. A path with any of these reads a list; in any other, `(a|b)` is the first that
 * is there. `$name` is the resource's name, `$type` its type (a module's reference without version), `$version` its version.
 *
 * Names compare without case in `arm` and `bicep-module`. In Terraform's dialects nested blocks are lists of objects, and a member of such
 * a list is that of its first block: `network_acls.default_action` reads the one `network_acls` block, `enabled_log[].category` all of several.
 * Resources of azapi need no dialect: they are read by the paths of `arm` on their `body`, with `location`, `tags` and `identity` beside it.
 */
export type NativePath = string | NativePathOptions;

export interface NativePathOptions {
  /** Absent where the dialect has no place for the attribute: then its default says what it is. */
  readonly path?: string;
  /** The native value means the opposite (`disableLocalAuth`); `default` is given in the common meaning. */
  readonly negate?: boolean;
  /** Native value → common value, for names that differ (`"true": Enabled`). */
  readonly translate?: Readonly<Record<string, string | boolean | number>>;
  /**
   * Only the piece of a text behind the first mark and before the second: `[gs://, /]` of `gs://bucket/folder`; of three marks between
   * the last two: `[bq://, ., .]` of `bq://project.dataset.table`. Texts without are left out.
   */
  readonly between?: readonly [string, string?, string?];
  /** True where the path exists and is not empty. */
  readonly present?: boolean;
  /**
   * The value is an IAM policy document: an object, its JSON text (with holes), or what makes one. It reads as the list of its statements,
   * each with `sid`, `effect`, `actions`, `notActions`, `resources`, `notResources`, `principals`, `notPrincipals` (`AWS:arn:…`,
   * `Service:bedrock.amazonaws.com`, `*`) and `conditions` (each with `operator`, `key`, `values`). A path that reads a list takes the
   * statements of all documents together.
   */
  readonly policy?: boolean;
  /** The value is a text in Base64 (or what makes one), and read as what it says. */
  readonly base64?: boolean;
  /** The value is a JSON text (or what makes one); this path is read in what it says: `[].Rules[].ResourceType`. */
  readonly json?: string;
  /** Overrides the attribute's default in this dialect. */
  readonly default?: AttributeDefault;
}

/** A plain value, or the first of several whose condition (on native paths, `$type` or `$version`) holds. */
export type AttributeDefault = Literal | readonly ConditionalDefault[];

export interface ConditionalDefault {
  readonly when?: Readonly<Record<string, Matchers>>;
  readonly value: Literal;
}

export type Literal = string | boolean | number | null | readonly (string | boolean | number)[];

/** Incoming (`from` a kind, `via` its attribute) or outgoing (`to` a kind, `via` an own attribute) or containment. */
export interface EdgeDefinition {
  readonly from?: string;
  readonly to?: string;
  /** The attribute that holds the reference; absent with `contained`. */
  readonly via?: string;
  /** The other resource is this one's child (`to`) or parent (`from`). */
  readonly contained?: boolean;
  /** The other resource extends this one by its scope. */
  readonly scoped?: boolean;
}

export type Check =
  | 'private-endpoint'
  | 'restricted-network'
  | 'managed-identity'
  | 'identity-auth'
  | 'outbound-network'
  | 'least-privilege'
  | 'data-protection'
  | 'secrets'
  | 'content-safety'
  | 'model-supply'
  | 'gateway'
  | 'isolation'
  | 'monitoring'
  | 'threat-protection'
  | 'inventory';

export type Pack = 'defender' | 'recommended' | 'strict';

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly check: Check;
  readonly severity: Severity;
  readonly precision: 'very-high' | 'high' | 'medium' | 'low';
  readonly packs: readonly Pack[];
  readonly tags?: readonly string[];
  /** Names of the same check in other tools: AZR-…, CKV_…, policy:guid. */
  readonly aliases?: readonly string[];
  /** Controls that it serves, by framework: mcsb, policy, owasp-llm, atlas, cwe, security-hub, defender. */
  readonly maps: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
  readonly why: string;
  readonly advice: string;
  /** Where its verdict differs from Defender's or other tools', and why. */
  readonly differs?: string;
  /** What users may set in their configuration: conditions name it as `{ setting: … }` where a value stands. */
  readonly settings?: Readonly<Record<string, Setting>>;
  readonly cases: readonly RuleCase[];
  /** The kinds of resources that its cases judge, each once: taken from the cases when a rule is read. */
  readonly kinds: readonly string[];
  readonly tests: readonly RuleTest[];
}

/** A rule as its file has it: what it asks more than once may have a name, which `{ holds: name }` in a condition stands for. */
export interface WrittenRule extends Omit<Rule, 'kinds'> {
  readonly conditions?: Readonly<Record<string, Condition>>;
}

export interface Setting {
  readonly description: string;
  readonly type: 'texts' | 'text' | 'number';
  /** Where there is none, the rule applies only where users give a value. */
  readonly default?: Literal;
}

export interface RuleCase {
  /** A kind; one rule may speak of several. */
  readonly resource: string;
  /**
   * An attribute that is a list: `require`, messages and severity look at each of its items as if that were the only one, and each that
   * fails is a finding of its own; `when` and `unless` look at the whole list. What may be there beside the known items is judged as one
   * more; a list without items as it is.
   */
  readonly each?: string;
  /** The member by which people tell the items apart (`sid`), for fingerprints; where there is none, all that an item says. */
  readonly by?: string;
  /** Where it does not hold, the rule does not apply. Where that is not known, it cannot fail. */
  readonly when?: Condition;
  /** Where it certainly holds, the rule does not apply: exceptions so rare that what is not known is no exception. */
  readonly unless?: Condition;
  readonly require: Condition;
  /**
   * The finding's first sentence: the text of the first entry whose condition certainly holds. Filled in: `{name}` of the resource,
   * `{value}` that decided, `{because}` why `when` holds, `{reason}` why something is unknown, by an edge's name the name of the
   * resource at its other end, and by any other attribute's name its value (secrets excepted).
   */
  readonly message: string | readonly MessageChoice[];
  /** The attribute that the finding points at, where it is not the one that decided. */
  readonly at?: string;
  /** Overrides the rule's severity: the first entry whose condition certainly holds. */
  readonly severity?: readonly Choice<Severity>[];
  /** Said with a passing verdict where the condition certainly holds. */
  readonly notes?: readonly Choice<string>[];
  /** Attributes whose values are shown as related places, with a text. */
  readonly related?: Readonly<Record<string, string>>;
  readonly fix?: RuleFix;
}

export interface Choice<T> {
  readonly when?: Condition;
  readonly is: T;
}

export interface MessageChoice extends Choice<string> {
  /** The attribute that a finding with this message points at, where it is not the one that decided. */
  readonly at?: string;
}

export interface RuleFix {
  /** Attributes and the values that they should have; the resource map turns them into edits. */
  readonly set: Readonly<Record<string, Literal>>;
  readonly safety: 'safe' | 'unsafe';
  readonly note?: string;
}

/** Several members of one mapping must all hold. Any other member than the named ones is an attribute with its matchers. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly incoming: string; readonly where?: Condition; readonly count?: Matchers }
  | { readonly outgoing: string; readonly where?: Condition; readonly count?: Matchers }
  | DeployedCondition
  | Readonly<Record<string, Matchers>>;

/**
 * Somewhere in this deployment there is another resource of the kind, declared or referred to as existing, connected with this one or
 * not. Denied only in a closed world: what was not read may hold one. What other roots deploy is not seen, so a rule that demands
 * one can miss it there.
 */
export interface DeployedCondition {
  readonly deployed: string;
  readonly where?: Condition;
  readonly count?: Matchers;
}

/**
 * All of them must hold. Text compares without case; booleans may be written as text. An absent value fails every matcher but
 * `exists: false`, `empty: true`, `not-in` and `is: null`; as a list it is empty. `some`, `every` and `none` take matchers for each item
 * or, where items are objects, a condition on their members by native path.
 */
export interface Matchers {
  readonly is?: Literal;
  readonly in?: readonly (string | boolean | number)[];
  readonly 'not-in'?: readonly (string | boolean | number)[];
  readonly exists?: boolean;
  readonly empty?: boolean;
  /** A regular expression without nested repetition, look-around and back references, so that it runs in linear time. */
  readonly matches?: string;
  /**
   * `matches` of a text that is written in the code, be it a part of something unknown or one of several alternatives. What is only
   * known at deployment is not written: this is never unknown.
   */
  readonly written?: string;
  readonly 'starts-with'?: string;
  readonly 'ends-with'?: string;
  readonly contains?: string | number | boolean;
  /** A text that one of these stands for, in which `*` is any text and `?` any character: `eu.anthropic.claude-3` is like `*anthropic.*`. */
  readonly like?: readonly string[];
  /** A text with wildcards (`*`, `?`) that stands for all of this, or of one of these: `bedrock:*` covers `bedrock:InvokeModel`. */
  readonly covers?: string | readonly string[];
  readonly lt?: number;
  readonly gt?: number;
  /** Numbers as such; text by the numbers in it (`TLS1_2`, `2024-10-01`). */
  readonly 'at-least'?: string | number;
  readonly some?: Matchers | Condition;
  readonly every?: Matchers | Condition;
  readonly none?: Matchers | Condition;
  /** A CIDR (or IP address, or list of them, taken together) with fewer network bits than this: `7` means /6 or wider. */
  readonly 'cidr-wider-than'?: number;
  readonly not?: Matchers;
}

export interface RuleTest {
  readonly name: string;
  readonly language: 'bicep' | 'arm' | 'terraform' | 'cloudformation' | 'typescript';
  readonly expect: 'pass' | 'fail' | 'unknown' | 'skip';
  /** For `fail`: the text of the line (trimmed) that a finding must point at; a list names the lines of all findings. */
  readonly at?: string | readonly string[];
  /** For `fail`: the severity, where it is not the rule's. */
  readonly severity?: Severity;
  /** For `unknown`: words that the reason must contain. */
  readonly because?: string;
  /** What a user has set. */
  readonly settings?: Readonly<Record<string, Literal>>;
  /** Further files by path: modules, parameter files. */
  readonly files?: Readonly<Record<string, string>>;
  readonly code: string;
}
