import type { Logger } from 'pino';
import type { Reply } from '../../src/reply.ts';
import type { ChatDriver, Directory as CoreDirectory, Painter } from '../core/driver.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import { withDeadline } from '../core/with-deadline.ts';
import type { DrawChart } from '../web/chart-pictures.ts';
import { wordsOnly } from './attach-charts.ts';
import type { BotIdentity } from './bot-identity.ts';
import { createCalls } from './calls.ts';
import { withIntentNote } from './content-intent-note.ts';
import { type Directory, isAmongTwo, isDirect, isThread } from './directory.ts';
import type { DiscordTypes } from './discord-types.ts';
import { adviceFor, failureOf, failureOfCode, isNoMore } from './errors.ts';
import { firstOf, words } from './first-response.ts';
import { type Arrived, arrivedSchema } from './incoming.ts';
import { usualPace } from './limits.ts';
import { NotInServerError, notInServer } from './not-in-server-error.ts';
import { outgoingSchema } from './outgoing.ts';
import { reasonFor } from './redact-secrets.ts';
import { renderLive, renderReplies } from './render.ts';
import type { DiscordRest } from './rest.ts';
import { maxQuestion, withShare } from './share-button.ts';
import { anotherWay, targetOf } from './target.ts';
import { noteParticipant } from './thread-participants.ts';

/** The calls, who is who, which servers we are in, and what draws charts. */
export interface DriverParts {
  readonly rest: DiscordRest;
  readonly directory: Directory;
  readonly posted: PostedMessages;
  readonly identity: BotIdentity;
  /** Whether the words of all messages are sent along; undefined where this process does not know. */
  readonly hasContent: () => boolean | undefined;
  /** The link that lets the bot into a server. */
  readonly inviteTo: (guild: string) => string;
  readonly drawChart: DrawChart;
  readonly log: Logger;
}

/** Who asks is known, or not soon enough, in milliseconds. */
const knownWithin = 800;
/** So long an outcome is waited for, in milliseconds; Discord waits three seconds for a first response. */
const outcomeWait = 1_500;
/** Asking Discord how a thread began does not keep anybody waiting longer, in milliseconds. */
const noteWithin = 2_000;

/** What Discord brings to the flow that all platforms share. */
export function createDriver(parts: DriverParts): ChatDriver<DiscordTypes> {
  const { identity, inviteTo } = parts;
  const { isGone, me } = identity;
  return {
    platform: 'discord',
    arrived: arrivedSchema,
    outgoing: outgoingSchema,
    pace: usualPace,
    serves: (workspace) => Promise.resolve(isOurs(workspace) && !isGone(workspace)),
    connect: (workspace) =>
      Promise.resolve(isGone(workspace) ? undefined : createCalls({ ...parts, me }, workspace)),
    failureOf,
    failureOfCode,
    isNoMore,
    reasonOf: reasonFor,
    isDirect: isAmongTwo,
    isDirectWorkspace: isDirect,
    targetOf,
    anotherWay,
    // Nobody's own conversation is a record's.
    liveThread: ({ place }, isCard) => (isCard ? '' : place.thread),
    tellsAlone: false,
    mustAnswer: ({ origin: { token, onMessage } }) => token !== '' && !onMessage,
    refusalOf: ({ origin }) => (origin.mayPost ? undefined : mayNotPost),
    unread,
    directory: directoryOf(parts.directory),
    painter,
    firsts: {
      knownWithin,
      waitFor: ({ origin }) => (origin.token === '' ? 0 : outcomeWait),
      of: firstOf,
      // What is shown to all cannot be shown once more.
      otherwise: ({ origin: { left: components } }) =>
        components.length === 0 ? undefined : { kind: 'update', message: { components, pictures: [] } },
      forms: {
        open: (form, arrived) => ({
          kind: 'form',
          form,
          message: arrived.kind === 'from-message' ? arrived.message : '',
        }),
        words,
      },
    },
    async noteSaid(workspace, arrived) {
      await withDeadline(noteParticipant({ ...parts, me }, workspace, arrived), noteWithin);
    },
    adjust: (outcome) => withIntentNote(parts, outcome),
    // A command needs no bot in the server, nor does its answer.
    noticeFor: (error, { workspace, payload: { origin } }) =>
      error instanceof NotInServerError && origin.token !== ''
        ? { kind: 'notice', tone: 'error', text: notInServer(inviteTo(workspace)), suggestions: [] }
        : undefined,
  };
}

const painter: Painter<DiscordTypes> = {
  messages: renderReplies,
  live: renderLive,
  withShare,
  maxQuestion,
  undelivered(failure, reference) {
    const text = `${adviceFor(failure)} (reference \`${reference}\`)`;
    return { components: wordsOnly(text).body.components, pictures: [] };
  },
};

const mayNotPost: Reply = {
  kind: 'notice',
  tone: 'error',
  text: 'Only you see this: I may not post in this channel. Somebody who manages it can give me View Channel and Send Messages here.',
  suggestions: [],
};

const unread: Reply = {
  kind: 'notice',
  tone: 'info',
  text: 'I can read only what mentions me. Write it once more and mention me, or leave the mention of your reply on.',
  suggestions: [],
};

/** A server's id is digits alone; no other platform's workspace is. */
function isOurs(workspace: string): boolean {
  return isDirect(workspace) || /^\d{15,21}$/.test(workspace);
}

/** Discord's people and places, as the flow asks for them. */
export function directoryOf(directory: Directory): CoreDirectory<DiscordTypes> {
  const where: CoreDirectory<DiscordTypes>['where'] = (workspace, { place, origin }) =>
    directory.spot(workspace, { at: place.channel, type: origin.type, parent: origin.parent });
  const personally: CoreDirectory<DiscordTypes>['personally'] = async (workspace, user) => {
    const member = await directory.member(workspace, user);
    if (member === undefined) return undefined;
    const { roles: _roles, ...person } = member;
    return { person, viewer: await directory.viewer(workspace, member, '', false) };
  };
  // In direct messages a payload tells nothing of who somebody is in the server in which it counts.
  const isTold = (workspace: string, { origin }: Arrived) =>
    isDirect(workspace) || !isAmongTwo({ workspace, payload: { origin } });
  return {
    where,
    async who(workspace, arrived) {
      const known = isTold(workspace, arrived) ? arrived : await personally(workspace, arrived.person.id);
      return (known ?? arrived).person;
    },
    async viewer(workspace, arrived, channel, inPublic) {
      const { person, origin } = arrived;
      if (isTold(workspace, arrived))
        return directory.viewer(workspace, { ...person, roles: origin.roles }, channel, inPublic);
      const known = await directory.member(workspace, person.id);
      return known === undefined
        ? { kind: 'member', person, channels: [], outside: true }
        : directory.viewer(workspace, known, channel, inPublic);
    },
    personally,
    deciders: (workspace, names) => directory.deciders(workspace, names),
    room: (workspace, channel) => directory.spot(workspace, { at: channel, type: null, parent: '' }),
    nameOf: (workspace, mention) => directory.nameOf(workspace, mention),
    async parentOf(workspace, arrived) {
      if (!isThread(arrived.origin.type)) return undefined;
      const { channel } = await where(workspace, arrived);
      return channel === arrived.place.channel ? undefined : channel;
    },
  };
}
