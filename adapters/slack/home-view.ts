import type { HomeView, KnownBlock } from '@slack/types';
import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { Choice } from '../../src/reply.ts';
import { type Item, link, marked } from '../view/view.ts';
import { choiceBlocks } from './blocks/buttons.ts';
import { createIds, type Ids } from './blocks/ids.ts';
import { contexts, header, sections } from './blocks/section.ts';
import { paint } from './paint.ts';

/** What the Home tab tells of a record. */
export interface HomeRecord {
  readonly number: number;
  /** How this person calls it: with its log where they see several. */
  readonly name: string;
  readonly log: string;
  readonly title: string;
  /** Where it stands, or what it waits for. */
  readonly detail: string;
}

/** The newest or most urgent records first, and how many there are in all. */
export interface HomeRecords {
  readonly records: readonly HomeRecord[];
  readonly total: number;
}

/** What the Home tab shows to one person: only what they may see. */
export interface HomeData {
  /** What can be begun from here. */
  readonly choices: readonly Choice[];
  /** What a choice can be about. */
  readonly topics: readonly Choice[];
  /** Proposals that wait for this person's answer. */
  readonly owed: HomeRecords;
  /** Their own proposals that wait for others. */
  readonly own: HomeRecords;
  /** Records that they decide on, whose review is due. */
  readonly due: HomeRecords;
  /** What was decided lately, and proposals that are not above. */
  readonly lately: HomeRecords;
  /** The decision log on the page; undefined where it is not served to people. */
  readonly page?: string;
}

/** Records that each list shows: four lists stay far below the blocks that a view takes. */
const shownRecords = 10;
const maxHomeChoices = 25;

/** The Home tab: what it is for, then what waits for the person. https://docs.slack.dev/surfaces/app-home */
export function homeView(data: HomeData): HomeView {
  const ids = createIds();
  return {
    type: 'home',
    callback_id: 'home',
    blocks: [
      ...introduction(data, ids),
      ...waiting(data, ids),
      header('Decided and proposed lately'),
      ...records(data.lately, ids),
      ...(data.lately.records.length === 0 ? sections([nothingLately(data)]) : []),
      ...(data.page === undefined ? [] : contexts([link(data.page, 'All records on the page', 100)])),
    ],
  };
}

const examples: readonly Item[] = [
  {
    text: 'Ask, and get an answer with its sources',
    detail: 'fastapi vs django',
    open: sayChoice('Ask this', 'fastapi vs django'),
  },
  {
    text: 'Record what you decided, and have it approved',
    detail: 'record that we use Kafka because we need replay',
    open: sayChoice('Record one', 'Record a decision'),
  },
  {
    text: 'Look up what was decided, and why',
    detail: 'what have we decided lately? why did we choose Postgres?',
    open: sayChoice('Look it up', 'What have we decided lately?'),
  },
];

function sayChoice(label: string, words: string): Choice {
  return { id: choiceIdText({ kind: 'say', words }), label };
}

function introduction({ topics, choices }: HomeData, ids: Ids): KnownBlock[] {
  return [
    ...sections([
      'I answer questions on backend technology, help you choose, and keep the decisions of your team. What I say comes from documents, and I say which.',
    ]),
    ...paint({ kind: 'items', title: 'Say it to me, here or in a channel', items: examples }, ids),
    ...(topics.length === 0 ? [] : sections([marked('strong', 'Choose a technology. Which?')])),
    ...choiceBlocks(topics.slice(0, maxHomeChoices), ids),
    ...choiceBlocks(choices.slice(0, maxHomeChoices), ids),
    { type: 'divider' },
  ];
}

function waiting({ owed, own, due }: HomeData, ids: Ids): KnownBlock[] {
  const lists = [
    ['Proposals that wait for your answer', owed],
    ['Your own proposals', own],
    ['Reviews that are due', due],
  ] as const;
  const shown = lists.filter(([, list]) => list.records.length > 0);
  const isMore = shown.some(([, list]) => leftOf(list) > 0);
  const all: Choice = {
    id: choiceIdText({ kind: 'page', offset: 0, of: { kind: 'due', of: 'all' } }),
    label: 'All that waits',
  };
  return [
    header('Waits for you'),
    ...(shown.length === 0
      ? sections(['Nothing: no answer is owed, no proposal of yours is open, no review is due.'])
      : []),
    ...shown.flatMap(([title, list]) => [...sections([marked('strong', title)]), ...records(list, ids)]),
    ...(isMore ? choiceBlocks([all], ids) : []),
    { type: 'divider' },
  ];
}

/** Proposals that wait were told above: then something is recorded, though nothing is decided. */
function nothingLately({ owed, own }: HomeData): string {
  return owed.total + own.total > 0
    ? 'Nothing yet: what is proposed waits above.'
    : 'Nothing is recorded yet. Say “record that we use …”, or press “Record one” above.';
}

function leftOf({ records: all, total }: HomeRecords): number {
  return Math.max(total, all.length) - Math.min(all.length, shownRecords);
}

function records(list: HomeRecords, ids: Ids): KnownBlock[] {
  const items = list.records.slice(0, shownRecords).map(({ number, log, name, title, detail }) => ({
    text: `${name}. ${title}`,
    detail,
    open: { id: choiceIdText({ kind: 'show', number, log }), label: 'Open' },
  }));
  const left = leftOf(list);
  return [
    ...paint({ kind: 'items', title: '', items }, ids),
    ...contexts([left > 0 ? `and ${left} more` : '']),
  ];
}
