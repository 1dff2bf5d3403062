import type { Intent } from './outcome.ts';
import type { Turn, TurnResult } from './turn.ts';

/** How a turn ended: with an answer, with a no for which there is a reason, or with a fault. */
export type TurnEnd = 'answered' | 'not-covered' | 'refused' | 'failed';

/** What is told of a turn to whoever counts: nothing of what was said, nor by whom. */
export interface WatchedTurn {
  /** The surface. */
  readonly source: string;
  readonly intent: Intent;
  readonly end: TurnEnd;
  /** What became of a walk in it. */
  readonly walk: readonly ('begun' | 'finished')[];
  readonly seconds: number;
}

/** Told of each turn, once: what came before and is only given again is none. */
export type OnTurn = (turn: WatchedTurn) => void;

/** What came of a turn, as it is counted. */
export function watchedResult(turn: Turn, result: TurnResult): Omit<WatchedTurn, 'source' | 'seconds'> {
  return { intent: result.intent, end: endOf(result), walk: walkSteps(turn, result) };
}

function endOf({ feedback, replies: [first] }: TurnResult): TurnEnd {
  if (feedback?.kind === 'uncovered') return 'not-covered';
  return first?.kind === 'notice' && first.tone === 'error' ? 'refused' : 'answered';
}

/** Walks, somebody's own and a team's, have numbers that are given once in a thread. */
function walkSteps({ memory, shared }: Turn, result: TurnResult): WatchedTurn['walk'] {
  const before = [memory.walking, shared.team, shared.latest?.walking ?? null];
  const after = [result.memory.walking, (result.shared ?? shared).team];
  return after.flatMap((walk) => {
    if (walk === null) return [];
    const known = before.find((one) => one?.id === walk.id);
    const begun = known === undefined ? (['begun'] as const) : [];
    const finished = walk.isDone && known?.isDone !== true ? (['finished'] as const) : [];
    return [...begun, ...finished];
  });
}
