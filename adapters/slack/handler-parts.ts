import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import type { RenderContext } from '../view/render-context.ts';
import type { Directory } from './directory.ts';
import type { OutgoingPayload } from './outgoing.ts';
import type { Clients } from './web-clients.ts';
import type { Workspaces } from './workspaces.ts';

/** What handling an event needs: the engine, where replies go, and what is known of the platform. */
export interface HandlerParts {
  readonly engine: Engine;
  readonly services: Services;
  readonly directory: Directory;
  readonly clients: Clients;
  readonly posted: PostedMessages;
  readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>;
  readonly context: RenderContext;
  /** The page's address, where people reach it. */
  readonly page: string | undefined;
  /** Told that Slack refused a workspace's token. */
  readonly refused: Workspaces['refused'];
  readonly log: Logger;
}
