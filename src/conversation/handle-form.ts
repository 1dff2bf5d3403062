import type { ContentInput } from '../decisions/record.ts';
import { AdvisorError } from '../errors.ts';
import type { Submitted } from '../event.ts';
import { recordOf } from './find-records.ts';
import { type FormId, readFormId } from './form-id.ts';
import { wasSent, withSent } from './memory.ts';
import { nameIn } from './naming.ts';
import { propose } from './propose-record.ts';
import { contentOfFields } from './record-forms.ts';
import { approvalLead, changesLead, commentLead } from './record-leads.ts';
import { recordChanged } from './record-replies.ts';
import { actOf } from './services.ts';
import { requireMistake, type Turn, type TurnResult, tell } from './turn.ts';

/** Takes a form that was filled in; the same one sent twice counts once. */
export async function handleForm(
  turn: Turn,
  { form: sent, fields }: Pick<Submitted, 'form' | 'fields'>,
): Promise<TurnResult> {
  const { memory } = turn;
  const id = sent === '' ? memory.form : sent;
  const form = id === null ? undefined : readFormId(id);
  if (id === null || form === undefined)
    return tell(turn, 'record', 'That form is not known here; open it again.', [], 'error');
  if (wasSent(memory, id)) return tell(turn, 'record', 'That form was sent already; nothing was done twice.');
  try {
    const taken = await takeKnown(turn, form, id, fields);
    // What was refused can be put right and sent again.
    if (taken.live === undefined) return taken;
    return { ...taken, memory: withSent(taken.memory, id) };
  } catch (error) {
    const { message } = requireMistake(error);
    return tell(turn, 'record', `${message}. What you wrote is still in the form.`, [], 'error');
  }
}

async function takeKnown(
  turn: Turn,
  form: FormId,
  id: string,
  fields: Submitted['fields'],
): Promise<TurnResult> {
  const { services, event } = turn;
  const { decisions } = services;
  const { number, log } = form;
  const name = nameIn(turn, { log, number });
  const done = (lead: string) => recordChanged(turn, { log, number }, lead);
  switch (form.kind) {
    case 'propose':
      return propose(turn, requireTitle(contentOfFields(fields)), '', id);
    case 'supersede': {
      const content = requireTitle(contentOfFields(fields));
      return propose(turn, content, '', id, [{ log, number }]);
    }
    case 'edit': {
      const before = await recordOf(turn, { log, number });
      const changes = contentOfFields(fields, before);
      await decisions.edit(actOf(event, log), number, changes, form.version);
      return done(`${name} is changed; approvals begin anew.`);
    }
    case 'changes':
      await decisions.requestChanges(actOf(event, log), number, fields.text ?? '');
      return done(changesLead(event.person, name));
    case 'comment': {
      const words = fields.text ?? '';
      if (fields.answer === 'approve')
        return done(
          approvalLead(event.person, name, await decisions.approve(actOf(event, log), number, words)),
        );
      await decisions.comment(actOf(event, log), number, words);
      return done(commentLead(event.person, name));
    }
    case 'amend':
      await decisions.amend(actOf(event, log), number, fields.text ?? '', fields.reason ?? '');
      return done(`${name} is amended.`);
    case 'reject':
      await decisions.reject(actOf(event, log), number, fields.reason ?? '');
      return done(`${name} is rejected.`);
  }
}

function requireTitle(content: ContentInput): ContentInput {
  if (content.title.trim() === '') throw new AdvisorError('invalid', 'title: a record needs a title');
  return content;
}
