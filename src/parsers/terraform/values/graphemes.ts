// What Terraform counts as one character: a grapheme cluster (Unicode, annex 29).

let segmenter: Intl.Segmenter | undefined;

/** The characters of a string. */
export function graphemes(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
