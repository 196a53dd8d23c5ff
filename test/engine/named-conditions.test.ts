// Conditions with a name: one text, asked wherever it is named.

import { describe, expect, test } from 'vitest';
import { lintDeployments } from '../../src/engine/lint.ts';
import { account, catalogueWith, deploy, endpoint, NOTHING_READ } from './build.ts';

const CLOSED = { closed: { access: { is: 'Disabled' } } };

const outcome = (require: object, conditions: object, resources: object[]) =>
  lintDeployments([deploy(resources)], catalogueWith({ require }, { conditions }), {}, NOTHING_READ)
    .verdicts[0]?.outcome;

const access = (value: string) => account({ properties: { publicNetworkAccess: value } });

describe('a condition with a name', () => {
  test('holds where what it stands for holds', () => {
    expect(outcome({ holds: 'closed' }, CLOSED, [access('Disabled')])).toBe('pass');
    expect(outcome({ holds: 'closed' }, CLOSED, [access('Enabled')])).toBe('fail');
  });
  test('goes together with what stands beside it', () => {
    const both = { holds: 'closed', localAuth: { is: false } };
    expect(outcome(both, CLOSED, [access('Disabled')])).toBe('fail');
    expect(
      outcome({ any: [{ holds: 'closed' }, { localAuth: { is: true } }] }, CLOSED, [access('Enabled')]),
    ).toBe('pass');
  });
  test('may be asked of what is at the other end of an edge, and name others', () => {
    const conditions = {
      ofAccounts: { groups: { some: { is: 'account' } } },
      reached: { incoming: 'endpoint', where: { holds: 'ofAccounts' } },
    };
    expect(outcome({ holds: 'reached' }, conditions, [account(), endpoint('@Test.Ai/accounts/ai')])).toBe(
      'pass',
    );
    expect(outcome({ holds: 'reached' }, conditions, [account()])).toBe('fail');
  });
});

test.each([
  [
    'a name that nothing has',
    { holds: 'close' },
    CLOSED,
    'the rule has no condition `close`: did you mean `closed`?',
  ],
  ['a name that nothing uses', { localAuth: { is: false } }, CLOSED, 'nothing asks whether `closed` holds'],
  [
    'a circle',
    { holds: 'a' },
    { a: { not: { holds: 'b' } }, b: { not: { holds: 'a' } } },
    'the condition `a` names itself',
  ],
])('%s is refused', (_, require, conditions, message) => {
  expect(() => catalogueWith({ require }, { conditions })).toThrow(message);
});
