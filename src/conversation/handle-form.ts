import type { ContentInput } from '../decisions/record.ts';
import { AdvisorError } from '../errors.ts';
import type { Submitted } from '../event.ts';
import { type FormId, readFormId } from './form-id.ts';
import { type Memory, wasSent, withSent } from './memory.ts';
import { propose } from './propose-record.ts';
import { contentOfFields } from './record-forms.ts';
import { liveKeyOf, recordReply } from './record-replies.ts';
import { actOf, lookOf, type Services } from './services.ts';
import { requireMistake, type Turn, tell } from './turn.ts';

/** Takes a form that was filled in; the same one sent twice counts once. */
export async function handleForm(services: Services, event: Submitted, memory: Memory): Promise<Turn> {
  const id = event.form === '' ? memory.form : event.form;
  const form = id === null ? undefined : readFormId(id);
  if (id === null || form === undefined)
    return tell(memory, 'record', 'That form is not known here; open it again.', [], 'error');
  if (wasSent(memory, id))
    return tell(memory, 'record', 'That form was sent already; nothing was done twice.');
  try {
    const turn = await takeKnown(services, event, memory, form, id);
    // What was refused can be put right and sent again.
    if (turn.live === undefined) return turn;
    return { ...turn, memory: withSent(turn.memory, id) };
  } catch (error) {
    const { message } = requireMistake(error);
    return tell(memory, 'record', `${message}. What you wrote is still in the form.`, [], 'error');
  }
}

async function takeKnown(
  services: Services,
  event: Submitted,
  memory: Memory,
  form: FormId,
  id: string,
): Promise<Turn> {
  const { decisions } = services;
  const { number, log } = form;
  const done = async (lead: string): Promise<Turn> => ({
    intent: 'record',
    memory: { ...memory, record: { log, number } },
    replies: [await recordReply(services, event, { log, number }, lead)],
    live: liveKeyOf({ log, number }),
  });
  switch (form.kind) {
    case 'propose':
      return propose(services, event, memory, requireTitle(contentOfFields(event.fields)), '', id);
    case 'supersede': {
      const content = requireTitle(contentOfFields(event.fields));
      return propose(services, event, memory, content, '', id, [number]);
    }
    case 'edit': {
      const before = await decisions.get({ ...lookOf(event), log }, number);
      const changes = contentOfFields(event.fields, before);
      await decisions.edit(actOf(event, log), number, changes, form.version);
      return done(`${number} is changed; approvals begin anew.`);
    }
    case 'amend':
      await decisions.amend(actOf(event, log), number, event.fields.text ?? '', event.fields.reason ?? '');
      return done(`${number} is amended.`);
    case 'reject':
      await decisions.reject(actOf(event, log), number, event.fields.reason ?? '');
      return done(`${number} is rejected.`);
  }
}

function requireTitle(content: ContentInput): ContentInput {
  if (content.title.trim() === '') throw new AdvisorError('invalid', 'title: a record needs a title');
  return content;
}
