import { html } from 'hono/html';

/** A piece of HTML in which every text is escaped. */
export type Html = ReturnType<typeof html>;

/** Text in which only `code` spans are marked up. */
export function richText(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** A list, or nothing where it has no items. */
export function bullets<Item>(items: readonly Item[], show: (item: Item) => Html | string): Html | string {
  return items.length === 0 ? '' : html`<ul>${items.map((item) => html`<li>${show(item)}</li>`)}</ul>`;
}

/** Something to unfold. */
export function unfold(summary: string, content: Html | string): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

/** A day and time in UTC; the script turns it into the reader's own. */
export function moment(at: string): Html {
  return html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** `1 record`, `2 records` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A message as a sentence: begun with a capital, ended with a stop. */
export function sentence(text: string): string {
  const begun = `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
