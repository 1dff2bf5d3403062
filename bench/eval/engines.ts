import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createAnswerer } from '../../src/answers/ask.ts';
import { factsMarkdown } from '../../src/answers/markdown.ts';
import type { WholeKnowledge } from '../../src/knowledge/knowledge.ts';
import { buildPassages } from '../../src/knowledge/passages.ts';

/** What an engine gives for a question, the best first; nothing where it says "not covered". */
export interface Given {
  readonly title: string;
  readonly text: string;
  readonly cited: boolean;
}

/** Something that answers questions, to be measured beside others. */
export interface Engine {
  readonly name: string;
  answer(question: string): Given[];
}

/** Stack Advisor and three search libraries over the same statements. */
export function createEngines(knowledge: WholeKnowledge): [advisor: Engine, ...others: Engine[]] {
  const passages = buildPassages(knowledge);
  const rows = passages.map((passage, id) => ({
    id,
    title: passage.about
      .map((about) => knowledge.entries.find((entry) => entry.id === about)?.name ?? about)
      .join(', '),
    text: passage.text,
    terms: passage.terms.join(' '),
  }));
  const given = (ids: readonly number[]): Given[] =>
    ids.flatMap((id) => {
      const row = rows[id];
      return row === undefined ? [] : [{ title: row.title, text: row.text, cited: true }];
    });
  return [
    createAdvisor(knowledge),
    createMiniSearch(rows, given),
    createFuse(rows, given),
    createOrama(rows, given),
  ];
}

interface Row {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly terms: string;
}

type Give = (ids: readonly number[]) => Given[];

function createAdvisor(knowledge: WholeKnowledge): Engine {
  const answerer = createAnswerer(knowledge);
  return {
    name: 'stack-advisor',
    answer(question) {
      const result = answerer(question);
      if (!result.covered) return [];
      return result.answers.map(({ reply }) => ({
        title: reply.title,
        text: factsMarkdown(reply),
        cited: reply.citations.length > 0,
      }));
    },
  };
}

function createMiniSearch(rows: readonly Row[], give: Give): Engine {
  const index = new MiniSearch<Row>({ fields: ['title', 'text', 'terms'] });
  index.addAll(rows);
  return {
    name: 'minisearch',
    answer: (question) =>
      give(
        index
          .search(question, { fuzzy: 0.2, prefix: true })
          .slice(0, 3)
          .map((hit) => Number(hit.id)),
      ),
  };
}

function createFuse(rows: readonly Row[], give: Give): Engine {
  const fuse = new Fuse([...rows], {
    keys: ['title', 'text', 'terms'],
    useTokenSearch: true,
    ignoreLocation: true,
    threshold: 0.4,
  });
  return {
    name: 'fuse (token search)',
    answer: (question) => give(fuse.search(question, { limit: 3 }).map((hit) => hit.item.id)),
  };
}

function createOrama(rows: readonly Row[], give: Give): Engine {
  const database = create({ schema: { row: 'number', title: 'string', text: 'string', terms: 'string' } });
  insertMultiple(
    database,
    rows.map(({ id, ...row }) => ({ row: id, ...row })),
  );
  return {
    name: 'orama',
    answer(question) {
      const found = searchOrama(database, { term: question, limit: 3, tolerance: 1 });
      if (found instanceof Promise) throw new TypeError('Orama answers at once without plug-ins');
      return give(found.hits.map((hit) => Number(hit.document.row)));
    },
  };
}
