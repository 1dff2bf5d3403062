import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDecisions } from '../../src/decisions/decisions.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { type SlackPlatform, startSlackPlatform, type TestWorkspace } from '../support/slack-platform.ts';
import {
  callsOf,
  newTs,
  overHttp,
  type Somebody,
  sentWith,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let world: World;
let here: TestWorkspace;
let ann: Somebody;

beforeAll(async () => {
  platform = await startSlackPlatform();
  world = await startWorld(platform);
  const [first] = platform.workspaces;
  if (first === undefined) throw new RangeError('no workspace');
  here = first;
  ann = somebody(platform, overHttp(world), 'ann');
});
afterAll(async () => {
  await world?.stop();
  await platform?.stop();
});
afterEach(() => {
  platform.calls.length = 0;
  expect(platform.problems).toEqual([]);
});

/** What a message mentions, as Slack sends it, and as a record keeps it. */
const told = () =>
  `because <@${here.people.bob}> wrote <https://wiki.example/db?a=1&amp;b=2|the wiki> in <#${here.channels.general}>, not <#${here.channels.secret}>`;
const kept = 'because @bob wrote [the wiki](https://wiki.example/db?a=1&b=2) in #general, not #some-channel';

async function recordOf(title: string): Promise<DecisionRecord> {
  const decisions = createDecisions(world.database);
  for (let time = 0; time < 500; time++) {
    const all = await decisions.list({ workspace: here.id, viewer: { kind: 'operator' } });
    const found = all.find((record) => record.title.includes(title));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no record of ${title}`);
}

describe('nothing of what is told is lost', () => {
  test('in a mention', async () => {
    await ann.mention(`record that we use Redis for sessions ${told()}`);
    expect((await recordOf('Redis')).decision).toBe(`We use Redis for sessions, ${kept}.`);
  });

  test('in a direct message, a thread, and a link in the decision itself', async () => {
    await ann.say(`record that we use Kafka as in <https://a.example|our plan> ${told()}`, {
      channel: 'D0ANN',
    });
    const record = await recordOf('Kafka');
    expect(record.title).toBe('Use Kafka as in our plan');
    expect(record.decision).toBe(`We use Kafka as in [our plan](https://a.example), ${kept}.`);
    const card = await sentWith(platform, 'Kafka', 'chat.postMessage');
    expect(JSON.stringify(card.args.blocks)).not.toMatch(/<[@!#]/);
  });

  test('in a command', async () => {
    await ann.command(`/adr propose we use Nomad ${told()}`);
    expect((await recordOf('Nomad')).decision).toContain('[the wiki](https://wiki.example/db?a=1&b=2)');
    expect((await recordOf('Nomad')).decision).toContain('because @bob wrote');
  });

  test('in a message that is recorded', async () => {
    await ann.shortcut({ ts: newTs(), text: `We use Vault ${told()}`, user: here.people.bob });
    const call = await until('a filled form', () =>
      callsOf(platform, 'views.update').findLast(({ args }) => JSON.stringify(args.view).includes('Vault')),
    );
    const view = JSON.stringify(call.args.view);
    expect(view).toContain(`We use Vault ${kept}`);
    const full = { id: String(call.args.view_id), ...(call.args.view as object) };
    await ann.submit(full, { title: 'Use Vault', decision: `As <@${here.people.cy}> said, a < b` });
    expect((await recordOf('Use Vault')).decision).toBe('As @cy said, a < b');
  });
});

describe('what Slack makes of words by itself', () => {
  test('changes no question', async () => {
    const answer = await ann.command('/ask what is the GIL in <https://python.org|Python>');
    expect(JSON.stringify(answer?.blocks)).toContain('GIL');
  });
});
