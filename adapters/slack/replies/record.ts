import type { KnownBlock } from '@slack/types';
import { approvalText } from '../../../src/conversation/markdown.ts';
import type { DecisionRecord, HistoryEntry } from '../../../src/decisions/record.ts';
import type { RecordReply } from '../../../src/reply.ts';
import type { RenderContext } from '../../chat/context.ts';
import { contexts, maxLine, maxName, prose, sections, titled } from '../blocks/section.ts';
import { joined, line, link, type Marked, md, words } from '../escape.ts';
import type { Rendered } from '../message.ts';

/** A record as a card: in short, or with all that it says and what happened to it. */
export function renderRecord(reply: RecordReply, context: RenderContext): Rendered {
  const { record, lead, successor, whole, history } = reply;
  const blocks: KnownBlock[] = [
    ...sections([line(lead, maxLine)]),
    ...sections([title(record, context), ...(successor === null ? [] : [successorLine(successor, context)])]),
    ...contexts([standing(record)]),
    ...(whole ? body(record, context) : short(record)),
    ...contexts(approvals(reply)),
    ...titled('History', history.map(historyLine), manyItems),
  ];
  return { blocks };
}

function title({ number, log, title: name }: DecisionRecord, { recordAddress }: RenderContext): Marked {
  return md`*${link(recordAddress?.({ log, number }) ?? '', `${number}. ${name}`, maxName * 2)}*`;
}

function successorLine(
  { log, number, title: name }: NonNullable<RecordReply['successor']>,
  { recordAddress }: RenderContext,
): Marked {
  return md`In force now: ${link(recordAddress?.({ log, number }) ?? '', `${number}. ${name}`, maxName * 2)}`;
}

/** `accepted · 2026-03-01 · decisions · #data` */
function standing({ status, date, log, tags }: DecisionRecord): Marked {
  const state = status === 'none' ? 'no status' : status;
  const all = [state, date ?? '', log, ...tags.map((tag) => `#${tag}`)].filter((text) => text !== '');
  return joined(
    all.slice(0, manyItems).map((text) => words(text, 100)),
    ' · ',
  );
}

function short({ decision, options }: DecisionRecord): KnownBlock[] {
  const names = options.slice(0, manyItems).map(({ name }) => words(name, 100));
  const considered = names.length === 0 ? [] : contexts([md`Options: ${joined(names, ', ')}`]);
  return [...sections([line(decision, shortDecision)]), ...considered];
}

const shortDecision = 600;
const manyItems = 20;

function body(record: DecisionRecord, context: RenderContext): KnownBlock[] {
  const list = (name: string, items: readonly string[]) =>
    titled(
      name,
      items.map((text) => line(text, maxLine)),
      manyItems,
    );
  return [
    ...titled(
      'Links',
      record.links.map((one) => linkLine(one, context)),
      manyItems,
    ),
    ...prose(record.context, [md`*Context*`]),
    ...list('Drivers', record.drivers),
    ...titled('Options', record.options.map(optionLine), manyItems),
    ...prose(record.decision, [md`*Decision*`]),
    ...list('Consequences', record.consequences),
    ...prose(record.confirmation, [md`*Confirmation*`]),
    ...titled('People', people(record)),
    ...titled('Evidence', record.evidence.map(evidenceLine), manyItems),
    ...(record.reviewBy === null ? [] : sections([md`Review by ${record.reviewBy}`])),
    ...(record.body === '' ? [] : contexts([md`The file that it was imported from says more.`])),
  ];
}

function linkLine(
  { kind, log, number, partial }: DecisionRecord['links'][number],
  context: RenderContext,
): Marked {
  const name = link(context.recordAddress?.({ log, number }) ?? '', String(number), maxName);
  return md`${partial ? 'partially ' : ''}${kind.replace('-', ' ')} ${name} in ${words(log, 100)}`;
}

function optionLine({ name, pros, cons }: DecisionRecord['options'][number]): Marked {
  const points = [...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)];
  const told = points.length === 0 ? md`` : md`. ${line(points.join('; '), maxLine)}`;
  return md`${line(name, maxName)}${told}`;
}

function people({ deciders, consulted, informed }: DecisionRecord): Marked[] {
  const roles = Object.entries({ Deciders: deciders, Consulted: consulted, Informed: informed });
  return roles
    .filter(([, names]) => names.length > 0)
    .map(([role, names]) => md`${role}: ${words(names.join(', '), maxLine)}`);
}

function evidenceLine({ kind, url, excerpt }: DecisionRecord['evidence'][number]): Marked {
  const said = excerpt === '' ? md`` : md`: “${words(excerpt, maxLine / 2)}”`;
  return md`${link(url, kind, 100)}${said}`;
}

function approvals(reply: RecordReply): Marked[] {
  const text = approvalText(reply);
  return text === '' ? [] : [words(text, maxLine)];
}

function historyLine({ at, person, kind }: HistoryEntry): Marked {
  return md`${at.slice(0, 10)} ${words(kind, 100)} by ${words(person, 100)}`;
}
