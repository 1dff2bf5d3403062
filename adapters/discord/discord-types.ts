import type { MessageWithFiles } from './attach-charts.ts';
import type { First } from './first-response.ts';
import type { Origin } from './incoming.ts';
import type { DiscordMessage } from './message.ts';

/** The types that Discord brings. */
export interface DiscordTypes {
  readonly origin: Origin;
  readonly body: DiscordMessage;
  readonly drawn: MessageWithFiles;
  readonly first: First;
}
