import type { CommandMeaning } from '../commands/command.ts';
import { commandOf, usageOf } from '../commands/registry.ts';
import type { Commanded } from '../event.ts';
import { answerDecided } from './answer-decisions.ts';
import { answerQuestion } from './answer-question.ts';
import { wholeHelp } from './help-and-talk.ts';
import { readDecidedAsk } from './meaning/decision-questions.ts';
import { splitReason } from './meaning/proposals.ts';
import { withoutManners } from './meaning/small-phrases.ts';
import type { Memory, SharedMemory } from './memory.ts';
import { setNoticing } from './noticing-setting.ts';
import { proposeTold } from './propose-record.ts';
import { openProposal, takeStep } from './record-actions.ts';
import type { Services } from './services.ts';
import { asTeam, type TeamTurn } from './team-walk.ts';
import { sayChoice, type Turn, tell } from './turn.ts';
import { askForTopic, beginWalk, chooseTopic } from './walk-steps.ts';

/** Does what a command of the registry says. */
export async function runCommand(
  services: Services,
  event: Commanded,
  memory: Memory,
  shared: SharedMemory,
): Promise<Turn | TeamTurn> {
  const command = commandOf(event.name);
  if (command === undefined)
    return tell(memory, 'none', 'There is no such command.', [sayChoice('Help')], 'error');
  const meaning = command.meaning(event.given);
  return meaning === undefined
    ? tell(memory, 'none', `Write it as /${usageOf(command)}, such as /${command.example}`, [], 'error')
    : obeyMeaning(services, event, memory, shared, meaning);
}

async function obeyMeaning(
  services: Services,
  event: Commanded,
  memory: Memory,
  shared: SharedMemory,
  meaning: CommandMeaning,
): Promise<Turn | TeamTurn> {
  switch (meaning.kind) {
    case 'ask': {
      // What the team decided is asked for by the command as it is by a mention.
      const asked = readDecidedAsk(withoutManners(meaning.question));
      const isDecided = asked !== undefined && (asked.kind !== 'about' || asked.sure);
      const turn = isDecided ? await answerDecided(services, event, memory, asked) : undefined;
      return turn ?? answerQuestion(services, event, memory, meaning.question);
    }
    case 'advise':
      return asTeam(services, event, shared, meaning.team, advise(services, memory, meaning));
    case 'propose':
      return meaning.statement === ''
        ? openProposal(services, event, memory)
        : proposeTold(services, event, memory, splitReason(meaning.statement), meaning.statement);
    case 'decided': {
      const turn = await answerDecided(services, event, memory, meaning.ask);
      return turn ?? tell(memory, 'decisions', 'Nothing about that is recorded here.');
    }
    case 'step':
      return takeStep(services, event, memory, meaning.step);
    case 'noticing':
      return setNoticing(services, event, memory, meaning.on);
    case 'help':
      return { intent: 'help', memory, replies: wholeHelp() };
  }
}

function advise(
  services: Services,
  memory: Memory,
  { brief, topic, team }: Extract<CommandMeaning, { kind: 'advise' }>,
): Turn {
  if (brief.trim() !== '') return beginWalk(services, memory, brief, topic, team);
  return topic === undefined
    ? askForTopic(services, memory, '', team)
    : chooseTopic(services, { ...memory, waitsFor: null }, topic);
}
