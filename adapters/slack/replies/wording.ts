import { createWording } from '../../view/reply-lines.ts';
import { maxLine } from '../blocks/section.ts';
import { joined, line, link, md, words } from '../escape.ts';

/** Lines of replies in mrkdwn. */
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
