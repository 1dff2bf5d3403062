import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { Reminder } from '../../src/queue/reminders.ts';
import type { Reply } from '../../src/reply.ts';

/** A reminder in words, with a button that opens the record. */
export function reminderReply(reminder: Reminder): Reply {
  const { log, number } = reminder;
  const id = choiceIdText({ kind: 'show', number, log });
  const choices = [{ id, label: 'Open', tone: 'primary' as const }];
  return { kind: 'text', text: wordsOf(reminder), choices };
}

function wordsOf(reminder: Reminder): string {
  const { number, title } = reminder;
  switch (reminder.kind) {
    case 'review-due':
      return `${number} is due for review since ${reminder.reviewBy}: ${title}. Does it still hold?`;
    case 'proposal-waiting': {
      const { days, approvals, quorum, deciders } = reminder;
      const who = deciders.length === 0 ? 'Anybody here may decide.' : `It waits for ${deciders.join(', ')}.`;
      return `${number} has waited ${days} days for a decision: ${title}. ${approvals} of ${quorum} approvals. ${who}`;
    }
  }
}
