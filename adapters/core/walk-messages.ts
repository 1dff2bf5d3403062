import { readChoiceId } from '../../src/conversation/choice-id.ts';
import type { Event } from '../../src/event.ts';
import type { Reply } from '../../src/reply.ts';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';

/** Whether a walk goes on: then in the message in which its question was answered. */
export function continuesWalk(event: Event, replies: readonly Reply[]): boolean {
  const isPressed = event.kind === 'chose' && event.choices.every(isOfOwnWalk);
  return isPressed && replies.some(({ kind }) => kind === 'question' || kind === 'recommendation');
}

function isOfOwnWalk(choice: string): boolean {
  const read = readChoiceId(choice);
  return (read?.kind === 'option' || read?.kind === 'control' || read?.kind === 'topic') && !read.team;
}

/**
 * Whether another part of a list is wanted: it takes the place of the one that was shown, where nobody else reads that.
 * In a message of all's it would show to all what the person may see.
 */
export function turnsPage(event: Event, pressed: string): boolean {
  const isAlone = event.setting === 'direct' || pressed === '';
  return isAlone && event.kind === 'chose' && event.choices.every(isOfList);
}

/** What words found stands below the record that fits best, which would go with it. */
function isOfList(choice: string): boolean {
  const read = readChoiceId(choice);
  return read?.kind === 'page' && read.of.kind !== 'found';
}

/** So much of a question is told above its answer. */
const maxAsked = 300;

/** Who asked what, above an answer that is shown to all. */
export function askedBy(name: string, question: string): Reply {
  return { kind: 'text', text: `${name} asked: ${clip(oneLine(question), maxAsked)}` };
}
