import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteractionResponse, InteractionResponseType, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { Failure } from '../core/failures.ts';
import { textIn, wordsOnly } from './attach-charts.ts';
import { failureOf } from './errors.ts';
import { firstResponse, words } from './first-response.ts';
import type { DiscordRest } from './rest.ts';

/** An interaction that waits for its first response. */
export interface Unanswered {
  readonly id: string;
  readonly token: string;
  /** When it came in, in milliseconds. */
  readonly at: number;
}

/** Discord takes a first response for three seconds; what is begun later than this, in milliseconds, comes too late. */
const respondWithin = 2_700;
/** Waits before it is given once more, in milliseconds. */
const waits: readonly number[] = [150, 500];

/**
 * Gives an interaction its first response, where Discord fails once more, where it does not take it in words alone. Says
 * whether the person has it.
 */
export async function respond(
  rest: Pick<DiscordRest, 'respond'>,
  { id, token, at }: Unanswered,
  response: APIInteractionResponse,
  log: Logger,
): Promise<boolean> {
  const lesser = inWordsAlone(response);
  let mayBeThere = false;
  for (let tried = 0, given = response; ; tried++) {
    try {
      await rest.respond(id, token, given);
      return true;
    } catch (error) {
      const failure = failureOf(error);
      // An attempt of ours whose answer was lost; else another process was sooner, with something else maybe.
      if (isAcknowledged(failure) && mayBeThere) return true;
      const wait = waitFor(failure, tried, given !== lesser);
      const isOver = wait === undefined || Date.now() + wait - at > respondWithin;
      const level = isAcknowledged(failure) ? 'debug' : 'warn';
      log[level]({ platform: 'discord', failure, isOver }, 'a first response was not taken');
      if (isOver) return false;
      mayBeThere ||= failure.kind === 'again';
      if (failure.kind === 'invalid') given = lesser;
      await sleep(wait);
    }
  }
}

function isAcknowledged(failure: Failure): boolean {
  const acknowledged = String(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
  return 'code' in failure && failure.code === acknowledged;
}

/** How long to wait before it is given once more; undefined where that is of no use. */
function waitFor(failure: Failure, tried: number, isWhole: boolean): number | undefined {
  switch (failure.kind) {
    case 'again':
      return waits[tried];
    case 'wait':
      return waits[tried] === undefined ? undefined : failure.seconds * 1_000;
    case 'invalid':
      return isWhole ? 0 : undefined;
    default:
      return undefined;
  }
}

/** The same in words alone, where it says something at all. */
function inWordsAlone(response: APIInteractionResponse): APIInteractionResponse {
  switch (response.type) {
    case InteractionResponseType.ChannelMessageWithSource:
    case InteractionResponseType.UpdateMessage: {
      const { components } = wordsOnly(textIn(response.data?.components ?? [])).body;
      return { ...response, data: { ...response.data, components } };
    }
    case InteractionResponseType.Modal:
      return firstResponse({ ephemeral: true, onMessage: false }, words(notOpened));
    default:
      return response;
  }
}

const notOpened = 'Discord did not take the form. Try again, or say it in words: mention me.';
