import { randomUUID } from 'node:crypto';
import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import { deadReply } from '../chat/told.ts';
import type { Arrived } from './arrived.ts';
import { withoutSecrets } from './bolt-log.ts';
import { tellInView } from './forms.ts';
import type { HandlerParts } from './handle.ts';
import { createPlacing } from './placing.ts';

/** One line in the log with the ids, and words to the person with the reference to it. */
export async function tellDead(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  const { workspace, key, conversation, attempt, payload: arrived } = item;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  parts.log.error(
    { platform: 'slack', reference, workspace, key, conversation, attempt, reason: withoutSecrets(reason) },
    'something that arrived was not handled',
  );
  if (arrived === undefined || arrived.kind === 'overheard') return;
  const connected = await parts.clients.of(workspace);
  if (connected === undefined) return;
  const reply = deadReply(reference);
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
