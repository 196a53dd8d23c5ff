import { expect, test } from 'vitest';
import { patternFault } from '../../src/engine/linear-pattern.ts';

test.each(['^ab+c?$', '(a|b)*', '[a-z(]+\\d{2,5}', '(?:ab)+c', 'a(b+)c', '\\(+'])(
  '%s may be used',
  pattern => {
    expect(patternFault(pattern)).toBeNull();
  },
);

test.each(['(a+)+', '((a|b)*c)*', '(?=a)b', '(?<!a)b', '(a)\\1', '(a+){2,}', 'a('])(
  '%s is refused',
  pattern => {
    expect(patternFault(pattern)).not.toBeNull();
  },
);
