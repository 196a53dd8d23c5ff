// Text in the boxes of Mermaid diagrams. Refuses to know diagrams.

const LONGEST = 80;

/** What Mermaid, Markdown or HTML would read between quotes, and what looks like it. Entities are not drawn everywhere. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '"': "'",
  '`': "'",
  '\\': '/',
  '<': '‹',
  '>': '›',
  '&': '＆',
  '#': '＃',
  '%': '％',
  ';': ',',
};

/** A text as it may stand between quotes in a Mermaid diagram, on one line. */
export function mermaidLabel(text: string): string {
  const start = text.replace(/\s+/g, ' ').slice(0, LONGEST);
  return start.replace(/["`\\<>&#%;]/g, sign => LOOK_ALIKES[sign]!);
}
