import { LRUCache } from 'lru-cache';
import { type Allowance, type Limits, limitWords } from '../../src/limits.ts';
import type { Reply } from '../../src/reply.ts';
import type { Arrived, Received } from './arrival.ts';
import type { Arrival, PlatformTypes } from './driver.ts';
import { createExpiringSet } from './expiring-set.ts';
import { type HandlerParts, put } from './handler.ts';
import { addressMessage, paceOf } from './outgoing.ts';
import type { Placed } from './place-replies.ts';

/** What something is answered with that is not taken; `first` is undefined where nobody is told. */
export interface Refused<P extends PlatformTypes> {
  readonly first: P['first'] | undefined;
}

/** Refuses what is more than somebody may ask; undefined for what is taken. It throws where the person cannot be told. */
export type Refuse<P extends PlatformTypes> = (
  received: Received<P['origin']>,
) => Promise<Refused<P> | undefined>;

/** What was taken is remembered so long, in milliseconds: delivered again it is no second thing. */
const rememberedFor = 10 * 60_000;
/** So many who were told are remembered. */
const mostTold = 5_000;

type Over = Extract<Allowance, { kind: 'over' }>;

/**
 * Holds people and workspaces to their limits before anything is stored, so that what is stored is also done. A form
 * that was filled in is counted and taken: what somebody wrote is not thrown away, and it was opened within the limit.
 */
export function createArrivalLimits<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  limits: Limits,
): Refuse<P> {
  const taken = createExpiringSet(rememberedFor);
  const told = new LRUCache<string, true>({ max: mostTold, perf: Date });
  return async (received) => {
    const { workspace, key, arrived } = received;
    const name = JSON.stringify([workspace, key]);
    if (taken.has(name)) return undefined;
    const person = arrived.person.id;
    const allowance =
      arrived.kind === 'overheard' || arrived.kind === 'linked'
        ? await limits.heard(workspace)
        : await limits.asked(workspace, person);
    if (allowance.kind === 'within' || arrived.kind === 'submitted') {
      taken.note(name);
      return undefined;
    }
    const whom = JSON.stringify([workspace, person]);
    const isTold = told.has(whom);
    if (!isTold) told.set(whom, true, { ttl: allowance.milliseconds });
    try {
      return await tell(parts, received, allowance, isTold);
    } catch (error) {
      if (!isTold) told.delete(whom);
      throw error;
    }
  };
}

/** In these nobody asked us for anything that they would miss. */
const unasked: readonly Arrived<object>['kind'][] = ['overheard', 'opened', 'unread', 'linked'];

/** Tells the person alone, once; where something waits for an answer it gets one each time. */
async function tell<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  received: Received<P['origin']>,
  over: Over,
  isTold: boolean,
): Promise<Refused<P>> {
  const { driver, outbox } = parts;
  const { workspace, key, arrived, expiresAt } = received;
  if (unasked.includes(arrived.kind)) return { first: undefined };
  const item = { workspace, key, payload: arrived, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const text = limitWords(over);
  if (await tellWhereAwaited(parts, item, text)) return { first: undefined };
  const placed = placeAlone(parts, item, text);
  if (isTold) return { first: driver.mustAnswer(arrived) ? placed?.first : undefined };
  if (placed !== undefined && placed.first === undefined)
    await put(outbox, { ...item, platform: driver.platform }, placed, 'limit');
  return { first: placed?.first };
}

/** What was opened for the person and waits to be filled is filled with the words. */
async function tellWhereAwaited<P extends PlatformTypes>(
  { driver, log }: HandlerParts<P>,
  item: Arrival<P>,
  text: string,
): Promise<boolean> {
  try {
    const calls = await driver.connect(item.workspace);
    return (await calls?.tell?.(item, { text, isFault: false }, nobodyWaits)) ?? false;
  } catch (error) {
    log.debug({ platform: driver.platform, failure: driver.failureOf(error) }, 'a limit was told elsewhere');
    return false;
  }
}

const nobodyWaits = { isAwaited: () => false, tell() {} };

function placeAlone<P extends PlatformTypes>(
  { driver, context }: HandlerParts<P>,
  item: Arrival<P>,
  text: string,
): Placed<P> | undefined {
  const { payload: arrived } = item;
  const notice: Reply = { kind: 'notice', tone: 'info', text, suggestions: [] };
  const [body] = driver.painter.messages([notice], context);
  if (body === undefined) return undefined;
  const placement = { index: 0, audience: 'asker', goesOn: false } as const;
  const usual = driver.targetOf(item, placement).to;
  const isOpen = usual.kind === 'channel' && !driver.isDirect(item);
  const way = isOpen ? driver.anotherWay(usual) : usual;
  // A thread that we do not begin may be none yet, and in none it would not be shown.
  const to = way.kind === 'alone' ? { ...way, postIn: '' } : way;
  return {
    pace: paceOf(to, arrived.person.id),
    message: addressMessage(body, to, arrived.person.id),
    first: driver.firsts.of(arrived, body, to, placement),
  };
}
