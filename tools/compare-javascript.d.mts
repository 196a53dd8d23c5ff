export interface ComparedValue {
  readonly text: string;
  readonly name: string;
  readonly verdict: 'same' | 'unknown' | 'different';
  readonly found: unknown;
  readonly expected: unknown;
}

export function compareTexts(texts: readonly string[]): Promise<readonly ComparedValue[]>;
export function textsOf(content: string): readonly string[];
