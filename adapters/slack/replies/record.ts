import type { KnownBlock } from '@slack/types';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { RecordReply } from '../../../src/reply.ts';
import type { RenderContext } from '../../view/render-context.ts';
import { contexts, maxLine, maxName, prose, sections, titled } from '../blocks/section.ts';
import { joined, line, link, type Marked, md, words } from '../escape.ts';
import type { Rendered } from '../message.ts';
import { approvals, evidenceLine, historyLine, linkLine, people } from './wording.ts';

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

function optionLine({ name, pros, cons }: DecisionRecord['options'][number]): Marked {
  const points = [...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)];
  const told = points.length === 0 ? md`` : md`. ${line(points.join('; '), maxLine)}`;
  return md`${line(name, maxName)}${told}`;
}
