import type { DeadItem } from '../../src/queue/arrival.ts';
import type { Arrived } from './arrival.ts';
import type { PlatformTypes } from './driver.ts';
import { deadReply } from './failure-replies.ts';
import { type HandlerParts, put } from './handler.ts';
import { placeOwn } from './place-replies.ts';

/** A line in the log, and words to the person with the reference to it. */
export async function reportDeadEvent<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  item: DeadItem<Arrived<P['origin']>>,
): Promise<void> {
  const { driver, log, outbox } = parts;
  const { payload: arrived, error, ...rest } = item;
  const reply = deadReply(log, item, driver.reasonOf(error));
  if (arrived === undefined || arrived.kind === 'overheard' || arrived.kind === 'linked') return;
  const living = { ...rest, payload: arrived };
  try {
    const calls = await driver.connect(item.workspace);
    if (calls === undefined) return;
    const told = { text: reply.text, isFault: false };
    if (await calls.tell?.(living, told, nobodyWaits)) return;
  } catch (failed) {
    log.debug(
      { platform: driver.platform, failure: driver.failureOf(failed) },
      'nobody could be told at once',
    );
  }
  const [placed] = placeOwn(parts, living, [reply]);
  if (placed !== undefined) await put(outbox, item, placed, 'failed');
}

const nobodyWaits = { isAwaited: () => false, tell() {} };
