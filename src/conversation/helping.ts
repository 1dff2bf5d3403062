import { commands, usageOf } from '../commands/registry.ts';
import type { Reply } from '../reply.ts';
import type { Mood } from './meaning/phrases.ts';
import type { Memory } from './memory.ts';
import { sayChoice, type Turn } from './turn.ts';

/** What can be said, in short, with something to try, and the commands. */
export function helpReplies(): readonly Reply[] {
  return [sayings(), commandList()];
}

function commandList(): Reply {
  const items = commands.map((command) => ({ text: `/${usageOf(command)}`, detail: command.description }));
  return { kind: 'list', title: 'The same as commands', items };
}

function sayings(): Reply {
  return {
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
}

/** A short answer to small talk. */
export function smallTalkTurn(memory: Memory, mood: Mood): Turn {
  return { intent: 'smalltalk', memory, replies: [{ kind: 'text', text: words(mood) }] };
}

/** What is none of the advisor's matters, or says nothing. */
export function offTopicTurn(memory: Memory, isNoise: boolean): Turn {
  const text = isNoise
    ? 'I can make nothing of that.'
    : 'That is not a thing I know about: I answer on backend technology, help to decide, and keep decisions.';
  return { intent: 'none', memory, replies: [{ kind: 'text', text }] };
}

function words(mood: Mood): string {
  switch (mood) {
    case 'insult':
      return 'I am sorry that I was no help. Tell me what was wrong, or ask in other words.';
    case 'apology':
      return 'No harm done.';
    case 'joke':
      return 'Good one. I am better at databases than at jokes.';
    case 'chat':
      return 'I am Stack Advisor, a program: no moods, no weather, only what five documents say of backend technology, and what your team decides.';
    case 'greeting':
      return 'Hello. Ask me about backend technology, or say "help us choose a database".';
    case 'thanks':
      return 'You are welcome.';
    case 'bye':
      return 'See you.';
    case 'other':
      return 'All right.';
  }
}
