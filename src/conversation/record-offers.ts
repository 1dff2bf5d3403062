import type { ContentInput } from '../decisions/record.ts';
import type { Reply } from '../reply.ts';
import { choiceIdText, type OfferChoice } from './choice-id.ts';
import { newFormNumber } from './form-id.ts';
import type { Noticed } from './noticing/notice.ts';
import { driversOf, optionsOf, propose } from './propose-record.ts';
import { formReply } from './record-forms.ts';
import { logFor, lookOf } from './services.ts';
import { type Context, say, type Turn, type TurnResult, tell } from './turn.ts';

/** Offers to record what was noticed, once: nothing where the same was offered in the channel lately. */
export async function offerToRecord(context: Context, noticed: Noticed): Promise<readonly Reply[]> {
  const { services, event } = context;
  const { workspace, channel, person } = event;
  const id = services.offers.keep({ workspace, channel, noticed, person: person.name });
  return id === undefined ? [] : [await offerReply(context, noticed, id)];
}

/** Does what somebody wants done with an offer. */
export async function answerOffer(turn: Turn, id: string, what: OfferChoice): Promise<TurnResult> {
  const { services, event } = turn;
  const offer = services.offers.take(id, event);
  if (offer === undefined)
    return tell(turn, 'offer', 'That offer has lapsed. To record it, say "record that we ...".');
  if (what === 'dismiss') return say(turn, 'offer', [{ kind: 'text', text: 'Not recorded.' }]);
  const content = contentOf(offer.noticed);
  if (what === 'record')
    return propose(turn, content, `${offer.person}: ${offer.noticed.words}`, `offer ${id}`);
  const form = formReply('propose', newFormNumber(), undefined, await logFor(event, services));
  const filled = form.fields.map((field) => ({
    ...field,
    value: filledIn(field.name, content) ?? field.value,
  }));
  return say(turn, 'offer', [{ ...form, fields: filled }], { form: form.id });
}

async function offerReply({ services, event }: Context, noticed: Noticed, id: string): Promise<Reply> {
  const against = await services.bearings.against(services.decisions, lookOf(event), noticed.title);
  const [old] = against;
  const parts = [
    `Shall I record this decision? ${noticed.title}.`,
    noticed.reason === undefined ? '' : `Reason: ${noticed.reason}.`,
    noticed.rejected.length === 0 ? '' : `Not taken: ${noticed.rejected.join(', ')}.`,
    old === undefined ? '' : `It would go against ${old.number}: ${old.title}.`,
  ];
  const idOf = (what: OfferChoice) => choiceIdText({ kind: 'offer', what, offer: id });
  return {
    kind: 'text',
    text: parts.filter((part) => part !== '').join(' '),
    choices: [
      { id: idOf('record'), label: 'Record it', tone: 'primary' },
      { id: idOf('edit'), label: 'Edit first' },
      { id: idOf('dismiss'), label: 'No' },
    ],
  };
}

function contentOf({ title, chosen, rejected, reason = '', words }: Noticed): ContentInput {
  return {
    title,
    decision: words.slice(0, 3_000),
    drivers: driversOf(reason),
    options: optionsOf(chosen, rejected, reason),
  };
}

function filledIn(field: string, content: ContentInput): string | undefined {
  switch (field) {
    case 'title':
      return content.title;
    case 'decision':
      return content.decision;
    case 'options':
      return content.options?.map(({ name }) => name).join('\n');
    default:
      return undefined;
  }
}
