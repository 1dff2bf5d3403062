import { AdvisorError } from '../errors.ts';
import { clearAnswersOf } from './answers.ts';
import { statusOf } from './rows.ts';
import { change, record, type Scope, step } from './write-scope.ts';

/** Longer ones belong into a document that the record links. */
export const maxComment = 2_000;

/**
 * Sends a proposal back to its author with what has to change; in place of an approval, where the decider gave one.
 * @throws AdvisorError `invalid` without words, `conflict` where it is not proposed or they do not decide it.
 */
export async function requestChanges(scope: Scope, number: number, words: string): Promise<void> {
  const comment = readWords(words, 'say what has to change, so that its author can do it');
  const row = await step(scope, number, 'request-changes');
  const { db, act, at } = scope;
  await clearAnswersOf(db, row.id, act.person.id);
  await db
    .insertInto('change_requests')
    .values({ record_id: row.id, person_id: act.person.id, person_name: act.person.name, comment, at })
    .execute();
  await change(scope, row, {}, 'changes-requested', { comment, from: statusOf(row) });
}

/** Keeps what somebody says to a record; whoever has it open to edit it can still save. @throws AdvisorError as above. */
export async function comment(scope: Scope, number: number, words: string): Promise<void> {
  const text = readWords(words, 'a comment says something; give it words');
  const row = await step(scope, number, 'comment');
  await record(scope, row, 'commented', { text });
}

function readWords(words: string, hint: string): string {
  const text = words.trim();
  if (text === '') throw new AdvisorError('invalid', hint);
  if (text.length > maxComment)
    throw new AdvisorError('invalid', `a comment has at most ${maxComment} characters; link what is longer`);
  return text;
}
