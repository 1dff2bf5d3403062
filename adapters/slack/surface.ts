import type { Surface } from '../view/view.ts';

/** A line has the room of a section, less a bullet, marks and the like. */
export const surface: Surface = {
  maxLine: 2_000,
  maxVoter: 60,
  maxVotes: 30,
  endsRows: true,
  smallApprovals: true,
};
