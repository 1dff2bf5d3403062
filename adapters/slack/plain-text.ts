import { markMention, withoutMarks } from '../core/mentions.ts';

/** What Slack writes between angle brackets. https://docs.slack.dev/messaging/formatting-message-text */
const bracketed = /<([^<>\n]{1,4000})>/g;

/**
 * Words of a message as a person reads them: entities resolved, links in markdown, our own mention left out. Who and what is
 * mentioned waits for its name (mentions.ts).
 */
export function plainText(text: string, botUser: string): string {
  const unwrapped = withoutMarks(text).replace(bracketed, (whole, inner: string) =>
    wordsOf(whole, inner, botUser),
  );
  return unwrapped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

/** The same of what was typed into a form: only what can be nothing else is a mention or a link, and nothing is an entity. */
export function fieldText(text: string): string {
  return withoutMarks(text).replace(
    /<([@#][A-Z][A-Z0-9]{5,20}(?:\|[^<>\n]{0,300})?|!subteam\^[^<>\n]{1,200}|https?:\/\/[^<>|\s]{1,3000}\|[^<>\n]{1,300})>/g,
    (whole, inner: string) => wordsOf(whole, inner, ''),
  );
}

function wordsOf(whole: string, inner: string, botUser: string): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1).trim();
  const id = target.slice(1);
  switch (target[0]) {
    case '@':
      return id === botUser && id !== '' ? '' : markMention({ kind: 'person', id }, label);
    case '#':
      // What came along as its name is not used: only the directory knows who may read it.
      return markMention({ kind: 'channel', id });
    case '!':
      return specialWords(id, label);
    default:
      return /^[a-z][a-z0-9+.-]{1,20}:/i.test(target) ? linkWords(target, label) : whole;
  }
}

/** Groups, whole channels, and dates, as words: whatever shows them again calls nobody. */
function specialWords(special: string, label: string): string {
  const [name = '', argument = ''] = special.split('^');
  if (name === 'subteam') return markMention({ kind: 'group', id: argument }, label);
  if (name === 'date' && label === '') return dayOf(Number(argument));
  if (label !== '') return label;
  return /^(?:here|channel|everyone)$/.test(name) ? `@${name}` : name;
}

function dayOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? 'a date' : date.toISOString().slice(0, 16).replace('T', ' ');
}

/** `[the wiki](https://...)`; where the words are the address, as where Slack made a link of it, the words alone. */
function linkWords(target: string, label: string): string {
  const bare = target.replace(/^(?:mailto|tel):/i, '');
  if (label === '' || label === bare) return bare;
  if (label.toLowerCase() === withoutScheme(target)) return label;
  if (!/^https?:\/\//i.test(target)) return `${label} (${bare})`;
  const address = target.replace(/[()\s]/g, (sign) =>
    encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'),
  );
  return `[${label.replace(/[[\]\\]/g, '\\$&')}](${address})`;
}

function withoutScheme(target: string): string {
  return target
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
