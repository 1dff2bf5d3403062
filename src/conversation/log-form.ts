import { z } from 'zod';
import { type Decider, type LogSettings, settingsVersion } from '../decisions/log-settings.ts';
import type { Log } from '../decisions/record.ts';
import type { Event } from '../event.ts';
import type { Field, FormReply } from '../reply.ts';
import { formIdText } from './form-id.ts';
import { readDeciders, readNames } from './meaning/deciders.ts';

/**
 * The form of a log's settings, filled with what is set. `own` tells it from others; `byIds` says whether the surface knows
 * people by their ids: then whoever is named otherwise stands with the groups.
 */
export function logForm(log: Log, own: number, byIds: boolean): FormReply {
  const { people, others } = decidersIn(log, byIds);
  const fields: Field[] = [
    {
      ...{ name: 'quorum', label: 'Approvals that accept a proposal', type: 'line', required: true },
      ...{ value: String(log.quorum), maxLength: 3 },
    },
    {
      ...{ name: 'deciders', label: 'People who decide (none: everybody)', type: 'people', required: false },
      ...{ value: people.map(({ name }) => name).join(', '), people, maxLength: 3_000 },
    },
    {
      ...{ name: 'groups', label: 'Groups who decide, and others by name', type: 'line', required: false },
      ...{ value: others.join(', '), hint: '@platform, @data', maxLength: 1_000 },
    },
    {
      ...{ name: 'visibility', label: 'Who sees it', type: 'choice', required: true },
      ...{ value: log.visibility, maxLength: 10 },
      options: [
        { value: 'open', label: 'Everybody in the workspace' },
        { value: 'members', label: "Its channel's members alone" },
      ],
    },
    {
      ...{ name: 'ownApproval', label: "An author's own approval", type: 'choice', required: true },
      ...{ value: log.ownApproval ? 'on' : 'off', maxLength: 5 },
      options: [
        { value: 'on', label: 'Counts' },
        { value: 'off', label: 'Does not count' },
      ],
    },
  ];
  const id = formIdText({ kind: 'log', own, number: 0, version: settingsVersion(log), log: log.name });
  return { kind: 'form', id, title: `The log ${log.name}`, submit: 'Save', fields };
}

/** The deciders of a log whom a surface can show as people, and the names of the others. */
function decidersIn(
  { deciders, deciderNames }: Log,
  byIds: boolean,
): {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly others: readonly string[];
} {
  const named = deciders.map((id, at) => ({ id, name: deciderNames[at] ?? id }));
  const isPerson = ({ id, name }: { id: string; name: string }) =>
    byIds ? id !== name : !id.startsWith('@');
  return {
    people: named.filter(isPerson),
    others: named.filter((one) => !isPerson(one)).map(({ id }) => id),
  };
}

const fieldsSchema = z.object({
  quorum: z.string().default(''),
  deciders: z.string().default(''),
  groups: z.string().default(''),
  visibility: z.enum(['open', 'members']).exactOptional().catch('open'),
  ownApproval: z.enum(['on', 'off']).exactOptional().catch('on'),
});

/** What a form's fields say, and whom it names that cannot be told. */
export function settingsOfFields(
  fields: Readonly<Record<string, string>>,
  before: Log,
  mentioned: Event['mentioned'],
): { readonly settings: LogSettings; readonly unclear: readonly string[] } {
  const { quorum, deciders, groups, visibility, ownApproval } = fieldsSchema.parse(fields);
  const { people } = decidersIn(before, mentioned !== undefined);
  const read = readDeciders(deciders, { mentioned, known: people, byCommas: true });
  const all: readonly Decider[] = [...read.deciders, ...readNames(groups)];
  return {
    unclear: read.unclear,
    settings: {
      quorum: Number(quorum.trim() || Number.NaN),
      deciders: all,
      ...(visibility === undefined ? {} : { visibility }),
      ...(ownApproval === undefined ? {} : { ownApproval: ownApproval === 'on' }),
    },
  };
}
