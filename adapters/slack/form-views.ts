import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';
import type { FormReply } from '../../src/reply.ts';
import type { Arrival } from '../core/driver.ts';
import { failureOf } from './errors.ts';
import { formModal, noticeModal } from './modal.ts';
import type { SlackTypes } from './slack-types.ts';
import type { Connected } from './web-clients.ts';

/** Fills the view that was opened at once with a form; what is sent in comes back to where it was asked for. */
export async function fillView(
  log: Logger,
  connected: Connected,
  item: Arrival<SlackTypes>,
  form: FormReply,
): Promise<void> {
  const { place, permalink } = item.payload;
  const { channel, thread, postIn: message } = place;
  await setView(
    log,
    connected,
    item,
    formModal(form, { form: form.id, channel, thread, message, permalink }),
  );
}

/** Says in the view why there is no form in it. */
export async function tellInView(
  log: Logger,
  connected: Connected,
  item: Arrival<SlackTypes>,
  text: string,
): Promise<boolean> {
  return setView(log, connected, item, noticeModal('Stack Advisor', text));
}

/** Whether the view is there still. */
async function setView(
  log: Logger,
  { client }: Connected,
  { workspace, key, payload }: Arrival<SlackTypes>,
  view: ModalView,
): Promise<boolean> {
  try {
    await client.views.update({ view_id: payload.origin.view, view });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'again' || failure.kind === 'wait') throw error;
    // Whoever closed it meanwhile does not want it any more.
    log.warn({ platform: 'slack', workspace, key, failure }, 'a view was not filled');
    return false;
  }
}
