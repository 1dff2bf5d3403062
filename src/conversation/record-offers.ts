import { randomUUID } from 'node:crypto';
import type { ContentInput } from '../decisions/record.ts';
import type { Event } from '../event.ts';
import type { Reply } from '../reply.ts';
import { choiceIdText, type OfferChoice } from './choice-id.ts';
import { newFormNumber } from './form-id.ts';
import type { Noticed } from './noticing/notice.ts';
import { driversOf, optionsOf, propose } from './propose-record.ts';
import { formReply } from './record-forms.ts';
import { logFor, lookOf, type Offers, type Services } from './services.ts';
import { tell } from './turn.ts';

/** A decision that was noticed and waits for somebody to confirm it. */
interface Offer {
  readonly workspace: string;
  readonly channel: string;
  readonly noticed: Noticed;
  readonly person: string;
  readonly at: number;
}

const maxOffers = 1_000;
/** After this an offer has lapsed, and the same may be offered again, in milliseconds. */
const lastsFor = 6 * 3_600_000;

/** Offers of one process. */
export function createOffers(): Offers {
  const waiting = new Map<string, Offer>();
  const forget = (now: number) => {
    for (const [id, offer] of waiting) {
      if (waiting.size <= maxOffers && now - offer.at < lastsFor) break;
      waiting.delete(id);
    }
  };
  return {
    async make(services, event, noticed) {
      const at = Date.parse(services.now());
      forget(at);
      const { workspace, channel } = event;
      const isOffered = [...waiting.values()].some(
        (offer) =>
          offer.workspace === workspace && offer.channel === channel && offer.noticed.title === noticed.title,
      );
      if (isOffered) return [];
      const id = randomUUID().slice(0, 8);
      waiting.set(id, { workspace, channel, noticed, person: event.person.name, at });
      return [await offerReply(services, event, noticed, id)];
    },
    async press(services, event, memory, id, what) {
      const offer = waiting.get(id);
      if (offer === undefined || offer.workspace !== event.workspace || offer.channel !== event.channel) {
        return tell(memory, 'offer', 'That offer has lapsed. To record it, say "record that we ...".');
      }
      waiting.delete(id);
      if (what === 'dismiss')
        return { intent: 'offer', memory, replies: [{ kind: 'text', text: 'Not recorded.' }] };
      const content = contentOf(offer.noticed);
      if (what === 'record')
        return propose(
          services,
          event,
          memory,
          content,
          `${offer.person}: ${offer.noticed.words}`,
          `offer ${id}`,
        );
      const form = formReply('propose', newFormNumber(), undefined, await logFor(event, services));
      const filled = form.fields.map((field) => ({
        ...field,
        value: filledIn(field.name, content) ?? field.value,
      }));
      return {
        intent: 'offer',
        memory: { ...memory, form: form.id },
        replies: [{ ...form, fields: filled }],
      };
    },
  };
}

async function offerReply(services: Services, event: Event, noticed: Noticed, id: string): Promise<Reply> {
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
