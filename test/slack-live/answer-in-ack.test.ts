import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SlackPlatform, startSlackPlatform } from '../support/slack-platform.ts';
import {
  buttonsIn,
  overHttp,
  type Somebody,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';

let platform: SlackPlatform;
let world: World;
let ann: Somebody;
beforeAll(async () => {
  platform = await startSlackPlatform();
  world = await startWorld(platform);
  ann = somebody(platform, overHttp(world), 'ann');
});
afterAll(async () => {
  await world?.stop();
  await platform?.stop();
});

describe('/ask', () => {
  test('is answered at once, for the asker alone', async () => {
    const answer = await ann.command('/ask fastapi vs django');
    expect(answer?.response_type).toBe('ephemeral');
    expect(JSON.stringify(answer?.blocks)).toContain('FastAPI');
    expect(buttonsIn(answer?.blocks).map(({ label }) => label)).toContain('Share in channel');
    expect(platform.problems).toEqual([]);
  });

  test('holds a question of any usual length in its button, and stores nothing for it', async () => {
    const question = `what is the GIL, ${'and why does it matter to us, '.repeat(8)}really?`;
    const answer = await ann.command(`/ask ${question}`);
    const share = buttonsIn(answer?.blocks).find(({ label }) => label === 'Share in channel');
    expect(share?.value).toBe(question);
    expect(await world.database.db.selectFrom('kept_forms').selectAll().execute()).toEqual([]);
  });
});
