// Colours for terminals, or none.

import { styleText } from 'node:util';
import type { Severity } from '../model/finding.ts';

export interface Paint {
  severity(severity: Severity, text: string): string;
  strong(text: string): string;
  dim(text: string): string;
  error(text: string): string;
  code(text: string): string;
  label(text: string): string;
  good(text: string): string;
}

const plain = (text: string): string => text;

const STYLES = {
  critical: ['bold', 'magenta'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'blue'],
  info: ['bold', 'cyan'],
} as const;

/** A painter that leaves text as it is when `colour` is off. */
export function createPaint(colour: boolean): Paint {
  if (!colour) {
    return {
      severity: (_severity, text) => text,
      strong: plain,
      dim: plain,
      error: plain,
      code: plain,
      label: plain,
      good: plain,
    };
  }
  return {
    severity: (severity, text) => styled([...STYLES[severity]], text),
    strong: text => styled('bold', text),
    dim: text => styled('dim', text),
    error: text => styled('red', text),
    code: plain,
    label: text => styled('cyan', text),
    good: text => styled('green', text),
  };
}

/** Whether there is colour was decided before: Node.js is not asked again. */
function styled(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { validateStream: false });
}
