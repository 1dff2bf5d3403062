import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import { deadReply } from '../chat/told.ts';
import type { Arrived } from './arrived.ts';
import { withoutSecrets } from './bolt-log.ts';
import { tellInView } from './forms.ts';
import type { HandlerParts } from './handle.ts';
import { createPlacing } from './placing.ts';

/** A line in the log, and words to the person with the reference to it. */
export async function tellDead(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const { workspace, key, payload: arrived } = item;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const reply = deadReply(parts.log, item, withoutSecrets(reason));
  if (arrived === undefined || arrived.kind === 'overheard') return;
  const connected = await parts.clients.of(workspace);
  if (connected === undefined) return;
  if (arrived.view !== '') return tellInView(parts, connected, item, arrived, reply.text);
  const placed = createPlacing(parts, connected).alone(item, arrived, reply);
  await parts.outbox.put({
    platform: 'slack',
    workspace,
    channel: placed.pace,
    dedupe: `${key} failed`,
    payload: placed.message,
  });
}
