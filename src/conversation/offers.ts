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
  /** Takes an offer out; undefined where it has lapsed, was taken, or was made in another channel. */
  take(id: string, where: Pick<Event, 'workspace' | 'channel'>): Offer | undefined;
}

const maxOffers = 1_000;
/** After this an offer has lapsed, and the same may be offered again, in milliseconds. */
const lastsFor = 6 * 3_600_000;

/** Offers of one process; `now` gives the time in ISO form. */
export function createOffers(now: () => string): Offers {
  const waiting = new Map<string, Offer & { readonly at: number }>();
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
        ({ noticed, ...where }) => isIn(where, offer) && noticed.title === offer.noticed.title,
      );
      if (isOffered) return undefined;
      const id = randomUUID().slice(0, 8);
      waiting.set(id, { ...offer, at });
      return id;
    },
    take(id, where) {
      const offer = waiting.get(id);
      if (offer === undefined || !isIn(offer, where)) return undefined;
      waiting.delete(id);
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
