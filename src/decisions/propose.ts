import { requireAffects } from '../affects/affects.ts';
import type { Content, ContentInput } from './record.ts';
import { link } from './record-links.ts';
import { contentColumns, find, permit, readContent, type Scope, storeRecord } from './write-scope.ts';

/** What a proposal says beside its content. */
export interface ProposeOptions {
  readonly draft?: boolean;
  /** Records that it supersedes once it is accepted, by number. */
  readonly supersedes?: readonly number[];
  readonly partial?: boolean;
  /** Where it comes from: records of a private channel are its members'. */
  readonly channel?: string | null;
  readonly visibility?: 'open' | 'members';
  /** What asks for it, where that may ask twice: the second time nothing is written and the first one's number given. */
  readonly origin?: string;
}

/** Writes a proposal or a draft and gives its number; that of the first one where its origin was there before. */
export async function propose(scope: Scope, input: ContentInput, options: ProposeOptions): Promise<number> {
  permit(scope, 'propose', 'log');
  const earlier = await proposedBefore(scope, options.origin);
  if (earlier !== undefined) return earlier;
  const content = readContent(input, scope.at);
  requireAffects(content.affects);
  return insertRecord(scope, content, options);
}

async function proposedBefore({ db, log }: Scope, origin: string | undefined): Promise<number | undefined> {
  if (origin === undefined) return undefined;
  const row = await db
    .selectFrom('records')
    .select('number')
    .where('log_id', '=', log.id)
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row?.number;
}

async function insertRecord(scope: Scope, content: Content, options: ProposeOptions): Promise<number> {
  const { log, at } = scope;
  // The number is taken and the record written under one write lock: no number twice, none lost to a crash.
  const number = scope.end.next_number++;
  const columns = {
    ...contentColumns(content),
    number,
    label: null,
    status: options.draft === true ? 'draft' : 'proposed',
    status_raw: null,
    date: at.slice(0, 10),
    file: null,
    visibility: options.visibility ?? (log.visibility === 'members' ? 'members' : 'open'),
    channel: options.channel ?? log.channel,
    origin: options.origin ?? null,
  };
  const row = await storeRecord(scope, columns, options.draft === true ? 'drafted' : 'proposed', {});
  for (const older of options.supersedes ?? []) {
    permit(scope, 'supersede', row);
    await link(scope, 'supersedes', row, await find(scope, older), options.partial === true);
  }
  return number;
}
