// Parts of the documentation as Markdown, made of rules and of the configuration's schema.

const CLOUDS = [
  ['azure', 'Azure'],
  ['aws', 'AWS'],
  ['gcp', 'Google Cloud'],
  ['any', 'any cloud'],
];

/** One row a cloud: how many rules, of which families. */
export function ruleCounts(rules) {
  const rows = CLOUDS.flatMap(([prefix, cloud]) => {
    const own = rules.filter(rule => rule.id.startsWith(`${prefix}-`));
    const checks = [...new Set(own.map(rule => rule.check))].sort();
    return own.length > 0 ? [`| ${cloud} | ${own.length} | ${checks.join(', ')} |`] : [];
  });
  return ['| cloud | rules | what they are about |', '|---|---|---|', ...rows].join('\n');
}

/** A row for every key of the schema, nested ones by their path. */
export function configurationKeys(schema) {
  const rows = keysOf(schema, schema, '');
  return ['| key | value | meaning |', '|---|---|---|', ...rows].join('\n');
}

function keysOf(schema, all, prefix) {
  return Object.entries(schema.properties).flatMap(([name, each]) => {
    const node = resolved(each, all);
    const key = `${prefix}${name}`;
    const isList = node.type === 'array';
    const inner = isList ? resolved(node.items, all) : node;
    const row = `| \`${key}\` | ${kindOf(node, all)} | ${each.description ?? ''} |`;
    return inner.properties ? [row, ...keysOf(inner, all, `${key}${isList ? '[]' : ''}.`)] : [row];
  });
}

function resolved(node, all) {
  return node.$ref ? { ...all.definitions[node.$ref.split('/').at(-1)], ...node } : node;
}

function kindOf(given, all) {
  const node = resolved(given, all);
  if (node.enum) return node.enum.map(value => `\`${value}\``).join(', ');
  if (node.anyOf) return node.anyOf.map(each => kindOf(each, all)).join('; or ');
  if (node.type === 'array') return `list of ${kindOf(node.items, all)}`;
  if (node.type === 'object' && node.additionalProperties)
    return `by name: ${kindOf(node.additionalProperties, all)}`;
  if (node.type === 'string') return node.pattern ? 'date, `2027-01-31`' : 'text';
  if (node.type === 'boolean') return '`true`, `false`';
  return node.properties ? 'keys below' : 'as the rule says';
}

const TOOLS = [
  ['Defender for Cloud, Template Analyzer and PSRule for Azure', /^(?:AZR-|Azure\.)/],
  ['Checkov', /^CKV/],
  ['Azure Policy', /^policy:/],
  ['KICS', /^kics:/],
  ['cfn-nag', /^cfn_nag:/],
  ['cdk-nag', /^cdk-nag:/],
  ['Gitleaks', /^gitleaks:/],
];

/** A table for each tool whose names rules know. */
export function namesInOtherTools(rules) {
  return TOOLS.flatMap(([tool, pattern]) => {
    const rows = rules.flatMap(({ id, aliases = [] }) => {
      const own = aliases.filter(alias => pattern.test(alias));
      return own.length > 0
        ? [`| ${own.map(alias => `\`${alias}\``).join(', ')} | [\`${id}\`](rules/${id}.md) |`]
        : [];
    });
    return rows.length > 0 ? [`**${tool}**\n\n| there | here |\n|---|---|\n${rows.sort().join('\n')}`] : [];
  }).join('\n\n');
}
