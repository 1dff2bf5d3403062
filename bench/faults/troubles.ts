import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Program } from './program.ts';
import type { Away, Side } from './traffic.ts';

/** What happens to the program; it runs before, and when all is well again. */
export interface Trouble {
  /** Seconds that a person waits before they do the next thing: what piles up has to fit the platform's pace afterwards. */
  readonly pause: number;
  /** Makes trouble for so many seconds; says what it did. */
  make(parts: Troubled, seconds: number): Promise<string>;
}

export interface Troubled {
  readonly program: Program;
  readonly side: Side;
  readonly url: string;
}

/** Killed every second, or as soon after as it was up again for a moment. */
const kills: Trouble = {
  pause: 20,
  async make({ program, side }, seconds) {
    const end = Date.now() + seconds * 1_000;
    let count = 0;
    for (; Date.now() < end; count++) {
      const begun = Date.now();
      if (count > 0) await program.start();
      await side.reachable();
      await sleep(Math.max(1_000 - (Date.now() - begun), 200 + Math.random() * 400));
      await program.kill();
    }
    await program.start();
    await side.reachable();
    return `${count} kills`;
  },
};

const ways: readonly Away[] = ['refused', 'silent', 'failing'];

/** The platform's API cannot be reached, in one way after the other, and in each the program is killed a few times. */
const away: Trouble = {
  pause: 60,
  async make({ program, side }, seconds) {
    const steps = 9;
    for (let step = 0; step < steps; step++) {
      if (step % 3 === 0) await side.away(ways[step / 3]);
      await sleep((seconds * 1_000) / steps / 2);
      await program.kill();
      const begun = Date.now();
      await program.start();
      await sleep(Math.max((seconds * 1_000) / steps / 2 - (Date.now() - begun), 0));
    }
    await side.away(undefined);
    return `the API away for ${seconds} s, ${steps} kills`;
  },
};

/** Another process holds the database's write lock. */
const locked: Trouble = {
  pause: 15,
  async make({ url }, seconds) {
    const sqlite = new Sqlite(url.replace(/^sqlite:/, ''), { timeout: 30_000 });
    sqlite.exec('begin immediate');
    await sleep(seconds * 1_000);
    sqlite.exec('rollback');
    sqlite.close();
    return `the database locked for ${seconds} s`;
  },
};

export const troubles: Readonly<Record<'kills' | 'away' | 'locked', Trouble>> = { kills, away, locked };
export type TroubleName = keyof typeof troubles;
