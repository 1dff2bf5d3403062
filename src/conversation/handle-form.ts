import { newLog } from '../decisions/log-settings.ts';
import type { ContentInput } from '../decisions/record.ts';
import { type AdvisorError, FieldError } from '../errors.ts';
import type { Submitted } from '../event.ts';
import type { Field, NoticeReply } from '../reply.ts';
import { isBlank } from '../visible.ts';
import { recordOf } from './find-records.ts';
import { type FormId, type FormKind, readFormId } from './form-id.ts';
import { logForm } from './log-form.ts';
import { takeLogForm } from './log-setup.ts';
import { wasSent, withSent } from './memory.ts';
import { nameIn } from './naming.ts';
import { inWordsOf } from './proposal-form.ts';
import { propose } from './propose-record.ts';
import { contentOfFields, formReply } from './record-forms.ts';
import { approvalLead, changesLead, commentLead } from './record-leads.ts';
import { recordChanged } from './record-replies.ts';
import { actOf } from './services.ts';
import { requireMistake, say, type Turn, type TurnResult, tell } from './turn.ts';

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
    // What was refused can be put right and sent again; a log's settings are told to whoever set them alone.
    if (taken.live === undefined && form.kind !== 'log') return taken;
    return { ...taken, memory: withSent(taken.memory, id) };
  } catch (error) {
    return await refused(turn, form, requireMistake(error));
  }
}

/** What is wrong with a form, by the label that the field has in it. */
async function refused(turn: Turn, form: FormId, mistake: AdvisorError): Promise<TurnResult> {
  const field = mistake instanceof FieldError ? mistake.field : '';
  const fields = await inWordsOf(form.log, fieldsOf(form.kind), turn.event, turn.services);
  const label = fields.find(({ name }) => name === field)?.label;
  const said =
    mistake instanceof FieldError && label !== undefined ? `${label}: ${mistake.fault}` : mistake.message;
  const notice: NoticeReply = {
    kind: 'notice',
    tone: 'error',
    text: `${said}. What you wrote is still in the form.`,
    suggestions: [],
    ...(label === undefined ? {} : { field }),
  };
  return say(turn, 'record', [notice]);
}

/** The fields of a form of a kind, as far as they say what they are called. */
function fieldsOf(kind: FormKind): readonly Field[] {
  return (kind === 'log' ? logForm(newLog(''), 0, true) : formReply(kind, 0)).fields;
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
      return propose(turn, requireContent(contentOfFields(fields)), '', id);
    case 'supersede': {
      const content = requireContent(contentOfFields(fields));
      return propose(turn, content, '', id, [{ log, number }]);
    }
    case 'edit': {
      const before = await recordOf(turn, { log, number });
      const changes = requireContent(contentOfFields(fields, before));
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
    case 'log':
      return takeLogForm(turn, form, fields);
  }
}

/** What a record needs, also where a surface lets a form go without it. */
function requireContent(content: ContentInput): ContentInput {
  for (const field of ['title', 'decision'] as const)
    if (isBlank(content[field] ?? '')) throw new FieldError(field, 'this is needed');
  return content;
}
