import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sectionCoverage } from '../../src/knowledge/coverage.ts';
import { loadWhole } from '../../src/knowledge/load.ts';

const knowledge = await loadWhole();
const seeds = new URL('../../../shared/seeds/', import.meta.url);

describe('the built-in knowledge', () => {
  test.each([
    ['000', 36],
    ['001', 50],
    ['002', 285],
    ['003', 137],
    ['004', 367],
  ])('holds the facts of document %s: at least %i', (id, least) => {
    const document = sectionCoverage(knowledge).find((coverage) => coverage.document.id === id);
    const facts = document?.sections.reduce((sum, section) => sum + section.facts, 0);
    expect(facts).toBeGreaterThanOrEqual(least);
  });

  test('shows well over forty disputes, each with sides from statements', () => {
    expect(knowledge.disputes.length).toBeGreaterThan(40);
  });

  test('knows the names that people use', () => {
    const named = new Map(
      knowledge.entries.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id])),
    );
    expect(['pg', 'k8s', 'drf', 'ts'].map((alias) => named.get(alias))).toEqual([
      'postgresql',
      'kubernetes',
      'django-rest-framework',
      'typescript',
    ]);
  });

  test('says each fact shortly and once in a section', () => {
    const seen = new Map<string, string>();
    for (const { id, document, section, text } of knowledge.statements) {
      expect(text.length, id).toBeLessThanOrEqual(300);
      const key = `${document} ${section} ${text}`;
      expect(seen.get(key), id).toBeUndefined();
      seen.set(key, id);
    }
  });

  test('gives every number of a figure its unit and what was measured', () => {
    const units = new Set(knowledge.units.map((unit) => unit.id));
    for (const { id, figures } of knowledge.statements) {
      for (const figure of figures) {
        expect(units.has(figure.unit), id).toBe(true);
        expect(figure.of.length, id).toBeGreaterThan(3);
      }
    }
  });

  test('dates what ages where the document has a date', () => {
    const dated = new Set(knowledge.documents.filter(({ date }) => date !== undefined).map(({ id }) => id));
    expect([...dated].sort()).toEqual(['003', '004']);
    expect(knowledge.statements.some(({ ages, document }) => ages && dated.has(document))).toBe(true);
  });

  test.skipIf(!existsSync(seeds))(
    'is in our own words: no seven words in a row are a document’s (skipped where the documents are missing)',
    () => {
      const words = (text: string) =>
        text
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, ' ')
          .trim()
          .split(' ');
      const runs = (text: string) => {
        const list = words(text);
        return list
          .slice(0, Math.max(0, list.length - 6))
          .map((_, index) => list.slice(index, index + 7).join(' '));
      };
      const byDocument = new Map(
        readdirSync(seeds).map((name) => [
          name.slice(0, 3),
          new Set(runs(readFileSync(new URL(name, seeds), 'utf8'))),
        ]),
      );
      const copied = knowledge.statements.filter(({ document, text }) =>
        runs(text).some((run) => byDocument.get(document)?.has(run)),
      );
      expect(copied.map(({ id }) => id)).toEqual([]);
      const anyRun = new Set([...byDocument.values()].flatMap((all) => [...all]));
      const copiedCards = knowledge.cards.filter(({ lead, points }) =>
        [lead, ...points.map(({ text }) => text)].some((text) => runs(text).some((run) => anyRun.has(run))),
      );
      expect(copiedCards.map(({ id }) => id)).toEqual([]);
    },
  );
});
