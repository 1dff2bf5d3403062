import type { Act } from '../../reading/intents/acts.ts';
import type { Choice } from '../../reply.ts';
import { type Mood, smallTalk as moodOf } from '../meaning/small-phrases.ts';
import { readControl } from '../meaning/walk-phrases.ts';
import { say, sayChoice, type Turn, type TurnResult } from '../turn.ts';
import { type Reading, surelyAlone, type Utterance } from './reading.ts';

/** Small talk by its phrases alone, whatever was going on: "thanks!". What steers a walk ("done") is none. */
export const smallTalk: Reading = {
  take: (turn, { said }) => {
    const mood = moodOf(said, turn.services.phrases);
    return mood === undefined || readControl(said) !== undefined ? undefined : smallTalkTurn(turn, mood);
  },
};

/** `smalltalk.*`: a short line; words of which hardly anything is known say nothing ("asdfkjh"). */
export function talk(turn: Turn, utterance: Utterance): TurnResult {
  const mood = moods[utterance.meant.act] ?? 'other';
  return isSaid(turn, utterance) ? smallTalkTurn(turn, mood) : offTopicTurn(turn, true);
}

/** `none.*`: what is none of the advisor's matters, or says nothing. */
export function turnDown(turn: Turn, { meant }: Utterance): TurnResult {
  return offTopicTurn(turn, meant.act === 'none.noise');
}

function isSaid({ services: { answering } }: Turn, { plain, meant }: Utterance): boolean {
  const { slots } = answering.understand(plain);
  return (
    meant.probability >= surelyAlone || slots.length === 0 || slots.some(({ kind }) => kind !== 'unknown')
  );
}

const moods: Partial<Record<Act, Mood>> = {
  'smalltalk.greeting': 'greeting',
  'smalltalk.thanks': 'thanks',
  'smalltalk.bye': 'bye',
  'smalltalk.insult': 'insult',
  'smalltalk.apology': 'apology',
  'smalltalk.joke': 'joke',
  'smalltalk.chat': 'chat',
};

/** A short answer to small talk with one offer, in other words the next time. */
function smallTalkTurn(turn: Turn, mood: Mood): TurnResult {
  return talkTurn('smalltalk', turn, talks[mood]);
}

/** What is none of the advisor's matters, or says nothing. */
export function offTopicTurn(turn: Turn, isNoise: boolean): TurnResult {
  return talkTurn('none', turn, isNoise ? noise : elsewhere);
}

function talkTurn(intent: 'smalltalk' | 'none', turn: Turn, { texts, offer }: Talk): TurnResult {
  const told = turn.memory.talks;
  const text = texts[told % texts.length] ?? '';
  const choices = offer === undefined ? {} : { choices: [offer] };
  return say(turn, intent, [{ kind: 'text', text, ...choices }], { talks: told + 1 });
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
