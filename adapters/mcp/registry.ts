import type { Tool } from './tool.ts';
import { advise } from './tools/advise.ts';
import { ask } from './tools/ask.ts';
import { checkDecision } from './tools/check-decision.ts';
import { decisionsFor } from './tools/decisions-for.ts';
import { getDecision } from './tools/get-decision.ts';
import { proposeDecision } from './tools/propose-decision.ts';
import { searchDecisions } from './tools/search-decisions.ts';

/** All tools, in the order in which they are listed: reading first. */
export const tools: readonly Tool[] = [
  ask,
  advise,
  searchDecisions,
  getDecision,
  decisionsFor,
  checkDecision,
  proposeDecision,
];
