import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { FormReply } from '../../src/reply.ts';
import { numbered } from '../core/form-number.ts';
import { createNaming } from '../core/mentions.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import { proposalFrom } from '../core/record-form.ts';
import { withDeadline } from '../core/with-deadline.ts';
import type { Directory } from './directory.ts';
import { failureOf } from './errors.ts';
import type { Arrived, ArrivedOf } from './incoming.ts';
import { ownThread } from './receive-interaction.ts';
import type { DiscordRest } from './rest.ts';

/** What forms need. */
export interface FormParts {
  readonly services: Services;
  readonly directory: Directory;
  readonly posted: PostedMessages;
  readonly rest: Pick<DiscordRest, 'getChannel' | 'getMessage' | 'getMessages'>;
  /** The bot's own id. */
  readonly me: () => string;
  readonly log: Logger;
}

type Where = Pick<Arrived, 'place' | 'person'>;

/** Where a form is kept that waits behind a button. */
export function formPlace({ place }: Pick<Arrived, 'place'>): string {
  return `${place.at} ${place.thread}`;
}

/** Where one is kept that somebody has open, with what they wrote. */
function ownPlace({ place, person }: Where): string {
  return `${place.at} ${ownThread(person.id)}`;
}

/**
 * A form that is opened now: it has a number of its own, so that one that is sent in twice counts once, and is kept, so
 * that it can be opened again with what was written.
 */
export async function opened(
  { posted }: Pick<FormParts, 'posted'>,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  where: Where,
  form: FormReply,
): Promise<FormReply> {
  const own = { ...form, id: numbered(form.id, key) };
  await posted.keepForm(workspace, ownPlace(where), own);
  return own;
}

/** The form behind a button: somebody's own with what they wrote, else the one that was offered there. */
export async function formBehind(
  { posted }: Pick<FormParts, 'posted'>,
  workspace: string,
  arrived: ArrivedOf<'wanted-form'>,
): Promise<FormReply | undefined> {
  const own = await posted.form(workspace, ownPlace(arrived), arrived.form);
  return own ?? (await posted.form(workspace, formPlace(arrived), arrived.form));
}

/** A form that was refused, with what was written in it, behind a button; undefined where it is there no more. */
export async function refusedForm(
  { posted }: Pick<FormParts, 'posted'>,
  workspace: string,
  arrived: ArrivedOf<'submitted'>,
): Promise<FormReply | undefined> {
  const form = await posted.form(workspace, ownPlace(arrived), arrived.form);
  if (form === undefined) return undefined;
  const fields = form.fields.map((field) => ({
    ...field,
    value: arrived.fields[field.name] ?? field.value,
  }));
  const filled = { ...form, fields };
  await posted.keepForm(workspace, ownPlace(arrived), filled);
  return filled;
}

/** So many messages are looked at for who took part. */
const readMessages = 50;
const shownPeople = 12;
/** So long, in milliseconds, a form waits for who took part. */
const readWithin = 1_000;

/** A proposal, prefilled from a message and who spoke in its thread. */
export async function formFromMessage(
  parts: FormParts,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  arrived: ArrivedOf<'from-message'>,
): Promise<FormReply> {
  const { services, directory } = parts;
  const { person, roles, place } = arrived;
  const spot = await directory.spot(workspace, place);
  const viewer = await directory.viewer(workspace, { ...person, roles }, spot.channel, false);
  const { channel, thread } = spot;
  const text = await createNaming((mention) => directory.nameOf(workspace, mention)).text(arrived.text);
  const said = { kind: 'said', workspace, channel, thread, person, viewer, source: 'discord', text } as const;
  const others = thread === '' ? [] : await withDeadline(participants(parts, place.at), readWithin);
  const names = [...new Set([arrived.author, ...(others ?? [])])].filter((name) => name !== '');
  return proposalFrom(services, said, key, names.slice(0, shownPeople));
}

/** Names of who spoke in a thread lately; none where it cannot be read. */
async function participants({ rest, me, log }: FormParts, thread: string): Promise<string[]> {
  try {
    const messages = await rest.getMessages(thread, readMessages);
    const people = messages.map(({ author }) => author).filter(({ id, bot }) => id !== me() && bot !== true);
    return people.map(({ username, global_name }) => (global_name || username).slice(0, 80));
  } catch (error) {
    log.debug({ platform: 'discord', failure: failureOf(error) }, 'a thread was not read');
    return [];
  }
}
