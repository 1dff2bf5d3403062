import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { channelMaySee, overtaken } from '../../adapters/chat/shared.ts';
import { loadServices } from '../../src/conversation/load.ts';
import { liveKeyOf, recordReply } from '../../src/conversation/records.ts';
import type { Services } from '../../src/conversation/services.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import type { Act } from '../../src/decisions/write.ts';
import type { Said } from '../../src/event.ts';

let services: Services;
const person = { id: 'ann', name: 'ann' };
const act: Act = { workspace: 'w', log: 'decisions', person, viewer: { kind: 'operator' }, source: 'test' };

beforeEach(async () => {
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  services = await loadServices(database, undefined);
});

function said(channels: string[], change: Partial<Said> = {}): Said {
  const viewer: Viewer = { kind: 'member', person, channels, outside: false };
  const place = { workspace: 'w', channel: 'c', thread: 't', person, viewer, source: 'test' };
  return { ...place, kind: 'said', text: '', ...change };
}

const card = (number: number) =>
  recordReply(services, said(['c', 'secret']), { log: 'decisions', number }, '');

test('a card is shown to a channel where all in it may see the record', async () => {
  const { decisions } = services;
  const at = (event: Said, number: number) =>
    card(number).then((reply) => channelMaySee(services, event, reply));
  const quiet = { visibility: 'members', channel: 'secret' } as const;
  await decisions.propose(act, { title: 'Open' });
  await decisions.propose(act, { title: 'For others' }, quiet);
  await decisions.propose(act, { title: 'For the channel' }, { ...quiet, channel: 'c' });
  const here = said(['c', 'secret']);
  expect([await at(here, 1), await at(here, 2), await at(here, 3)]).toEqual([true, false, true]);
  // Another organisation reads along: only what belongs to the channel.
  const shared = said(['c', 'secret'], { isShared: true });
  expect([await at(shared, 1), await at(shared, 2), await at(shared, 3)]).toEqual([false, false, true]);
});

test('of what an accepted record took the place of, only that is told which who accepts may see', async () => {
  const { decisions } = services;
  const quiet = { visibility: 'members', channel: 'secret' } as const;
  await decisions.propose(act, { title: 'Use FTP' });
  await decisions.propose(act, { title: 'Use SFTP quietly' }, quiet);
  for (const number of [1, 2]) await decisions.approve(act, number);
  await decisions.propose(act, { title: 'Use S3' }, { supersedes: [1, 2] });
  await decisions.approve(act, 3);
  const outcome = {
    intent: 'record',
    replies: [await card(3)],
    live: liveKeyOf({ log: 'decisions', number: 3 }),
  } as const;
  const keys = async (channels: string[]) =>
    (await overtaken(services, said(channels), outcome)).map(({ key }) => key);
  expect(await keys(['secret'])).toEqual(['record:decisions:1', 'record:decisions:2']);
  expect(await keys([])).toEqual(['record:decisions:1']);
});
