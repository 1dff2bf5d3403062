import type { z } from 'zod';
import { isDatabaseAway } from '../database/database-away.ts';
import type { Ending } from './claims.ts';
import type { Clock } from './clock.ts';
import { type Outgoing, type Send, type Sent, tokenOf } from './message.ts';
import type { OutboxRow } from './outbox-rows.ts';
import { unseal } from './payload-codec.ts';
import { diedWithProcess, type Failing, reasonOf, retryPolicy, waitFor } from './retry-policy.ts';

/** How a message of the outbox is read and sent, and whether this process still may. */
export interface Given<Payload> {
  readonly schema: z.ZodType<Payload>;
  readonly send: Send<Payload>;
  /** Whether the claim on it still holds. */
  readonly holds: () => Promise<boolean>;
}

interface Times {
  readonly clock: Clock;
  readonly random: () => number;
}

/** What came of it; `lost` where another process took it over, which then tells its end. */
type Sending = Ending | { readonly kind: 'lost' };

/** Sends a message, and says what becomes of it. */
export async function sendRow<Payload>(
  row: OutboxRow,
  { schema, send, holds }: Given<Payload>,
  times: Times,
): Promise<Sending> {
  if (row.deaths >= retryPolicy.mostDeaths) return { kind: 'dead', error: diedWithProcess };
  let isLost = false;
  const confirm = async () => {
    if (await holds()) return;
    isLost = true;
    throw new Error('another process took it over');
  };
  try {
    return endingOf(
      await send({ ...describe(row), payload: unseal(row.payload, schema) }, confirm),
      row,
      times,
    );
  } catch (error) {
    if (isLost) return { kind: 'lost' };
    return afterFailure(row, reasonOf(error), { kind: isDatabaseAway(error) ? 'away' : 'fault' }, times);
  }
}

function endingOf(sent: Sent, row: OutboxRow, times: Times): Ending {
  if (sent === 'sent') return { kind: 'done' };
  if ('failed' in sent) return afterFailure(row, reasonOf(sent.failed), { kind: 'refused' }, times);
  if ('away' in sent) return afterFailure(row, reasonOf(sent.away), { kind: 'away' }, times);
  const now = times.clock.now();
  if (now - Date.parse(row.put_at) > retryPolicy.longestAsked)
    return { kind: 'dead', error: 'the platform asked to wait for a day' };
  return { kind: 'wait', at: now + askedWait(sent.retryAfter) };
}

/** The wait that a platform asks for, in milliseconds; a second where it asks for none that makes sense. */
export function askedWait(seconds: number): number {
  if (Number.isNaN(seconds) || seconds <= 0) return 1_000;
  return Math.min(Math.ceil(seconds * 1_000), retryPolicy.longestAskedWait);
}

function afterFailure(row: OutboxRow, error: string, failing: Failing, { clock, random }: Times): Ending {
  const now = clock.now();
  const tried = { since: Date.parse(row.put_at), tries: row.attempts + 1, faults: row.faults };
  const wait = waitFor(failing, tried, now, random);
  if (wait === undefined) return { kind: 'dead', error };
  return { kind: 'again', error, at: now + wait, faults: row.faults + (failing.kind === 'fault' ? 1 : 0) };
}

/** A message as its sender is given it. */
export function describe(row: OutboxRow): Omit<Outgoing<never>, 'payload'> {
  const { platform, workspace, channel, dedupe } = row;
  return {
    platform,
    workspace,
    channel,
    dedupe,
    token: tokenOf(row),
    attempt: row.attempts + 1,
    uncertain: row.attempts > 0,
    putAt: row.put_at,
  };
}
