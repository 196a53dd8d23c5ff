// HTML out of texts from anywhere. Promises that a text stays a text: only what `html` made is markup, all else is escaped.

/** A piece of HTML. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | readonly Part[];

export const NOTHING: Markup = { markup: '' };

/** A template whose parts are escaped unless they are markup themselves; lists are joined, null is nothing. Attributes must be quoted. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = texts.map((text, index) => (index < parts.length ? text + partText(parts[index]!) : text));
  return { markup: written.join('') };
}

function partText(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'markup' in part ? part.markup : part.map(partText).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and those that turn the direction of text are shown as dots: no file may rearrange what a reader sees. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(STEERING, '·')
    .replace(/[&<>"']/g, sign => ENTITIES[sign]!);
}

/** One line of a message: what stands in backticks is code. */
export function inline(text: string): Markup {
  const parts = text.split('`');
  // The last of an even number of parts is behind a backtick that nothing closes.
  const isCode = (index: number): boolean => index % 2 === 1 && index < parts.length - 1;
  return html`${parts.map((part, index) => {
    if (isCode(index)) return html`<code>${part}</code>`;
    return index % 2 === 1 ? `\`${part}` : part;
  })}`;
}

/** What rules say at length, in the little Markdown that they use: paragraphs, lists, code between fences. */
export function prose(text: string): Markup {
  const blocks = text.trim().split(/^```[^\n]*\n?/m);
  return html`${blocks.map((block, index) =>
    index % 2 === 1
      ? html`<pre class="code">${block.trimEnd()}</pre>`
      : block.split(/\n\s*\n/).map(paragraph),
  )}`;
}

function paragraph(text: string): Markup {
  if (text.trim() === '') return NOTHING;
  const items = text.trim().split(/\n(?=\s*(?:[-*]|\d+\.) )/);
  if (items.every(item => /^\s*(?:[-*]|\d+\.) /.test(item)))
    return html`<ul>${items.map(item => html`<li>${flowing(item.replace(/^\s*(?:[-*]|\d+\.) /, ''))}</li>`)}</ul>`;
  return html`<p>${flowing(text)}</p>`;
}

function flowing(text: string): Markup {
  return inline(text.replace(/\s+/g, ' ').trim());
}

/** A link where the address is one of the web, else its text: a rule from elsewhere may name any address. */
export function webLink(address: string, text: string): Markup {
  return /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noreferrer">${text}</a>`
    : html`${text}`;
}

/** A path or a type, which may be broken behind its slashes. */
export function path(text: string): Markup {
  return html`${text.split(/(?<=[/:])(?=[^/:\d])/).map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}
