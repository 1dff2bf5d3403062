import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import { deadReply } from '../core/failure-replies.ts';
import type { HandlerParts } from './handler-parts.ts';
import type { Arrived } from './incoming.ts';
import { placeOwn } from './place-replies.ts';
import { reasonFor } from './redact-secrets.ts';

/** A line in the log, and words to the person with the reference to it. */
export async function reportDeadEvent(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const { workspace, key, payload: arrived } = item;
  const reply = deadReply(parts.log, item, reasonFor(error));
  if (arrived === undefined || arrived.kind === 'overheard' || parts.isGone(workspace)) return;
  const [placed] = placeOwn(parts, { ...item, payload: arrived }, [reply]);
  if (placed === undefined) return;
  await parts.outbox.put({
    platform: 'discord',
    workspace,
    channel: placed.pace,
    dedupe: `${key} failed`,
    payload: placed.message,
  });
}
