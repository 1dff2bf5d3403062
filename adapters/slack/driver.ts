import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import { systemErrorCode } from '../../src/errors.ts';
import type { ChatDriver, Directory as CoreDirectory } from '../core/driver.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import type { AddPictures } from './attach-charts.ts';
import { withoutSecrets } from './bolt-log.ts';
import { createCalls } from './calls.ts';
import type { Directory } from './directory.ts';
import { adviceFor, failureOf, failureOfCode } from './errors.ts';
import { arrivedSchema } from './incoming.ts';
import { maxButtonValue, postPace } from './limits.ts';
import { outgoingSchema } from './outgoing.ts';
import { renderLive, renderReplies } from './render.ts';
import { withShare } from './share-button.ts';
import type { SlackTypes } from './slack-types.ts';
import { anotherWay, isDirect, targetOf } from './target.ts';
import type { Clients } from './web-clients.ts';
import type { Workspaces } from './workspaces.ts';

/** Who is who, each workspace's client, what draws charts, and what the Home tab shows. */
export interface DriverParts {
  readonly workspaces: Pick<Workspaces, 'has' | 'refused'>;
  readonly clients: Clients;
  readonly directory: Directory;
  readonly posted: PostedMessages;
  readonly services: Services;
  readonly addPictures: AddPictures;
  /** The decision log's address, where people reach it. */
  readonly page: string | undefined;
  readonly log: Logger;
}

/** How long a form that was sent in is waited for, so that what is wrong with it is told in it. */
const submissionWait = 2_200;
const knownWithin = 1_200;

/** What Slack brings to the flow that all platforms share. */
export function createDriver(parts: DriverParts): ChatDriver<SlackTypes> {
  const { workspaces, clients, directory, posted } = parts;
  const connect = async (workspace: string) => {
    const connected = await clients.of(workspace);
    return connected === undefined
      ? undefined
      : createCalls({ ...parts, refused: (id, token) => workspaces.refused(id, token) }, connected);
  };
  return {
    platform: 'slack',
    arrived: arrivedSchema,
    outgoing: outgoingSchema,
    pace: postPace,
    serves: (workspace) => workspaces.has(workspace),
    connect,
    failureOf,
    failureOfCode,
    isNoMore: ({ kind }) => kind === 'gone',
    reasonOf,
    isDirect: ({ payload }) => isDirect(payload),
    isDirectWorkspace: () => false,
    targetOf,
    anotherWay,
    // A record's card at the top of a channel begins a thread of its own.
    liveThread: ({ place }, isCard) =>
      isCard && place.postIn === '' && !place.channel.startsWith('D') ? null : place.thread,
    tellsAlone: true,
    mustAnswer: () => false,
    refusalOf: () => undefined,
    directory: directoryOf(directory),
    painter: {
      messages: renderReplies,
      live: renderLive,
      withShare,
      maxQuestion: maxButtonValue,
      undelivered: (failure, reference) => ({
        text: `${adviceFor(failure)} (reference ${reference})`,
        blocks: [],
        pictures: [],
      }),
    },
    firsts: {
      knownWithin,
      waitFor: ({ kind }) => (kind === 'submitted' ? submissionWait : 0),
      of: ({ kind }, message, _to, { index }) =>
        kind === 'commanded' && index === 0 ? { kind: 'message', message } : undefined,
    },
    async noteSaid(workspace, { place, begins }) {
      const { channel, postIn: message } = place;
      if (begins) await posted.remember(workspace, { channel, message }, message, null);
    },
  };
}

/** Slack's people and places, as the flow asks for them. */
export function directoryOf(directory: Directory): CoreDirectory<SlackTypes> {
  return {
    async where(workspace, { person, place, isPrivate }) {
      if (place.channel.startsWith('D')) directory.learnDirect(workspace, person.id, place.channel);
      // The Home tab is in no channel: what is done there is done among the person's direct messages.
      const channel = place.channel || (directory.directChannel(workspace, person.id) ?? `home:${person.id}`);
      const about = await directory.channel(workspace, channel);
      const { isShared } = about;
      return {
        channel,
        thread: place.thread,
        isPrivate: isPrivate ?? about.isPrivate,
        isShared,
        mayThread: false,
      };
    },
    async who(workspace, { person }) {
      const { id, name, handle = id } = await directory.person(workspace, person.id);
      return { id, name, handle };
    },
    async viewer(workspace, { person }, channel, inPublic) {
      const known = await directory.person(workspace, person.id);
      return directory.viewer(workspace, known, channel, inPublic);
    },
    async room(workspace, channel) {
      const { isShared } = await directory.channel(workspace, channel);
      return { channel, isShared };
    },
    nameOf: (workspace, mention) => directory.nameOf(workspace, mention),
    deciders: (workspace, names) => directory.deciders(workspace, names),
    async personally(workspace, user) {
      const known = await directory.person(workspace, user);
      // Whom Slack does not know, and people of other organisations, decide nothing here.
      if (known.outside && !known.isGuest) return undefined;
      const { id, name, handle = id } = known;
      const at = directory.directChannel(workspace, user) ?? '';
      return { person: { id, name, handle }, viewer: await directory.viewer(workspace, known, at, false) };
    },
    // A channel has no time zone; whoever made it has one.
    async zoneOf(workspace, channel) {
      const { creator } = await directory.channel(workspace, channel);
      return creator === '' ? 'UTC' : (await directory.person(workspace, creator)).zone;
    },
  };
}

function reasonOf(error: unknown): string {
  return systemErrorCode(error) ?? withoutSecrets(error instanceof Error ? error.message : String(error));
}
