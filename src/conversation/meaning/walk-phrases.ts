import type { Phrases } from '../../reading/phrases.ts';

/** What somebody in a walk says that is no answer to its question. */
export const walkControls = [
  'now',
  'why',
  'flips',
  'skip',
  'back',
  'restart',
  'stop',
  'record',
  'against',
  'more',
  'others',
] as const;
export type WalkControl = (typeof walkControls)[number];

const controls: readonly (readonly [WalkControl, RegExp])[] = [
  [
    'now',
    /^(?:(?:just |ok(?:ay)? |so |and |well |please )*(?:(?:give|show|tell) (?:me|us) (?:a |the |your |some )?)?(?:recommend(?:ation)?|result|verdict|answer|suggestion|advice|winner|conclusion|outcome)s?(?: something| one| anything| us| me)?(?: (?:right )?now| already| anyway| then| so far)?(?:,? please)?|(?:just )?(?:tell (?:me|us)(?: now| already| (?:what|which one) to (?:take|use|pick|choose|do))?|(?:so )?(?:which|what) (?:one|is it|is best|then|now)(?: (?:then|now|is it))?|spit it out|bottom line|cut to the chase)|(?:just )?(?:decide|recommend|choose|pick|suggest)(?: something| one| for (?:us|me)| it)?(?: (?:right )?now| already| anyway| then)?|(?:that'?s|this is) (?:all|it|everything|enough)(?: we (?:know|have)| i know)?|(?:so )?what (?:do|would|should) (?:you|we|i) (?:recommend|suggest|say|pick|choose|take|use|go with)(?: (?:then|now|so far))?|enough questions|no more questions|(?:i |we )?(?:don'?t|do not) know(?: the rest| more)?,? (?:just )?(?:decide|recommend)|(?:so )?what(?:'s| is|s) (?:the |your )?(?:pick|choice|take|call|advice|opinion|tip|best bet|result|verdict|recommendation|winner|answer|conclusion|outcome)(?: now| then| so far)?|so\??|(?:and |so )?the winner(?: is| would be)?|(?:and |but )?(?:if )?you had to (?:say|pick|choose|decide)(?: it| one| something)?(?: right)?(?: now| today)?|(?:so |ok,? )?your (?:pick|call|verdict|advice|recommendation)|(?:finish|wrap (?:it|this|that)? ?up)(?: it| this| here)?(?: (?:right )?now)?|done|that'?s it)[\s.!?]*$/i,
  ],
  [
    'others',
    /^(?:(?:and|but|so|ok)[, ]+)?(?:(?:what|who|which|show|list|any)\b.{0,20})?(?:the )?(?:runner[- ]?ups?|second (?:place|best|choice)|next best|alternatives?|plan b|others?|ranking|other (?:options|candidates)|who (?:is|came|was) second|what (?:is|came|was) second)(?: then| to (?:it|that))?[\s?.!]*$/i,
  ],
  [
    'flips',
    /\b(?:what|which|when)\b.{0,30}\b(?:would|could|might|will|does)\b.{0,20}\b(?:change|flip|alter|sway|tip|turn|reverse)\b|\bchange your mind\b|\bwhat would (?:make|need|have|it take)\b|\bhow (?:sure|robust|certain|confident|stable)\b|\bare you sure\b|\bwhen would (?:you|it|that|we)\b/i,
  ],
  [
    'against',
    /^(?:(?:and|but|so|ok)[, ]+)?(?:(?:what|which|any|are there|tell me)\b.{0,20}\b(?:speaks? against|against it|downsides?|risks?|cons|drawbacks?|doubts?|trade-?offs?|pitfalls?|weakness(?:es)?|catch)\b.{0,20}|why not\b.{0,40}|cons|downsides|risks|doubts)[\s?.!]*$/i,
  ],
  [
    'why',
    /^(?:(?:and|but|so|ok|hm+)[, ]+)?(?:why(?: (?:that|this|it|is that|so|exactly|though))*|how come|(?:what|which)(?:'s| are| is| were) (?:the|your) (?:reasons?|reasoning)|reasons?|explain(?: (?:that|this|it|why|yourself))*|why (?:do|did|would) you (?:ask|recommend|say|think|suggest)(?: (?:that|this|it|so))*|because\?|on what grounds|justify (?:that|this|it)|how did you (?:get|come) (?:there|to that))[\s?.!]*$/i,
  ],
  [
    'skip',
    /^(?:(?:i |we )?(?:don'?t|do not) know,? (?:skip|next)|skip(?: (?:it|this|that|one|question|this question))*|pass|next(?: question| one)?|no idea|(?:i |we )?(?:don'?t|do not) (?:know|care|mind)(?: yet)?|not sure(?: yet)?|doesn'?t matter|does not matter|unknown|dunno|idk|whatever|either|any|n\/?a|no preference|undecided)[\s.!?]*$/i,
  ],
  [
    'back',
    /^(?:(?:go )?back (?:one|a) (?:question|step)|(?:go )?back|previous(?: question)?|undo(?: (?:that|it|the last(?: (?:one|answer))?))?|(?:wait,? )?(?:take|i take) (?:that|it) back|one back|step back)[\s.!]*$/i,
  ],
  [
    'restart',
    /^(?:(?:re)?start (?:over|again|anew)|restart|begin (?:again|anew)|from the (?:top|start|beginning)|reset)[\s.!]*$/i,
  ],
  [
    'stop',
    /^(?:stop|cancel|quit|exit|abort|leave it|forget (?:it|that|about it)|never ?mind|end(?: it| this| the walk)?|enough|not now|later)[\s.!]*$/i,
  ],
  [
    'record',
    /^(?:(?:ok(?:ay)?|great|good|yes|nice|cool|alright)[, ]+)*(?:please )?(?:record|propose|save|log|write|put|make|draft|create)(?: (?:it|that|this|down|up|a|an|the|as|on|record|proposal|adr|decision|recommendation|result|please|for us))*[\s.!]*$|^(?:let'?s |we'?ll |we )?(?:go with|take|do) (?:it|that|this)[\s.!]*$/i,
  ],
  [
    'more',
    /^(?:(?:tell me |show me |give me )?(?:more|details?|everything|the details|the whole thing|all of it)(?: details?| about (?:it|that))?|elaborate|go on|what do the documents say)[\s?.!]*$/i,
  ],
];

/** A control of a walk; undefined for words that may be an answer or something else. */
export function readControl(text: string): WalkControl | undefined {
  const line = text.trim();
  if (line.length > 160) return undefined;
  const controlOf = (words: string) => controls.find(([, pattern]) => pattern.test(words))?.[0];
  const whole = controlOf(line);
  if (whole !== undefined) return whole;
  // "Enough questions, finish now": the last word counts, where each says nothing else.
  const parts = line.split(/\s*[,;.:–]\s+/).map(controlOf);
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts.at(-1) : undefined;
}

const what =
  '(?:choos(?:e|ing)|decid(?:e|ing)|pick(?:ing)?|select(?:ing)?|find(?:ing)?|settl(?:e|ing) on|evaluat(?:e|ing)|choice|decision|selection)';
const choosing = new RegExp(`\\b${what}\\b(.{0,60}?)(?:[:.;?!,]|\\bfor\\b|\\bthat\\b|\\bwith\\b|$)`, 'i');

/** What stands right after "choose": "help us decide on a language: an internal gateway" is about the language. */
export function wordsChosen(text: string): string {
  return choosing.exec(text.slice(0, 600))?.[1]?.trim() ?? '';
}

/** Whether somebody asks to be helped with a choice, beside asking what the documents say. */
export function asksForAdvice(text: string, phrases: Phrases): boolean {
  const line = text.trim();
  return line.length <= 40_000 && phrases.says('asking-for-advice', line.slice(0, 2_000));
}

/** Whether a team is to decide together. */
export function isForTeam(text: string, phrases: Phrases): boolean {
  return phrases.says('as-a-team', text.slice(0, 500));
}

/** "Why not Mongo?": what is asked about. */
export function readRefusal(text: string): string | undefined {
  return /^(?:and |but |so )?(?:why|what) (?:not|about|speaks against|is against)\s+(.{2,60})$/i.exec(
    text,
  )?.[1];
}

/** How words change what was told before: add to it, take its place, leave nothing else, or as the question has it. */
export type Manner = 'answer' | 'change' | 'also' | 'instead' | 'only';

/** The manner of a "what if". */
export function mannerOf(text: string): Manner {
  if (/\b(?:only|just)\s+(?:need|want|have|had|use|care|do|did)|\bnothing but\b/i.test(text)) return 'only';
  if (/\b(?:too|also|as well|additionally|besides|in addition|on top)\b/i.test(text)) return 'also';
  return /\b(?:instead|rather)\b/i.test(text) ? 'instead' : 'change';
}

/** What is supposed is told in the past; a brief tells what is so. */
const present: Readonly<Record<string, string>> = {
  were: 'are',
  was: 'is',
  had: 'have',
  knew: 'know',
  wrote: 'write',
  ran: 'run',
  did: 'do',
  needed: 'need',
  wanted: 'want',
  used: 'use',
  required: 'require',
  served: 'serve',
  expected: 'expect',
  planned: 'plan',
  kept: 'keep',
  grew: 'grow',
  became: 'is',
  they: 'we',
};

/** "They knew Rust" of a "what if", as a brief would tell it: "we know Rust". */
export function supposedAsFact(words: string): string {
  return words.replace(/\p{L}+/gu, (word) => present[word.toLowerCase()] ?? word);
}

/** "What if we needed ...", "and if it were ...", "suppose ...": the same walk with something else told. */
export function readWhatIf(text: string): string | undefined {
  const found =
    /^(?:(?:and|but|so|ok(?:ay)?|hm+|well|now|then|good|right|alright)[, ]+){0,4}(?:what (?:if|about if|happens if|would (?:it|change|happen) if|changes if)|(?:how|what) about if|if|suppose|assum(?:e|ing)|say|imagine|let'?s (?:say|assume)|now|instead|actually|make (?:it|that)|in case|provided|(?:and )?(?:for|with|without)|(?:what|how) about)[\s,:]+(.{3,600})$/is.exec(
      text.trim(),
    );
  return found?.[1]?.replace(
    /\b(?:instead|then|what then|what would you (?:say|recommend)(?: then)?)\b[\s?]*$/i,
    '',
  );
}
