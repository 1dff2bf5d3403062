import { expect, test } from 'vitest';
import { createLimits } from '../../src/limits.ts';
import { openLineRoom } from '../support/line-room.ts';
import { startSlackPlatform } from '../support/slack-platform.ts';
import { callsOf, overHttp, somebody, startWorld } from '../support/slack-world.ts';
import { until } from '../support/until.ts';

test('what is overheard has a limit of its own, by workspace', async () => {
  const limits = createLimits({ person: 1, workspace: 2, page: 0, agent: 0 });
  const room = await openLineRoom('sqlite::memory:', limits);
  try {
    await room.command('ann', '/adr notice on');
    for (let time = 0; time < 5; time++) await room.murmur('bob', `lunch ${time}`);
    expect(limits.refusals()).toEqual({
      person: 0,
      workspace: 0,
      page: 0,
      overheard: 3,
      agent: 0,
      agents: 0,
    });
    await room.say('bob', 'what is redis');
    expect(limits.refusals()).toMatchObject({ person: 0, workspace: 0 });
  } finally {
    await room.stop();
  }
});

test('a view that waits to be filled is filled with the words', async () => {
  const platform = await startSlackPlatform();
  const limits = createLimits({ person: 1, workspace: 0, page: 0, agent: 0 });
  const world = await startWorld(platform, { limits });
  try {
    const ann = somebody(platform, overHttp(world), 'ann');
    await ann.command('/ask what is the GIL');
    await ann.command('/adr propose');
    await until('the words in the view', () => {
      const shown = callsOf(platform, 'views.update').at(-1);
      return JSON.stringify(shown?.args ?? '').includes('You are faster than I am') || undefined;
    });
    expect(callsOf(platform, 'chat.postEphemeral')).toEqual([]);
  } finally {
    await world.stop();
    await platform.stop();
  }
});

test('who cannot be told because the database is away is asked to be delivered again, and told then', async () => {
  const limits = createLimits({ person: 1, workspace: 0, page: 0, agent: 0 });
  const room = await openLineRoom('sqlite::memory:', limits);
  try {
    await room.say('ann', 'what is redis');
    await room.database.db.schema.alterTable('outbox').renameTo('outbox_away').execute();
    await expect(room.say('ann', 'what is the GIL')).rejects.toThrow();
    await room.database.db.schema.alterTable('outbox_away').renameTo('outbox').execute();
    await room.again();
    const told = async () => (await room.alone('ann')).map(({ words }) => words).join();
    await expect.poll(told).toContain('You are faster');
  } finally {
    await room.stop();
  }
});
