import { clean } from '../view/clean-text.ts';
import { createWriter, type Marked } from '../view/markup-writer.ts';
import { surface } from './surface.ts';

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

function code(span: string): string {
  return span.replace(calling, `@${unseen}`).replace(/<(?=[@#:a-z/])/gi, `<${unseen}`);
}

/** A link that does not unfold; its words are never an address themselves. */
function linked(address: string, label: string): string {
  return `[${label}](<${address.replace(/[\\()<>`*|[\]@]/g, encoded)}>)`;
}

/** `encodeURIComponent` leaves some of the signs alone that would end a link or format in it. */
function encoded(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

export const { escapeWithCode, painted, lines, pieces } = createWriter({
  escaped: escapeMarkdown,
  escapeLabel: escapeSigns,
  code,
  // Side by side they would be read as one.
  betweenSpans: unseen,
  link: linked,
  marks: {
    title: ['### ', ''],
    strong: ['**', '**'],
    notable: ['**', '**'],
    note: ['-# ', ''],
    item: ['- ', ''],
    quote: ['> ', ''],
  },
  maxLine: surface.maxLine,
});

/** A block of code; undefined for text that would end it, or that names somebody: mentions are looked for there too. */
export function codeBlock(text: string): Marked | undefined {
  return /[@`]/.test(text) ? undefined : { markup: `\`\`\`\n${text}\n\`\`\`` };
}
