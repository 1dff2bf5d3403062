import { randomUUID } from 'node:crypto';
import type { ContentInput } from '../../decisions/record.ts';
import type { Event } from '../../event.ts';
import type { Reply } from '../../reply.ts';
import { choiceIdText, type OfferChoice, readChoiceId } from '../choice-id.ts';
import { newFormNumber } from '../form-id.ts';
import { withAddresses, withoutAddresses } from '../meaning/links.ts';
import type { SharedMemory, ToldDecision } from '../memory.ts';
import { nameIn } from '../naming.ts';
import type { Noticed } from '../noticing/notice.ts';
import type { Offer } from '../offers.ts';
import { proposalForm } from '../proposal-form.ts';
import { driversOf, optionsOf, propose } from '../propose-record.ts';
import { lookOf, type Services } from '../services.ts';
import { type Context, say, type Turn, type TurnResult, tell } from '../turn.ts';
import { likely, type Reading, type Utterance } from './reading.ts';

/** "Yes" or "not yet" to an offer to record. */
export const offerAnswered: Reading = {
  mayBe: ({ memory }) => memory.last === 'offer',
  take: (turn, { said }) => {
    const what = saysNo.test(said) ? 'dismiss' : saysYes.test(said) ? 'record' : undefined;
    const offered = turn.shared.offered
      .map(({ id }) => readChoiceId(id))
      .find((one) => one?.kind === 'offer' && one.what === what);
    return offered?.kind === 'offer' ? answerOffer(turn, offered.offer, offered.what) : undefined;
  },
};

const saysNo = /^(?:no|nope|nah|not (?:yet|now)|don'?t|do not|dismiss|later|leave it|never ?mind|wait)\b/i;
const saysYes =
  /^(?:yes|yep|yeah|sure|ok(?:ay)?|please|do (?:it|that)|go ahead|right|correct|record|y)\b.{0,30}$/i;

/**
 * Somebody tells the advisor what was decided: it offers to record it. Where something else is likelier, a question that is
 * covered is answered.
 */
export const decisionTold: Reading = {
  mayBe: tellsUs,
  take: async (turn, { said, meant }) => {
    const { services } = turn;
    const noticed = noticedIn(services, said);
    if (noticed === undefined) return undefined;
    if (meant.intent !== 'record' && services.answering.answer(said).covered) return undefined;
    const { told } = turn.shared;
    if (told.some(({ title }) => title === noticed.title)) return undefined;
    const decision = toldDecision(turn.event, noticed);
    const shared = { ...turn.shared, told: [decision, ...told].slice(0, mostTold) };
    return { ...say(turn, 'offer', [await offerReply(turn, noticed, decision.id)]), shared };
  },
};

/** Whether words may tell what was decided: rather than to want an answer or advice, or to go on with what was asked. */
function tellsUs({ memory: { last } }: Turn, { meant: { intent, act, probability } }: Utterance): boolean {
  if (last === 'ask' || last === 'advise') return act === 'record.propose';
  return (intent !== 'ask' && intent !== 'advise') || probability < likely;
}

/** A decision that a message tells; its words keep their links. */
export function noticedIn({ notice }: Pick<Services, 'notice'>, text: string): Noticed | undefined {
  const noticed = notice(withoutAddresses(text));
  return noticed && { ...noticed, words: withAddresses(noticed.words, text) };
}

/** Of a thread, so many wait for a yes. */
const mostTold = 5;

/** What was said to the advisor is kept with the thread, so that a yes counts whichever process hears it. */
function toldDecision(
  { person }: Pick<Event, 'person'>,
  { title, chosen, rejected, reason, words }: Noticed,
): ToldDecision {
  const id = randomUUID().slice(0, 8);
  const lists = { chosen: [...chosen], rejected: [...rejected] };
  return {
    id,
    person: person.name,
    title,
    ...lists,
    reason: reason ?? null,
    words: words.slice(0, maxDecision),
  };
}

/** Takes what was told out of the thread; undefined where it is not there. */
function takeTold(shared: SharedMemory, id: string) {
  const found = shared.told.find((one) => one.id === id);
  if (found === undefined) return undefined;
  const { person, reason, ...told } = found;
  return {
    offer: { person, noticed: { ...told, reason: reason ?? undefined } },
    shared: { ...shared, told: shared.told.filter((one) => one !== found) },
  };
}

/** Offers to record what was noticed, once: nothing where the same was offered in the channel lately. */
export async function offerToRecord(context: Context, noticed: Noticed): Promise<readonly Reply[]> {
  const { services, event } = context;
  const { workspace, channel, person } = event;
  const id = services.offers.keep({ workspace, channel, noticed, person: person.name });
  return id === undefined ? [] : [await offerReply(context, noticed, id)];
}

/** Does what somebody wants done with an offer. */
export async function answerOffer(turn: Turn, id: string, what: OfferChoice): Promise<TurnResult> {
  const told = takeTold(turn.shared, id);
  const offer = told?.offer ?? turn.services.offers.take(id, turn.event);
  if (offer === undefined)
    return tell(turn, 'offer', 'That offer has lapsed. To record it, say "record that we ...".');
  const shared = told?.shared ?? turn.shared;
  const result = await doWith({ ...turn, shared }, offer, id, what);
  return { ...result, shared: result.shared ?? shared };
}

async function doWith(
  turn: Turn,
  { person, noticed }: Pick<Offer, 'person' | 'noticed'>,
  id: string,
  what: OfferChoice,
): Promise<TurnResult> {
  const { services, event } = turn;
  if (what === 'dismiss') return say(turn, 'offer', [{ kind: 'text', text: 'Not recorded.' }]);
  const content = contentOf(noticed);
  if (what === 'record') return propose(turn, content, `${person}: ${noticed.words}`, `offer ${id}`);
  const form = await proposalForm(event, services, newFormNumber());
  const filled = form.fields.map((field) => ({
    ...field,
    value: filledIn(field.name, content) ?? field.value,
  }));
  return say(turn, 'offer', [{ ...form, fields: filled }], { form: form.id });
}

async function offerReply(context: Context, noticed: Noticed, id: string): Promise<Reply> {
  const { services, event } = context;
  const against = await services.bearings.against(services.decisions, lookOf(event), noticed.title);
  const [old] = against;
  const parts = [
    `Shall I record this decision? ${noticed.title}.`,
    noticed.reason === undefined ? '' : `Reason: ${noticed.reason}.`,
    noticed.rejected.length === 0 ? '' : `Not taken: ${noticed.rejected.join(', ')}.`,
    old === undefined ? '' : `It would go against ${nameIn(context, old)}: ${old.title}.`,
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

const maxDecision = 3_000;

function contentOf({ title, chosen, rejected, reason = '', words }: Noticed): ContentInput {
  return {
    title,
    decision: words.slice(0, maxDecision),
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
