import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import { nameKey } from './markdown/record-address.ts';
import { type LinkKind, linkKinds } from './record.ts';
import type { Look } from './record-queries.ts';
import { filtered, visibleLogs } from './visible-logs.ts';

/** A text that was added to a record when it was accepted already. */
export interface Amendment {
  readonly at: string;
  readonly person: string;
  readonly text: string;
  readonly reason: string;
}

/** A link that was made from a record to an older one of its log. */
export interface MadeLink {
  readonly kind: LinkKind;
  readonly to: number;
  readonly partial: boolean;
}

/** What happened to a record since its file was read; all that ever did where none was. */
export interface Since {
  readonly fields: ReadonlySet<string>;
  readonly links: readonly MadeLink[];
  readonly amendments: readonly Amendment[];
}

/** Nothing happened. */
export const nothingSince: Since = { fields: new Set(), links: [], amendments: [] };

const editedData = z.object({ fields: z.array(z.string()) });
const linkedData = z.object({ kind: z.enum(linkKinds), to: z.number(), partial: z.boolean() });
const amendedData = z.object({ text: z.string(), reason: z.string().default('') });

const kinds = ['imported', 'edited', 'forgotten', 'linked', 'amended'] as const;

/** What happened to each record that somebody may see since its file was read, by log and number. */
export async function sinceImports(db: Kysely<Tables>, look: Look): Promise<ReadonlyMap<string, Since>> {
  const found = new Map<string, Since>();
  for (const log of await visibleLogs(db, look)) {
    const seen = filtered(db, log, look.viewer, {}).select('records.id');
    const events = await db
      .selectFrom('events')
      .innerJoin('records', 'records.id', 'events.record_id')
      .select(['records.number', 'events.kind', 'events.data', 'events.at', 'events.person_name'])
      .where('events.record_id', 'in', seen)
      .where('events.kind', 'in', kinds)
      .orderBy('events.seq')
      .execute();
    const others = await filtered(db, log, look.viewer, {}).select('number').execute();
    const visible = new Set(others.map(({ number }) => number));
    for (const event of events) {
      const key = nameKey({ log: log.name, number: event.number });
      const since = after(found.get(key) ?? nothingSince, event, visible);
      if (since === nothingSince) found.delete(key);
      else found.set(key, since);
    }
  }
  return found;
}

interface ToldEvent {
  readonly kind: string;
  readonly data: string;
  readonly at: string;
  readonly person_name: string;
}

function after(
  before: Since,
  { kind, data, at, person_name: person }: ToldEvent,
  visible: ReadonlySet<number>,
): Since {
  if (kind === 'imported') return nothingSince;
  const value: unknown = JSON.parse(data);
  const edited = kind === 'edited' || kind === 'forgotten' ? editedData.safeParse(value).data : undefined;
  if (edited !== undefined) return { ...before, fields: new Set([...before.fields, ...edited.fields]) };
  const linked = kind === 'linked' ? linkedData.safeParse(value).data : undefined;
  if (linked !== undefined)
    return visible.has(linked.to) ? { ...before, links: [...before.links, linked] } : before;
  const amended = kind === 'amended' ? amendedData.safeParse(value).data : undefined;
  if (amended === undefined) return before;
  return { ...before, amendments: [...before.amendments, { at, person, ...amended }] };
}
