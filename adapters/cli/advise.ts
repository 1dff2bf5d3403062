import type { Command } from 'commander';
import type { Advisor, BriefedWalk } from '../../src/advisor/advisor.ts';
import { loadAdvisor } from '../../src/advisor/load.ts';
import type { TopicRubric } from '../../src/advisor/rubric.ts';
import { answer, startWalk, weigh } from '../../src/advisor/walk.ts';
import { advise } from '../../src/commands/advise.ts';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';
import { readConfig } from '../config.ts';
import { commandLine, listOption, textOption } from './command-line.ts';
import { adviseJson, adviseText, topicsText } from './render-advice.ts';

const takes = {
  topic: textOption('topic', 'what to decide; may be left out when the brief tells it'),
  brief: textOption('text', advise.takes.brief),
  set: listOption('question=option', 'answer a question; options with commas where it takes several'),
  weights: textOption('criterion=1-5,...', 'weigh the criteria of the star matrix (framework, stack)'),
  candidates: textOption('list', 'only these candidates, with commas'),
  topics: flag('list every topic with its questions and options'),
  details: flag('with the ranking, what each document picks, where they disagree, risks'),
  json: flag('one JSON value'),
};

type AdviseOptions = Given<typeof takes>;

/** `stack-advisor advise [--json] [--topic T] [--brief TEXT] [--set question=option]... [--weights criterion=1-5,...]` */
export function adviseCommand(): Command {
  return commandLine(advise, takes, async (options) => {
    const advisor = await loadAdvisor(readConfig(process.env).knowledgeDir);
    const text = options.topics ? listTopics(advisor, options.json) : await advice(advisor, options);
    if (text !== undefined) process.stdout.write(`${text}\n`);
  });
}

/** The result as it is printed; undefined where somebody who was asked left. */
async function advice(advisor: Advisor, options: AdviseOptions): Promise<string | undefined> {
  const { json, details } = options;
  const briefed = begin(advisor, options);
  if (json) return adviseJson(advisor, briefed);
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true)
    return adviseText(advisor, briefed, { whole: details });
  // The prompts are loaded only where somebody can answer them.
  const { walkInTerminal } = await import('./walk-terminal.ts');
  const walked = await walkInTerminal(advisor, briefed);
  return walked === undefined ? undefined : adviseText(advisor, walked, { whole: details });
}

function listTopics(advisor: Advisor, json: boolean): string {
  if (!json) return topicsText(advisor);
  const topics = advisor.topics.map(({ id, name, candidates, questions }) => ({
    topic: id,
    name,
    candidates: candidates.map((candidate) => ({ id: candidate.id, name: candidate.name })),
    questions: questions.map((question) => ({
      question: question.id,
      prompt: question.prompt,
      several: question.several,
      options: question.options.map((option) => ({ id: option.id, label: option.label })),
    })),
  }));
  return topics.map((one) => JSON.stringify(one)).join('\n');
}

/** The walk as far as the options tell it: what stands in them counts more than what the brief gives. */
function begin(advisor: Advisor, options: AdviseOptions): BriefedWalk {
  const { topic: topicId, brief, set = [], weights, candidates } = options;
  if (brief === undefined && topicId === undefined) {
    const ids = advisor.topics.map(({ id }) => id).join('|');
    throw new AdvisorError('usage', `say what to decide: --topic ${ids}, or --brief`);
  }
  const briefed =
    brief === undefined
      ? { walk: startWalk(advisor.topic(topicId ?? '').id), understood: [], unclear: [] }
      : advisor.brief(brief, topicId);
  const topic = advisor.topic(briefed.walk.topic);
  const answers = set.map(readAnswer);
  let { walk } = briefed;
  for (const { question, options } of answers) walk = answer(walk, topic, question, options);
  if (weights !== undefined) walk = weigh(walk, topic, readWeightList(weights));
  if (candidates !== undefined) walk = { ...walk, shortlist: readShortlist(candidates, topic) };
  const told = new Set(answers.map(({ question }) => question));
  return {
    walk,
    understood: briefed.understood.filter(({ question }) => !told.has(question)),
    unclear: briefed.unclear.filter((one) => one.kind !== 'contradiction' || !told.has(one.question)),
  };
}

/** `ai=none`, `team=javascript,python` */
function readAnswer(setting: string): { question: string; options: string[] } {
  const [, question, list] = /^([^=]+)=(.*)$/.exec(setting) ?? [];
  if (question === undefined || list === undefined) {
    throw new AdvisorError(
      'usage',
      `--set takes question=option, such as --set ai=none; got "${setting.slice(0, 40)}"`,
    );
  }
  return { question: question.trim(), options: namesIn(list).filter((name) => name !== '') };
}

function readShortlist(list: string, { id, candidates }: TopicRubric): string[] {
  const shortlist = namesIn(list);
  const unknown = shortlist.find((name) => !candidates.some((candidate) => candidate.id === name));
  if (unknown === undefined) return shortlist;
  const valid = candidates.map((candidate) => candidate.id).join(', ');
  throw new AdvisorError('usage', `"${unknown.slice(0, 40)}" is no candidate of ${id}; there are ${valid}`);
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim());
}

function readWeightList(list: string): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const part of list.split(',')) {
    const [, criterion, weight] = /^\s*([^=]+)=\s*(\S+)\s*$/.exec(part) ?? [];
    if (criterion === undefined || weight === undefined) {
      throw new AdvisorError(
        'usage',
        `--weights takes criterion=1-5 with commas, such as performance=5,testing=2; got "${part.slice(0, 40)}"`,
      );
    }
    weights[criterion] = Number(weight);
  }
  return weights;
}
