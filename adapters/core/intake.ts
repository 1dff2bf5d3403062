import { performance } from 'node:perf_hooks';
import type { Limits } from '../../src/limits.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { Inbox } from '../../src/queue/inbox.ts';
import { answerAtOnce } from './answer-at-once.ts';
import type { Arrived, Received } from './arrival.ts';
import { createArrivalLimits } from './arrival-limits.ts';
import { createKeyedWaits } from './await-by-key.ts';
import type { PlatformTypes } from './driver.ts';
import type { Handle, HandlerParts } from './handler.ts';
import { createOverheardWords } from './overheard-words.ts';

/** Takes what a platform delivers. */
export interface Intake<P extends PlatformTypes> {
  /**
   * When it returns, what has to be done is stored or done; when it throws, the platform is to deliver it again. Gives what
   * it is answered with at once; undefined where the answer comes later, or there is none.
   */
  take(received: Received<P['origin']>): Promise<P['first'] | undefined>;
  /** Works an item of the inbox off. */
  handle(item: Item<Arrived<P['origin']>>): Promise<void>;
}

/** Where what arrives is stored, and who works it off. */
export interface IntakeParts<P extends PlatformTypes> extends HandlerParts<P> {
  readonly inbox: Pick<Inbox<Arrived<P['origin']>>, 'accept'>;
  readonly handle: Handle<P>;
  readonly limits: Limits;
  /** Whether what arrived has been worked off, by whichever process. */
  readonly isHandled: (arrival: Pick<Item<never>, 'platform' | 'workspace' | 'key'>) => Promise<boolean>;
}

/** Takes deliveries for one inbox. */
export function createIntake<P extends PlatformTypes>(parts: IntakeParts<P>): Intake<P> {
  const { driver, inbox, metrics, isHandled } = parts;
  const refuse = createArrivalLimits(parts, parts.limits);
  const heard = createOverheardWords();
  const waiting = createKeyedWaits<P['first'] | undefined>();
  return {
    async take(received) {
      const begun = performance.now();
      const { workspace, key, expiresAt } = received;
      const { kind } = received.arrived;
      const isOverheard = kind === 'overheard';
      // What nobody turned on is not even counted.
      if (isOverheard && !(await isNoticing(parts, received))) return undefined;
      const refused = await refuse(received);
      if (refused !== undefined) {
        metrics.event(kind, 'limited');
        return refused.first;
      }
      if (isOverheard) heard.keep(waitKey(received), received.words);
      const answered = await answerAtOnce(parts, received);
      if (answered !== undefined) {
        metrics.event(kind, 'at-once');
        metrics.answered(performance.now() - begun);
        return answered.first;
      }
      const { arrived } = received;
      const wait = driver.firsts.waitFor(arrived);
      const first = wait > 0 ? waiting.wait(waitKey(received), wait) : undefined;
      const { channel, thread } = arrived.place;
      try {
        const state = await inbox.accept({
          platform: driver.platform,
          workspace,
          key,
          conversation: `${channel || arrived.person.id} ${thread}`,
          payload: arrived,
          ...(expiresAt === undefined ? {} : { expiresAt }),
        });
        if (state === 'seen') {
          metrics.event(kind, 'duplicate');
          waiting.tell(waitKey(received), undefined);
        } else if (first !== undefined) {
          const { platform } = driver;
          // What cannot be looked up is waited for to the end.
          waiting.watch(waitKey(received), () => isHandled({ platform, workspace, key })).catch(() => {});
        }
      } catch (error) {
        metrics.event(kind, 'not-stored');
        waiting.tell(waitKey(received), undefined);
        throw error;
      }
      return first;
    },
    async handle(item) {
      const key = waitKey(item);
      await parts.handle(item, {
        words: heard.take(key),
        isAwaited: () => waiting.isAwaited(key),
        tell: (first) => waiting.tell(key, first),
      });
      metrics.event(item.payload.kind, 'handled');
    },
  };
}

function waitKey({ workspace, key }: { readonly workspace: string; readonly key: string }): string {
  return `${workspace} ${key}`;
}

/** Whether a channel wants decisions to be noticed, or the one that a thread is in. */
async function isNoticing<P extends PlatformTypes>(
  { services, driver }: Pick<IntakeParts<P>, 'services' | 'driver'>,
  { workspace, arrived }: Received<P['origin']>,
): Promise<boolean> {
  if (await services.channels.isNoticing(workspace, arrived.place.channel)) return true;
  const parent = await driver.directory.parentOf?.(workspace, arrived);
  return parent !== undefined && services.channels.isNoticing(workspace, parent);
}
