import type { Engine } from '../../src/conversation/engine.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import type { FormParts } from './form-views.ts';
import type { OutgoingPayload } from './outgoing.ts';
import type { PlacingParts } from './place-replies.ts';
import type { ParticipantParts } from './thread-participants.ts';

/** What handling an event needs: the engine, where replies go, and what is known of the platform. */
export interface HandlerParts extends PlacingParts, FormParts, ParticipantParts {
  readonly engine: Engine;
  readonly outbox: Pick<Outbox<OutgoingPayload>, 'put'>;
  /** The link that lets the bot into a server. */
  readonly inviteTo: (guild: string) => string;
  /** Whether the bot was removed from a server. */
  readonly isGone: (workspace: string) => boolean;
}
