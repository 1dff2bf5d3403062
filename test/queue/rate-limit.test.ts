import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryOf, type RateLimit, restFor } from '../../src/queue/rate-limit.ts';
import { manualClock, message, open, second, settled, textOutbox } from './support.ts';

/** When messages go out that all wait from the beginning. */
function sentTimes(count: number, pace: RateLimit, delays: readonly number[] = []): number[] {
  const sent: number[] = [];
  let now = 0;
  for (let at = 0; at < count; at++) {
    now += delays[at] ?? 0;
    now += restFor(sent.toReversed(), pace, now);
    sent.push(now);
  }
  return sent;
}

describe('a channel', () => {
  it('takes a burst at once, then one a second', () => {
    expect(sentTimes(13, { burst: 10, every: 1_000 })).toEqual([
      ...Array.from({ length: 10 }, () => 0),
      1_000,
      2_000,
      3_000,
    ]);
  });

  it('without bursts takes one a second', () => {
    expect(sentTimes(3, { burst: 1, every: 1_000 })).toEqual([0, 1_000, 2_000]);
  });

  it('that rested takes as many more as it rested', () => {
    // Ten at once, three seconds of rest, then three at once and one a second.
    const delays = Array.from({ length: 15 }, (_, at) => (at === 10 ? 3_000 : 0));
    expect(sentTimes(15, { burst: 10, every: 1_000 }, delays).slice(10)).toEqual([
      3_000, 3_000, 3_000, 4_000, 5_000,
    ]);
  });

  it('without a pace never rests', () => {
    expect(sentTimes(3, { burst: 1, every: 0 })).toEqual([0, 0, 0]);
  });

  it('never gets more in any time than a burst and what that time allows', () => {
    const pace = { burst: 5, every: 250 };
    const delays = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(delays, (each) => {
        const sent = sentTimes(each.length, pace, each);
        for (const [from, begin] of sent.entries())
          for (const [to, end] of sent.entries())
            if (to >= from)
              expect(to - from + 1).toBeLessThanOrEqual(pace.burst + (end - begin) / pace.every);
      }),
    );
  });

  it('is looked at for as long as twenty bursts take', () => {
    expect(memoryOf({ burst: 10, every: 1_000 })).toBe(200_000);
  });
});

describe('an outbox with bursts', () => {
  it('sends ten at once, the eleventh a second later, and rests in one channel alone', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock, { pace: { burst: 10, every: 1_000 } });
    const began = clock.now();
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      sent.push(`${dedupe} ${(clock.now() - began) / second}`);
      return 'sent';
    });
    for (let at = 0; at < 12; at++) await outbox.put(message(`a${at}`, 'a'));
    await outbox.put(message('b', 'b'));
    while (sent.length < 11) await settled();
    expect(sent.toSorted()).toEqual([...Array.from({ length: 10 }, (_, at) => `a${at} 0`), 'b 0'].toSorted());
    await clock.pass(5 * second);
    expect(sent.slice(11)).toEqual(['a10 1', 'a11 2']);
  });
});
