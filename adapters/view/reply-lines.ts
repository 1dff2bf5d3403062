import { marks, sourceTexts } from '../../src/answers/markdown.ts';
import type { Citation, DisputeView, Line, NoticeReply } from '../../src/reply.ts';
import { oneLine } from './clean-text.ts';
import { type Block, type Item, joined, line, marked, maxName, type Text, words } from './view.ts';

/** One fact with the documents that say it. */
export function factLine(fact: Line): Text {
  const from = marks(fact);
  return from === '' ? line(fact.text) : [line(fact.text), ' ', words(from, maxName)];
}

/** Facts under their title. */
export function factList(title: Text, facts: readonly Line[], most?: number): Block[] {
  return listed(title, facts.map(factLine), most);
}

/** Texts of anybody, a line each. */
export function linesOf(texts: readonly string[]): Text[] {
  return texts.map((text) => line(text));
}

/** A titled list; nothing where it has no items. What is not shown of it is told. */
export function listed(title: Text, items: readonly Text[], most = items.length, what = ''): Block[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, most).map((item) => marked('item', item));
  return [
    { kind: 'lines', lines: [marked('strong', title), ...shown, ...leftOut(items.length - most, what)] },
  ];
}

/** How much of something is not shown, and what it is where that is not plain, as a note below it. */
export function leftOut(count: number, what = ''): Text[] {
  return count > 0 ? [marked('note', `and ${count} more${what === '' ? '' : ` ${what}`}`)] : [];
}

/** How many names are shown, how long each may be, what stands between them and before the number of others. */
interface Row {
  readonly most: number;
  readonly max: number;
  readonly between: string;
  readonly end?: string;
}

/** Names in one line; how many more there are is told. */
export function named(names: readonly string[], { most, max, between, end = ' ' }: Row): Text {
  const shown = names.slice(0, most).map((name) => words(name, max));
  const left = names.length - most;
  return [joined(shown, between), left > 0 ? `${end}and ${left} more` : ''];
}

/** What documents disagree on, each side with its source; a question that is the title already is not said again. */
export function quotations(disputes: readonly DisputeView[], title = ''): Block[] {
  if (disputes.length === 0) return [];
  const quoted = (text: Text) => marked('quote', text);
  const quotationOf = ({ question, sides, reason }: DisputeView): Text[] => [
    marked('strong', 'The documents disagree'),
    ...(question === title ? [] : [quoted(line(question))]),
    ...sides.map((side) => quoted(marked('item', factLine(side)))),
    ...(reason === undefined ? [] : [quoted(['Why: ', line(reason)])]),
  ];
  return [{ kind: 'quotations', quotations: disputes.map(quotationOf) }];
}

/** The sections that an answer comes from. */
export function sources(citations: readonly Citation[]): Text[] {
  if (citations.length === 0) return [];
  return [['Sources: ', named(sourceTexts(citations), { most: 15, max: 300, between: ' · ' })]];
}

/** Columns and rows that a table has no room for. */
export function notShown(columns: number, rows: number): Text {
  const told = [counted(columns, 'column'), counted(rows, 'row')].filter((text) => text !== '');
  return told.length === 0 ? '' : `Not shown: ${told.join(' and ')}.`;
}

function counted(count: number, one: string): string {
  return count <= 0 ? '' : `${count} more ${one}${count === 1 ? '' : 's'}`;
}

/** Options of a question that have no room. */
export function noRoom(left: number): Text {
  return left > 0 ? `${left} more options have no room here: say the one you mean.` : '';
}

/** What can be asked instead; what is offered as a choice is not offered twice. */
export function suggestionsOf({ suggestions, choices = [] }: NoticeReply): string[] {
  return suggestions.filter((said) => !choices.some(({ label }) => label === said));
}

/** An item and what is said of it, each in at most `max` characters; no item is without words. */
export function itemTexts(
  { text, detail }: Item,
  max: number,
): { readonly text: Text; readonly detail: Text } {
  const shown = (told: string, nothing: string) => (oneLine(told) === '' ? nothing : line(told, max));
  return { text: shown(text, '…'), detail: shown(detail, '') };
}
