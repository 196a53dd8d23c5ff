import { expect, test } from 'vitest';
import { createSource, span } from '../../src/model/source.ts';
import { codeFrame } from '../../src/report/code-frame.ts';
import { createPaint } from '../../src/report/paint.ts';

const text = `environment = {
  OTHER = "hf_second"
  KEY   = "sk-first", MORE = "pplx-third"
}`;
const source = createSource('main.tf', text);

test('of a line with a secret only the name is shown, above the place too', () => {
  const from = text.indexOf('"sk');
  const frame = codeFrame(span(source, from, from + 10), null, 100, createPaint(false), () => true).join(
    '\n',
  );
  expect(frame).toContain('KEY   =');
  expect(frame).toContain('OTHER =');
  expect(frame).not.toMatch(/sk-|hf_|pplx-/);
});
