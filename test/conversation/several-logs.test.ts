import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { shownIn } from '../../src/conversation/live-message.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { liveKeyOf, recordReply } from '../../src/conversation/record-replies.ts';
import type { Said } from '../../src/event.ts';
import { openTalk, type Talk } from '../support/talk.ts';

const operator = { kind: 'operator' } as const;
const actIn = (log: string) => ({
  workspace: 'local',
  log,
  person: { id: 'ana', name: 'ana' },
  viewer: operator,
  source: 'test',
});
let talk: Talk;

beforeEach(async () => {
  talk = await openTalk();
  onTestFinished(() => talk.close());
  for (const log of ['decisions', 'shop']) await talk.services.decisions.createLog(actIn(log));
});

async function accepted(log: string, title: string): Promise<number> {
  const { decisions } = talk.services;
  const number = await decisions.propose(actIn(log), { title });
  await decisions.approve(actIn(log), number);
  return number;
}

const statusOf = async (log: string, number: number) =>
  (await talk.services.decisions.get({ workspace: 'local', log, viewer: operator }, number)).status;

test('mistakes name the record with its log', async () => {
  await accepted('shop', 'Use Redis');
  expect(await talk.last('accept shop-1')).toBe('shop-1 is already accepted by ana.');
  expect(await talk.last('withdraw shop-1')).toContain('shop-1 is accepted; it cannot be withdrawn');
});

test('what supersedes a record is proposed in the log of that record, by words and by its form', async () => {
  await accepted('decisions', 'Use Kafka');
  await accepted('shop', 'Use Redis');
  await talk.last('record that we use Valkey instead of shop-1');
  expect(await statusOf('shop', 2)).toBe('proposed');
  const form = (await talk.say('ana', 'supersede shop-1')).replies.find(({ kind }) => kind === 'form');
  if (form?.kind !== 'form') throw new RangeError('it opens a form');
  expect(form.title).toBe('Supersede shop-1');
  const fields = { title: 'Use Memcached', decision: 'Memcached.' };
  expect(repliesMarkdown((await talk.submit('ana', form.id, fields)).replies)).toContain(
    'Recorded as shop-3',
  );
  await talk.last('accept shop-3');
  expect([await statusOf('shop', 1), await statusOf('decisions', 1)]).toEqual(['superseded', 'accepted']);
});

test('records of two logs take the place of none', async () => {
  await accepted('decisions', 'Use Kafka');
  await accepted('shop', 'Use Redis');
  expect(await talk.last('record that we use NATS instead of shop-1 and decisions-1')).toContain(
    'not of both shop and decisions',
  );
});

test('a rival of the same number in another log is told', async () => {
  await accepted('shop', 'Use Redis for sessions');
  expect(await talk.last('propose: sessions live in PostgreSQL')).toContain(
    'It goes against shop-1, which is in force: Use Redis for sessions.',
  );
});

test('the number alone is of the log of the channel, and what a list shows of its own', async () => {
  await accepted('shop', 'Use Redis');
  await talk.last('record that we use Kafka');
  expect(await talk.last('accept 1')).toContain('decisions-1 is accepted');
  expect(await talk.last('list decisions', 'show the first one')).toContain('**shop-1. Use Redis**');
});

describe('who sees one log alone', () => {
  beforeEach(async () => {
    await talk.services.decisions.setLog(actIn('shop'), { visibility: 'members', channel: 'C9' });
    await talk.last('record that we use Kafka', 'accept 1');
    await accepted('shop', 'Use Redis');
  });

  test('is told plain numbers, and nothing of the other', async () => {
    const list = await talk.last('list decisions');
    expect(list).toContain('- 1: Use Kafka');
    expect(list).not.toMatch(/shop|decisions-1/);
    const alone = await openTalk();
    onTestFinished(() => alone.close());
    await alone.last('record that we use Kafka', 'accept 1');
    for (const asked of ['show shop-1', '/adr show shop-1', 'accept shop-1', 'show decisions-1'])
      expect(await talk.last(asked)).toBe(await alone.last(asked));
  });

  test('reads so in a card that somebody else changed', async () => {
    const person = { id: 'zoe', name: 'zoe' };
    const viewer = { kind: 'member', person, channels: ['C9', 'backend'], outside: false } as const;
    const where = { workspace: 'local', channel: 'C9', thread: '', source: 'test', person, viewer } as const;
    const event: Said = { ...where, kind: 'said', text: '' };
    const ref = { log: 'decisions', number: 1 };
    const card = await recordReply({ services: talk.services, event }, ref, 'decisions-1 is accepted.');
    expect(card.severalLogs).toBe(true);
    const shown = await shownIn(
      talk.services,
      event,
      { channel: 'backend' },
      { key: liveKeyOf(ref), replies: [card] },
    );
    expect(repliesMarkdown(shown?.replies ?? [])).toMatch(/^1 is accepted\.\n\*\*1\. Use Kafka\*\*/);
  });
});

test('a superseded record is listed with what took its place, whose own successor is in force', async () => {
  for (const title of ['Use FTP', 'Use SFTP', 'Use S3']) await accepted('shop', title);
  await talk.last('supersede shop-1 by shop-2', 'supersede shop-2 by shop-3');
  const list = await talk.last('list decisions');
  expect(list).toMatch(/shop-1: Use FTP \(superseded by shop-2, \d{4}-\d\d-\d\d\)/);
  expect(list).toMatch(/shop-2: Use SFTP \(superseded by shop-3, /);
  expect(await talk.last('show shop-1')).toContain('In force now: shop-3, Use S3');
});
