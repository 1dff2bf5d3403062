import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import { clearAnswersOf } from './answers.ts';
import { type Action, requireMayDo } from './permissions.ts';
import { type Status, statuses } from './record.ts';
import { contentOf, logOf, statusOf } from './rows.ts';
import { change, find, readContent, rewrite, type Scope, step } from './write-scope.ts';

/** A step that was taken back, and what the record is again. */
export interface TakenBack {
  readonly step: string;
  readonly status: Status;
}

/** What can be taken back: the entries of the history that such steps leave, and what the step is called. */
const takenBack = {
  approved: { action: 'accept', usually: 'proposed' },
  accepted: { action: 'accept', usually: 'proposed' },
  'changes-requested': { action: 'request-changes', usually: 'proposed' },
  rejected: { action: 'reject', usually: 'proposed' },
  withdrawn: { action: 'withdraw', usually: 'proposed' },
  deprecated: { action: 'deprecate', usually: 'accepted' },
} as const satisfies Record<string, { action: Action; usually: Status }>;

/** Entries of the history say from which status a step was taken; older ones do not. */
const stepData = z.object({ from: z.enum(statuses) });

/** Takes back what was done last to a record, where its actor did it. @throws AdvisorError `conflict` that says why not. */
export async function takeBack(scope: Scope, number: number): Promise<TakenBack> {
  const { db, act, log } = scope;
  const row = await find(scope, number);
  const last = await db
    .selectFrom('events')
    .select(['kind', 'person_id', 'person_name', 'data'])
    .where('record_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.kind === 'edited' && last.person_id === act.person.id)
    return takeBackEdit(scope, number, last.data);
  const [kind, undone] = Object.entries(takenBack).find(([one]) => one === last?.kind) ?? [];
  if (last === undefined || kind === undefined || undone === undefined)
    throw new AdvisorError(
      'conflict',
      `the last that happened to ${scope.name(number)} cannot be taken back; edits, approvals, requests for changes, rejections, withdrawals and deprecations can`,
    );
  const from = stepData.safeParse(JSON.parse(last.data)).data?.from ?? undone.usually;
  if (last.person_id !== act.person.id)
    throw new AdvisorError(
      'conflict',
      `${scope.name(number)} was ${kind === 'changes-requested' ? 'sent back' : kind} by ${last.person_name}, who alone can take that back`,
    );
  requireMayDo(undone.action, from, act, logOf(log), row.proposed_by);
  if (kind === 'accepted' && (await isInSuccession(db, row.id)))
    throw new AdvisorError(
      'conflict',
      `${scope.name(number)} takes the place of another record, or another is to take its place; propose one that supersedes it`,
    );
  if (undone.action === 'accept' || undone.action === 'request-changes')
    await clearAnswersOf(db, row.id, act.person.id);
  await change(
    scope,
    row,
    { status: from, decided_at: from === 'accepted' ? row.decided_at : null },
    'taken-back',
    {
      step: kind,
    },
  );
  return { step: kind, status: from };
}

/** What an edit changed, as it was before; entries of earlier versions do not say it. */
const editData = z.object({ before: z.record(z.string(), z.unknown()) });

async function takeBackEdit(scope: Scope, number: number, data: string): Promise<TakenBack> {
  const row = await step(scope, number, 'edit');
  const told = editData.safeParse(JSON.parse(data));
  if (!told.success)
    throw new AdvisorError(
      'conflict',
      `what ${scope.name(number)} said before that edit was not kept; edit it again to put it right`,
    );
  const content = readContent({ ...contentOf(row), ...told.data.before }, scope.at);
  await rewrite(scope, row, content, 'taken-back', { step: 'edited' });
  return { step: 'edited', status: statusOf(row) };
}

/** Whether a record supersedes another, or one is there to supersede it. */
async function isInSuccession(db: Kysely<Tables>, id: number): Promise<boolean> {
  const link = await db
    .selectFrom('links')
    .select('to_id')
    .where('kind', '=', 'supersedes')
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .limit(1)
    .executeTakeFirst();
  return link !== undefined;
}
