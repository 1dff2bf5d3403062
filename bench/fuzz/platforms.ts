import { resolveEvent } from '../../adapters/core/resolve-event.ts';
import { readAutocomplete } from '../../adapters/discord/command-options.ts';
import {
  type Directory as DiscordDirectory,
  isDirect as isDiscordDirect,
} from '../../adapters/discord/directory.ts';
import { directoryOf as discordPlaces } from '../../adapters/discord/driver.ts';
import { receiveInteraction } from '../../adapters/discord/receive-interaction.ts';
import { receiveMessage } from '../../adapters/discord/receive-message.ts';
import type { Directory as SlackDirectory } from '../../adapters/slack/directory.ts';
import { directoryOf as slackPlaces } from '../../adapters/slack/driver.ts';
import { receive } from '../../adapters/slack/receive.ts';
import { isDirect as isSlackDirect } from '../../adapters/slack/target.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import type { Conversations } from './conversations.ts';
import { anyDiscordPayload, anySlackPayload } from './payloads.ts';
import type { Target } from './target.ts';

const viewerOf = (id: string, channel: string): Viewer => ({
  kind: 'member',
  person: { id, name: 'Ann' },
  channels: [channel],
  outside: false,
});

/** What Slack would tell of people and channels. */
const slackDirectory: SlackDirectory = {
  person: async (_workspace, id) => ({
    id,
    name: 'Ann',
    handle: id,
    outside: false,
    isGuest: false,
    zone: 'UTC',
  }),
  channel: async () => ({ isPrivate: false, isShared: false, isKnown: true, creator: '', name: 'general' }),
  nameOf: async (_workspace, { id }) => (id.endsWith('1') ? 'Ann' : undefined),
  viewer: async (_workspace, { id }, channel) => viewerOf(id, channel),
  deciders: async () => [],
  directChannel: () => undefined,
  learnDirect: () => {},
};

const discordDirectory: DiscordDirectory = {
  spot: async (_workspace, { at }) => ({ channel: at, thread: '', isPrivate: false, mayThread: true }),
  nameOf: async (_workspace, { id }) => (id.endsWith('8') ? 'Ann' : undefined),
  viewer: async (_workspace, { id }, channel) => viewerOf(id, channel),
  member: async () => undefined,
  deciders: async () => [],
  isOwnRole: async () => false,
  forget: () => {},
};

/** What Slack sends, from its reading to the answer. */
export function slackTarget(conversations: Conversations): Target {
  const here = { botUser: 'U0BOT', url: 'https://team.slack.com/', threadOf: async () => undefined };
  return {
    name: 'slack payloads',
    share: 22,
    async run(random) {
      const received = await receive(anySlackPayload(random), here);
      if (received === undefined) return [];
      const { arrived, key, words } = received;
      const driver = {
        platform: 'slack',
        directory: slackPlaces(slackDirectory),
        isDirect: ({ payload }: { readonly payload: typeof arrived }) => isSlackDirect(payload),
      };
      const acted = await resolveEvent(driver, { workspace: 'T0TEAM', key, payload: arrived }, words);
      return conversations.talk(acted?.event);
    },
    close: async () => {},
  };
}

/** What Discord sends, the same way. */
export function discordTarget(conversations: Conversations): Target {
  const here = {
    ...{ me: '99', hasContent: true, threadOf: async () => undefined, isOwnRole: async () => false },
    workspaceOf: async () => undefined,
  };
  return {
    name: 'discord payloads',
    share: 22,
    async run(random) {
      const payload = anyDiscordPayload(random);
      const data = typeof payload === 'object' && payload !== null && 'data' in payload ? payload.data : null;
      readAutocomplete(data);
      const received = (await receiveInteraction(payload, here)) ?? (await receiveMessage(payload, here));
      if (received === undefined) return [];
      const { workspace, key, arrived, words } = received;
      const driver = {
        platform: 'discord',
        directory: discordPlaces(discordDirectory),
        isDirect: () => isDiscordDirect(workspace),
      };
      const acted = await resolveEvent(driver, { workspace, key, payload: arrived }, words);
      return conversations.talk(acted?.event);
    },
    close: async () => {},
  };
}
