import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import { cardOf, overtaken, sharedOf, shownIn } from '../../src/conversation/live-message.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Event } from '../../src/event.ts';
import type { Reply } from '../../src/reply.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let services: Services;
let engine: Engine;

beforeEach(async () => {
  database = await freshDatabase();
  services = await servicesFor(database);
  engine = createEngine(services, throwFault);
});
afterEach(() => database.close());

const ann = { id: 'ann', name: 'Ann' };
const operator = {
  workspace: 'w',
  person: ann,
  viewer: { kind: 'operator' },
  source: 'test',
  isOperator: true,
} as const;

/** Ann, who is in both channels, does something in one of them. */
function by(channel: 'general' | 'secret', text: string): Event {
  const viewer = { kind: 'member', person: ann, channels: ['general', 'secret'], outside: false } as const;
  const where = { workspace: 'w', channel, thread: 't', person: ann, viewer, source: 'test' };
  return { ...where, kind: 'said', text, isPrivate: channel === 'secret', setting: 'open' };
}

async function shared(event: Event) {
  const found = sharedOf(await engine.handle(event));
  if (found === undefined) throw new RangeError('nothing for all');
  return found;
}

test('a card names in a channel only what all of that channel may see', async () => {
  await engine.handle(by('general', 'record that we use Go for tools'));
  await engine.handle(by('general', '/adr accept 1'));
  await engine.handle(by('secret', 'record that we use Rust for tools'));
  await engine.handle(by('secret', '/adr supersede 1 2'));
  await engine.handle(by('secret', '/adr accept 2'));
  const event = by('general', '/adr deprecate 1');
  const card = cardOf((await engine.handle(by('general', '/adr show 1'))).replies);
  if (card === undefined) throw new RangeError('no card');
  // Ann sees both channels, and so what took the record's place.
  expect(card.successor?.title).toContain('Rust');
  const live = { key: { kind: 'record', log: 'decisions', number: 1 }, replies: [card] } as const;
  const inGeneral = await shownIn(services, event, { channel: 'general' }, live);
  expect(JSON.stringify(inGeneral)).toContain('Use Go');
  expect(JSON.stringify(inGeneral)).not.toContain('Rust');
  expect(cardOf(inGeneral?.replies ?? [])?.record.links).toEqual([]);
  const inSecret = await shownIn(services, event, { channel: 'secret' }, live);
  expect(JSON.stringify(inSecret)).toContain('Rust');
});

test('a card of a record for members is shown to no other channel', async () => {
  const event = by('secret', 'record that we use Rust for tools');
  const card = await shared(event);
  expect(await shownIn(services, event, { channel: 'general' }, card)).toBeUndefined();
  expect(await shownIn(services, event, { channel: 'secret', isShared: true }, card)).toBeDefined();
});

test('a card with outsiders in the channel holds only what was recorded there', async () => {
  const event = by('general', 'record that we use Go for tools');
  const card = await shared(event);
  expect(await shownIn(services, event, { channel: 'other' }, card)).toBeDefined();
  expect(await shownIn(services, event, { channel: 'other', isShared: true }, card)).toBeUndefined();
});

test('of what an accepted record took the place of, only that is told which who accepts may see', async () => {
  await engine.handle(by('general', 'record that we use FTP for files'));
  await engine.handle(by('secret', 'record that we use SFTP for files'));
  for (const number of [1, 2]) await engine.handle(by('secret', `/adr accept ${number}`));
  await engine.handle(by('general', 'record that we use S3 for files'));
  for (const number of [1, 2]) await engine.handle(by('secret', `/adr supersede ${number} 3`));
  await engine.handle(by('secret', '/adr accept 3'));
  const accepted = await engine.handle(by('secret', '/adr show 3'));
  const seeing = async (channels: readonly string[]) => {
    const event = by('general', '/adr show 3');
    const viewer = { kind: 'member', person: ann, channels, outside: false } as const;
    const live = { ...accepted, live: { kind: 'record', log: 'decisions', number: 3 } } as const;
    return (await overtaken(services, { ...event, viewer }, live)).map(({ key }) => liveKeyText(key));
  };
  expect(await seeing(['secret'])).toEqual(['record:decisions:1', 'record:decisions:2']);
  expect(await seeing([])).toEqual(['record:decisions:1']);
});

test('whoever is answered alone is offered only what they may do; a card for all offers what somebody may', async () => {
  await services.decisions.setLog({ ...operator, log: 'decisions' }, { deciders: ['Bob'] });
  const proposed = await engine.handle(by('general', 'record that we use Go for tools'));
  const labels = (replies: readonly Reply[]) => cardOf(replies)?.choices?.map(({ label }) => label);
  expect(labels(proposed.replies)).toEqual([
    ...['Approve', 'Request changes', 'Comment', 'Reject', 'Edit', 'Undo'],
  ]);
  const alone = await engine.handle({ ...by('general', '/adr show 1'), setting: 'direct' });
  expect(labels(alone.replies)).toEqual(['Comment', 'Edit', 'Withdraw']);
  const cy = { id: 'cy', name: 'Cy' };
  const viewer = { kind: 'member', person: cy, channels: ['general'], outside: false } as const;
  const other = { ...by('general', '/adr show 1'), person: cy, viewer, setting: 'direct' } as const;
  expect(labels((await engine.handle(other)).replies)).toEqual(['Comment']);
  const bob = { ...other, person: { id: 'bob', name: 'Bob' } };
  expect(labels((await engine.handle(bob)).replies)).toEqual([
    ...['Approve', 'Request changes', 'Comment', 'Reject', 'Edit', 'Withdraw'],
  ]);
});
