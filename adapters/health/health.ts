import { createReading } from '../metrics/reading.ts';

/** Problems that concern no single platform. */
type ProblemAlone =
  | 'starting'
  | 'draining'
  | 'database-away'
  | 'database-crowded'
  | 'database-full'
  | 'clock-off'
  | 'queue-still';

/** What is not as it should be. */
export type Problem =
  | { readonly kind: ProblemAlone }
  | { readonly kind: 'platform-away'; readonly platform: string };

/** How the process is, from its first moment to its last. */
export interface Health {
  /** What is wrong; nothing where all is well. */
  problems(): Promise<readonly Problem[]>;
  /** Everything is there: from now on `look` tells what is wrong. */
  started(look: () => Promise<readonly Problem[]>): void;
  /** It was asked to end. */
  drain(): void;
}

/** Somebody who asks more often than so many milliseconds is told the same. */
const lookEvery = 1_000;

/** A process that starts. */
export function createHealth(): Health {
  let look: (() => Promise<readonly Problem[] | undefined>) | undefined;
  let isDraining = false;
  return {
    async problems() {
      if (look === undefined) return [{ kind: 'starting' }];
      // What does not come in time waits for the database.
      const seen: readonly Problem[] = (await look()) ?? [{ kind: 'database-away' }];
      return isDraining ? [{ kind: 'draining' }, ...seen] : seen;
    },
    started(read) {
      look = createReading(read, { every: lookEvery });
    },
    drain() {
      isDraining = true;
    },
  };
}

/**
 * Whether it can work at all. Without a platform, or behind a queue, the rest of it goes on as before: to send everybody
 * elsewhere would help nobody, as other processes are cut off alike.
 */
export function isReady(problems: readonly Problem[]): boolean {
  return !problems.some(({ kind }) => stopsAll[kind]);
}

const stopsAll: Readonly<Record<Problem['kind'], boolean>> = {
  starting: true,
  draining: true,
  'database-away': true,
  'database-crowded': true,
  // What is there can still be read.
  'database-full': false,
  // Whose of the two is wrong cannot be told from here.
  'clock-off': false,
  'platform-away': false,
  'queue-still': false,
};

/** A problem in words, for whoever runs it: nothing of anybody, as everybody may ask. */
export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case 'starting':
      return 'it starts: the database is brought up to date';
    case 'draining':
      return 'it was asked to end and finishes what runs';
    case 'database-away':
      return 'the database does not answer';
    case 'database-crowded':
      return 'the database has no connection left';
    case 'database-full':
      return 'the disk of the database is full: nothing is stored';
    case 'clock-off':
      return "this machine's clock and the database's differ by more than a minute; requests of a platform may be refused";
    case 'platform-away':
      return `the connection to ${problem.platform} is lost`;
    case 'queue-still':
      return 'the queue does not move: something has been due for two minutes and nothing was done';
  }
}

/** How it is, in one line. */
export function healthLine(problems: readonly Problem[]): string {
  const texts = problems.map(problemText).join('; ');
  if (!isReady(problems)) return `not ready: ${texts}`;
  return texts === '' ? 'ready' : `ready, but ${texts}`;
}
