import { joined, matchStart, sticky, we } from './start.ts';
import {
  type Form,
  forms,
  keeping,
  moving,
  placing,
  replacing,
  strongChoosing,
  strongDropping,
  taking,
  type Verb,
  weakChoosing,
  weakDropping,
} from './verbs.ts';

/** What is done with the object of deciding words. */
export type Act = 'choose' | 'keep' | 'drop' | 'replace' | 'refuse' | 'rule';

/** Deciding words at the start of a clause, and what they are about. */
export interface Deciding {
  readonly act: Act;
  /** What is chosen, dropped or ruled, with all that follows in the sentence. */
  readonly object: string;
  /** What it takes the place of, where the words say so by their order. */
  readonly old: string | undefined;
  /** Strong words decide about any matter of the trade; weak ones only about a technology that follows at once. */
  readonly isStrong: boolean;
  /** Whether they may as well describe, so that something else in the message has to speak for a decision. */
  readonly needsSupport?: boolean;
}

const adverbs = joined(String.raw`
    (?:(?:now|officially|finally|hereby|therefore|thus|just|also|all|both|simply|definitely|formally|
    actually|unanimously|collectively|jointly|then|indeed|fully|clearly|as a team|from now on|going forward|
    in the end|together|please|rather|only|instead|permanently|completely|gradually|slowly|today|(?:for|
    at) all)(?! in\b) ){0,3}
  `);
const be = "(?:'re| are|re| r| is|'s)";
const lets = "(?:let'?s|let us|lemme)";
const decided = '(?:decided|agreed|voted|resolved|committed|chosen|opted|concluded)';

/** Who decides and how, up to the verb; each with the verb's form. */
const openings: readonly { readonly pattern: RegExp; readonly form: Form; readonly says: Speech }[] = [
  { words: `${we}${be}`, form: 'ing', says: 'now' },
  { words: `${we}(?:'ll| will|ll) ${adverbs}be`, form: 'ing', says: 'future' },
  { words: `${we}(?:${be})? (?:gonna|going to|about to|set to)`, form: 'base', says: 'future' },
  { words: `${we}(?:'ll| will| shall|ll)`, form: 'base', says: 'future' },
  { words: '(?:and |then )?(?:gonna|we gotta)', form: 'base', says: 'future' },
  { words: lets, form: 'base', says: 'future' },
  {
    words: `${we}(?:'ve| have| has|'s)? ${decided}(?: unanimously| today| yesterday| now| finally| together| in the \\w+)? to`,
    form: 'base',
    says: 'announced',
  },
  {
    words: '(?:decided|agreed|voted|resolved)(?: unanimously| today| together)? to',
    form: 'base',
    says: 'announced',
  },
  { words: `${we}(?:'ve| have| has|'s)`, form: 'past', says: 'now' },
  { words: we, form: 'past', says: 'past' },
  { words: we, form: 'base', says: 'present' },
].map(({ words, form, says }) => ({
  pattern: sticky(`${words} ${adverbs}`),
  form: form as Form,
  says: says as Speech,
}));

/** How directly words decide: the weaker, the more the object has to say. */
type Speech = 'now' | 'future' | 'announced' | 'past' | 'present' | 'bare';

interface Row {
  readonly pattern: RegExp;
  readonly act: Act;
  readonly isStrong: boolean;
  readonly needsSupport?: boolean;
}

/** The verbs that decide in each kind of speech, once and for all openings that speak so. */
const rowsOf: Readonly<Record<Form, Partial<Record<Speech, readonly Row[]>>>> = {
  ing: { now: verbRows('ing', 'now'), future: verbRows('ing', 'future'), bare: verbRows('ing', 'bare') },
  base: {
    future: verbRows('base', 'future'),
    announced: verbRows('base', 'announced'),
    present: verbRows('base', 'present'),
  },
  past: { now: verbRows('past', 'now'), past: verbRows('past', 'past') },
};

function verbRows(form: Form, says: Speech): Row[] {
  const verb = (verbs: readonly Verb[]) => sticky(`${forms(verbs, form)} (?:that )?(?=\\S)`);
  if (form === 'past')
    return [
      { pattern: verb(strongChoosing), act: 'choose', isStrong: true },
      { pattern: verb(strongDropping), act: 'drop', isStrong: true },
    ];
  const isStrong = says !== 'bare';
  const out: Row[] = replacing[form].map((source) => ({ pattern: sticky(source), act: 'replace', isStrong }));
  out.push({ pattern: verb(strongDropping), act: 'drop', isStrong });
  out.push({ pattern: verb(strongChoosing), act: 'choose', isStrong });
  out.push({ pattern: verb(moving), act: 'choose', isStrong: says === 'announced' });
  out.push({ pattern: verb(keeping), act: 'keep', isStrong: says === 'announced' });
  const isMeant = says === 'future' || says === 'announced';
  if (says !== 'bare')
    out.push({
      pattern: verb(placing),
      act: 'choose',
      isStrong: says === 'announced',
      needsSupport: !isMeant,
    });
  if (isMeant || says === 'now')
    out.push({ pattern: verb(weakDropping), act: 'drop', isStrong: says === 'announced' });
  // "we're using X" describes; "we'll use X" and "let's use X" decide, others only with what else is said.
  if (says !== 'bare')
    out.push({
      pattern: verb(weakChoosing),
      act: 'choose',
      isStrong: says === 'announced',
      needsSupport: !isMeant,
    });
  if (isMeant || says === 'present')
    out.push({ pattern: verb(taking), act: 'choose', isStrong: says === 'announced' });
  return out;
}

/** "we won't use X", "we're not going with X after all". */
const refusals: readonly RegExp[] = [
  sticky(
    `${we} (?:don't|dont|do not) (?:use|do|allow|support|accept|want|need|write|run|build|deploy) (?=.{1,60}\\b(?:any ?more|any longer|from now)\\b)`,
  ),
  sticky(
    `${we} (?:won't|wont|will not|will never)(?: be| more| any ?more| longer)? (?:use|using|adopt|adopting|go with|going with|introduce|introducing|migrate to|support|supporting|do|doing) `,
  ),
  sticky(
    joined(`
    ${we}(?: are|'re|re) (?:not|no longer) (?:using|going with|adopting|supporting|introducing|doing|
    moving to|going to use|going to adopt) (?=.{1,80}(?:after all|in the end|any ?more|any longer|for new|
    because|from now))
  `),
  ),
  sticky(`${we}(?:'re| are|re)? no longer (?:using|supporting|use|support|going with|doing|do) `),
  sticky(`${we} (?:will no longer|no longer) (?:use|support|do|maintain|accept) `),
  sticky(
    `${we}(?:'ve| have)? (?:decided|agreed|voted|opted) against (?:using |adopting |moving to |going with )?`,
  ),
  sticky(
    `${we}(?:'ve| have)? (?:decided|agreed|voted) not to (?:use|adopt|go with|introduce|migrate to|move to|do|support) `,
  ),
  sticky(`(?:decided|agreed|voted|opted) (?:against|not to use) `),
];

/** Deciding words whose subject is left out: "Selected X for Y", "then we take X". */
const subjectless: readonly { readonly pattern: RegExp; readonly isStrong: boolean }[] = [
  { pattern: sticky('(?:agreed|decided|settled|opted) (?:on|upon|for) (?=\\S)'), isStrong: true },
  { pattern: sticky('(?:selected|picked(?! up)|chose|adopted|approved) (?=\\S)'), isStrong: false },
  { pattern: sticky('(?:so|then) we (?:use|take) (?=\\S)'), isStrong: false },
];

/** What is decided at the start of `clause`, by who does what. */
export function readVerb(clause: string): Deciding | undefined {
  for (const pattern of refusals) {
    const match = matchStart(pattern, clause);
    if (match !== undefined) return { act: 'refuse', object: match.rest, old: undefined, isStrong: true };
  }
  const verb = openedVerb(clause);
  if (verb !== undefined) return verb;
  for (const { pattern, isStrong } of subjectless) {
    const match = matchStart(pattern, clause);
    if (match !== undefined) return { act: 'choose', object: match.rest, old: undefined, isStrong };
  }
  return undefined;
}

/** The first verb that decides, after the first opening that has one. */
function openedVerb(clause: string): Deciding | undefined {
  for (const { pattern, form, says } of openings) {
    const opened = matchStart(pattern, clause);
    const deciding = opened && firstOf(rowsOf[form][says] ?? [], opened.rest);
    if (deciding !== undefined) return deciding;
  }
  return firstOf(rowsOf.ing.bare ?? [], clause);
}

function firstOf(rows: readonly Row[], clause: string): Deciding | undefined {
  for (const { pattern, act, isStrong, needsSupport } of rows) {
    const match = matchStart(pattern, clause);
    if (match !== undefined)
      return {
        act,
        object: match.rest,
        old: match.groups.old,
        isStrong,
        needsSupport: needsSupport ?? false,
      };
  }
  return undefined;
}

const imperative: readonly Row[] = [
  ...replacing.base.map((source) => ({ pattern: sticky(source), act: 'replace' as const, isStrong: true })),
  { pattern: sticky(`(?:to )?${forms(taking, 'base')} `), act: 'choose', isStrong: true },
  { pattern: sticky(`(?:to )?${forms(strongDropping, 'base')} `), act: 'drop', isStrong: true },
  { pattern: sticky(`(?:to )?${forms(strongChoosing, 'base')} `), act: 'choose', isStrong: true },
  { pattern: sticky(`(?:to )?${forms(keeping, 'base')} `), act: 'keep', isStrong: true },
  { pattern: sticky(`(?:to )?${forms(weakChoosing, 'base')} `), act: 'choose', isStrong: true },
  { pattern: sticky(`(?:to )?${forms(weakDropping, 'base')} `), act: 'drop', isStrong: true },
];

/** "use X", "to drop X": decides only where something before has announced a decision. */
export function readImperative(clause: string): Deciding | undefined {
  return firstOf(imperative, clause);
}
