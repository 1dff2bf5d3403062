import { approvalText } from '../../src/conversation/markdown.ts';
import type { DecisionRecord, HistoryEntry } from '../../src/decisions/record.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import type { RecordReply } from '../../src/reply.ts';
import { argumentTexts, peopleByRole, relationText, standingText, statusText } from './record-texts.ts';
import type { RenderContext } from './render-context.ts';
import { linesOf, listed, named } from './reply-lines.ts';
import {
  type Accent,
  type Block,
  line,
  link,
  marked,
  maxName,
  type Surface,
  type Text,
  type View,
  words,
} from './view.ts';

/** A record as a card: in short, or with all that it says and what happened to it. */
export function recordView(reply: RecordReply, context: RenderContext, surface: Surface): View {
  const { record, severalLogs, lead, successor, whole, history } = reply;
  const blocks: Block[] = [
    { kind: 'lines', lines: [line(lead)] },
    {
      kind: 'heading',
      title: titleOf(record, severalLogs, context),
      small: [standing(reply)],
      below: successor === null ? [] : [['In force now: ', titleOf(successor, severalLogs, context)]],
    },
    ...(whole ? body(reply, context, surface) : short(record)),
    { kind: surface.smallApprovals ? 'small' : 'lines', lines: [words(approvalText(reply))] },
    ...listed('History', history.map(historyLine), manyItems),
  ];
  return { accent: accentOf(record), blocks };
}

/** What a record's colour says of where it stands. */
export function accentOf({ status }: Pick<DecisionRecord, 'status'>): Accent {
  switch (status) {
    case 'draft':
    case 'proposed':
      return 'open';
    case 'accepted':
      return 'settled';
    case 'rejected':
      return 'refused';
    case 'withdrawn':
    case 'deprecated':
    case 'superseded':
    case 'none':
    case 'other':
      return 'past';
  }
}

function titleOf(
  { log, number, title }: Pick<DecisionRecord, 'log' | 'number' | 'title'>,
  severalLogs: boolean,
  { recordAddress }: RenderContext,
): Text {
  const name = recordName({ log, number }, severalLogs);
  return link(recordAddress?.({ log, number }) ?? '', `${name}. ${title}`, maxName * 2);
}

/** `accepted · 2026-03-01 · decisions · #data`; the log only where the record's name does not hold it. */
function standing({ record, severalLogs, successor }: RecordReply): Text {
  const { status, date, log, tags } = record;
  // What is in force now is told above.
  const told = successor === null ? standingText(record, severalLogs) : statusText(status);
  const state = marked('notable', words(told, maxName * 2));
  const more = [date ?? '', severalLogs ? '' : log, ...tags.map((tag) => `#${tag}`)].filter(
    (text) => text !== '',
  );
  return [state, ' · ', firstOf(more, ' · ')];
}

function firstOf(names: readonly string[], between: string): Text {
  return named(names.slice(0, manyItems), { most: manyItems, max: 100, between });
}

function short({ decision, options }: DecisionRecord): Block[] {
  const names = options.map(({ name }) => name);
  return [
    { kind: 'lines', lines: [line(decision, shortDecision)] },
    { kind: 'small', lines: names.length === 0 ? [] : [['Options: ', firstOf(names, ', ')]] },
  ];
}

const shortDecision = 600;
const manyItems = 20;

function body({ record, severalLogs }: RecordReply, context: RenderContext, surface: Surface): Block[] {
  const prose = (title: string, text: string): Block => ({ kind: 'prose', title, text, isPart: true });
  const list = (title: string, items: readonly Text[]) => listed(title, items, manyItems);
  const links = record.links.map((one) => linkLine(one, severalLogs, context));
  const evidence = record.evidence.map((one) => evidenceLine(one, surface));
  const people = peopleByRole(record).map(([role, names]) => [`${role}: `, words(names)]);
  const isCut = record.body !== '';
  return [
    ...list('Links', links),
    prose('Context', record.context),
    ...list('Drivers', linesOf(record.drivers)),
    ...list('Options', record.options.map(optionLine)),
    prose('Decision', record.decision),
    ...list('Consequences', linesOf(record.consequences)),
    ...list('Holds for', linesOf(record.affects.map(asCode))),
    prose('Confirmation', record.confirmation),
    ...list('People', people),
    ...list('Evidence', evidence),
    { kind: 'lines', lines: [record.reviewBy === null ? '' : `Review by ${record.reviewBy}`] },
    { kind: 'small', lines: [isCut ? 'The file that it was imported from says more.' : ''] },
  ];
}

/** `partially supersedes 7 in decisions`, `supersedes shop-7` */
function linkLine(
  one: DecisionRecord['links'][number],
  severalLogs: boolean,
  { recordAddress }: RenderContext,
): Text {
  const { log, number } = one;
  const name = link(recordAddress?.({ log, number }) ?? '', recordName(one, severalLogs), maxName);
  return [`${relationText(one)} `, name, ...(severalLogs ? [] : [' in ', words(log, 100)])];
}

function optionLine(option: DecisionRecord['options'][number]): Text {
  const points = argumentTexts(option);
  const told = points.length === 0 ? '' : ['. ', line(points.join('; '))];
  return [marked('notable', line(option.name, maxName)), told];
}

/** A path as it is typed, its stars too. */
function asCode(path: string): string {
  return path.includes('`') ? path : `\`${path}\``;
}

/** Where it came from, and what was said there. */
function evidenceLine(
  { kind, url, excerpt }: DecisionRecord['evidence'][number],
  { maxLine }: Surface,
): Text {
  const said = excerpt === '' ? '' : [': “', words(excerpt, maxLine / 2), '”'];
  return [link(url, kind, 100), said];
}

function historyLine({ at, person, kind }: HistoryEntry): Text {
  return [`${at.slice(0, 10)} `, words(kind, 100), ' by ', words(person, 100)];
}
