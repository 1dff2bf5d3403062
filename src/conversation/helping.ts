import { commands, usageOf } from '../commands/registry.ts';
import type { Choice, ListReply, Reply } from '../reply.ts';
import type { Mood } from './meaning/phrases.ts';
import type { Memory } from './memory.ts';
import { sayChoice, type Turn } from './turn.ts';

/**
 * Help in three lines, on what is asked about or for where somebody is; everything else stands behind a button.
 * @param said what was asked: "how do I approve one?"
 */
export function helpReplies({ walking, record, last }: Memory, said = ''): readonly Reply[] {
  const asked = everything.items.filter((_, at) => subjects[at]?.test(said) === true).slice(0, 3);
  if (asked.length > 0) return [{ kind: 'list', title: 'Say it like this', items: asked, choices: [more] }];
  if (walking?.question != null && last === 'advise') return [inWalk];
  return [
    record !== null && (last === 'record' || last === 'decisions') ? besideRecord(record.number) : anywhere,
  ];
}

/** Everything that can be said, and the commands. */
export function wholeHelp(): readonly Reply[] {
  return [everything, commandList()];
}

const more = sayChoice('More', 'all commands');

const anywhere: Reply = {
  kind: 'list',
  title: 'I answer, advise, and keep your decisions',
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

function besideRecord(number: number): Reply {
  return {
    kind: 'list',
    title: `Record ${number} is at hand`,
    items: [
      { text: 'Decide on it', detail: 'approve, but watch the memory; reject, nobody knows it; undo' },
      {
        text: 'Put it right',
        detail: 'because we need replay; change the title to ...; it should say Redis',
      },
      { text: 'Ask about decisions', detail: 'why did we choose it? list decisions' },
    ],
    choices: [sayChoice(`Show ${number}`, `show ${number}`), sayChoice('List decisions'), more],
  };
}

function commandList(): Reply {
  const items = commands.map((command) => ({ text: `/${usageOf(command)}`, detail: command.description }));
  return { kind: 'list', title: 'The same as commands', items };
}

/** What the lines of the whole help are about, in their order. */
const subjects: readonly RegExp[] = [
  /\b(?:ask|question)/i,
  /\b(?:walk|advi[cs]e|choos|decide|vote|team)/i,
  /\b(?:record|log|save|store|note|make|create|add|propose|write)\b/i,
  /\b(?:approv|accept|reject|edit|undo|delete|change|amend|deprecat|supersed|withdraw|correct|remove)/i,
  /\b(?:find|search|see|list|show|look up)\b/i,
  /\b(?:notic|overhear|listen)/i,
];

const everything: ListReply = {
  kind: 'list',
  title: 'What I do: answer, advise, and keep your decision records',
  items: [
    { text: 'Ask a question on backend technology', detail: 'fastapi vs django; and what about memory?' },
    { text: 'Be helped with a decision, alone or as a team', detail: 'help us choose a database' },
    { text: 'Record a decision', detail: 'record that we chose PostgreSQL because we need transactions' },
    {
      text: 'Approve, reject, edit, undo, amend, deprecate, supersede',
      detail: 'accept 12; undo; edit 3; supersede 3 with 5',
    },
    { text: 'Ask what was decided', detail: 'why did we choose Postgres? ADR-12; list decisions' },
    { text: 'Notice decisions in a channel', detail: 'turn noticing on; turn noticing off' },
  ],
  choices: [
    sayChoice('FastAPI vs Django'),
    sayChoice('Help us choose a database'),
    sayChoice('List decisions'),
  ],
};

/** A short answer to small talk with one offer, in other words the next time. */
export function smallTalkTurn(memory: Memory, mood: Mood): Turn {
  return talkTurn('smalltalk', memory, talks[mood]);
}

/** What is none of the advisor's matters, or says nothing. */
export function offTopicTurn(memory: Memory, isNoise: boolean): Turn {
  return talkTurn('none', memory, isNoise ? noise : elsewhere);
}

function talkTurn(intent: 'smalltalk' | 'none', memory: Memory, talk: Talk): Turn {
  const text = talk.texts[memory.talks % talk.texts.length] ?? '';
  const choices = talk.offer === undefined ? {} : { choices: [talk.offer] };
  return {
    intent,
    memory: { ...memory, talks: memory.talks + 1 },
    replies: [{ kind: 'text', text, ...choices }],
  };
}

/** What can be said to something, one after the other, and what is offered with it. */
interface Talk {
  readonly texts: readonly string[];
  readonly offer?: Choice;
}

const help = sayChoice('Help');
const choose = sayChoice('Help us choose', 'help us choose a database');

const talks: Readonly<Record<Mood, Talk>> = {
  greeting: {
    texts: [
      'Hello. What are you deciding on?',
      'Hello again. A question, or a decision?',
      'Hi. Ask away, or let me walk you through a choice.',
    ],
    offer: choose,
  },
  thanks: { texts: ['You are welcome.', 'Gladly.', 'Any time.'] },
  bye: { texts: ['See you.', 'Until next time.', 'Take care.'] },
  insult: {
    texts: [
      'Sorry that I was no help. Tell me what was wrong, or ask in other words.',
      'That one was on me. Name the technology and what you want to know of it, and I try again.',
      'Understood. I know five documents and nothing else; within them I may do better.',
    ],
    offer: help,
  },
  apology: { texts: ['No harm done.', 'All good.', 'Never mind.'] },
  joke: {
    texts: [
      'Good one. I am better at databases than at jokes.',
      'Noted, not recorded.',
      'I would laugh, but nothing in my documents covers it.',
    ],
  },
  chat: {
    texts: [
      'I am Stack Advisor, a program: no moods, no weather, only what five documents say of backend technology, and what your team decides.',
      'Still a program, and well, thank you. What shall we decide?',
      'There is little to tell of me; more of your stack.',
    ],
    offer: help,
  },
  other: { texts: ['All right.', 'Good.', 'Fine.'] },
};

const elsewhere: Talk = {
  texts: [
    'That is not a thing I know about: I answer on backend technology, help to decide, and keep decisions.',
    'Not my field. Languages, databases, queues and the like are.',
    'I have nothing on that. Ask me about your stack.',
  ],
  offer: help,
};

const noise: Talk = {
  texts: [
    'I can make nothing of that. Ask me in a sentence, in English.',
    'That says nothing to me. A question in English would.',
    'I do not follow. Try a sentence such as "fastapi vs django".',
  ],
  offer: help,
};
