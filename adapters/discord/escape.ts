import { clean, oneLine } from '../view/clean-text.ts';
import { fitted } from '../view/clip-text.ts';
import { createWriter } from '../view/markup-writer.ts';

/*
 * A backslash takes the meaning from any sign (https://docs.discord.com/developers/reference#message-formatting). Mentions
 * are looked for behind backslashes too, so they are broken up as well; `allowed_mentions` keeps them quiet in any case.
 */

/** Signs that format wherever they stand; a colon where it begins an address or names an emoji. */
const formatting = /[\\*_~|`[\]<]|:(?=\/\/|[\w+-]+:)/g;
/** Headings, lists and quotes begin with these where a line begins. */
const atLineStart = /^([ ]*)(?:([#>+-])|(\d+)(?=\.))/gm;
/** What calls people, with or without its brackets. */
const calling = /@(?=everyone|here|[!&]?\d)/gi;
const unseen = '\u200b';

/** An address that can be written between angle brackets: clickable, and never unfolded into a preview. */
const address = /(https?:\/\/[a-z0-9\-._~:/?#&=%+,;!$]*[a-z0-9/#&=%+$])/gi;
const maxAddress = 300;

/** Text of anybody as markdown that shows it as it is: it formats nothing and calls nobody; web addresses stay ones. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .split(address)
    .map((part, index) => (index % 2 === 1 && isAddress(part) ? `<${part}>` : escapeSigns(part, index === 0)))
    .join('');
}

function isAddress(text: string): boolean {
  return text.length <= maxAddress && URL.canParse(text) && text.search(calling) === -1;
}

function escapeSigns(text: string, begins = true): string {
  const escaped = text.replace(formatting, '\\$&').replace(calling, `@${unseen}`);
  return escaped.replace(atLineStart, (whole, space: string, sign?: string, number?: string, at = 0) =>
    at === 0 && !begins ? whole : `${space}${number ?? ''}\\${sign ?? ''}`,
  );
}

/** The same, with `code` spans as code: the only markup of replies. */
export function escapeWithCode(text: string): string {
  const parts = clean(text).split(/(`[^`\n]+`)/);
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part.slice(1, -1).trim() === '' ? escapeMarkdown(part) : code(part);
      // Two spans side by side would be read as one.
      const isBetween = part === '' && index > 0 && index < parts.length - 1;
      return isBetween ? unseen : escapeMarkdown(part);
    })
    .join('');
}

function code(span: string): string {
  return span.replace(calling, `@${unseen}`).replace(/<(?=[@#:a-z/])/gi, `<${unseen}`);
}

/** Markdown that is safe to send: made by {@link md} and the functions here alone. */
export interface Marked {
  readonly markdown: string;
}

export const { md, joined, words, line, pieces } = createWriter<Marked>({
  escaped: escapeMarkdown,
  escapeWithCode,
  mark: (markdown) => ({ markdown }),
  textOf: ({ markdown }) => markdown,
});

/** Words in bold; nothing where there are none. */
export function bold(text: string, max: number): Marked {
  return strong(words(text, max - 4));
}

/** The same of what is markdown already: four asterisks alone would be shown. */
export function strong(text: Marked): Marked {
  return { markdown: text.markdown === '' ? '' : `**${text.markdown}**` };
}

/** A link, where the address is one of the web; else the words alone. The words are never an address themselves. */
export function link(target: string, label: string, max: number): Marked {
  const shown = { markdown: fitted(oneLine(label), max, escapeSigns) };
  const url = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).href : '';
  if (url === '' || url.length > maxUrl || shown.markdown === '') return shown;
  const safe = url.replace(/[\\()<>`*|[\]@]/g, (sign) => encoded(sign));
  return { markdown: `[${shown.markdown}](<${safe}>)` };
}

/** `encodeURIComponent` leaves some of the signs alone that would end a link or format in it. */
function encoded(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Longer ones are shown as words: they would take a message's room. */
const maxUrl = 500;
