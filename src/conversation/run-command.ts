import type { CommandMeaning } from '../commands/command.ts';
import { commandOf, usageOf } from '../commands/registry.ts';
import type { Commanded } from '../event.ts';
import { answerDecided } from './answer-decisions.ts';
import { answerQuestion } from './answer-question.ts';
import { setDigest } from './intents/digest.ts';
import { setDirectAsks } from './intents/direct-asks.ts';
import { wholeHelp } from './intents/help.ts';
import { setNoticing } from './intents/noticing.ts';
import { setUpLog } from './log-setup.ts';
import { readDecidedAsk } from './meaning/decision-questions.ts';
import { splitReason } from './meaning/reasons.ts';
import { withoutManners } from './meaning/small-phrases.ts';
import { proposeTold } from './propose-record.ts';
import { openProposal, takeStep } from './record-actions.ts';
import { asTeam } from './team-walk.ts';
import { remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';
import { askForTopic, beginWalk, chooseTopic } from './walk-steps.ts';

/** Does what a command of the registry says. */
export async function runCommand(
  turn: Turn,
  { name, given }: Pick<Commanded, 'name' | 'given'>,
): Promise<TurnResult> {
  const command = commandOf(name);
  if (command === undefined)
    return tell(turn, 'none', 'There is no such command.', [sayChoice('Help')], 'error');
  const meaning = command.meaning(given);
  return meaning === undefined
    ? tell(turn, 'none', `Write it as /${usageOf(command)}, such as /${command.example}`, [], 'error')
    : obeyMeaning(turn, meaning);
}

async function obeyMeaning(turn: Turn, meaning: CommandMeaning): Promise<TurnResult> {
  switch (meaning.kind) {
    case 'ask': {
      // What the team decided is asked for by the command as it is by a mention.
      const asked = readDecidedAsk(withoutManners(meaning.question), turn.logs);
      const isDecided = asked !== undefined && (asked.kind !== 'about' || asked.sure);
      const decided = isDecided ? await answerDecided(turn, asked) : undefined;
      const how = { standsAlone: false, extent: undefined, byCommand: true } as const;
      return decided ?? answerQuestion(turn, meaning.question, how);
    }
    case 'advise':
      return asTeam(turn, meaning.team, advise(turn, meaning));
    case 'propose':
      return meaning.statement === ''
        ? openProposal(turn)
        : proposeTold(turn, splitReason(meaning.statement), meaning.statement);
    case 'decided': {
      const decided = await answerDecided(turn, meaning.ask);
      return decided ?? tell(turn, 'decisions', 'Nothing about that is recorded here.');
    }
    case 'step':
      return takeStep(turn, meaning.step);
    case 'noticing':
      return setNoticing(turn, meaning.on);
    case 'direct-asks':
      return setDirectAsks(turn, meaning.on);
    case 'digest':
      return setDigest(turn, meaning.time);
    case 'log':
      return setUpLog(turn, meaning.wish);
    case 'help':
      return say(turn, 'help', wholeHelp());
  }
}

function advise(turn: Turn, { brief, topic, team }: Extract<CommandMeaning, { kind: 'advise' }>): TurnResult {
  if (brief.trim() !== '') return beginWalk(turn, brief, topic, team);
  return topic === undefined
    ? askForTopic(turn, '', team)
    : chooseTopic(remembering(turn, { waitsFor: null }), topic);
}
