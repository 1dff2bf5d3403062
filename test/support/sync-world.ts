import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { parseRecord } from '../../src/decisions/markdown/parse.ts';
import { readRecordText } from '../../src/decisions/markdown/reading.ts';
import { recordName } from '../../src/decisions/markdown/reading-job.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import type { SyncResult } from '../../src/decisions/sync/result.ts';
import { type SyncRequest, syncFolder } from '../../src/decisions/sync/sync.ts';

const viewer = { kind: 'operator' } as const;
const look = { workspace: 'w', log: 'decisions', viewer } as const;
const actBy = (name: string) => ({ ...look, person: { id: name, name }, source: 'test' });

/** Thrown where a run is to end, as if somebody had killed it. */
export class Killed extends Error {}

/** One thing that somebody does to a record or a file, or a run; `pick`, `how` and `at` say which and where. */
export interface Deed {
  readonly kind:
    | 'propose'
    | 'edit'
    | 'decide'
    | 'amend'
    | 'replace'
    | 'relate'
    | 'write'
    | 'change'
    | 'rename'
    | 'delete'
    | 'sync'
    | 'kill'
    | 'collide'
    | 'take';
  readonly pick: number;
  readonly how: number;
}

interface Agreed {
  readonly text: string;
  readonly signature: string;
}

/** What is said in a record, and in its amendments alone. */
interface Said {
  readonly text: string;
  readonly added: string;
}

/** Both sides as they are. */
interface Looked {
  readonly texts: ReadonlyMap<string, string>;
  readonly records: readonly DecisionRecord[];
  readonly files: ReadonlyMap<number, { readonly file: string; readonly agreed: string | null }>;
}

/** A log and a folder that people change, and what has to be true of both whatever they do. */
export class SyncWorld {
  readonly folder: string;
  readonly #database: Database;
  readonly #decisions: Decisions;
  readonly #url: string;
  #words = 0;
  #files = 0;
  #minute = 0;
  /** Words that nobody took back: each has to be somewhere. */
  readonly #alive = new Set<string>();
  /** Words that stay here alone since a file was taken instead: what was amended. */
  readonly #hereAlone = new Set<string>();
  /** What a record and its file last agreed on, by number. */
  readonly #agreed = new Map<number, Agreed>();
  /** Records that somebody changed here since, in a way that their files say. */
  readonly #changedHere = new Set<number>();
  #told: SyncResult | undefined;
  /** Records whose files were written by runs that ended before they could say so: changed since, they may be told as conflicts. */
  readonly #unsure = new Set<number>();

  private constructor(folder: string, url: string, database: Database) {
    this.folder = folder;
    this.#url = url;
    this.#database = database;
    this.#decisions = createDecisions(database, () => this.#now());
  }

  static async open(folder: string, url: string): Promise<SyncWorld> {
    return new SyncWorld(folder, url, await openDatabase(url));
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** Does one thing. */
  async do(deed: Deed): Promise<void> {
    switch (deed.kind) {
      case 'propose':
        return this.#propose([]);
      case 'edit':
        return this.#edit(deed);
      case 'decide':
        return this.#decide(deed);
      case 'amend':
        return this.#amend(deed);
      case 'replace':
        return this.#replace(deed);
      case 'relate':
        return this.#relate(deed);
      case 'write':
        return this.#write(deed);
      case 'change':
        return this.#change(deed);
      case 'rename':
        return this.#rename(deed);
      case 'delete':
        return this.#delete(deed);
      case 'sync':
        return this.sync();
      case 'kill':
        return this.#kill(deed);
      case 'collide':
        return this.#collide(deed);
      case 'take':
        return this.#take(deed);
    }
  }

  /** Says of every conflict which side counts, until there is none. */
  async settle(): Promise<void> {
    for (let how = 0; how < 50; how++) {
      await this.sync();
      const { conflicts = [], missing = [] } = this.#told ?? {};
      if (conflicts.length + missing.length === 0) return;
      await this.#take({ kind: 'take', pick: 0, how });
    }
    throw new Error('conflicts do not end');
  }

  /** A run, and what has to be true after it; a second one changes nothing. */
  async sync(): Promise<void> {
    const before = await this.#look();
    const result = await this.#run();
    await this.#check(before, result);
    const [files, rows] = [this.#texts(), await this.#rows()];
    const again = await this.#run();
    expect([again.created, again.updated, again.written, again.renamed]).toEqual([[], [], [], []]);
    expect(again.conflicts.map(({ number }) => number)).toEqual(result.conflicts.map(({ number }) => number));
    expect(again.missing).toEqual(result.missing);
    expect(this.#texts()).toEqual(files);
    expect(await this.#rows()).toEqual(rows);
    this.#told = again;
  }

  /** That histories and records are sound. */
  async verify(): Promise<void> {
    expect(await this.#decisions.verify('w')).toEqual([]);
  }

  #now(): string {
    return new Date(Date.UTC(2026, 2, 1) + 60_000 * this.#minute++).toISOString();
  }

  #word(): string {
    const word = `word${this.#words++}x`;
    this.#alive.add(word);
    return word;
  }

  #run(more: Partial<SyncRequest> = {}): Promise<SyncResult> {
    const form = { format: 'madr', front: this.#url.length % 2 === 0 ? 'short' : 'full' } as const;
    const reader = {
      read: async (job: Parameters<typeof readRecordText>[0]) => readRecordText(job),
      close: async () => {},
    };
    return syncFolder(this.#database, actBy('runner'), { folder: this.folder, form, reader, ...more }, () =>
      this.#now(),
    );
  }

  #texts(): ReadonlyMap<string, string> {
    const names = readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    return new Map(names.sort().map((name) => [name, readFileSync(join(this.folder, name), 'utf8')]));
  }

  async #rows() {
    const { db } = this.#database;
    const [files, logs] = [
      await db.selectFrom('sync_files').selectAll().execute(),
      await db.selectFrom('logs').selectAll().execute(),
    ];
    return { files, logs };
  }

  async #records(): Promise<DecisionRecord[]> {
    return this.#database.db
      .selectFrom('logs')
      .select('id')
      .executeTakeFirst()
      .then((log) => (log === undefined ? [] : this.#decisions.list(look)));
  }

  /** The file of each record by number, as the last run left it. */
  async #fileOf(): Promise<ReadonlyMap<number, { file: string; agreed: string | null }>> {
    const rows = await this.#database.db
      .selectFrom('sync_files')
      .innerJoin('records', 'records.id', 'sync_files.record_id')
      .select(['records.number', 'sync_files.file', 'sync_files.file_hash as agreed'])
      .execute();
    return new Map(rows.map(({ number, ...row }) => [number, row]));
  }

  /** Everything that is said in each record, its amendments too, by number. */
  async #said(records: readonly DecisionRecord[]): Promise<ReadonlyMap<number, Said>> {
    const rows = await this.#database.db
      .selectFrom('events')
      .innerJoin('records', 'records.id', 'events.record_id')
      .select(['records.number', 'events.data'])
      .where('events.kind', '=', 'amended')
      .execute();
    const amended = Map.groupBy(rows, ({ number }) => number);
    return new Map(
      records.map((record) => {
        const added = (amended.get(record.number) ?? []).map(({ data }) => data).join('\n');
        // What took its place says its own title.
        const own = JSON.stringify({ ...record, supersededBy: null });
        return [record.number, { text: `${own}\n${added}`, added }];
      }),
    );
  }

  async #look(): Promise<Looked> {
    const [texts, records, files] = [this.#texts(), await this.#records(), await this.#fileOf()];
    return { texts, records, files };
  }

  /** What a record says that its file has to say too. */
  #signature(
    { title, context, decision, status, links, version: _version }: DecisionRecord,
    said: string,
  ): string {
    return JSON.stringify([title, context, decision, status, links, wordsIn(said)]);
  }

  async #check(before: Looked, result: SyncResult): Promise<void> {
    const { texts, records, files } = await this.#look();
    const conflicts = new Set(result.conflicts.map(({ number }) => number));
    const missing = new Set(result.missing.map(({ number }) => number));
    const everything = [...texts.values()].join('\n');
    const said = await this.#said(records);
    const here = [...said.values()].map(({ text }) => text).join('\n');
    for (const word of this.#alive)
      expect(everything.includes(word) || here.includes(word), `${word} is lost`).toBe(true);
    for (const record of records) {
      const { number } = record;
      const own = said.get(number)?.text ?? '';
      const place = files.get(number);
      const text = place === undefined ? undefined : texts.get(place.file);
      const old = this.#agreed.get(number);
      // A file that was renamed is followed by the run.
      const oldText = place === undefined ? undefined : before.texts.get(place.file);
      const isFileChanged = old !== undefined && oldText !== undefined && oldText !== old.text;
      if (this.#changedHere.has(number) && isFileChanged)
        expect(
          conflicts.has(number) || text === undefined,
          `${number} changed on both sides, and nobody is told`,
        ).toBe(true);
      if (conflicts.has(number) || missing.has(number)) {
        // Neither side was touched.
        if (oldText !== undefined) expect(text).toBe(oldText);
        const kind = result.conflicts.find((one) => one.number === number)?.kind;
        if (kind === 'both' && old !== undefined && !this.#unsure.has(number)) {
          expect(isFileChanged, `${number} is no conflict: its file is as it was`).toBe(true);
          expect(this.#signature(record, own), `${number} is no conflict: it is as it was`).not.toBe(
            old.signature,
          );
        }
        continue;
      }
      if (text === undefined || place === undefined) {
        expect((place?.agreed ?? '') === '', `${number} has no file, and nobody is told`).toBe(true);
        continue;
      }
      this.#checkInStep(record, place.file, text, own);
      this.#unsure.delete(number);
      this.#agreed.set(number, { text, signature: this.#signature(record, own) });
      this.#changedHere.delete(number);
    }
    const owned = new Set([...files.values()].map(({ file }) => file));
    for (const file of texts.keys()) expect(owned.has(file), `${file} is nobody's`).toBe(true);
  }

  /** A record and its file say the same. */
  #checkInStep(record: DecisionRecord, file: string, text: string, said: string): void {
    const parsed = parseRecord(text, recordName(file).name);
    expect([parsed.title, parsed.status, parsed.content.decision, parsed.content.context]).toEqual([
      record.title,
      record.status,
      record.decision,
      record.context,
    ]);
    const [there, here] = [wordsIn(text), wordsIn(said)].map((words) =>
      words.filter((word) => this.#alive.has(word)),
    );
    expect(there?.filter((word) => !here?.includes(word))).toEqual([]);

    expect(here?.filter((word) => !there?.includes(word) && !this.#hereAlone.has(word))).toEqual([]);
  }

  async #kill({ pick }: Deed): Promise<void> {
    const before = await this.#look();
    let left = pick % 16;
    let wrote: string | undefined;
    const step = (name: string) => {
      if (left-- > 0) return;
      wrote = /^wrote (.*)$/.exec(name)?.[1];
      throw new Killed();
    };
    try {
      await this.#run({ step });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    // What it wrote, or brought in, both have agreed on since.
    const { texts, records, files } = await this.#look();
    const said = await this.#said(records);
    for (const [number, { file }] of files) if (file === wrote) this.#unsure.add(number);
    for (const record of records) {
      const file = files.get(record.number)?.file ?? '';
      const text = texts.get(file);
      if (text === undefined) continue;
      const old = before.records.find(({ number }) => number === record.number);
      const isOurs =
        text !== before.texts.get(file) || (text === record.body && record.version !== old?.version);
      if (!isOurs) continue;
      this.#agreed.set(record.number, {
        text,
        signature: this.#signature(record, said.get(record.number)?.text ?? ''),
      });
      this.#changedHere.delete(record.number);
    }
  }

  /** A file is changed in the very moment in which a run writes it. */
  async #collide({ how }: Deed): Promise<void> {
    const changed: string[] = [];
    const word = this.#word();
    const step = (name: string) => {
      const file = /^write (.*)$/.exec(name)?.[1];
      if (file === undefined || changed.length > 0 || !this.#texts().has(file)) return;
      changed.push(file);
      writeFileSync(
        join(this.folder, file),
        `${readFileSync(join(this.folder, file), 'utf8')}\n## Notes ${how}\n\n${word}\n`,
      );
    };
    const result = await this.#run({ step });
    if (changed.length === 0) this.#alive.delete(word);
    for (const file of changed)
      expect(result.conflicts).toContainEqual(expect.objectContaining({ file, kind: 'meanwhile' }));
    await this.#afterRun(result);
    await this.sync();
  }

  /** What a run that was not looked at closely left in step. */
  async #afterRun(result: SyncResult): Promise<void> {
    const { texts, records, files } = await this.#look();
    const said = await this.#said(records);
    const open = new Set([...result.conflicts, ...result.missing].map(({ number }) => number));
    for (const record of records) {
      const text = texts.get(files.get(record.number)?.file ?? '');
      if (text === undefined || open.has(record.number)) continue;
      this.#agreed.set(record.number, {
        text,
        signature: this.#signature(record, said.get(record.number)?.text ?? ''),
      });
      this.#changedHere.delete(record.number);
    }
  }

  async #take({ pick, how }: Deed): Promise<void> {
    const { conflicts = [], missing = [] } = this.#told ?? {};
    const open = [...conflicts, ...missing];
    const one = open[pick % Math.max(1, open.length)];
    if (one === undefined) return this.sync();
    await this.sync();
    if (
      ![...(this.#told?.conflicts ?? []), ...(this.#told?.missing ?? [])].some(
        ({ number }) => number === one.number,
      )
    )
      return;
    const isFile = how % 2 === 0 && !('kind' in one && one.kind === 'unreadable');
    const before = await this.#look();
    const { text: said = '', added = '' } = (await this.#said(before.records)).get(one.number) ?? {};
    const amended = wordsIn(added);
    const text = before.texts.get(before.files.get(one.number)?.file ?? one.file) ?? '';
    const takes = isFile ? { file: [one.number], record: [] } : { file: [], record: [one.number] };
    const result = await this.#run({ takes });
    // What the other side said beyond it is taken back, by whoever chose.
    const [kept, lost] = isFile ? [text, said] : [said, text];
    for (const word of wordsIn(lost)) {
      if (wordsIn(kept).includes(word)) continue;
      if (isFile && amended.includes(word)) this.#hereAlone.add(word);
      else this.#retire([word]);
    }
    await this.#afterRun(result);
    await this.sync();
  }

  #retire(words: readonly string[]): void {
    for (const word of words) this.#alive.delete(word);
  }

  async #pickRecord({ pick }: Deed, statuses: readonly string[]): Promise<DecisionRecord | undefined> {
    const all = (await this.#records()).filter(({ status }) => statuses.includes(status));
    return all[pick % Math.max(1, all.length)];
  }

  async #propose(supersedes: readonly number[]): Promise<void> {
    const content = {
      title: `Use ${this.#word()}`,
      context: `Because ${this.#word()}`,
      decision: `We take ${this.#word()}`,
    };
    await this.#decisions.propose(actBy('ann'), content, { supersedes });
    for (const number of supersedes) this.#maybeHere(number);
  }

  /** Whether a file says it depends on how it is written: it may be a change here, and need not. */
  #maybeHere(number: number): void {
    this.#changedHere.delete(number);
  }

  async #edit(deed: Deed): Promise<void> {
    const record = await this.#pickRecord(deed, ['proposed', 'draft']);
    if (record === undefined) return;
    const field = (['title', 'context', 'decision'] as const)[deed.how % 3] ?? 'title';
    this.#retire(wordsIn(record[field]));
    await this.#decisions.edit(actBy('ann'), record.number, { [field]: `Edited ${this.#word()}` });
    this.#changedHere.add(record.number);
  }

  async #decide(deed: Deed): Promise<void> {
    const record = await this.#pickRecord(deed, ['proposed', 'accepted']);
    if (record === undefined) return;
    const { number, status } = record;
    const by = actBy('bob');
    const successors = record.links.filter(({ kind }) => kind === 'supersedes').map((link) => link.number);
    try {
      if (status === 'accepted') await this.#decisions.deprecate(by, number, 'old');
      else if (deed.how % 5 === 0) await this.#decisions.reject(by, number, 'no');
      else if (deed.how % 5 === 1) await this.#decisions.withdraw(by, number);
      else await this.#decisions.approve(by, number);
    } catch {
      // What it supersedes is not in force any more.
      return;
    }
    this.#changedHere.add(number);
    for (const older of successors) this.#maybeHere(older);
  }

  async #amend(deed: Deed): Promise<void> {
    const record = await this.#pickRecord(deed, ['accepted', 'none']);
    if (record === undefined) return;
    await this.#decisions.amend(actBy('cy'), record.number, `Also ${this.#word()}`, '');
    this.#changedHere.add(record.number);
  }

  async #replace(deed: Deed): Promise<void> {
    const older = await this.#pickRecord(deed, ['accepted', 'deprecated']);
    await this.#propose(older === undefined ? [] : [older.number]);
  }

  async #relate(deed: Deed): Promise<void> {
    const all = await this.#records();
    const [one, other] = [all[deed.pick % Math.max(1, all.length)], all[deed.how % Math.max(1, all.length)]];
    if (one === undefined || other === undefined || one.number === other.number) return;
    await this.#decisions.relate(actBy('cy'), one.number, other.number);
    this.#maybeHere(one.number);
    this.#maybeHere(other.number);
  }

  #pickFile({ pick }: Deed): [string, string] | undefined {
    const all = [...this.#texts()];
    return all[pick % Math.max(1, all.length)];
  }

  #write({ pick, how }: Deed): void {
    const number = [String((pick % 60) + 1).padStart(4, '0'), `ADR-${(pick % 60) + 1}`, 'use'][how % 3];
    const name = `${how % 7 === 0 ? 'more/' : ''}${number}-file-${this.#files++}.md`;
    const own = `## Context\n\nSeen ${this.#word()}\n\n## Decision\n\nTaken ${this.#word()}\n`;
    const title = `Write ${this.#word()}`;
    const text = [
      `# ${title}\n\n## Status\n\nAccepted\n\n${own}`,
      `---\nstatus: proposed\n---\n\n# ${title}\n\n${own}`,
      `# ${title}\n\n* Status: proposed\n* Deciders: ann\n\n${own}\n## Our own\n\n${this.#word()}\n`,
      `# ${title}\r\n\r\n${own.replaceAll('\n', '\r\n')}`,
    ];
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    const chosen = text[how % text.length] ?? '';
    this.#retire(
      [...this.#alive].filter((word) => text.some((one) => one.includes(word)) && !chosen.includes(word)),
    );
    writeFileSync(join(this.folder, name), chosen);
  }

  #change(deed: Deed): void {
    const [name, text] = this.#pickFile(deed) ?? [];
    if (name === undefined || text === undefined) return;
    const next = changedText(text, deed.how, () => this.#word());
    this.#retire(wordsIn(text).filter((word) => !next.includes(word)));
    writeFileSync(join(this.folder, name), next);
  }

  #rename(deed: Deed): void {
    const [name, text] = this.#pickFile(deed) ?? [];
    if (name === undefined || text === undefined) return;
    const number = /^(?:.*\/)?(ADR-\d+|\d+)-/.exec(name)?.[1];
    const next = join(dirname(name), `${number ?? 'use'}-renamed-${this.#files++}.md`);
    renameSync(join(this.folder, name), join(this.folder, next));
    if (deed.how % 3 === 0 && number !== undefined)
      writeFileSync(join(this.folder, next), `${text}\n## Notes\n\n${this.#word()}\n`);
  }

  async #delete(deed: Deed): Promise<void> {
    const [name, text] = this.#pickFile(deed) ?? [];
    if (name === undefined || text === undefined) return;
    rmSync(join(this.folder, name));
    const left = [
      ...this.#texts().values(),
      ...[...(await this.#said(await this.#records())).values()].map(({ text: one }) => one),
    ].join('\n');
    this.#retire(wordsIn(text).filter((word) => !left.includes(word)));
  }
}

/** A text as somebody changes it in an editor. */
function changedText(text: string, how: number, word: () => string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  switch (how % 4) {
    case 0:
      return text.replace(
        /^(## Decision(?: Outcome)?\r?\n\r?\n)[^\n]*/m,
        (_all, heading: string) => `${heading}Changed ${word()}`,
      );
    case 1: {
      const title = `Renamed ${word()}`;
      return text
        .replace(/^(# (?:\d+\. )?)[^\r\n]*/m, (_all, mark: string) => `${mark}${title}`)
        .replace(/^(---\ntitle: )[^\n]*/, (_all, mark: string) => `${mark}"${title}"`);
    }
    case 2:
      return text.replace(
        /^(---\n(?:title: .*\n)?status: |## Status\n\n|\* Status: )["\w ]+/m,
        '$1deprecated',
      );
    default:
      return `${text}${eol}## More${eol}${eol}${word()}${eol}`;
  }
}

/** The words of a text; those in the names of files are other records'. */
function wordsIn(text: string): string[] {
  return [...new Set(text.match(/(?<!-)word\d+x/g) ?? [])];
}
