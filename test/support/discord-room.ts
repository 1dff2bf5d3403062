import { readTypedCommand } from '../../adapters/core/typed-command.ts';
import type { Limits } from '../../src/limits.ts';
import type { ChatRoom, Seen, Who } from './chat-room.ts';
import { type Json, objectOf } from './discord-calls.ts';
import type { LocalInteraction } from './discord-interactions.ts';
import {
  componentsIn,
  type DiscordWorld,
  labelsIn,
  modalOf,
  ours,
  somebody,
  startDiscordWorld,
  startStrictDiscord,
} from './discord-world.ts';
import { until } from './until.ts';

/** A room on a local Discord. */
export async function openDiscordRoom(databaseUrl: string, limits?: Limits): Promise<ChatRoom<Json>> {
  const server = await startStrictDiscord();
  const guild = server.places.addGuild('Team');
  const general = server.places.addChannel(guild.id, 'general');
  let world: DiscordWorld = await startDiscordWorld(server, {
    databaseUrl,
    ...(limits === undefined ? {} : { limits }),
  });
  const people = {
    ann: somebody(server, server.places.addPerson('ann', guild.id), general),
    bob: somebody(server, server.places.addPerson('bob', guild.id), general),
    cy: somebody(server, server.places.addPerson('cy', guild.id), general),
  };
  const begun: { readonly who: Who; readonly interaction: LocalInteraction; readonly from?: Json }[] = [];
  let last: () => void = () => {};
  const did = async (who: Who, interaction: LocalInteraction, from?: Json) => {
    begun.push({ who, interaction, ...(from === undefined ? {} : { from }) });
    last = () => server.push('INTERACTION_CREATE', interaction.delivered);
    await until('a first response', () => interaction.response);
  };
  const said = (who: Who, text: string, at = general) => {
    const id = people[who].say(text, at);
    last = () => server.push('MESSAGE_CREATE', server.state.messages.get(id)?.data ?? {});
  };
  const directOf = (who: Who) => {
    const direct = server.places.directChannel(people[who].member.user.id);
    if (direct === undefined) throw new RangeError('no direct channel');
    return direct;
  };
  const placeOf = (who: Who, { channel_id }: Json) =>
    channel_id === directOf(who).id ? directOf(who) : general;
  const openForm = (who: Who) => {
    const opened = begun.findLast((one) => one.who === who && one.interaction.response?.type === 9);
    if (opened === undefined) throw new RangeError('no form is open');
    return opened;
  };
  return {
    get services() {
      return world.services;
    },
    get database() {
      return world.database;
    },
    workspace: guild.id,
    say: async (who, text) => said(who, `<@${server.bot.id}> ${text}`),
    murmur: async (who, text) => said(who, text),
    async tell(who, text) {
      said(who, text, directOf(who));
    },
    async command(who, typed) {
      const mentioning = typed.replace(
        /@(ann|bob|cy)\b/g,
        (_whole, name: Who) => `<@${people[name].member.user.id}>`,
      );
      const [, command = '', words = ''] = /^(\S+)\s*(.*)$/s.exec(mentioning) ?? [];
      const { name, given } = readTypedCommand(command, words);
      const options = Object.entries(given).map(([option, value]) => [option, value === 'true' || value]);
      await did(who, people[who].command(name, Object.fromEntries(options)));
    },
    press: (who, { handle }, label) =>
      did(who, people[who].press(handle, label, placeOf(who, handle)), handle),
    choose: (who, { handle }) =>
      did(
        who,
        componentsIn(handle.components).some(({ type }) => type === 3)
          ? people[who].pick(handle)
          : people[who].press(handle, labelsIn(handle)[0] ?? ''),
      ),
    pressId(who, { handle }, id) {
      const button = { type: 2, style: 2, label: 'Old', custom_id: id };
      return did(
        who,
        people[who].press({ ...handle, components: [{ type: 1, components: [button] }] }, 'Old'),
      );
    },
    async fillIn(who, fields) {
      // People are picked by their ids.
      const picked = Object.fromEntries(
        Object.entries(people).map(([name, { member }]) => [name, member.user.id]),
      );
      const deciders = fields.deciders?.split(/,\s*/).map((name) => picked[name] ?? name);
      const filled = deciders === undefined ? fields : { ...fields, deciders: deciders.join() };
      const { interaction, from } = openForm(who);
      const at = from === undefined ? {} : { at: placeOf(who, from), message: from };
      await did(who, people[who].submit(await modalOf(interaction), filled, at));
    },
    async recordMessage(who, text) {
      await did(who, people[who].recordMessage(people.bob.say(text)));
    },
    again: async () => last(),
    inChannel: async () => ours(server, general.id).map(seenOf),
    async alone(who) {
      const shown = begun
        .filter((one) => one.who === who)
        .flatMap(({ interaction: { original, followUps, isDeferred } }) => [
          ...(original?.ephemeral === true && !isDeferred ? [original.data] : []),
          ...followUps.filter(({ ephemeral }) => ephemeral).map(({ data }) => data),
        ]);
      return [...shown, ...ours(server, directOf(who).id)].map(seenOf);
    },
    directly: async (who) => ours(server, directOf(who).id).map(seenOf),
    async restart() {
      await world.stop();
      world = await startDiscordWorld(server, { databaseUrl, ...(limits === undefined ? {} : { limits }) });
    },
    away: (isAway) => server.fail('POST /channels/:id/messages', ...(isAway ? outage : [])),
    refuseNext: () => server.fail('POST /channels/:id/messages', { status: 403, code: 50013 }),
    logged: () => world.logged.join(''),
    metrics: () => world.metrics.text(),
    async stop() {
      await world.stop();
      await server.stop();
      if (server.problems.length > 0) throw new Error(`Discord would refuse: ${server.problems.join('; ')}`);
    },
  };
}

/** So often it fails before it is there again. */
const outage = [{ status: 500 }, { status: 500 }];

function seenOf(message: Json): Seen<Json> {
  const words = componentsIn(message.components)
    .map(({ content }) => content)
    .filter((content) => typeof content === 'string')
    .join('\n');
  return { words, labels: labelsIn(message), handle: objectOf(message) };
}
