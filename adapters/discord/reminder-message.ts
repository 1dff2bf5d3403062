import type { Reminder } from '../../src/queue/reminders.ts';
import { reminderReply } from '../core/reminder-reply.ts';
import { addressMessage } from './address-message.ts';
import type { OutgoingMessage } from './outgoing.ts';
import { renderReplies } from './render.ts';

/** A reminder as a message in the record's channel. */
export function reminderMessage(reminder: Reminder, channel: string): OutgoingMessage {
  const [message = { components: [], pictures: [] }] = renderReplies([reminderReply(reminder)]);
  return addressMessage(message, { kind: 'channel', channel, replyTo: '' }, '');
}
