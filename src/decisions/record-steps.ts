import { requireAffects } from '../affects/affects.ts';
import { AdvisorError } from '../errors.ts';
import type { ContentChanges } from './record.ts';
import { link, takeOver } from './record-links.ts';
import { contentOf, statusOf } from './rows.ts';
import { change, find, permit, readContent, rewrite, type Scope, step } from './write-scope.ts';

/** Makes a draft a proposal. */
export async function submit(scope: Scope, number: number): Promise<void> {
  const row = await step(scope, number, 'propose');
  await change(scope, row, { status: 'proposed' }, 'proposed', {});
}

/** Changes fields of a record. @throws AdvisorError `conflict` where it is another version than the one that was seen. */
export async function edit(
  scope: Scope,
  number: number,
  changes: ContentChanges,
  seenVersion: number | undefined,
): Promise<void> {
  const row = await step(scope, number, 'edit');
  if (seenVersion !== undefined && seenVersion !== row.version) {
    throw new AdvisorError(
      'conflict',
      `${scope.name(number)} was changed meanwhile; look at it again before you edit it`,
    );
  }
  const content = readContent({ ...contentOf(row), ...changes }, scope.at);
  requireAffects(content.affects, contentOf(row).affects);
  const fields = Object.keys(changes);
  const before = Object.entries(contentOf(row)).filter(([field]) => fields.includes(field));
  await rewrite(scope, row, content, 'edited', { fields, before: Object.fromEntries(before) });
}

/** Rejects a proposal for a reason. */
export async function reject(scope: Scope, number: number, reason: string): Promise<void> {
  const row = await step(scope, number, 'reject');
  const data = { reason, from: statusOf(row) };
  await change(scope, row, { status: 'rejected', decided_at: scope.at }, 'rejected', data);
}

/** Withdraws a record, or undoes what one has just proposed; `reason` may be empty. */
export async function withdraw(
  scope: Scope,
  number: number,
  action: 'withdraw' | 'undo',
  reason: string,
): Promise<void> {
  const row = await step(scope, number, 'withdraw', action);
  const data = { from: statusOf(row), ...(reason === '' ? {} : { reason }) };
  await change(scope, row, { status: 'withdrawn', decided_at: scope.at }, 'withdrawn', data);
}

/** Says for which reason an accepted record is followed no more. */
export async function deprecate(scope: Scope, number: number, reason: string): Promise<void> {
  const row = await step(scope, number, 'deprecate');
  await change(scope, row, { status: 'deprecated' }, 'deprecated', { reason, from: statusOf(row) });
}

/** Adds a text to an accepted record, whose own stays as it is. */
export async function amend(scope: Scope, number: number, text: string, reason: string): Promise<void> {
  const row = await step(scope, number, 'amend');
  if (text.trim() === '')
    throw new AdvisorError('invalid', 'an amendment says what it amends; give it a text');
  if (text.length > 20_000) throw new AdvisorError('invalid', 'an amendment has at most 20000 characters');
  await change(scope, row, {}, 'amended', { text, reason });
}

/** Says that a record supersedes an older one: at once where it is accepted, else when it is. */
export async function supersede(
  scope: Scope,
  number: number,
  older: number,
  partial: boolean,
): Promise<void> {
  const [newer, old] = [await find(scope, number), await find(scope, older)];
  permit(scope, 'supersede', newer);
  await link(scope, 'supersedes', newer, old, partial);
  if (statusOf(newer) === 'accepted') await takeOver(scope, newer);
}

/** Says that two records have to do with each other. */
export async function relate(scope: Scope, number: number, other: number): Promise<void> {
  const [newer, old] = [await find(scope, number), await find(scope, other)];
  permit(scope, 'relate', newer);
  await link(scope, 'relates-to', newer, old, false);
}
