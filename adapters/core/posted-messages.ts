import { z } from 'zod';
import type { Database } from '../../src/database/connection.ts';
import type { FormReply } from '../../src/reply.ts';

/** A message of ours. */
export interface Posted {
  readonly channel: string;
  /** The platform's id of it. */
  readonly message: string;
}

/** Forms that wait behind a button, or that somebody has open. */
export interface KeptForms {
  keepForm(workspace: string, place: string, form: FormReply): Promise<void>;
  form(workspace: string, place: string, id: string): Promise<FormReply | undefined>;
}

/** A message that is updated in place: the thread that it belongs to, and in whose direct messages it stands, if any. */
export interface PostedLive extends Posted {
  readonly thread: string;
  readonly person: string;
}

/** Which messages of ours belong to which conversation, and forms that belong to them. */
export interface PostedMessages extends KeptForms {
  /** `person` is in whose direct messages it stands; empty, or left out, in a channel. */
  remember(
    workspace: string,
    message: Posted,
    thread: string,
    live: string | null,
    person?: string,
  ): Promise<void>;
  /** The workspace of a message in somebody's direct messages, where that is not the direct messages' own. */
  workspaceOf(message: Posted, person: string): Promise<string | undefined>;
  /** The thread of the conversation that a message belongs to, where it is not the obvious one. */
  threadOf(workspace: string, message: Posted): Promise<string | undefined>;
  /** The key under which a message is updated in place; undefined where it is not. */
  liveKeyOf(workspace: string, message: Posted): Promise<string | undefined>;
  /** Messages that are updated in place under a key, the latest first; in one channel or in all. */
  live(workspace: string, key: string, channel?: string): Promise<readonly PostedLive[]>;
  forget(workspace: string, message: Posted): Promise<void>;
}

/** So many messages are updated when a record changes that was posted in several channels and to its deciders. */
const maxLive = 25;

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['line', 'text', 'date', 'choice', 'people']),
  required: z.boolean(),
  value: z.string(),
  hint: z.string().optional(),
  maxLength: z.number(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  people: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});
const formSchema = z.object({
  kind: z.literal('form'),
  id: z.string(),
  title: z.string(),
  submit: z.string(),
  fields: z.array(fieldSchema),
});

/** Reads a form that was stored. */
export function readForm(text: string): FormReply {
  const { fields, ...form } = formSchema.parse(JSON.parse(text));
  return {
    ...form,
    fields: fields.map(({ hint, options, people, ...field }) => ({
      ...field,
      ...(people === undefined ? {} : { people }),
      ...(hint === undefined ? {} : { hint }),
      ...(options === undefined ? {} : { options }),
    })),
  };
}

/** The same of one platform in a database, so that a restart changes nothing. */
export function createPostedMessages({ db }: Pick<Database, 'db'>, platform: string): PostedMessages {
  const rowOf = (workspace: string, { channel, message }: Posted) =>
    db
      .selectFrom('posted')
      .select(['thread', 'live'])
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('message', '=', message)
      .executeTakeFirst();
  return {
    async remember(workspace, { channel, message }, thread, live, person = '') {
      const row = { thread, live, person, at: new Date().toISOString() };
      await db
        .insertInto('posted')
        .values({ platform, workspace, channel, message, ...row })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'workspace', 'channel', 'message']).doUpdateSet(row),
        )
        .execute();
    },
    threadOf: async (workspace, message) => (await rowOf(workspace, message))?.thread,
    liveKeyOf: async (workspace, message) => (await rowOf(workspace, message))?.live ?? undefined,
    async live(workspace, key, channel) {
      return await db
        .selectFrom('posted')
        .select(['channel', 'message', 'thread', 'person'])
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('live', '=', key)
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
        .orderBy('at', 'desc')
        .limit(maxLive)
        .execute();
    },
    async workspaceOf({ channel, message }, person) {
      if (person === '') return undefined;
      const row = await db
        .selectFrom('posted')
        .select('workspace')
        .where('platform', '=', platform)
        .where('channel', '=', channel)
        .where('message', '=', message)
        .where('person', '=', person)
        .executeTakeFirst();
      return row?.workspace;
    },
    async forget(workspace, { channel, message }) {
      await db
        .deleteFrom('posted')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .where('message', '=', message)
        .execute();
    },
    ...createKeptForms({ db }, platform),
  };
}

function createKeptForms({ db }: Pick<Database, 'db'>, platform: string): KeptForms {
  const keyOf = (place: string, id: string) => `${place} ${id}`.slice(0, 500);
  return {
    async keepForm(workspace, place, form) {
      const row = { form: JSON.stringify(form), at: new Date().toISOString() };
      await db
        .insertInto('kept_forms')
        .values({ platform, workspace, id: keyOf(place, form.id), ...row })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'id']).doUpdateSet(row))
        .execute();
    },
    async form(workspace, place, id) {
      const row = await db
        .selectFrom('kept_forms')
        .select('form')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('id', '=', keyOf(place, id))
        .executeTakeFirst();
      return row === undefined ? undefined : readForm(row.form);
    },
  };
}
