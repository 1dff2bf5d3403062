import { clean } from '../view/clean-text.ts';
import { createWriter } from '../view/markup-writer.ts';
import { surface } from './surface.ts';

/*
 * Slack has no sign that takes the meaning from another one. `&`, `<` and `>` have entities
 * (https://docs.slack.dev/messaging/formatting-message-text); what would format becomes a sign that looks the same.
 */
const alike: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Between two letters, as in snake_case, these signs format nothing and can stay; backticks never can. */
const formatting = /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`/g;

/** Words that call people: Slack may read them in the text of a message without any brackets. */
const calling = /@(?=channel|here|everyone|group)/gi;
const unseenJoin = '\u2060';

/** A quote begins with these where a line begins; an unseen hyphen before them keeps them plain. */
const quoting = /^(?=[ ]*(?:&gt;|＞))/gm;

/** Text of anybody as mrkdwn that shows it as it is: it formats nothing, links nothing and calls nobody. */
export function escapeMrkdwn(text: string): string {
  const plain = clean(text).replace(formatting, (sign) => alike[sign] ?? sign);
  return entities(plain).replace(quoting, '\u00ad');
}

function entities(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(calling, `@${unseenJoin}`);
}

/** A link; a bar in its words would end the address or begin the words anew. */
function linked(address: string, label: string): string {
  // What URL leaves as it is in a query would end the link here.
  return `<${address.replaceAll('&', '&amp;').replace(/[|<>]/g, encodeURIComponent)}|${label}>`;
}

export const { escapeWithCode, painted, lines, pieces } = createWriter({
  escaped: escapeMrkdwn,
  escapeLabel: (text) => escapeMrkdwn(text.replaceAll('|', '∣')),
  code: entities,
  betweenSpans: '',
  link: linked,
  marks: {
    title: ['*', '*'],
    strong: ['*', '*'],
    notable: ['', ''],
    note: ['_', '_'],
    item: ['• ', ''],
    quote: ['>', ''],
  },
  maxLine: surface.maxLine,
});
