import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { temporaryFolder } from '../../support/folder.ts';
import { type Deed, SyncWorld } from '../../support/sync-world.ts';

/** So many edits in all; `SYNC_EDITS=20000` tries longer. */
const edits = Number(process.env.SYNC_EDITS ?? 500);
const editsOfRun = 100;

const weights: Readonly<Record<Deed['kind'], number>> = {
  ...{ propose: 6, edit: 8, decide: 6, amend: 5, replace: 3, relate: 3 },
  ...{ write: 6, change: 14, rename: 3, delete: 2 },
  ...{ sync: 4, kill: 4, collide: 2, take: 3 },
};
const kinds = Object.entries(weights).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));
const nat = fc.nat(10_000);
const deed = fc.record({ kind: fc.constantFrom(...kinds), pick: nat, how: nat }) as fc.Arbitrary<Deed>;

describe('a folder and a log that are kept in step', () => {
  it('lose nothing whoever changes what, show every conflict, and change nothing when nothing changed', async () => {
    const deeds = fc.array(deed, { minLength: editsOfRun, maxLength: editsOfRun });
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const home = temporaryFolder();
        const world = await SyncWorld.open(temporaryFolder(), `sqlite:${join(home, 'x.db')}`);
        try {
          for (const one of all) await world.do(one);
          await world.settle();
          await world.verify();
        } finally {
          await world.close();
        }
      }),
      // A case of so many deeds takes long to make smaller.
      { numRuns: Math.ceil(edits / editsOfRun), endOnFailure: true },
    );
  }, 3_600_000);
});
