import { expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { type RuleSelection, selectRules } from '../../src/engine/select-rules.ts';

const KEYS = 'azure-ai-local-auth-enabled';
const OPEN = 'azure-ai-endpoint-unrestricted';

const inSandbox = (levels: NonNullable<RuleSelection['levels']>) => ({
  applies: (path: string) => path.startsWith('sandbox/'),
  levels,
});
const select = (selection: RuleSelection) => {
  const { rules, levelAt } = selectRules(builtInCatalogue(), selection);
  return { ids: rules.map(rule => rule.id), levelAt };
};

test('an override says the level in its files, the last one first', () => {
  const overrides = [inSandbox({ [KEYS]: 'low' }), inSandbox({ 'identity-auth': 'info' })];
  const { levelAt } = select({ levels: { [KEYS]: 'critical' }, overrides });
  expect(levelAt(KEYS, 'sandbox/main.bicep')).toBe('info');
  expect(levelAt(KEYS, 'main.bicep')).toBe('critical');
  expect(levelAt(OPEN, 'main.bicep')).toBeNull();
});

test('a rule that only an override switches on runs, and is off elsewhere', () => {
  const { ids, levelAt } = select({ levels: { [KEYS]: 'off' }, overrides: [inSandbox({ [KEYS]: 'high' })] });
  expect(ids).toContain(KEYS);
  expect(levelAt(KEYS, 'sandbox/main.bicep')).toBe('high');
  expect(levelAt(KEYS, 'main.bicep')).toBe('off');
});

test('what is selected is not added to, and what is never wanted stays away', () => {
  const overrides = [inSandbox({ [OPEN]: 'high' })];
  expect(select({ only: [KEYS], levels: { [OPEN]: 'high' }, overrides }).ids).toEqual([KEYS]);
  expect(select({ only: [KEYS, OPEN], never: ['AZR-000282'], levels: { [KEYS]: 'high' } }).ids).toEqual([
    OPEN,
  ]);
});

test('the nearest name is spelt as its rule spells it', () => {
  expect(selectRules(builtInCatalogue(), { only: ['azr-00028'] }).unknown[0]!.nearest).toMatch(/^AZR-0002/);
});
