import { z } from 'zod';
import type { Limits } from '../../src/limits.ts';
import type { ChatRoom, Seen as RoomSeen, Who } from './chat-room.ts';
import { type Call, startSlackPlatform } from './slack-platform.ts';
import {
  buttonsIn,
  callsOf,
  type Deliver,
  newTs,
  overHttp,
  pickedFirst,
  type Seen,
  type ShownMessage,
  somebody,
  startWorld,
  type World,
} from './slack-world.ts';
import { until } from './until.ts';

const blocksSchema = z.array(z.looseObject({ type: z.string() })).catch([]);
const historySchema = z.array(z.looseObject({ ts: z.string(), text: z.string().optional() })).catch([]);

/** What stands below a message that somebody is to answer directly, as long as they did not. */
const stop = 'Stop these messages';

/** A room on a local Slack. */
export async function openSlackRoom(databaseUrl: string, limits?: Limits): Promise<ChatRoom<Seen>> {
  const platform = await startSlackPlatform();
  const [here] = platform.workspaces;
  if (here === undefined) throw new RangeError('no workspace');
  const { general } = here.channels;
  let world: World = await startWorld(platform, { databaseUrl, ...(limits === undefined ? {} : { limits }) });
  let last: () => Promise<unknown> = async () => {};
  const deliver: Deliver = (kind, payload) => {
    last = () => overHttp(world)(kind, payload);
    return overHttp(world)(kind, payload);
  };
  const people = {
    ann: somebody(platform, deliver, 'ann'),
    bob: somebody(platform, deliver, 'bob'),
    cy: somebody(platform, deliver, 'cy'),
  };
  /** Forms that were taken. */
  const sent = new Set<string>();
  const acknowledged: { readonly who: Who; readonly message: ShownMessage }[] = [];
  const pressed = async (who: Who, seen: RoomSeen<Seen>, label: string) => {
    const picked = pickedFirst(seen.handle.message.blocks);
    await people[who].press(seen.handle, label, Object.keys(picked).length > 0 ? { picked } : {});
  };
  return {
    get services() {
      return world.services;
    },
    get database() {
      return world.database;
    },
    workspace: here.id,
    async say(who, text) {
      await people[who].mention(text);
    },
    async murmur(who, text) {
      await people[who].say(text, { channel: general });
    },
    async tell(who, text) {
      await people[who].say(text, { channel: `D0${who.toUpperCase()}` });
    },
    async command(who, typed) {
      const mentioning = typed.replace(
        /@(ann|bob|cy)\b/g,
        (_whole, name: Who) => `<@${here.people[name]}|${name}>`,
      );
      const message = await people[who].command(mentioning);
      if (message !== undefined) acknowledged.push({ who, message });
    },
    press: pressed,
    choose: (who, seen) =>
      pressed(who, seen, seen.labels.includes('Choose') ? 'Choose' : (seen.labels[0] ?? '')),
    async pressId(who, { handle }, id) {
      const text = { type: 'plain_text', text: 'Old' };
      const elements = [{ type: 'button', action_id: 'choice:1', value: id, text }];
      const message = { ...handle.message, blocks: [{ type: 'actions', elements }] };
      await people[who].press({ ...handle, message }, 'Old');
    },
    async fillIn(who, fields) {
      const call = await until('a filled form', () =>
        callsOf(platform, 'views.update').findLast(
          ({ args }) => !sent.has(String(args.view_id)) && JSON.stringify(args.view).includes('"form"'),
        ),
      );
      const view = z.looseObject({}).parse(call.args.view);
      const told = await people[who].submit({ id: String(call.args.view_id), ...view }, fields);
      const faults = z.object({ errors: z.record(z.string(), z.string()) }).safeParse(told);
      if (!faults.success) sent.add(String(call.args.view_id));
      else
        acknowledged.push({ who, message: { text: Object.values(faults.data.errors).join(), blocks: [] } });
    },
    async recordMessage(who, text) {
      const sent = await platform.api(0, 'chat.postMessage', { channel: general, text }, 'xoxp-of-tests-0');
      await people[who].shortcut({ ts: String(sent.ts), text, user: here.people.bob });
    },
    async again() {
      await last();
    },
    async inChannel() {
      const { messages } = await platform.api(0, 'conversations.history', { channel: general, limit: '200' });
      const roots = historySchema.parse(messages);
      const posts = callsOf(platform, 'chat.postMessage').filter(({ args }) => args.channel === general);
      const threads = new Set(posts.map(({ args }) => args.thread_ts).filter((ts) => typeof ts === 'string'));
      const replies = await Promise.all(
        [...threads].map(async (ts) => {
          const told = await platform.api(0, 'conversations.replies', { channel: general, ts });
          return historySchema.parse(told.messages);
        }),
      );
      const all = [...roots, ...replies.flat()];
      return all
        .toSorted((one, other) => Number(one.ts) - Number(other.ts))
        .flatMap(({ ts, text = '' }) => {
          const sent = latestOf(platform.calls, ts, text);
          return sent === undefined ? [] : [seenOf(sent.args, { channel: general, ts, ephemeral: false })];
        });
    },
    async alone(who) {
      const alone = { channel: general, ts: newTs(), ephemeral: true };
      const direct = [here.people[who], `D0${who.toUpperCase()}`];
      const told = platform.calls.filter(
        ({ method, args }) =>
          method === 'response_url' ||
          (method === 'chat.postEphemeral' && args.user === here.people[who]) ||
          (method === 'chat.postMessage' && direct.includes(String(args.channel))),
      );
      const answers = acknowledged.filter((one) => one.who === who).map(({ message }) => message);
      return [...answers, ...told.map(({ args }) => args)].map((args) => seenOf(args, alone));
    },
    async directly(who) {
      const posts = callsOf(platform, 'chat.postMessage').filter(
        ({ args }) => args.channel === here.people[who] && JSON.stringify(args).includes(stop),
      );
      const rows = await world.database.db
        .selectFrom('posted')
        .select(['channel', 'message as ts'])
        .where('person', '=', here.people[who])
        .orderBy('message')
        .execute();
      return rows.flatMap(({ channel, ts }, at) => {
        const changed = platform.calls.findLast(
          ({ method, args }) => method === 'chat.update' && args.ts === ts,
        );
        const sent = changed ?? posts[at];
        return sent === undefined ? [] : [seenOf(sent.args, { channel, ts, ephemeral: false })];
      });
    },
    async restart() {
      await world.stop();
      world = await startWorld(platform, { databaseUrl, ...(limits === undefined ? {} : { limits }) });
    },
    away: (isAway) => platform.down(isAway),
    refuseNext: () => platform.fail('chat.postMessage', { body: { ok: false, error: 'is_archived' } }),
    logged: () => world.logged.join(''),
    metrics: () => world.metrics.text(),
    async stop() {
      await world.stop();
      await platform.stop();
      if (platform.problems.length > 0)
        throw new Error(`Slack would refuse: ${platform.problems.join('; ')}`);
    },
  };
}

/** What was sent last as a message: its latest change, or the call that posted it. */
function latestOf(calls: readonly Call[], ts: string, text: string): Call | undefined {
  return (
    calls.findLast(({ method, args }) => method === 'chat.update' && args.ts === ts) ??
    calls.findLast(({ method, args }) => method === 'chat.postMessage' && args.text === text)
  );
}

function seenOf(
  args: { readonly text?: unknown; readonly blocks?: unknown },
  place: Pick<Seen, 'channel' | 'ts' | 'ephemeral'>,
): RoomSeen<Seen> {
  const message = { text: String(args.text), blocks: blocksSchema.parse(args.blocks) };
  const labels = buttonsIn(message.blocks).map(({ label }) => label);
  return {
    words: `${message.text}\n${JSON.stringify(message.blocks)}`,
    labels,
    handle: { ...place, message },
  };
}
