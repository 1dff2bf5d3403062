import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Reply } from '../../src/reply.ts';

/** What is said where decisions are to be noticed, and the words of messages are not sent along. */
const intentMissing: Reply = {
  kind: 'notice',
  tone: 'error',
  text: 'But I cannot read the messages here yet: the app lacks the Message Content intent. Whoever owns the app turns it on at discord.com/developers, under Bot; then I have to be started again.',
  suggestions: [],
};

/** Below an outcome in which noticing was turned on. */
const turnOff = choiceIdText({ kind: 'noticing', on: false });

/** An outcome in which noticing was turned on says what is missing for it. */
export function withIntentNote(
  { hasContent }: { readonly hasContent: () => boolean | undefined },
  outcome: Outcome,
): Outcome {
  const isTurnedOn = outcome.replies.some(({ choices = [] }) => choices.some(({ id }) => id === turnOff));
  if (!isTurnedOn || hasContent() !== false) return outcome;
  return { ...outcome, replies: [...outcome.replies, intentMissing] };
}
