import { isDeepStrictEqual } from 'node:util';
import { type FileOfRecord, linkFiles } from './link-files.ts';
import type { ReadFile } from './markdown/folder.ts';
import type { ParsedRecord } from './markdown/parse.ts';
import { type Content, contentSchema } from './record.ts';
import { contentOf, type RecordRow } from './rows.ts';
import { contentColumns, record, type Scope, storeRecord } from './write-scope.ts';

/** Files that become records, and what is known of them. */
export interface Storing {
  readonly files: readonly ReadFile[];
  /** The record that a file is already. */
  readonly known: ReadonlyMap<string, RecordRow>;
  /**
   * What a known file said when it and its record last agreed: only what it says otherwise now is taken over. Without
   * that the file counts, but for where its record stands.
   */
  readonly bases?: ReadonlyMap<string, ParsedRecord>;
  /** Other files of the folder, which stay as they are: links may lead to them. */
  readonly others?: readonly FileOfRecord[];
}

/** What became of files. */
export interface Stored {
  /** Each file's record, in the order of the files. */
  readonly rows: ReadonlyMap<string, RecordRow>;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly warnings: readonly string[];
}

/** Stores files as records inside a transaction: known ones are updated where they changed, all others are new. */
export async function storeFiles(scope: Scope, storing: Storing): Promise<Stored> {
  const { files, known, bases = new Map<string, ParsedRecord>(), others = [] } = storing;
  const warnings: string[] = [];
  const rows = new Map<string, RecordRow>();
  const [created, updated, unchanged]: [string[], string[], string[]] = [[], [], []];
  const numbers = await takenNumbers(scope, storing);
  for (const one of files) {
    warnings.push(...one.parsed.warnings.map((warning) => `${one.file}: ${warning}`));
    const old = known.get(one.file);
    if (old !== undefined) {
      const row = await update(scope, old, one, bases.get(one.file));
      rows.set(one.file, row);
      (row.version === old.version ? unchanged : updated).push(one.file);
      continue;
    }
    const own = one.parsed.number;
    const number = numbers.take(own);
    if (own !== null && own !== number)
      warnings.push(`${one.file}: number ${own} is taken; it is ${number} here`);
    rows.set(one.file, await create(scope, one, number));
    created.push(one.file);
  }
  scope.end.next_number = Math.max(scope.end.next_number, numbers.next());
  const linking = files.flatMap(({ file, parsed: { label, links } }) => {
    const row = rows.get(file);
    return row === undefined ? [] : [{ file, label, links, row }];
  });
  warnings.push(...(await linkFiles(scope, linking, others)));
  return { rows, created, updated, unchanged, warnings };
}

/** The numbers of a log: files with one of their own come before those that take what is free. */
async function takenNumbers({ db, log }: Scope, { files, known }: Storing) {
  const there = await db.selectFrom('records').select('number').where('log_id', '=', log.id).execute();
  const taken = new Set(there.map(({ number }) => number));
  const wanted = new Set(files.flatMap(({ file, parsed }) => (known.has(file) ? [] : (parsed.number ?? []))));
  let free = Math.max(log.next_number, 1);
  return {
    take(own: number | null): number {
      while (taken.has(free) || wanted.has(free)) free++;
      const number = own !== null && !taken.has(own) ? own : free;
      taken.add(number);
      return number;
    },
    next: () => [...taken].reduce((most, number) => Math.max(most, number + 1), 1),
  };
}

/** What a file says of its record beside its content. */
function columnsOf(content: Content, { file, parsed }: ReadFile) {
  return {
    ...contentColumns(content),
    label: parsed.label,
    status: parsed.status,
    status_raw: parsed.statusRaw,
    date: parsed.date,
    file,
  };
}

async function create(scope: Scope, one: ReadFile, number: number): Promise<RecordRow> {
  const { visibility, channel } = scope.log;
  const content = contentSchema.parse(one.parsed.content);
  const columns = { ...columnsOf(content, one), number, visibility, channel, origin: null };
  return storeRecord(scope, columns, 'imported', { file: one.file });
}

async function update(
  scope: Scope,
  old: RecordRow,
  one: ReadFile,
  base: ParsedRecord | undefined,
): Promise<RecordRow> {
  const before = contentOf(old);
  const columns = base === undefined ? wholly(old, one) : merged(old, before, one, base);
  const content = contentSchema.parse(JSON.parse(columns.content));
  const isSame =
    isDeepStrictEqual(before, content) &&
    old.status_raw === columns.status_raw &&
    old.date === columns.date &&
    old.label === columns.label &&
    (base === undefined || (old.status === columns.status && old.file === columns.file));
  if (isSame) return old;
  // Who approved another text did not approve this one.
  const isOpen = columns.status === 'draft' || columns.status === 'proposed';
  if (isOpen && (old.status !== columns.status || !isDeepStrictEqual(said(before), said(content))))
    await scope.db.deleteFrom('approvals').where('record_id', '=', old.id).execute();
  const row = await scope.db
    .updateTable('records')
    .set({ ...columns, version: old.version + 1 })
    .where('id', '=', old.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(scope, row, 'imported', { file: one.file });
  await scope.index.put(scope.db, [row], scope.log);
  return row;
}

/** A content without the file that it was read from. */
function said(content: Content): Content {
  return { ...content, body: '' };
}

/** What a file says. What was decided here since stays, unless the file now states something else than it did. */
function wholly(old: RecordRow, one: ReadFile) {
  const columns = columnsOf(contentSchema.parse(one.parsed.content), one);
  return { ...columns, status: old.status_raw === columns.status_raw ? old.status : columns.status };
}

/** A record with what its file says otherwise than when they agreed: what the file has no place for stays. */
function merged(old: RecordRow, before: Content, one: ReadFile, base: ParsedRecord) {
  const [now, then] = [one.parsed, base].map(({ content }) => contentSchema.parse(content));
  const changed = Object.entries(now ?? {}).filter(
    ([field, value]) =>
      !isDeepStrictEqual(value, Object.entries(then ?? {}).find(([name]) => name === field)?.[1]),
  );
  const content = contentSchema.parse({ ...before, ...Object.fromEntries(changed), body: now?.body });
  const { parsed } = one;
  return {
    ...columnsOf(content, one),
    label: parsed.label === base.label ? old.label : parsed.label,
    status: parsed.status === base.status ? old.status : parsed.status,
    date: parsed.date === base.date ? old.date : parsed.date,
  };
}
