import type { CopyStep, Database } from '../database/database.ts';
import { AdvisorError } from '../errors.ts';
import { digestWith, pagesOf, type TableShape } from './pages.ts';
import type { Run } from './run.ts';

/** Reads every row back. @throws AdvisorError `database` when one is not as it was read from the source. */
export async function verifyRows(
  target: Database,
  shapes: readonly TableShape[],
  run: Run,
  onStep: (step: CopyStep) => void,
): Promise<void> {
  const total = shapes.reduce((sum, { name }) => sum + run.progressOf(name).rows, 0);
  let done = 0;
  const faults = await target.snapshot(async (db) => {
    const faults: string[] = [];
    for (const shape of shapes) {
      const expected = run.progressOf(shape.name);
      let rows = 0;
      let digest = '';
      for await (const page of pagesOf(db, shape, undefined)) {
        rows += page.rows.length;
        digest = digestWith(digest, page.rows);
        done += page.rows.length;
        onStep({ kind: 'rows', table: 'rows verified', done, total });
      }
      if (rows !== expected.rows) faults.push(`${shape.name} has ${rows} rows and not ${expected.rows}`);
      else if (digest !== expected.digest)
        faults.push(`${shape.name} has a row that is not as in the source`);
    }
    return faults;
  });
  if (faults.length > 0)
    throw new AdvisorError(
      'database',
      `the copy is not what the source holds: ${faults.join(', ')}; somebody else wrote there. Begin anew in an empty database`,
    );
}
