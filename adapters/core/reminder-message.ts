import { choiceIdText } from '../../src/conversation/choice-id.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import type { Reminder } from '../../src/queue/reminders.ts';
import type { Reply } from '../../src/reply.ts';
import type { Painter, PlatformTypes } from './driver.ts';
import { addressMessage, type OutgoingMessage } from './outgoing.ts';

/** A reminder as a message in the record's channel. */
export function reminderMessage<P extends PlatformTypes>(
  painter: Pick<Painter<P>, 'messages'>,
  reminder: Reminder,
  channel: string,
): OutgoingMessage<P['body']> {
  const [body] = painter.messages([reminderReply(reminder)], {});
  if (body === undefined) throw new RangeError('a reminder says something');
  return addressMessage(body, { kind: 'channel', channel, postIn: '' }, '');
}

/** A reminder in words, with a button that opens the record. */
function reminderReply(reminder: Reminder): Reply {
  const { log, number } = reminder;
  const id = choiceIdText({ kind: 'show', number, log });
  const choices = [{ id, label: 'Open', tone: 'primary' as const }];
  return { kind: 'text', text: wordsOf(reminder), choices };
}

function wordsOf(reminder: Reminder): string {
  const { title, several = false } = reminder;
  const name = recordName(reminder, several);
  switch (reminder.kind) {
    case 'review-due':
      return `${name} is due for review since ${reminder.reviewBy}: ${title}. Does it still hold?`;
    case 'proposal-waiting': {
      const { days, approvals, quorum, deciders } = reminder;
      const who = deciders.length === 0 ? 'Anybody here may decide.' : `It waits for ${deciders.join(', ')}.`;
      return `${name} has waited ${days} days for a decision: ${title}. ${approvals} of ${quorum} approvals. ${who}`;
    }
  }
}
