import { AdvisorError } from '../errors.ts';
import type { Event } from '../event.ts';
import { nameOf } from './answering.ts';
import { type Correction, putRight } from './meaning/corrected.ts';
import type { Memory, RecordRef } from './memory.ts';
import { liveKeyOf, recordReply } from './records.ts';
import { actOf, lookOf, type Services } from './services.ts';
import { type Turn, tell } from './turn.ts';

/** Puts right what a record calls by another name; undefined where the words correct nothing in it. */
export async function correctRecord(
  services: Services,
  event: Event,
  memory: Memory,
  ref: RecordRef | null,
  { right, wrong }: Correction,
): Promise<Turn | undefined> {
  if (ref === null) return undefined;
  const record = await services.decisions.get({ ...lookOf(event), log: ref.log }, ref.number);
  const named = [wrong ?? '', ...namesIn(services, record.title), ...namesIn(services, wrong ?? '')];
  const name = named.find((one) => one !== '' && putRight(record.title, one, right) !== undefined);
  const title = name === undefined ? undefined : putRight(record.title, name, right);
  if (name === undefined || title === undefined) return undefined;
  const change = (text: string) => putRight(text, name, right) ?? text;
  try {
    await services.decisions.edit(actOf(event, ref.log), ref.number, {
      title,
      decision: change(record.decision),
      options: record.options.map((option) => ({ ...option, name: change(option.name) })),
    });
  } catch (error) {
    if (!(error instanceof AdvisorError) || error.code === 'database') throw error;
    return tell(memory, 'record', `${error.message}.`, [], 'error');
  }
  return {
    intent: 'record',
    memory,
    replies: [await recordReply(services, event, ref, `${ref.number} is changed.`)],
    live: liveKeyOf(ref),
  };
}

function namesIn(services: Services, text: string): string[] {
  const { slots } = services.answering.understand(text);
  return slots.flatMap(({ kind, words, ids }) =>
    kind === 'entry' ? [words, ...ids.map((id) => nameOf(services, id))] : [],
  );
}
