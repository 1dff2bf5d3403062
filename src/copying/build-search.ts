import type { CopyStep } from '../database/database.ts';
import { indexPage } from '../decisions/rebuild-search.ts';
import type { Run } from './run.ts';

/** The words of all records, page by page; what an earlier process indexed stays. */
const table = 'record_search';

/** Makes the search anew from the records that were copied: each database has one of its own. */
export async function buildSearch(run: Run, onStep: (step: CopyStep) => void): Promise<void> {
  const total = run.progressOf('records').rows;
  for (let at = run.progressOf(table); !at.isWhole; ) {
    const { rows, after } = at;
    const [log, number] = after ?? [];
    const from = typeof log === 'number' && typeof number === 'number' ? { log, number } : undefined;
    at = await run.advance(table, async (db) => {
      const page = await indexPage(db, from);
      if (page === undefined) return { rows, digest: '', isWhole: true };
      return { rows: rows + page.count, after: [page.log, page.number], digest: '', isWhole: false };
    });
    if (!at.isWhole) onStep({ kind: 'rows', table: 'search', done: at.rows, total });
  }
}
