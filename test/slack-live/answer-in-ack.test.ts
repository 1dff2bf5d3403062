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
});
