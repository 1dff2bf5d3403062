import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackPlatform, startSlackPlatform } from '../support/slack-platform.ts';
import {
  callsOf,
  overSocket,
  type Somebody,
  sentWith,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let world: World;
let ann: Somebody;

beforeEach(async () => {
  platform = await startSlackPlatform();
  world = await startWorld(platform, { mode: 'socket' });
  ann = somebody(platform, overSocket(platform), 'ann');
  await connected(1);
});
afterEach(async () => {
  await world.stop();
  await platform.stop();
  expect(platform.problems).toEqual([]);
});

function connected(ever: number): Promise<true> {
  const { socket } = platform;
  return until(`connection ${ever}`, () =>
    socket.connections.now === 1 &&
    socket.connections.ever >= ever &&
    world.slack.state().kind === 'connected'
      ? true
      : undefined,
  );
}

describe('over a socket', () => {
  test('commands, mentions and forms work as over HTTP', async () => {
    expect((await ann.command('/ask fastapi vs django'))?.text).toContain('FastAPI');
    await ann.mention('what is the GIL');
    await sentWith(platform, 'GIL', 'chat.postMessage');
    await ann.command('/adr propose');
    const filled = await until('the form', () => callsOf(platform, 'views.update').at(-1));
    const view = { id: String(filled.args.view_id), ...Object(filled.args.view) };
    expect(await ann.submit(view, { title: 'Use Go', decision: 'Because.' })).toEqual({
      response_action: 'clear',
    });
    await sentWith(platform, 'Use Go', 'chat.postMessage');
  });

  test('a connection that Slack renews is replaced', async () => {
    platform.socket.refresh();
    await connected(2);
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('GIL');
  });

  test('a connection that is cut, and a network that is away, are survived', async () => {
    platform.socket.cut();
    await connected(2);
    platform.down(true);
    await until('the fault', () => (world.slack.state().kind === 'failing' ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 500));
    platform.fail(
      'apps.connections.open',
      { status: 503, body: 'away' },
      { status: 429, headers: { 'retry-after': '1' } },
    );
    platform.down(false);
    await connected(3);
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('GIL');
    expect(world.logged.join('')).not.toMatch(/xapp-|xoxb-|wss?:\/\//);
  });

  test('what is delivered again after a lost acknowledgement has one effect', async () => {
    for (let round = 0; round < 3; round++) {
      await ann.mention('record that we use Go for tools', { id: 'Ev1' });
      platform.socket.refresh();
      await connected(round + 2);
    }
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });
});
