import type { DecisionRecord } from '../decisions/record.ts';
import type { Event } from '../event.ts';
import type { Field, FormReply } from '../reply.ts';
import { newFormNumber, type RecordFormKind } from './form-id.ts';
import { nameIn } from './naming.ts';
import { formReply } from './record-forms.ts';
import { logFor, lookOf, type Services } from './services.ts';
import type { Turn } from './turn.ts';

/** A form for a new record in the log of where somebody is, in the words of that log's template. `own` tells it from others. */
export async function proposalForm(
  event: Event,
  services: Pick<Services, 'decisions'>,
  own: number,
): Promise<FormReply> {
  const log = await logFor(event, services);
  const form = formReply('propose', own, undefined, log);
  return { ...form, fields: await inWordsOf(log, form.fields, event, services) };
}

/** A form about a record, in the words of its log's template. */
export async function recordForm(
  turn: Turn,
  kind: RecordFormKind,
  record: DecisionRecord,
): Promise<FormReply> {
  const form = formReply(kind, newFormNumber(), record, record.log, nameIn(turn, record));
  return { ...form, fields: await inWordsOf(record.log, form.fields, turn.event, turn.services) };
}

/** No label is longer, whatever a template's heading is. */
const longestLabel = 100;

/** Fields under the headings that the template of a log has for them. */
export async function inWordsOf(
  name: string,
  fields: readonly Field[],
  event: Event,
  { decisions }: Pick<Services, 'decisions'>,
): Promise<readonly Field[]> {
  const log = (await decisions.logs(lookOf(event))).find((one) => one.name === name);
  if (log === undefined || log.template === null) return fields;
  const { templatesOf } = await import('../decisions/log-templates.ts');
  const headings = templatesOf([log]).get(name)?.form.sections ?? [];
  return fields.map((field) => {
    const named = field.name === 'reviewBy' ? 'review-by' : field.name;
    const label = headings.find(({ place }) => place === named)?.title.slice(0, longestLabel);
    if (label === undefined) return field;
    const hint = field.name === 'options' ? { hint: 'A line each.' } : {};
    return { ...field, label, ...hint };
  });
}
