import { randomUUID } from 'node:crypto';
import type { Event } from '../event.ts';
import type { Noticed } from './noticing/notice.ts';

/** A decision that was noticed, and whose words told it: it waits for somebody to confirm it. */
export interface Offer extends Pick<Event, 'workspace' | 'channel'> {
  readonly noticed: Noticed;
  readonly person: string;
}

/**
 * Offers to record what was noticed. They are kept in the process's memory alone: words that nobody records are never
 * stored.
 */
export interface Offers {
  /** Keeps an offer under an id; undefined where the same was offered in the channel lately. */
  keep(offer: Offer): string | undefined;
  /** Takes an offer for an event, once; undefined where it has lapsed, another one took it, or it was made in another channel. */
  take(id: string, by: Pick<Event, 'workspace' | 'channel' | 'id'>): Offer | undefined;
}

const maxOffers = 1_000;
/** After this an offer has lapsed, and the same may be offered again, in milliseconds. */
const lastsFor = 6 * 3_600_000;

interface Kept extends Offer {
  readonly at: number;
  /** What took it: the same event may be handled twice. */
  takenBy?: string;
}

/** Offers of one process; `now` gives the time in ISO form. */
export function createOffers(now: () => string): Offers {
  const waiting = new Map<string, Kept>();
  const forget = (at: number) => {
    for (const [id, offer] of waiting) {
      if (waiting.size <= maxOffers && at - offer.at < lastsFor) break;
      waiting.delete(id);
    }
  };
  return {
    keep(offer) {
      const at = Date.parse(now());
      forget(at);
      const isOffered = [...waiting.values()].some(
        ({ noticed, takenBy, ...where }) =>
          takenBy === undefined && isIn(where, offer) && noticed.title === offer.noticed.title,
      );
      if (isOffered) return undefined;
      const id = randomUUID().slice(0, 8);
      waiting.set(id, { ...offer, at });
      return id;
    },
    take(id, by) {
      const offer = waiting.get(id);
      if (offer === undefined || !isIn(offer, by)) return undefined;
      if (offer.takenBy !== undefined && offer.takenBy !== by.id) return undefined;
      // Without an id it cannot come again.
      offer.takenBy = by.id ?? '';
      return offer;
    },
  };
}

function isIn(
  one: Pick<Offer, 'workspace' | 'channel'>,
  other: Pick<Offer, 'workspace' | 'channel'>,
): boolean {
  return one.workspace === other.workspace && one.channel === other.channel;
}
