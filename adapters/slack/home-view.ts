import type { HomeView, KnownBlock } from '@slack/types';
import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import type { Choice } from '../../src/reply.ts';
import { choiceBlocks } from './blocks/buttons.ts';
import { createIds, type Ids } from './blocks/ids.ts';
import { contexts, divider, header, sections } from './blocks/section.ts';
import { link, md } from './escape.ts';
import { itemBlocks } from './replies/list.ts';

/** What the Home tab knows of a record. */
export type HomeRecord = Pick<DecisionRecord, 'number' | 'log' | 'title' | 'status' | 'date'>;

/** The newest or most urgent records first, and how many there are in all. */
export interface HomeRecords {
  readonly records: readonly HomeRecord[];
  readonly total: number;
}

/** What the Home tab shows to one person: only what they may see. */
export interface HomeData {
  readonly inForce: HomeRecords;
  /** Proposals that wait for this person. */
  readonly waiting: HomeRecords;
  /** Records whose review is due; `date` is the day. */
  readonly due: HomeRecords;
  /** What can be begun from here. */
  readonly choices: readonly Choice[];
  /** The decision log on the page; undefined where it is not served to people. */
  readonly page?: string;
}

/** Records that each list shows: three lists stay far below the blocks that a view takes. */
const shownRecords = 20;

/** The Home tab: what waits for the person first. https://docs.slack.dev/surfaces/app-home */
export function homeView(data: HomeData): HomeView {
  const ids = createIds();
  return {
    type: 'home',
    callback_id: 'home',
    blocks: [
      ...choiceBlocks(data.choices.slice(0, maxHomeChoices), ids),
      ...part('Waiting for you', data.waiting, 'Nothing waits for your decision.', ids),
      ...part('Reviews due', data.due, 'No review is due.', ids),
      ...part('In force', data.inForce, 'No decision is recorded yet.', ids),
      ...(data.page === undefined ? [] : contexts([link(data.page, 'All records on the page', 100)])),
    ],
  };
}

const maxHomeChoices = 10;

function part(title: string, { records, total }: HomeRecords, nothing: string, ids: Ids): KnownBlock[] {
  const shown = records.slice(0, shownRecords);
  const left = Math.max(total, records.length) - shown.length;
  const items = shown.map(({ number, log, title: name, status, date }) => ({
    text: `${number}. ${name}`,
    detail: [status, date ?? '', log].filter((text) => text !== '').join(' · '),
    open: { id: choiceIdText({ kind: 'show', number, log }), label: 'Open' },
  }));
  return [
    header(title),
    ...(items.length === 0 ? sections([md`${nothing}`]) : itemBlocks(items, shownRecords, ids)),
    ...(left > 0 ? contexts([md`and ${left} more`]) : []),
    divider(),
  ];
}
