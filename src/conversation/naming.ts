import { recordName } from '../decisions/record-name.ts';
import { escaped } from './meaning/spoken.ts';
import type { RecordRef } from './memory.ts';
import type { Context } from './turn.ts';

/** Whether whoever is answered sees several logs; one that was made in this turn counts too. */
export function seesSeveral({ logs }: Pick<Context, 'logs'>, { log }: Pick<RecordRef, 'log'>): boolean {
  return logs.some((name) => name !== log);
}

/** How whoever is answered calls a record: see {@link recordName}. */
export function nameIn(context: Pick<Context, 'logs'>, ref: RecordRef): string {
  return recordName(ref, seesSeveral(context, ref));
}

/** A sentence on records of a log, for readers who see no other log and know nothing of one. */
export function withoutLog(sentence: string, log: string): string {
  return sentence.replace(new RegExp(`(?<![\\p{L}\\p{N}-])${escaped(log)}-(?=\\d)`, 'gu'), '');
}
