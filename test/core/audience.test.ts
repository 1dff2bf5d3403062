import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandOf, commands } from '../../src/commands/registry.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import { type Json, objectOf } from '../support/discord-calls.ts';
import type { LocalInteraction } from '../support/discord-interactions.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel } from '../support/discord-state.ts';
import {
  type DiscordWorld,
  ours,
  type Somebody as Person,
  somebody as personIn,
  startDiscordWorld,
  startStrictDiscord,
} from '../support/discord-world.ts';
import { type Call, type SlackPlatform, startSlackPlatform } from '../support/slack-platform.ts';
import {
  newTs,
  overHttp,
  type Seen,
  type Somebody,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

/** Who reads what came of something; a form that opens is nobody's to read. */
type Read = 'channel' | 'asker' | 'form' | 'nobody';

/** A chat platform as one person uses it, in a channel of many. */
interface Surface {
  command(name: string, given: Readonly<Record<string, string>>): Promise<Read>;
  mention(text: string): Promise<Read>;
  /** Presses a button on the channel's latest message that has it. */
  press(label: string): Promise<Read>;
}

let platform: SlackPlatform;
let slackWorld: World;
let server: DiscordServer;
let discordWorld: DiscordWorld;
let surfaces: readonly (readonly [string, Surface])[];

beforeAll(async () => {
  platform = await startSlackPlatform();
  slackWorld = await startWorld(platform);
  const [here] = platform.workspaces;
  if (here === undefined) throw new RangeError('no workspace');
  const slack = onSlack(somebody(platform, overHttp(slackWorld), 'ann'), here.channels.general);
  server = await startStrictDiscord();
  const guild = server.places.addGuild('Team');
  const general = server.places.addChannel(guild.id, 'general');
  discordWorld = await startDiscordWorld(server);
  const discord = onDiscord(personIn(server, server.places.addPerson('ann', guild.id), general), general);
  surfaces = [
    ['slack', slack],
    ['discord', discord],
  ];
  await seed(slackWorld.services, here.id, here.channels.general);
  await seed(discordWorld.services, guild.id, general.id);
});
afterAll(async () => {
  const problems = [...(platform?.problems ?? []), ...(server?.problems ?? [])];
  await slackWorld?.stop();
  await platform?.stop();
  await discordWorld?.stop();
  await server?.stop();
  expect(problems).toEqual([]);
});

/** Records 1 to 4, all proposed. */
async function seed({ decisions }: Services, workspace: string, channel: string): Promise<void> {
  const person = { id: 'op', name: 'op' };
  const act = { workspace, log: 'decisions', viewer: { kind: 'operator' }, person, source: 'test' } as const;
  for (const name of ['PostgreSQL', 'Kafka', 'Redis', 'NATS'])
    await decisions.propose(act, { title: `Use ${name}`, decision: `We use ${name}.` }, { channel });
}

/** Waits until everything that arrived is handled and everything that came of it is sent. */
async function settled({ db }: Database): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    const open = await Promise.all(
      (['inbox', 'outbox'] as const).map((table) =>
        db.selectFrom(table).select('id').where('settled_at', 'is', null).execute(),
      ),
    );
    quiet = open.flat().length === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function onSlack(ann: Somebody, general: string): Surface {
  const posts = ['chat.postMessage', 'chat.update'];
  const isPublic = ({ method, args }: Call) => posts.includes(method) && args.channel === general;
  const read = async (act: () => Promise<{ shown: boolean }>): Promise<Read> => {
    const before = platform.calls.length;
    const { shown } = await act();
    await settled(slackWorld.database);
    const calls = platform.calls.slice(before);
    if (calls.some(isPublic)) return 'channel';
    if (calls.some(({ method }) => method === 'views.update')) return 'form';
    const isAlone = calls.some(({ method }) => ['response_url', 'chat.postEphemeral'].includes(method));
    return isAlone || shown ? 'asker' : 'nobody';
  };
  const latestWith = (label: string): Seen => {
    const call = platform.calls.findLast(
      (one) => isPublic(one) && JSON.stringify(one.args.blocks).includes(`"text":"${label}"`),
    );
    if (call === undefined) throw new RangeError(`no button ${label}`);
    const { text, blocks, ts, thread_ts: thread } = call.args;
    const message = { text: String(text), blocks: Array.isArray(blocks) ? blocks : [] };
    const at = typeof ts === 'string' ? ts : newTs();
    return {
      ...{ message, channel: general, ts: at, ephemeral: false },
      ...(typeof thread === 'string' ? { thread } : {}),
    };
  };
  return {
    command: (name, given) =>
      read(async () => {
        const line = ['/', name === 'help' ? 'adr help' : name].join('');
        const team = given.team === 'true' ? ['team'] : [];
        const words = (commandOf(name)?.arguments ?? []).flatMap((one) =>
          one.name === 'team' ? team : (given[one.name] ?? []),
        );
        return { shown: (await ann.command([line, ...words].join(' '))) !== undefined };
      }),
    mention: (text) => read(async () => ({ shown: (await ann.mention(text)).ts === '' })),
    press: (label) =>
      read(async () => {
        // The one that was posted last has the timestamp that Slack gave it.
        const seen = latestWith(label);
        const { messages } = await platform.api(0, 'conversations.history', {
          channel: general,
          limit: '200',
        });
        const posted = (Array.isArray(messages) ? messages : []).findLast(
          (one) => one.text === seen.message.text,
        );
        await ann.press(posted === undefined ? seen : { ...seen, ts: String(posted.ts) }, label);
        return { shown: false };
      }),
  };
}

/** How much has arrived so far. */
async function arrivedIn({ db }: Database): Promise<number> {
  const items = await db.selectFrom('inbox').select('id').execute();
  return items.length;
}

function onDiscord(ann: Person, general: LocalChannel): Surface {
  const inChannel = 'It is in the channel.';
  const read = async (act: () => LocalInteraction | string): Promise<Read> => {
    const before = new Set(ours(server, general.id).map((message) => JSON.stringify(message)));
    const arrived = await arrivedIn(discordWorld.database);
    const done = act();
    const asked = typeof done === 'string' ? undefined : done;
    if (asked !== undefined) await until('a response', () => asked.response);
    // What is not there yet is nothing that is open.
    else await expect.poll(() => arrivedIn(discordWorld.database)).toBeGreaterThan(arrived);
    await settled(discordWorld.database);
    if (asked?.response?.type === 9) return 'form';
    const changed = ours(server, general.id).filter((message) => !before.has(JSON.stringify(message)));
    if (changed.some((message) => (Number(message.flags ?? 0) & 64) === 0)) return 'channel';
    const alone = [asked?.original?.data, ...(asked?.followUps ?? []).map(({ data }) => data)].filter(
      (one) => one !== undefined && !JSON.stringify(one).includes(inChannel),
    );
    return alone.length > 0 ? 'asker' : 'nobody';
  };
  const latestWith = (label: string): Json => {
    const found = ours(server, general.id).findLast((message) =>
      JSON.stringify(message.components).includes(`"label":"${label}"`),
    );
    if (found === undefined) throw new RangeError(`no button ${label}`);
    return objectOf(found);
  };
  return {
    command: (name, given) =>
      read(() => {
        const options = Object.entries(given).map(([option, value]) => [
          option,
          option === 'team' ? value === 'true' : value,
        ]);
        return ann.command(name, Object.fromEntries(options));
      }),
    mention: (text) => read(() => ann.say(`<@${server.bot.id}> ${text}`)),
    press: (label) => read(() => ann.press(latestWith(label), label)),
  };
}

/** A command of the registry as it is given, and who reads what comes of it. */
const given: Readonly<Record<string, readonly [Readonly<Record<string, string>>, Read]>> = {
  ask: [{ question: 'what is the GIL' }, 'asker'],
  advise: [{ brief: 'help us choose a database' }, 'asker'],
  'adr propose': [{ decision: 'we use Go for tools' }, 'channel'],
  'adr list': [{}, 'asker'],
  'adr show': [{ number: '1' }, 'asker'],
  'adr history': [{ number: '1' }, 'asker'],
  'adr search': [{ words: 'postgres' }, 'asker'],
  'adr accept': [{ number: '1' }, 'channel'],
  'adr request-changes': [{ number: '99', words: 'shorter' }, 'asker'],
  'adr comment': [{ number: '1', words: 'well' }, 'channel'],
  'adr reject': [{ number: '2', reason: 'too large' }, 'channel'],
  'adr withdraw': [{ number: '99' }, 'asker'],
  'adr deprecate': [{ number: '1', reason: 'old' }, 'channel'],
  'adr supersede': [{ number: '1', by: '4' }, 'channel'],
  'adr amend': [{ number: '99', text: 'also' }, 'asker'],
  'adr edit': [{ number: '4' }, 'form'],
  'adr due': [{}, 'asker'],
  'adr conflicts': [{}, 'asker'],
  'adr notice': [{ state: 'off' }, 'asker'],
  'adr direct': [{ state: 'off' }, 'asker'],
  'adr digest': [{ state: 'off' }, 'asker'],
  'adr log': [{}, 'asker'],
  help: [{}, 'asker'],
};

async function onBoth(act: (surface: Surface) => Promise<Read>): Promise<Record<string, Read>> {
  const read: Record<string, Read> = {};
  for (const [name, surface] of surfaces) read[name] = await act(surface);
  return read;
}

const both = (read: Read) => ({ slack: read, discord: read });

describe('what comes of something is read by the same people on Slack and on Discord', () => {
  test('for every command there is', () => {
    expect(Object.keys(given).sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  test.each(Object.entries(given))('/%s', async (name, [options, read]) => {
    expect(await onBoth((surface) => surface.command(name, options))).toEqual(both(read));
  });

  test("a team's walk and what it comes to", async () => {
    const team = { team: 'true', brief: 'help us choose a database' };
    expect(await onBoth((surface) => surface.command('advise', team))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Next question'))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Recommend now'))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Details'))).toEqual(both('channel'));
  });

  test("a team's walk whose topic is asked for", async () => {
    expect(await onBoth((surface) => surface.command('advise', { team: 'true' }))).toEqual(both('channel'));
    const topic = slackWorld.services.advisor.topics.find(({ id }) => id !== 'database');
    expect(await onBoth((surface) => surface.press(topic?.name ?? ''))).toEqual(both('channel'));
    // It is the team's: whoever presses next votes in it.
    expect(await onBoth((surface) => surface.press('Next question'))).toEqual(both('channel'));
    const teams = await Promise.all(
      [slackWorld, discordWorld].map(({ database: { db } }) =>
        db
          .selectFrom('sessions')
          .select('state')
          .where('person', '=', '')
          .where('thread', 'like', 'team:%')
          .execute(),
      ),
    );
    for (const sessions of teams)
      expect(sessions.filter(({ state }) => state.includes(`"topic":"${topic?.id}"`))).toHaveLength(1);
  });

  test('what is said aloud, and what reads on in it', async () => {
    expect(await onBoth((surface) => surface.mention('fastapi vs django'))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Chart'))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Helpful'))).toEqual(both('asker'));
    expect(await onBoth((surface) => surface.mention('/adr show 4'))).toEqual(both('channel'));
  });

  test("a record's buttons: what changes it all see, what opens it the one who pressed", async () => {
    expect(await onBoth((surface) => surface.mention('record that we use Vite for the page'))).toEqual(
      both('channel'),
    );
    expect(await onBoth((surface) => surface.press('Approve'))).toEqual(both('channel'));
    expect(await onBoth((surface) => surface.press('Details'))).toEqual(both('asker'));
    expect(await onBoth((surface) => surface.mention('/adr list'))).toEqual(both('channel'));
  });
});
