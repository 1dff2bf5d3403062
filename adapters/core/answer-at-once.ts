import type { ArrivedOf, Received } from './arrival.ts';
import type { Arrival, FirstAnswers, PlatformTypes } from './driver.ts';
import { keepOpened, noForm, ownForm, wantedForm } from './forms.ts';
import { type HandlerParts, putAll } from './handler.ts';
import { placeOwn } from './place-replies.ts';
import { isReadOnlyCommand } from './read-only-commands.ts';
import { resolveEvent } from './resolve-event.ts';
import { shareKey } from './share-store.ts';
import { withDeadline } from './with-deadline.ts';

/** What something was answered with before it was stored; `first` is undefined where it was answered already, or goes out later. */
export interface Answered<P extends PlatformTypes> {
  readonly first: P['first'] | undefined;
}

/** A form that is not there by then cannot be opened any more, in milliseconds. */
const openWithin = 2_300;
const notNow = 'The form could not be opened just now. Try again.';

/**
 * Answers `/ask` and what else only tells something in the acknowledgement itself, and opens forms that can be opened by
 * nothing else: nothing is acknowledged that could be lost. Undefined for everything else, and where it takes the platform
 * too long to tell who asks: then it goes the way of the others.
 */
export async function answerAtOnce<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  received: Received<P['origin']>,
): Promise<Answered<P> | undefined> {
  const { arrived } = received;
  switch (arrived.kind) {
    case 'commanded':
      return isReadOnlyCommand(arrived.name, arrived.given) ? tellAtOnce(parts, received) : undefined;
    case 'wanted-form':
    case 'from-message': {
      const { forms } = parts.driver.firsts;
      if (forms === undefined) return undefined;
      const opened = formAtOnce(parts, received, arrived, forms).catch((error: unknown) => {
        const notice = parts.driver.noticeFor?.(error, itemOf<P>(received));
        if (notice?.kind !== 'notice') throw error;
        return forms.words(notice.text);
      });
      return { first: (await withDeadline(opened, openWithin)) ?? forms.words(notNow) };
    }
    default:
      return undefined;
  }
}

function itemOf<P extends PlatformTypes>({
  workspace,
  key,
  arrived,
  expiresAt,
}: Received<P['origin']>): Arrival<P> {
  return { workspace, key, payload: arrived, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

async function formAtOnce<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  received: Received<P['origin']>,
  arrived: ArrivedOf<P['origin'], 'wanted-form' | 'from-message'>,
  { open, words }: NonNullable<FirstAnswers<P>['forms']>,
): Promise<P['first']> {
  const calls = await parts.driver.connect(received.workspace);
  if (calls === undefined) return words(notNow);
  const item = itemOf<P>(received);
  const form = await wantedForm(parts, calls, item, arrived);
  if (form === undefined) return words(noForm);
  const own = ownForm(item.key, form);
  await keepOpened(parts, item, own);
  return open(own, arrived);
}

async function tellAtOnce<P extends PlatformTypes>(
  parts: HandlerParts<P>,
  received: Received<P['origin']>,
): Promise<Answered<P> | undefined> {
  const { driver, engine, outbox, posted } = parts;
  const item = itemOf<P>(received);
  const acted = await withDeadline(resolveEvent(driver, item, ''), driver.firsts.knownWithin);
  if (acted?.event.kind !== 'commanded') return undefined;
  const outcome = await engine.handle(acted.event);
  // Asked under the same id it is answered already: whoever did fills in this answer, where it comes first.
  if (outcome.replies.length === 0) return { first: undefined };
  const share = await shareKey(posted, driver.painter.maxQuestion, item, acted.event, outcome);
  const placed = placeOwn(parts, item, outcome.replies, { audience: outcome.audience, share });
  const answer = placed.find(({ first }) => first !== undefined);
  await putAll(outbox, { ...item, platform: driver.platform }, placed, answer);
  return { first: answer?.first };
}
