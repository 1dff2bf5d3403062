import { sayChoice } from '../../../src/conversation/turn.ts';
import type { NoticeReply, TextReply } from '../../../src/reply.ts';
import { oneLine } from '../../view/clean-text.ts';
import { headOf } from '../../view/clip-text.ts';
import { choiceRows } from '../components/buttons.ts';
import type { Ids } from '../components/ids.ts';
import { accents, type Card, prose } from '../components/parts.ts';
import { md } from '../escape.ts';

/** A few sentences. */
export function renderText({ text, link }: TextReply): Card {
  const told = link === undefined ? text : `${text} ${link.address}`;
  return { accent: undefined, parts: prose(told, shownPieces) };
}

/** Something that is not an answer, with what to ask instead as buttons. */
export function renderNotice({ tone, text, suggestions, choices = [] }: NoticeReply, ids: Ids): Card {
  // What is offered as a choice is not offered twice.
  const others = suggestions.filter((words) => !choices.some(({ label }) => label === words));
  // A choice's words are cut between characters: half of one would not come back as it went.
  const asked = others
    .slice(0, shownSuggestions)
    .map(oneLine)
    .filter((words) => words !== '')
    .map((words) => sayChoice(words, headOf(words, maxSaid)));
  const lead = tone === 'error' ? [md`**That did not work.**`] : [];
  const parts = [...prose(text, shownPieces, lead), ...choiceRows(asked, ids)];
  return { accent: tone === 'error' ? accents.refused : undefined, parts };
}

/** Longer texts are told to go on. */
const shownPieces = 5;
const shownSuggestions = 10;
const maxSaid = 90;
