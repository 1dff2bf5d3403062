import { setTimeout as sleep } from 'node:timers/promises';
import { InteractionType } from 'discord.js';
import { type Json, listOf, objectOf } from '../../test/support/discord-calls.ts';
import type { InteractionGiven } from '../../test/support/discord-deliveries.ts';
import type { LocalInteraction } from '../../test/support/discord-interactions.ts';
import { startDiscordServer } from '../../test/support/discord-server.ts';
import type { LocalMessage } from '../../test/support/discord-state.ts';
import { componentsIn } from '../../test/support/discord-world.ts';
import { type Away, type Given, type Receiver, type Side, textOf, type Unit, wordOf } from './traffic.ts';

/** Discord waits so long for a first response. */
const respondedWithin = 3_000;
/** A message that the gateway brought is stored by then, or was lost on its way. */
const storedWithin = 2_000;
/** A gateway is connected to by then. */
const reachableWithin = 3_000;

/**
 * Discord: every other start takes signed interactions over HTTP, the others all over the gateway. What is not responded
 * to, the person sees fail; a message that the gateway brought counts from when the program stored it.
 */
export async function startDiscordSide(places: number): Promise<Side> {
  const discord = await startDiscordServer({ latency: () => 5 + Math.random() * 60 });
  const guild = discord.places.addGuild('Faults');
  const rooms = Array.from({ length: places }, (_, place) => ({
    channel: discord.places.addChannel(guild.id, `room-${place}`),
    by: discord.places.addPerson(`person${place}`, guild.id),
  }));
  const interactions = new Map<string, LocalInteraction>();
  let isHttp = false;

  const ours = () =>
    [...discord.state.messages.values()].filter(({ data }) => objectOf(data.author).id === discord.bot.id);
  const open = () => ours().filter(({ ephemeral }) => !ephemeral);
  const unitOf = ({ data }: LocalMessage) => wordOf(data);
  const cardOf = (word: string) =>
    open().find((message) => unitOf(message) === word && isCard(message.data.components));

  const dataOf = (unit: Unit): Pick<InteractionGiven, 'type' | 'data' | 'message'> | undefined => {
    const type = InteractionType.ApplicationCommand;
    const option = (name: string) => ({ type: 3, name, value: textOf(unit) });
    if (unit.kind === 'ask')
      return { type, data: { id: '1', name: 'ask', type: 1, options: [option('question')] } };
    if (unit.kind === 'propose') {
      const options = [{ type: 1, name: 'propose', options: [option('decision')] }];
      return { type, data: { id: '1', name: 'adr', type: 1, options } };
    }
    const card = cardOf(unit.about);
    const button = componentsIn(card?.data.components).find(({ label }) => isDeciding(label));
    if (card === undefined || button === undefined) return undefined;
    const data = { component_type: 2, custom_id: button.custom_id };
    return { type: InteractionType.MessageComponent, data, message: card.data };
  };
  const interact = async (unit: Unit, { address }: Receiver): Promise<Given> => {
    const room = rooms[unit.place];
    const made = dataOf(unit);
    if (room === undefined || made === undefined) return 'dropped';
    const given = { ...room, ...made };
    try {
      const url = `${address}/discord/interactions`;
      const interaction = isHttp ? await overHttp(url, given) : discord.interact(given);
      if (interaction === undefined) return 'dropped';
      interactions.set(unit.word, interaction);
      const response = await soon(respondedWithin, () => interaction.response);
      return response === undefined || isRefusal(response) ? 'dropped' : 'taken';
    } catch {
      return 'dropped';
    }
  };
  const overHttp = (url: string, given: InteractionGiven) =>
    Promise.race([discord.interactOverHttp(url, given), sleep(respondedWithin, undefined, { ref: false })]);
  const say = async (unit: Unit, { isStored }: Receiver): Promise<Given> => {
    const room = rooms[unit.place];
    if (room === undefined) return 'dropped';
    const id = discord.say({ ...room, text: `<@${discord.bot.id}> ${textOf(unit)}` });
    const stored = await soon(storedWithin, () => (isStored(`message:${id}`) ? true : undefined));
    return stored === true ? 'taken' : 'dropped';
  };
  return {
    name: 'discord',
    workspace: guild.id,
    environment(starts) {
      isHttp = starts % 2 === 1;
      return {
        DISCORD_TOKEN: discord.token,
        DISCORD_APPLICATION_ID: discord.applicationId,
        DISCORD_API_URL: discord.apiUrl,
        ...(isHttp ? { DISCORD_PUBLIC_KEY: discord.publicKey } : {}),
      };
    },
    async reachable() {
      await soon(reachableWithin, () => (isHttp || discord.gateway.connected > 0 ? true : undefined));
    },
    offers: (kind) =>
      kind === 'mention' ? discord.gateway.connected > 0 : isHttp || discord.gateway.connected > 0,
    deliver: (unit, receiver) => (unit.kind === 'mention' ? say : interact)(unit, receiver),
    answers(unit) {
      if (unit.kind === 'accept') {
        const card = cardOf(unit.about);
        return card !== undefined && /accepted/i.test(JSON.stringify(card.data.components)) ? 1 : 0;
      }
      const interaction = interactions.get(unit.word);
      if (interaction?.isDeferred === true) return 0;
      const alone = interaction === undefined ? 0 : interaction.original === undefined ? 0 : 1;
      if (unit.kind === 'ask') return alone + (interaction?.followUps.length ?? 0);
      return open().filter((message) => unitOf(message) === unit.word).length;
    },
    hasCard: (word) => cardOf(word) !== undefined,
    posted() {
      const channels = Map.groupBy(open(), ({ channel }) => channel);
      return new Map([...channels].map(([channel, shown]) => [channel, shown.map(unitOf)]));
    },
    away: async (how: Away | undefined) => discord.away(how),
    stop: () => discord.stop(),
  };
}

function isCard(components: unknown): boolean {
  return (
    componentsIn(listOf(components)).some(({ label }) => isDeciding(label)) ||
    /accepted/i.test(JSON.stringify(components))
  );
}

function isDeciding(label: unknown): boolean {
  return label === 'Approve' || label === 'Accept';
}

/** The program says that it did not take it. */
function isRefusal(response: Json): boolean {
  return JSON.stringify(response).includes('I could not take that just now');
}

/** What is there within so many milliseconds; undefined where nothing is. */
async function soon<Value>(milliseconds: number, look: () => Value | undefined): Promise<Value | undefined> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(20)) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}
