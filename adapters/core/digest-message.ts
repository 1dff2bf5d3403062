import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { Digest } from '../../src/queue/digest.ts';
import type { ListReply, Reply } from '../../src/reply.ts';
import { clip } from '../view/clip-text.ts';
import type { Painter, PlatformTypes } from './driver.ts';
import { addressMessage, type OutgoingMessage } from './outgoing.ts';

/** A digest as one message in its channel. */
export function digestMessage<P extends PlatformTypes>(
  painter: Pick<Painter<P>, 'live'>,
  digest: Digest,
  channel: string,
): OutgoingMessage<P['body']> {
  const body = painter.live(digestReplies(digest), {});
  if (body === undefined) throw new RangeError('a digest says something');
  return addressMessage(body, { kind: 'channel', channel, postIn: '' }, '');
}

type Item = ListReply['items'][number];
type Told = Pick<Digest['due']['shown'][number], 'log' | 'number' | 'title'>;

/** So much of a title, and of a question, is told: all of it is to stand in one message. */
const maxTitle = 120;
const maxQuestion = 150;

/** What a week came to, list by list; a list with nothing in it is left out. */
export function digestReplies(digest: Digest): readonly Reply[] {
  const { since, isOfSeveral, decided, waiting, due, asked } = digest;
  const textOf = ({ log, number, title }: Told) =>
    `${isOfSeveral ? `${log}-` : ''}${number}: ${clip(title, maxTitle)}`;
  const opened = (one: Told, detail: string): Item => ({
    ...{ text: textOf(one), detail },
    open: { id: choiceIdText({ kind: 'show', number: one.number, log: one.log }), label: 'Open' },
  });
  const lists = [
    listOf(
      'Decided',
      decided,
      (one) => ({ text: textOf(one), detail: `${one.status} ${one.day}` }),
      '/adr list',
    ),
    listOf('Waits for an answer', waiting, (one) => opened(one, waitingText(one)), '/adr due'),
    listOf('Due for review', due, (one) => opened(one, `since ${one.day}`), '/adr due'),
    listOf('Asked here, and not covered', asked, ({ question, count }) => ({
      text: clip(question, maxQuestion),
      detail: count === 1 ? '' : `${count} times`,
    })),
  ].flat();
  const text = `The digest since ${since}: ${summary(digest)}. \`/adr digest off\` ends it.`;
  return [{ kind: 'text', text }, ...lists];
}

function listOf<One>(
  title: string,
  { shown, total }: { readonly shown: readonly One[]; readonly total: number },
  itemOf: (one: One) => Item,
  more = '',
): ListReply[] {
  if (total === 0) return [];
  const left = total - shown.length;
  const rest = left > 0 ? [{ text: `and ${left} more`, detail: more }] : [];
  return [{ kind: 'list', title, items: [...shown.map(itemOf), ...rest] }];
}

function waitingText({ day, approvals, quorum, deciders }: Digest['waiting']['shown'][number]): string {
  const who = deciders.length === 0 ? 'anybody here may decide' : `waits for ${deciders.join(', ')}`;
  const given = `${approvals} of ${quorum} ${quorum === 1 ? 'approval' : 'approvals'}`;
  return `proposed ${day}, ${given}; ${who}`;
}

function summary({ decided, waiting, due, asked }: Digest): string {
  const told = [
    [decided.total, 'decided'],
    [waiting.total, waiting.total === 1 ? 'proposal waits' : 'proposals wait'],
    [due.total, due.total === 1 ? 'review is due' : 'reviews are due'],
    [asked.total, asked.total === 1 ? 'question was not covered' : 'questions were not covered'],
  ] as const;
  return told.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])).join(', ');
}
