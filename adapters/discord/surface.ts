import type { Surface } from '../view/view.ts';

/** A line is far below what a message holds, so that pages fill well. */
export const surface: Surface = {
  maxLine: 1_000,
  maxVoter: 120,
  maxVotes: 20,
  endsRows: false,
  smallApprovals: false,
};
