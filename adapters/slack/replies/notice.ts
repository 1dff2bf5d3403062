import type { KnownBlock } from '@slack/types';
import { sayChoice } from '../../../src/conversation/turn.ts';
import type { NoticeReply, TextReply } from '../../../src/reply.ts';
import { oneLine } from '../../view/clean-text.ts';
import { headOf } from '../../view/clip-text.ts';
import { choiceBlocks } from '../blocks/buttons.ts';
import type { Ids } from '../blocks/ids.ts';
import { maxName, prose } from '../blocks/section.ts';
import { link, md } from '../escape.ts';
import type { Rendered } from '../message.ts';

/** A few sentences. */
export function renderText({ text, link: to }: TextReply): Rendered {
  const [first, ...rest] = prose(text);
  if (to === undefined || first?.text?.type !== 'mrkdwn') return { blocks: prose(text) };
  const behind = link(to.address, to.label, maxName).mrkdwn;
  return { blocks: [{ ...first, text: { ...first.text, text: `${first.text.text} ${behind}` } }, ...rest] };
}

/** Something that is not an answer, with what to ask instead as buttons. */
export function renderNotice({ tone, text, suggestions, choices = [] }: NoticeReply, ids: Ids): Rendered {
  // What is offered as a choice is not offered twice.
  const others = suggestions.filter((words) => !choices.some(({ label }) => label === words));
  // A choice's words are cut between characters: half of one would not come back as it went.
  const asked = others
    .slice(0, shownSuggestions)
    .map(oneLine)
    .filter((words) => words !== '')
    .map((words) => sayChoice(words, headOf(words, maxSaid)));
  const sign = tone === 'error' ? [md`*That did not work.*`] : [];
  const blocks: KnownBlock[] = [...prose(text, sign), ...choiceBlocks(asked, ids)];
  return { blocks };
}

const shownSuggestions = 10;
const maxSaid = 90;
