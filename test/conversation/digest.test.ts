import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Setting } from '../../src/event.ts';
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

const whereOf = (setting: Setting | undefined, channel = 'c', outside = false) => {
  const person = { id: 'ann', name: 'ann' };
  const viewer = { kind: 'member', person, channels: [channel], outside } as const;
  const where = { workspace: 'w', channel, thread: '', person, viewer, source: 'test' };
  return { ...where, ...(setting === undefined ? {} : { setting }) };
};
const say = async (text: string, setting: Setting | undefined = 'open', channel = 'c', outside = false) =>
  repliesMarkdown(
    (await engine.handle({ ...whereOf(setting, channel, outside), kind: 'said', text })).replies,
  );
const timeOf = (channel = 'c') => services.channels.digestOf('w', channel);

describe('a weekly digest', () => {
  test('is off until it is turned on, by a command, in words or by a button', async () => {
    expect(await timeOf()).toBeUndefined();
    expect(await say('/adr digest on')).toContain('Every Monday at 9:00, by this channel');
    expect(await timeOf()).toEqual({ day: 1, hour: 9 });
    expect(await say('/adr digest on fri 4pm')).toContain('Every Friday at 16:00');
    expect(await say('stop the digest please')).toContain('no weekly digest any more');
    expect(await timeOf()).toBeUndefined();
    expect(await say('send us a weekly digest on Thursdays')).toContain('Every Thursday at 9:00');
    await engine.handle({ ...whereOf('open'), kind: 'chose', choices: ['digest:off'] });
    expect(await timeOf()).toBeUndefined();
    await engine.handle({ ...whereOf('open'), kind: 'chose', choices: ['digest:on:7:23'] });
    expect(await timeOf()).toEqual({ day: 7, hour: 23 });
    expect(await timeOf('elsewhere')).toBeUndefined();
  });

  test('says how it is written where it is not', async () => {
    for (const typed of ['', 'perhaps', 'on someday', 'on friday 25'])
      expect(await say(`/adr digest ${typed}`)).toContain('Write it as /adr digest STATE [WHEN]');
    for (const id of ['digest:on:8:9', 'digest:on:1:24', 'digest:on', 'digest:'])
      await engine.handle({ ...whereOf('open'), kind: 'chose', choices: [id] });
    expect(await timeOf()).toBeUndefined();
  });

  test('is nothing for people from outside, nor for a surface that has no channel', async () => {
    expect(await say('/adr digest on', 'open', 'c', true)).toContain('People from outside');
    const { replies } = await engine.handle({ ...whereOf(undefined), kind: 'said', text: '/adr digest on' });
    expect(repliesMarkdown(replies)).toContain('there is none here');
    expect(await timeOf()).toBeUndefined();
  });

  test('keeps what was asked aloud there and not covered, and nothing that one person asked alone', async () => {
    await say('/adr digest on');
    await say('what is a unicorn?');
    await say('what is a llama?', 'direct');
    await say('what is a zebra?', 'quiet');
    await say('what is a yak?', 'open', 'elsewhere');
    await say('what is redis?');
    expect(
      await database.db.selectFrom('digest_questions').select(['channel', 'question']).execute(),
    ).toEqual([{ channel: 'c', question: 'what is a unicorn?' }]);
    // What everybody's gaps are is as before.
    expect((await services.gaps.list('w')).map(({ question }) => question).sort()).toEqual(
      ['llama', 'unicorn', 'yak', 'zebra'].map((animal) => `what is a ${animal}?`),
    );
  });
});
