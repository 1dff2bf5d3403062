import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import { deadReply } from '../core/failure-replies.ts';
import { withoutSecrets } from './bolt-log.ts';
import { failureOf } from './errors.ts';
import { tellInView } from './form-views.ts';
import type { HandlerParts } from './handler-parts.ts';
import type { Arrived } from './incoming.ts';
import { placeAlone } from './place-replies.ts';

/** A line in the log, and words to the person with the reference to it. */
export async function reportDeadEvent(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  error: unknown,
): Promise<void> {
  const { workspace, key, payload: arrived } = item;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const reply = deadReply(parts.log, item, withoutSecrets(reason));
  if (arrived === undefined || arrived.kind === 'overheard') return;
  if (await isToldInView(parts, item, arrived, reply.text)) return;
  const placed = placeAlone(parts.context, item, arrived, reply);
  await parts.outbox.put({
    platform: 'slack',
    workspace,
    channel: placed.pace,
    dedupe: `${key} failed`,
    payload: placed.message,
  });
}

/** Tells it in the view that waits to be filled, where there is one and Slack can be reached now. */
async function isToldInView(
  parts: HandlerParts,
  item: DeadItem<Arrived> | Item<Arrived>,
  arrived: Arrived,
  text: string,
): Promise<boolean> {
  if (arrived.view === '') return false;
  try {
    const connected = await parts.clients.of(item.workspace);
    return connected !== undefined && (await tellInView(parts, connected, item, arrived, text));
  } catch (error) {
    parts.log.debug({ platform: 'slack', failure: failureOf(error) }, 'a view could not be told');
    return false;
  }
}
