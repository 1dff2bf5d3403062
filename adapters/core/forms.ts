import type { Services } from '../../src/conversation/services.ts';
import type { Field, FormReply } from '../../src/reply.ts';
import { type Arrived, type ArrivedOf, ownThread } from './arrival.ts';
import type { Arrival, Calls, ChatDriver, PlatformTypes } from './driver.ts';
import { numbered } from './form-number.ts';
import { createNaming, mentionsIn } from './mentions.ts';
import type { PostedMessages } from './posted-messages.ts';
import { proposalFrom } from './record-form.ts';

/** Where forms are kept, and what fills them. */
export interface FormParts<P extends PlatformTypes> {
  readonly driver: Pick<ChatDriver<P>, 'platform' | 'directory'>;
  readonly services: Services;
  readonly posted: PostedMessages;
}

/** Said where a form is asked for that is there no more. */
export const noForm = 'That form is not there any more; begin again.';

/** Where a form is kept that waits behind a button. */
export function formPlace({ place }: Pick<Arrived<object>, 'place'>): string {
  return `${place.channel} ${place.thread}`;
}

/** Where one is kept that somebody has open, with what they wrote. */
function ownPlace({ person }: Pick<Arrived<object>, 'person'>): string {
  return ownThread(person.id);
}

/** A form that is opened now: it has a number of its own, so that one that is sent in twice counts once. */
export function ownForm(key: string, form: FormReply): FormReply {
  return { ...form, id: numbered(form.id, key) };
}

/** Keeps a form that was opened, so that it can be opened again with what is sent in; what it was filled with is not kept. */
export async function keepOpened<P extends PlatformTypes>(
  { posted }: Pick<FormParts<P>, 'posted'>,
  { workspace, payload }: Pick<Arrival<P>, 'workspace' | 'payload'>,
  { fields, ...form }: FormReply,
): Promise<void> {
  const empty = fields.map((field) => ({
    ...field,
    value: '',
    ...(field.people === undefined ? {} : { people: [] }),
  }));
  await posted.keepForm(workspace, ownPlace(payload), { ...form, fields: empty });
}

/** The form that somebody asked to open: one behind a button, or one about a message; undefined where it is there no more. */
export function wantedForm<P extends PlatformTypes>(
  parts: FormParts<P>,
  calls: Calls<P>,
  item: Arrival<P>,
  arrived: ArrivedOf<P['origin'], 'wanted-form' | 'from-message'>,
): Promise<FormReply | undefined> {
  return arrived.kind === 'wanted-form'
    ? formBehind(parts, item.workspace, arrived)
    : formFromMessage(parts, calls, item, arrived);
}

/** Somebody's own form with what they wrote, else the one that was offered there. */
async function formBehind<P extends PlatformTypes>(
  { posted }: Pick<FormParts<P>, 'posted'>,
  workspace: string,
  arrived: ArrivedOf<P['origin'], 'wanted-form'>,
): Promise<FormReply | undefined> {
  const own = await openedForm({ posted }, workspace, arrived);
  return own ?? (await posted.form(workspace, formPlace(arrived), arrived.form));
}

/** A form that somebody has open; an earlier version kept it by its channel. */
async function openedForm<P extends PlatformTypes>(
  { posted }: Pick<FormParts<P>, 'posted'>,
  workspace: string,
  arrived: ArrivedOf<P['origin'], 'wanted-form' | 'submitted'>,
): Promise<FormReply | undefined> {
  const place = ownPlace(arrived);
  const form = await posted.form(workspace, place, arrived.form);
  return form ?? (await posted.form(workspace, `${arrived.place.channel} ${place}`, arrived.form));
}

/** A form that was refused, with what was written in it, behind a button; undefined where it is there no more. */
export async function refusedForm<P extends PlatformTypes>(
  { posted }: Pick<FormParts<P>, 'posted'>,
  workspace: string,
  arrived: ArrivedOf<P['origin'], 'submitted'>,
): Promise<FormReply | undefined> {
  const form = await openedForm({ posted }, workspace, arrived);
  if (form === undefined) return undefined;
  const fields = form.fields.map((field) => filledField(field, arrived.fields[field.name]));
  const filled = { ...form, fields };
  await posted.keepForm(workspace, ownPlace(arrived), filled);
  return filled;
}

/** A field with what was sent in for it; people come back as mentions of them. */
function filledField(field: Field, given: string | undefined): Field {
  if (given === undefined) return field;
  if (field.people === undefined) return { ...field, value: given };
  const people = mentionsIn(given).filter(({ kind }) => kind === 'person');
  return { ...field, value: '', people: people.map(({ id }) => ({ id, name: id })) };
}

/** So many people are named in a proposal. */
export const shownPeople = 12;

/** A proposal, prefilled from a message and who spoke around it. */
async function formFromMessage<P extends PlatformTypes>(
  { driver, services }: FormParts<P>,
  calls: Calls<P>,
  { workspace, key }: Arrival<P>,
  arrived: ArrivedOf<P['origin'], 'from-message'>,
): Promise<FormReply> {
  const { directory } = driver;
  const { channel, thread } = await directory.where(workspace, arrived);
  const person = await directory.who(workspace, arrived);
  const viewer = await directory.viewer(workspace, arrived, channel, false);
  const text = await createNaming((mention) => directory.nameOf(workspace, mention)).text(arrived.text);
  const source = driver.platform;
  const said = { kind: 'said', workspace, channel, thread, person, viewer, source, text } as const;
  const people = await calls.participants(arrived);
  const names = [...new Set(people)].filter((name) => name !== '');
  return proposalFrom(services, said, key, names.slice(0, shownPeople));
}
