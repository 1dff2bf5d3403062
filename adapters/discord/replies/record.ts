import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { RecordReply } from '../../../src/reply.ts';
import type { RenderContext } from '../../view/render-context.ts';
import {
  accents,
  type Card,
  headed,
  lines,
  maxLine,
  maxName,
  type Part,
  prose,
  small,
  subtext,
  titled,
} from '../components/parts.ts';
import { joined, line, link, type Marked, md, strong, words } from '../escape.ts';
import { approvals, evidenceLine, historyLine, linkLine, people } from './wording.ts';

/** A record as a card: in short, or with all that it says and what happened to it. */
export function renderRecord(reply: RecordReply, context: RenderContext): Card {
  const { record, lead, successor, whole, history } = reply;
  const parts = [
    ...lines([line(lead, maxLine)]),
    ...headed(title(record, context), [
      subtext(standing(record)),
      ...(successor === null ? [] : [md`In force now: ${title(successor, context)}`]),
    ]),
    ...(whole ? body(record, context) : short(record)),
    ...lines(approvals(reply)),
    ...titled('History', history.map(historyLine), manyItems),
  ];
  return { accent: accentOf(record), parts };
}

function accentOf({ status }: DecisionRecord): number {
  switch (status) {
    case 'draft':
    case 'proposed':
      return accents.open;
    case 'accepted':
      return accents.settled;
    case 'rejected':
      return accents.refused;
    case 'withdrawn':
    case 'deprecated':
    case 'superseded':
    case 'none':
    case 'other':
      return accents.past;
  }
}

function title(
  { number, log, title: name }: Pick<DecisionRecord, 'number' | 'log' | 'title'>,
  { recordAddress }: RenderContext,
): Marked {
  return link(recordAddress?.({ log, number }) ?? '', `${number}. ${name}`, maxName * 2);
}

/** `accepted · 2026-03-01 · decisions · #data` */
function standing({ status, date, log, tags }: DecisionRecord): Marked {
  const state = status === 'none' ? 'no status' : status;
  const more = [date ?? '', log, ...tags.map((tag) => `#${tag}`)].filter((text) => text !== '');
  return joined([md`**${state}**`, ...more.slice(0, manyItems).map((text) => words(text, 100))], ' · ');
}

function short({ decision, options }: DecisionRecord): Part[] {
  const names = options.slice(0, manyItems).map(({ name }) => words(name, 100));
  const considered = names.length === 0 ? [] : small([md`Options: ${joined(names, ', ')}`]);
  return [...lines([line(decision, shortDecision)]), ...considered];
}

const shortDecision = 600;
const manyItems = 20;
/** So many pieces of each long text are shown; the page has the rest. */
const shownPieces = 2;

function body(record: DecisionRecord, context: RenderContext): Part[] {
  const list = (name: string, items: readonly string[]) =>
    titled(
      name,
      items.map((text) => line(text, maxLine)),
      manyItems,
    );
  const linked = record.links.map((one) => linkLine(one, context));
  return [
    ...titled('Links', linked, manyItems),
    ...prose(record.context, shownPieces, [md`**Context**`]),
    ...list('Drivers', record.drivers),
    ...titled('Options', record.options.map(optionLine), manyItems),
    ...prose(record.decision, shownPieces, [md`**Decision**`]),
    ...list('Consequences', record.consequences),
    ...prose(record.confirmation, shownPieces, [md`**Confirmation**`]),
    ...titled('People', people(record)),
    ...titled('Evidence', record.evidence.map(evidenceLine), manyItems),
    ...(record.reviewBy === null ? [] : lines([md`Review by ${record.reviewBy}`])),
    ...(record.body === '' ? [] : small([md`The file that it was imported from says more.`])),
  ];
}

function optionLine({ name, pros, cons }: DecisionRecord['options'][number]): Marked {
  const points = [...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)];
  const told = points.length === 0 ? md`` : md`. ${line(points.join('; '), maxLine)}`;
  return md`${strong(line(name, maxName))}${told}`;
}
