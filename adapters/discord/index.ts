import { createInbox } from '../../src/queue/inbox.ts';
import type { FailedMessage, Send } from '../../src/queue/message.ts';
import { createOutbox, type Outbox } from '../../src/queue/outbox.ts';
import type { RateLimit } from '../../src/queue/rate-limit.ts';
import { createReminders } from '../../src/queue/reminders.ts';
import type { ChatPlatform, PlatformParts } from '../core/chat-platform.ts';
import { stopInTurn } from '../core/graceful-stop.ts';
import { createPostedMessages, keepTidy, type PostedMessages } from '../core/posted-messages.ts';
import { contextOf } from '../view/render-context.ts';
import { type BotIdentity, createBotIdentity } from './bot-identity.ts';
import type { DiscordConfig } from './config.ts';
import { createDirectory, isDirect } from './directory.ts';
import { failingOf } from './errors.ts';
import { createHandler } from './handler.ts';
import type { HandlerParts } from './handler-parts.ts';
import { type Arrived, arrivedSchema } from './incoming.ts';
import { createIntake, type Intake } from './intake.ts';
import { inviteLink } from './invite.ts';
import { type OutgoingPayload, outgoingSchema } from './outgoing.ts';
import { reasonFor } from './redact-secrets.ts';
import { createDiscordRest, type DiscordRest } from './rest.ts';
import { createSender } from './sender.ts';
import { createTransport } from './transport.ts';
import { reportUndelivered } from './undelivered-messages.ts';

/** What Discord is given. */
export type DiscordParts = PlatformParts<DiscordConfig>;

/**
 * Discord takes five messages in five seconds, and tells in its headers how many are left: discord.js keeps to those, so
 * that here a burst is held up only a little.
 */
const usualPace: RateLimit = { burst: 5, every: 250 };

/** Makes Discord ready; nothing is asked of it before `start`. */
export function createDiscord(parts: DiscordParts): ChatPlatform {
  const { config, database, engine, log, drawChart } = parts;
  const { token, applicationId, apiUrl } = config;
  const rest = createDiscordRest({ token, applicationId, apiUrl });
  const posted = createPostedMessages(database, 'discord');
  const ourselves = createBotIdentity(applicationId);
  const onFault = (error: unknown) =>
    log.error({ platform: 'discord', reason: reasonFor(error) }, 'a fault that ends nothing');
  const send = createSender({ rest, posted, drawChart, log });
  const own = { platforms: ['discord'], onFault };
  const outbox: Outbox<OutgoingPayload> = createOutbox<OutgoingPayload>(database, {
    ...own,
    payload: outgoingSchema,
    pace: parts.pace ?? usualPace,
    onFailed: (failed) => tellWhereWeAre({ outbox, log, ourselves }, failed),
  });
  const asking = { rest, posted, outbox, ourselves, hasContent: () => way.hasContent() };
  const handling = handlerParts(parts, asking);
  const handler = createHandler(handling);
  const inbox = createInbox<Arrived>(database, {
    ...own,
    payload: arrivedSchema,
    failing: failingOf,
    onDead: (dead) => handler.dead(dead),
  });
  const here = {
    get me() {
      return ourselves.me();
    },
    threadOf: (workspace: string, channel: string, message: string) =>
      posted.threadOf(workspace, { channel, message }),
  };
  const intake: Intake = createIntake({
    inbox,
    handler,
    asking: { ...handling, engine, event: handler.event, here },
    ourselves,
    log,
  });
  const way = createTransport({ config, deliveries: intake, rest, log, waits: parts.waits });
  const reminders = createReminders(database, {
    outbox,
    platformOf: (workspace) => (isOurs(workspace) && !ourselves.isGone(workspace) ? 'discord' : undefined),
    onFault,
  });
  let endTidying = () => {};
  return {
    paths: way.paths,
    listener: way.listener,
    state: () => stateOf(way.fault()),
    async start() {
      outbox.start(whereWeAre(send, ourselves));
      inbox.start((item) => intake.handle(item));
      reminders.start();
      way.start();
      endTidying = keepTidy(posted, onFault);
    },
    async stop() {
      endTidying();
      await stopInTurn([
        (within) => way.stop(within),
        () => reminders.stop(),
        (within) => inbox.stop(within),
        (within) => outbox.stop(within),
      ]);
    },
  };
}

/** What handling needs, of what is there. */
function handlerParts(
  { config, publicUrl, database, engine, services, log }: DiscordParts,
  made: {
    readonly rest: DiscordRest;
    readonly posted: PostedMessages;
    readonly outbox: Outbox<OutgoingPayload>;
    readonly ourselves: BotIdentity;
    readonly hasContent: () => boolean | undefined;
  },
): HandlerParts {
  const { rest, posted, outbox, ourselves, hasContent } = made;
  const directory = createDirectory(rest, database);
  return {
    ...{ engine, services, directory, posted, outbox, rest, hasContent, log },
    context: contextOf(publicUrl),
    me: ourselves.me,
    inviteTo: (guild) => inviteLink(config.applicationId, guild),
    isGone: ourselves.isGone,
  };
}

/** Where the bot was removed, nothing is sent any more ... */
function whereWeAre(send: Send<OutgoingPayload>, { isGone }: BotIdentity): Send<OutgoingPayload> {
  return async (message, confirm) =>
    isGone(message.workspace) ? { failed: 'removed from the server' } : send(message, confirm);
}

/** ... and nobody is told. */
async function tellWhereWeAre(
  { ourselves, ...parts }: Parameters<typeof reportUndelivered>[0] & { readonly ourselves: BotIdentity },
  failed: FailedMessage<OutgoingPayload>,
): Promise<void> {
  const { workspace, dedupe } = failed;
  if (!ourselves.isGone(workspace)) return reportUndelivered(parts, failed);
  parts.log.info({ platform: 'discord', workspace, message: dedupe }, 'given up: removed from the server');
}

/** A server's id is digits alone; no other platform's workspace is. */
function isOurs(workspace: string): boolean {
  return isDirect(workspace) || /^\d{15,21}$/.test(workspace);
}

function stateOf(fault: string | undefined): ReturnType<ChatPlatform['state']> {
  return fault === undefined
    ? { kind: 'connected', detail: 'Mention the bot in a channel, write to it, or try /ask.' }
    : { kind: 'failing', detail: fault };
}
