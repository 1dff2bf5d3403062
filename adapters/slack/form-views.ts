import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { FormReply } from '../../src/reply.ts';
import { numbered } from '../core/form-number.ts';
import { createNaming } from '../core/mentions.ts';
import { proposalFrom } from '../core/record-form.ts';
import { oneLine } from '../view/clean-text.ts';
import type { Directory } from './directory.ts';
import { failureOf } from './errors.ts';
import type { Arrived, ArrivedOf } from './incoming.ts';
import { formModal, noticeModal } from './modal.ts';
import type { Connected } from './web-clients.ts';

/** What forms need. */
export interface FormParts {
  readonly services: Services;
  readonly directory: Directory;
  readonly log: Logger;
}

/**
 * Fills the view that was opened at once with a form; what is sent in comes back to where it was asked for. It has a
 * number of its own from now on, so that it counts once, however often it is sent in.
 */
export async function fillView(
  parts: FormParts,
  connected: Connected,
  item: Pick<Item<Arrived>, 'workspace' | 'key'>,
  { place, permalink, view }: Arrived,
  form: FormReply,
): Promise<void> {
  const { channel, thread, postIn } = place;
  const own = numbered(form.id, item.key);
  const modal = formModal(form, { form: own, channel, thread, message: postIn, permalink });
  await setView(parts, connected, item, view, modal);
}

/** Says in the view why there is no form in it; whether it is there still. */
export function tellInView(
  parts: FormParts,
  connected: Connected,
  item: Pick<Item<Arrived>, 'workspace' | 'key'>,
  { view }: Arrived,
  text: string,
): Promise<boolean> {
  return setView(parts, connected, item, view, noticeModal('Stack Advisor', text));
}

async function setView(
  { log }: FormParts,
  { client }: Connected,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  view: string,
  modal: ModalView,
): Promise<boolean> {
  if (view === '') return false;
  try {
    await client.views.update({ view_id: view, view: modal });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'again' || failure.kind === 'wait') throw error;
    // Whoever closed it meanwhile does not want it any more.
    log.warn({ platform: 'slack', workspace, key, failure }, 'a view was not filled');
    return false;
  }
}

/** So many messages of a thread are looked at for who took part. */
const threadLimit = 100;
const shownPeople = 12;

/** A proposal, prefilled from a message and who spoke in its thread. */
export async function formFromMessage(
  parts: FormParts,
  connected: Connected,
  item: Item<Arrived>,
  arrived: ArrivedOf<'from-message'>,
): Promise<FormReply> {
  const { services, directory } = parts;
  const { workspace, key } = item;
  const known = await directory.person(workspace, arrived.user);
  const viewer = await directory.viewer(workspace, known, arrived.place.channel, false);
  const person = { id: known.id, name: known.name };
  const { channel, thread } = arrived.place;
  const text = await createNaming((mention) => directory.nameOf(workspace, mention)).text(arrived.text);
  const said = {
    kind: 'said',
    workspace,
    channel,
    thread,
    person,
    viewer,
    source: 'slack',
    text,
  } as const;
  return proposalFrom(services, said, key, await participants(parts, connected, arrived));
}

/** Names of who spoke in the thread; only the author's where the thread cannot be read. */
async function participants(
  { directory, log }: FormParts,
  { client, workspace }: Connected,
  { place, author, root }: ArrivedOf<'from-message'>,
): Promise<string[]> {
  const users = await client.conversations
    .replies({ channel: place.channel, ts: root, limit: threadLimit })
    .then(({ messages = [] }) => messages.flatMap(({ user }) => user ?? []))
    .catch((error: unknown) => {
      log.debug({ platform: 'slack', failure: failureOf(error) }, 'a thread was not read');
      return [];
    });
  const people = [...new Set([author, ...users])].filter((user) => user !== '' && user !== workspace.botUser);
  const known = await Promise.all(
    people.slice(0, shownPeople).map((user) => directory.person(workspace.id, user).catch(() => undefined)),
  );
  return known.flatMap((one) => (one === undefined ? [] : [oneLine(one.name)]));
}
