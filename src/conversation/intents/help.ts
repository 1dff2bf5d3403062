import { commands, usageOf } from '../../commands/registry.ts';
import type { Act } from '../../reading/intents/acts.ts';
import type { ThreadState } from '../../reading/intents/thread-state.ts';
import type { ListReply, Reply } from '../../reply.ts';
import { asksForHelp, withoutManners } from '../meaning/small-phrases.ts';
import { isOfRecords, type RecordRef } from '../memory.ts';
import { nameIn } from '../naming.ts';
import { showChoice } from '../record-replies.ts';
import { say, sayChoice, type Turn, type TurnResult } from '../turn.ts';
import { mayMean, type Reading, type Utterance } from './reading.ts';

/** "Commands": all of them, and everything that can be said. */
export const commandsWanted: Reading = {
  take: (turn, { said }) => (/^(?:all )?commands$/i.test(said) ? say(turn, 'help', wholeHelp()) : undefined),
};

/** Help that is asked for by its phrases: "what can you do?" */
export const helpWanted: Reading = {
  mayBe: (_turn, { meant }) => mayMean(meant, 'help'),
  take: (turn, { said }) =>
    asksForHelp(withoutManners(said), turn.services.phrases) ? replyHelp(turn, said) : undefined,
};

/** `help.*` */
export function helpMeant(turn: Turn, { plain }: Utterance): TurnResult {
  return replyHelp(turn, plain);
}

/** Help on what somebody asks how to do, else for where they are. */
function replyHelp(turn: Turn, said: string): TurnResult {
  const { services, memory } = turn;
  const wanted = wantedHow(said);
  const read = wanted === undefined ? [] : statesOfWish.map((state) => services.meant(wanted, state));
  const acts = read
    .filter(({ probability }) => probability >= likelyWished)
    .sort((one, other) => other.probability - one.probability)
    .map(({ act }) => act);
  // Asked again, it is said in other words.
  return say(turn, 'help', helpReplies(turn, said, acts), { talks: memory.talks + 1 });
}

/** From which probability on help says how to do what somebody wants to do. */
const likelyWished = 0.15;

/** Where what is asked how to do would be said. */
const statesOfWish: readonly ThreadState[] = [
  { previous: 'decisions', walk: 'none', record: true },
  { previous: 'none', walk: 'none', record: false },
  { previous: 'advise', walk: 'open', record: false },
];

const howTo =
  /\b(?:how (?:do|can|could|would|should|might) (?:i|we|you|one|people|somebody)|how to|can (?:i|we)|(?:is there )?a way to|(?:what|which command) do (?:i|we) (?:say|type|write|use) to|where (?:do|can) (?:i|we))\s+(.{3,})$/is;

/** "How do I turn down a proposal?": what somebody wants to do, in their words; undefined for other questions. */
function wantedHow(said: string): string | undefined {
  return howTo.exec(said)?.[1]?.replace(/(?:,? how)?[\s?.!]+$/i, '');
}

/**
 * Help in three lines, on what is asked about or for where somebody is; everything else stands behind a button.
 * @param said what was asked, in their words
 * @param wanted what somebody may ask how to do, the likeliest first
 */
export function helpReplies(
  { memory: { walking, record, last, talks }, logs }: Pick<Turn, 'memory' | 'logs'>,
  said = '',
  wanted: readonly Act[] = [],
): readonly Reply[] {
  const [asked] = asksOfNoticing.test(said) ? [noticingHelp] : wanted.flatMap((act) => ways[act] ?? []);
  if (asked !== undefined)
    return [{ kind: 'list', title: 'Say it like this', items: [asked], choices: [more] }];
  if (walking?.question != null && last === 'advise') return [inWalk];
  return [
    record !== null && isOfRecords({ last })
      ? besideRecord({ logs }, record)
      : { ...anywhere, title: titles[talks % titles.length] ?? anywhere.title },
  ];
}

/** Everything that can be said, and the commands. */
export function wholeHelp(): readonly Reply[] {
  return [everything, commandList()];
}

const more = sayChoice('More', 'all commands');

const titles = [
  'I answer, advise, and keep your decisions',
  'Answers, advice, and a log of what you decide',
  'Three things I do',
] as const;

const asksOfNoticing = /\b(?:notic|overhear|listen)/i;
const noticingHelp = { text: 'Notice decisions in a channel', detail: 'turn noticing on; turn noticing off' };

const anywhere: ListReply = {
  kind: 'list',
  title: titles[0],
  items: [
    { text: 'Ask on backend technology', detail: 'fastapi vs django' },
    { text: 'Decide, alone or as a team', detail: 'help us choose a database' },
    { text: 'Record what you decided', detail: 'record that we use Kafka because we need replay' },
  ],
  choices: [sayChoice('FastAPI vs Django'), sayChoice('Help us choose a database'), more],
};

const inWalk: Reply = {
  kind: 'list',
  title: 'You are being asked, so that I can recommend',
  items: [
    { text: 'Answer by a button or in your own words', detail: 'mostly Python, two of us know Go' },
    { text: 'Steer', detail: 'skip; back; why do you ask?; stop' },
    { text: 'Have it now', detail: 'what would you pick? what would change your mind?' },
  ],
  choices: [sayChoice('Why do you ask?'), sayChoice('Skip'), more],
};

function besideRecord(context: Pick<Turn, 'logs'>, ref: RecordRef): Reply {
  return {
    kind: 'list',
    title: `Record ${nameIn(context, ref)} is at hand`,
    items: [
      { text: 'Decide on it', detail: 'approve, but watch the memory; reject, nobody knows it; undo' },
      {
        text: 'Put it right',
        detail: 'because we need replay; change the title to ...; it should say Redis',
      },
      { text: 'Ask about decisions', detail: 'why did we choose it? list decisions' },
    ],
    choices: [showChoice(context, ref), sayChoice('List decisions'), more],
  };
}

function commandList(): Reply {
  const items = commands.map((command) => ({ text: `/${usageOf(command)}`, detail: command.description }));
  return { kind: 'list', title: 'The same as commands', items };
}

/** What to say to have something done. */
const ways: Partial<Record<Act, ListReply['items'][number]>> = {
  'ask.question': {
    text: 'Ask a question on backend technology',
    detail: 'what is the GIL? when should we use Kafka?',
  },
  'ask.compare': { text: 'Compare two or three things', detail: 'fastapi vs django' },
  'ask.source': { text: 'See where an answer comes from', detail: 'source?' },
  'advise.start': {
    text: 'Be helped with a decision, alone or as a team',
    detail: 'help us choose a database',
  },
  'advise.vote': {
    text: 'Decide as a team: each answers, the most votes count',
    detail: 'help us choose a database as a team',
  },
  'advise.back': { text: 'Change the last answer of a walk', detail: 'back' },
  'advise.skip': { text: 'Leave out a question of a walk', detail: 'skip' },
  'advise.finish': { text: 'Have the recommendation now', detail: 'recommend now' },
  'advise.stop': { text: 'End a walk', detail: 'stop' },
  'advise.restart': { text: 'Begin a walk anew', detail: 'start over' },
  'record.propose': {
    text: 'Record a decision',
    detail: 'record that we chose PostgreSQL because we need transactions',
  },
  'record.accept': {
    text: 'Approve a proposal, with a comment if you like',
    detail: 'approve 12; approve 12, but watch the memory',
  },
  'record.reject': { text: 'Reject a proposal', detail: 'reject 12, because nobody runs it' },
  'record.withdraw': { text: 'Withdraw your own proposal', detail: 'withdraw 12' },
  'record.deprecate': {
    text: 'Deprecate a decision, or supersede it by another',
    detail: 'deprecate 12, because it is gone; supersede 3 with 5',
  },
  'record.supersede': {
    text: 'Let a decision take the place of another',
    detail: 'supersede 3 with 5; supersede 3 with Valkey, because it is free',
  },
  'record.amend': {
    text: 'Amend a decision that is accepted',
    detail: 'amend 12: it holds for the reports too',
  },
  'record.comment': { text: 'Comment on a decision', detail: 'comment on 12: the team in Riga runs it too' },
  'record.relate': { text: 'Say that two decisions belong together', detail: '2 relates to 1' },
  'record.undo': { text: 'Undo what you did last to a record', detail: 'undo' },
  'record.correct': {
    text: 'Edit a proposal',
    detail: 'edit 12; change the title to ...; it should say Redis',
  },
  'record.export': {
    text: 'Export the records as markdown, on the command line',
    detail: 'stack-advisor adr export DIR',
  },
  'decisions.search': {
    text: 'Search the decisions',
    detail: 'search for caching; what did we decide on caching?',
  },
  'decisions.show': { text: 'See a decision', detail: 'ADR-12; show 12' },
  'decisions.list': { text: 'List the decisions', detail: 'list decisions; what is accepted?' },
  'decisions.why': { text: 'Ask why something was decided', detail: 'why did we choose Postgres?' },
  'decisions.who': { text: 'Ask who decided', detail: 'who approved 12?' },
  'decisions.when': { text: 'Ask when something was decided', detail: 'when did we choose Postgres?' },
  'decisions.history': { text: 'See what happened to a decision', detail: 'history of 12' },
  'decisions.due': { text: 'See what waits for approval or review', detail: 'what is due?' },
  'decisions.conflicts': { text: 'See what contradicts', detail: 'what contradicts? what contradicts 12?' },
  'decisions.rejected': { text: 'Ask what was ruled out', detail: 'did we ever rule out MongoDB?' },
};

const everything: ListReply = {
  kind: 'list',
  title: 'What I do: answer, advise, and keep your decision records',
  items: [
    { text: 'Ask a question on backend technology', detail: 'fastapi vs django; and what about memory?' },
    { text: 'Be helped with a decision, alone or as a team', detail: 'help us choose a database' },
    { text: 'Record a decision', detail: 'record that we chose PostgreSQL because we need transactions' },
    {
      text: 'Approve, reject, edit, undo, amend, deprecate, supersede',
      detail: 'approve 12; undo; edit 3; supersede 3 with 5',
    },
    { text: 'Ask what was decided', detail: 'why did we choose Postgres? ADR-12; list decisions' },
    noticingHelp,
    { text: 'Set up a log; have a digest every week', detail: '/adr log; /adr digest on' },
  ],
  choices: [
    sayChoice('FastAPI vs Django'),
    sayChoice('Help us choose a database'),
    sayChoice('List decisions'),
  ],
};
