import { utteranceOf } from './intents/reading.ts';
import { readings } from './intents/registry.ts';
import { writtenOut } from './meaning/small-phrases.ts';
import { sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

/** Longer messages are answered with how long they may be. */
export const maxMessage = 8_000;

/** Signs that nobody sees and that belong to no word; joiners do belong to words and to emoji. */
const unseen = /[\0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Text without what nobody sees; a run of spaces or of empty lines says nothing, and takes time. */
function plainText(text: string): string {
  return text
    .replace(unseen, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .trim()
    .replace(/[^\S\n]{2,}/g, ' ')
    .replace(/ \n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Takes what somebody said by the first of the readings that it fits. */
export async function handleMessage(turn: Turn, text: string): Promise<TurnResult> {
  const said = writtenOut(plainText(text));
  if (said === '') return tell(turn, 'none', 'Say something, such as "help".', [sayChoice('Help')]);
  if (said.length > maxMessage) {
    const much = `That is ${said.length} characters; a message may have ${maxMessage}. Shorten it and send it again.`;
    return tell(turn, 'none', much, [], 'error');
  }
  const utterance = utteranceOf(turn, said);
  for (const { mayBe, take } of readings) {
    const result = mayBe?.(turn, utterance) === false ? undefined : await take(turn, utterance);
    if (result !== undefined) return result;
  }
  throw new Error('a question takes whatever is said');
}
