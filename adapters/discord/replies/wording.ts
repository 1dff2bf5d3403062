import { createWording } from '../../view/reply-lines.ts';
import { maxLine } from '../components/parts.ts';
import { joined, line, link, md, words } from '../escape.ts';

/** Lines of replies in Discord's markdown. */
export const {
  factLine,
  leftFacts,
  sources,
  linkLine,
  people,
  evidenceLine,
  approvals,
  historyLine,
  voiceLine,
} = createWording({ md, joined, words, line, link, maxLine });
