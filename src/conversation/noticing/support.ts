import { anyOf } from './start.ts';

const who = anyOf('everyone|everybody|all|we all|the whole team|the team|nobody|no one|noone|no-one');
/** What people do who agree. */
const consents = anyOf(
  'nodded|agreed|agrees|signed(?: off)?|approved|consented|shouted|objected|complained|vetoed|cared|minded',
  'voted for it|(?:is|are|was|were) (?:on board|happy|fine with (?:it|that)|in favou?r|for it|ok with (?:it|that)|convinced)',
);
const blessing =
  '\\w+ gave (?:(?:his|her|their|its|the) )?(?:ok|okay|blessing|go|approval|green light|thumbs up)';
const seals = anyOf(
  `${who} (?:\\w+ )?${consents}`,
  blessing,
  'signed off(?: by| with)?|approved by|agreed (?:with|in|by|on|today)|got (?:confirmation|the (?:ok|go|green light))',
  "(?:that'?s|it'?s|all|so) (?:settled|decided|final|agreed|official)|talked it through|with every\\w+'s (?:consent|ok)",
  '\\w+ (?:is|was|got) approved|(?:all|\\w+) (?:in the (?:meeting|call) )?(?:were|was) (?:for it|in favou?r)|end of (?:discussion|story)',
);
const agreement = new RegExp(
  `\\b${seals}\\b|\\b(?:done|final(?: answer| call| word)?|period|settled|decided)[.!]*$`,
  'i',
);
const ended = anyOf(
  'no more|no longer|any ?more|any longer|no new features|never again|only for (?:the )?old|only where we (?:must|have to)',
  `(?:is|are|gets?|be) (?:\\w+ly )?${anyOf('gone|legacy|dead|history|cancelled|removed|dropped|retired|replaced|deleted|phased out|going away')}`,
  "(?:contract|licen[cs]es?|support|subscription)s? (?:\\w+ )?(?:runs? out|ends?|expires?|cancelled|(?:won't|will not) be renewed)",
  "won't be (?:admitted|accepted|allowed|supported|renewed)",
);
const beginning = anyOf(
  '(?:from|as of|starting|effective|beginning) (?:now|today|here|tomorrow|monday|next|this|january|immediately|v?\\d)',
  'going forward|from here on',
);
/** "long branches cost us a week": what was learnt the hard way. */
const learnt = '(?:cost|burn(?:ed|t)|bit|hurt|killed|broke|bitten|slowed|drove) us\\b';
/** Those asked have answered. */
const cleared = anyOf(
  '(?:talked|spoke|spoken|checked|cleared it|aligned|went over it|sat down) (?:to|with) (?:[\\w-]+ ){0,2}?[\\w-]+(?= and\\b|[,:.])',
  "(?:came|got) back(?: to us)?(?= and\\b|[,:.])|is (?:not (?:possible|an option)|ruled out by \\w+)|isn't (?:possible|an option)",
  '(?:question|matter|topic|thread|debate|discussion)(?: (?!not|still)[\\w-]+){0,4}? (?:is|are|was|got) (?:now |finally )?(?:answered|settled|resolved|closed|over|sorted)',
  "(?:it'?s|it is) (?:pretty |now )?(?:clear|obvious)(?= *:)",
);
/** A reason that leads: "because our contracts forbid US clouds we're hosting on OVH". */
const led =
  '^(?:because(?! of)|given(?: that)?|since (?:our|we|nobody|everyone|everybody|legal|all)) (?!.*\\b(?:down|broken|outage|maintenance|incident|still|slow|today|flaky)\\b)';
const supporting = new RegExp(
  `\\b(?:${ended}|${beginning}|${learnt}|${cleared})\\b|${led}|\\bnow, (?:not|no more) `,
  'i',
);

/** Whether a phrase tells that those concerned agreed. */
export function tellsAgreement(phrase: string): boolean {
  return agreement.test(phrase);
}

const lesson = new RegExp(learnt, 'i');

/** Whether a message tells what was learnt the hard way. */
export function tellsLesson(message: string): boolean {
  return lesson.test(message);
}

/** Whether what else a message says makes a decision of what could be a description. */
export function speaksForDecision(message: string): boolean {
  return supporting.test(message) || agreement.test(message);
}

const hardReason =
  /,\s*(?:[\w.-]+ ){1,4}?(?:(?:got|grew|became|has become|have become|has gotten) (?:way |far |much |just |simply )?too \w+|grew (?:beyond|past|over)|(?:couldn't|didn't|can't|cannot|doesn't) (?:cope|keep up|scale|handle)|fell over|drove us)\b/i;

/** Whether a phrase goes on with what made a change necessary: "X for the exports, csv files got way too big". */
export function tellsHardReason(message: string): boolean {
  return hardReason.test(message);
}
