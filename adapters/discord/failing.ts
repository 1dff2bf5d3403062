import { randomUUID } from 'node:crypto';
import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import { deadReply } from '../chat/told.ts';
import type { Arrived } from './arrived.ts';
import { reasonFor } from './discord-log.ts';
import type { HandlerParts } from './handle.ts';
import { placeOwn } from './placing.ts';

/** One line in the log with the ids, and words to the person with the reference to it. */
export async function tellDead(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  const { workspace, key, conversation, attempt, payload: arrived } = item;
  parts.log.error(
    { platform: 'discord', reference, workspace, key, conversation, attempt, reason: reasonFor(error) },
    'something that arrived was not handled',
  );
  if (arrived === undefined || arrived.kind === 'overheard' || parts.isGone(workspace)) return;
  const [placed] = placeOwn(parts, { ...item, payload: arrived }, [deadReply(reference)]);
  if (placed === undefined) return;
  await parts.outbox.put({
    platform: 'discord',
    workspace,
    channel: placed.pace,
    dedupe: `${key} failed`,
    payload: placed.message,
  });
}
