import { ApplicationFlags, GatewayIntentBits } from 'discord.js';

/** An intent and what it is for. https://docs.discord.com/developers/events/gateway#gateway-intents */
export interface Intent {
  readonly bit: GatewayIntentBits;
  readonly name: string;
  readonly reason: string;
}

/** What the bot hears without anybody's leave. */
export const intents: readonly Intent[] = [
  { bit: GatewayIntentBits.Guilds, name: 'Guilds', reason: 'to know in which servers it is' },
  {
    bit: GatewayIntentBits.GuildMessages,
    name: 'Guild Messages',
    reason: 'to hear mentions and replies to it; the words of other messages are withheld',
  },
  { bit: GatewayIntentBits.DirectMessages, name: 'Direct Messages', reason: 'to hear what is written to it' },
];

/** Privileged: whoever owns the application turns it on. */
export const contentIntent: Intent = {
  bit: GatewayIntentBits.MessageContent,
  name: 'Message Content',
  reason:
    'optional: so that a thread begun with the bot goes on without a mention, and for noticing decisions where a channel turned it on',
};

/** Whether an application may read the words of all messages, by its flags. */
export function grantsContent(flags: number): boolean {
  return (
    (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0
  );
}
