import { InteractionResponseType, MessageFlags } from 'discord.js';
import {
  type Answer,
  invalidWebhookToken,
  refused,
  unknownInteraction,
  unknownMessage,
} from './discord-answers.ts';
import { type DiscordCall, type Json, objectOf } from './discord-calls.ts';
import { faultOfMessage, messageData } from './discord-messages.ts';
import type { LocalChannel, LocalMessage, LocalUser } from './discord-state.ts';

/** An interaction that somebody made. */
export interface LocalInteraction {
  readonly id: string;
  readonly token: string;
  /** What was delivered to the bot. */
  readonly delivered: Json;
  /** The first response, as the bot gave it; undefined until then. */
  readonly response: Json | undefined;
  /** When it came after the delivery, in milliseconds. */
  readonly respondedIn: number | undefined;
  /** The message of the first response as it is now: after edits too. Undefined for none. */
  readonly original: LocalMessage | undefined;
  readonly followUps: readonly LocalMessage[];
  /** Whether the person sees "thinking" still. */
  readonly isDeferred: boolean;
}

/** What has to be known to play an interaction. */
export interface InteractionHouse {
  readonly bot: LocalUser;
  channelOf(delivered: Json): LocalChannel | undefined;
  /** The message that a component of was used, where one was. */
  sourceOf(delivered: Json): LocalMessage | undefined;
  keep(message: LocalMessage, isNew: boolean): void;
  drop(message: LocalMessage): void;
  /** What is wrong with a body, where a test asks. */
  check(call: Pick<DiscordCall, 'route' | 'body' | 'files'>): Answer | undefined;
}

/** Interactions and what they were answered with. https://docs.discord.com/developers/interactions/receiving-and-responding */
export class LocalInteractions {
  readonly #house: InteractionHouse;
  readonly #all = new Map<string, Kept>();

  constructor(house: InteractionHouse) {
    this.#house = house;
  }

  begin(id: string, token: string, delivered: Json): LocalInteraction {
    const kept = new Kept(id, token, delivered);
    this.#all.set(token, kept);
    return kept;
  }

  /** Its time is over, as after 15 minutes; or after 3 s, where nothing was said. */
  expire(token: string): void {
    const kept = this.#all.get(token);
    if (kept !== undefined) kept.isOver = true;
  }

  /** The first response. */
  respond(id: string, token: string, call: Pick<DiscordCall, 'route' | 'body' | 'files'>): Answer {
    const kept = this.#all.get(token);
    if (kept === undefined || kept.id !== id || kept.isOver) return unknownInteraction;
    if (kept.response !== undefined) return refused(400, 40060, 'Interaction has already been acknowledged.');
    const problem = this.#house.check(call);
    if (problem !== undefined) return problem;
    const response = objectOf(call.body);
    const failed = this.#apply(kept, response, call);
    if (failed !== undefined) return failed;
    kept.response = response;
    kept.respondedIn = Date.now() - kept.at;
    return { status: 204 };
  }

  /** PATCH, POST and DELETE under `/webhooks/APPLICATION/TOKEN`. */
  webhook(token: string, rest: string, call: DiscordCall): Answer {
    const kept = this.#all.get(token);
    if (kept === undefined) return refused(404, 10015, 'Unknown Webhook');
    if (kept.isOver) return invalidWebhookToken;
    if (kept.response === undefined) return refused(404, 10015, 'Unknown Webhook');
    if (call.method === 'POST' && rest === '') return this.#followUp(kept, call);
    const isOriginal = rest === 'messages/@original';
    const message = isOriginal ? kept.original : kept.followUps.find(({ id }) => rest === `messages/${id}`);
    if (message === undefined) return unknownMessage;
    if (call.method === 'DELETE') {
      this.#house.drop(message);
      if (isOriginal) kept.original = undefined;
      return { status: 204 };
    }
    if (call.method === 'GET') return { status: 200, body: message.data };
    return this.#edit(kept, message, call);
  }

  #apply(kept: Kept, { type, data }: Json, call: Pick<DiscordCall, 'files'>): Answer | undefined {
    const body = objectOf(data);
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource:
        return this.#make(kept, { body, files: call.files }, true);
      case InteractionResponseType.DeferredChannelMessageWithSource:
        kept.isDeferred = true;
        return this.#make(kept, { body, files: [] }, true, true);
      case InteractionResponseType.DeferredMessageUpdate:
        kept.original = this.#house.sourceOf(kept.delivered);
        return undefined;
      case InteractionResponseType.UpdateMessage: {
        const source = this.#house.sourceOf(kept.delivered);
        kept.original = source;
        if (source === undefined) return unknownMessage;
        const edited = this.#edit(kept, source, { body, files: call.files });
        return edited.status === 200 ? undefined : edited;
      }
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
      case InteractionResponseType.Modal:
        return undefined;
      default:
        return refused(400, 50035, 'Invalid Form Body');
    }
  }

  #make(
    kept: Kept,
    call: Pick<DiscordCall, 'body' | 'files'>,
    isOriginal: boolean,
    isEmpty = false,
  ): Answer | undefined {
    const channel = this.#house.channelOf(kept.delivered);
    if (channel === undefined) return unknownInteraction;
    const data = messageData(undefined, { channel, author: this.#house.bot }, call);
    const fault = isEmpty ? undefined : faultOfMessage(data);
    if (fault !== undefined) return fault;
    const ephemeral = (Number(objectOf(call.body).flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const message = { id: String(data.id), channel: channel.id, ephemeral, data };
    if (isOriginal) kept.original = message;
    else kept.followUps.push(message);
    this.#house.keep(message, !isEmpty);
    return undefined;
  }

  #followUp(kept: Kept, call: DiscordCall): Answer {
    const failed = this.#house.check(call) ?? this.#make(kept, call, false);
    return failed ?? { status: 200, body: kept.followUps.at(-1)?.data };
  }

  #edit(
    kept: Kept,
    message: LocalMessage,
    call: Pick<DiscordCall, 'body' | 'files'> & { route?: string },
  ): Answer {
    const problem = call.route === undefined ? undefined : this.#house.check({ route: call.route, ...call });
    if (problem !== undefined) return problem;
    const channel = this.#house.channelOf(kept.delivered);
    if (channel === undefined) return unknownMessage;
    const data = messageData(message, { channel, author: this.#house.bot }, call);
    const fault = faultOfMessage(data);
    if (fault !== undefined) return fault;
    message.data = data;
    kept.isDeferred = false;
    this.#house.keep(message, false);
    return { status: 200, body: data };
  }
}

class Kept implements LocalInteraction {
  readonly id: string;
  readonly token: string;
  readonly delivered: Json;
  readonly at = Date.now();
  readonly followUps: LocalMessage[] = [];
  response: Json | undefined;
  respondedIn: number | undefined;
  original: LocalMessage | undefined;
  isDeferred = false;
  isOver = false;

  constructor(id: string, token: string, delivered: Json) {
    this.id = id;
    this.token = token;
    this.delivered = delivered;
  }
}
