import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportRecords } from '../../src/decisions/export.ts';
import { temporaryFolder } from '../support/folder.ts';
import { comparable, imported } from '../support/imported.ts';

const corpus = fileURLToPath(new URL('../../../shared/adr-corpus/', import.meta.url));
const expectedSchema = z.object({
  corpora: z.record(
    z.string(),
    z.object({
      records: z.array(
        z.object({
          path: z.string(),
          number: z.string().nullable(),
          title: z.string(),
          status: z.string(),
          status_raw: z.string().nullable(),
          date: z.string().nullable(),
        }),
      ),
      edges: z.array(z.object({ kind: z.string(), newer: z.string(), older: z.string() })),
      skipped: z.array(z.string()),
    }),
  ),
});

describe.skipIf(!existsSync(corpus))('real folders (skipped where they are not there)', () => {
  const expected = existsSync(corpus)
    ? expectedSchema.parse(JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')))
    : { corpora: {} };
  it.each(Object.entries(expected.corpora))(
    '%s is read as it is meant',
    async (name, { records, edges, skipped }) => {
      const path = join(corpus, name.replace('/', '+'));
      const got = await imported(path);
      const byFile = new Map(got.records.map((record) => [record.file, record]));
      const plain = (text: string | null) => text?.replace(/\s+/g, ' ') ?? null;
      expect(
        got.records
          .map(({ file, label, title, status, statusRaw, date }) => [
            file,
            label,
            title,
            status,
            plain(statusRaw),
            date,
          ])
          .sort(),
      ).toEqual(
        records
          .map((one) => [one.path, one.number, one.title, one.status, plain(one.status_raw), one.date])
          .sort(),
      );
      expect(got.result.skipped.map(({ file }) => file).sort()).toEqual([...skipped].sort());
      const found = got.records.flatMap(({ file, links }) =>
        links
          .filter(({ kind }) => kind === 'supersedes' || kind === 'amends')
          .map((link) => `${link.kind} ${file} ${link.file}`),
      );
      expect(found.sort()).toEqual(edges.map(({ kind, newer, older }) => `${kind} ${newer} ${older}`).sort());
      const out = temporaryFolder({});
      exportRecords(got.records, out, 'madr');
      for (const { path: file } of records) {
        mkdirSync(dirname(join(out, file)), { recursive: true });
        expect(statSync(join(out, file)).size).toBe(statSync(join(path, file)).size);
      }
      expect(comparable((await imported(out)).records)).toEqual(comparable(got.records));
      expect(byFile.size).toBe(records.length);
    },
  );
});
