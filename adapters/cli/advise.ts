import { Command } from 'commander';
import type { Advisor, BriefedWalk } from '../../src/advisor/advisor.ts';
import { loadAdvisor } from '../../src/advisor/load.ts';
import { answer, startWalk, weigh } from '../../src/advisor/walk.ts';
import { descriptionOf } from '../../src/commands/registry.ts';
import { AdvisorError } from '../../src/errors.ts';
import { readConfig } from '../config.ts';
import { adviseJson, adviseText, topicsText } from './render-advice.ts';

interface AdviseOptions {
  readonly json?: boolean;
  readonly details?: boolean;
  readonly topics?: boolean;
  readonly topic?: string;
  readonly brief?: string;
  readonly set: readonly string[];
  readonly weights?: string;
  readonly candidates?: string;
}

/** `stack-advisor advise [--json] [--topic T] [--brief TEXT] [--set question=option]... [--weights criterion=1-5,...]` */
export function adviseCommand(): Command {
  return new Command('advise')
    .description(descriptionOf('advise'))
    .option('--topic <topic>', 'what to decide; may be left out when the brief tells it')
    .option('--brief <text>', 'who you are and what you build, in your own words')
    .option(
      '--set <question=option>',
      'answer a question; options with commas where it takes several',
      collect,
      [],
    )
    .option('--weights <criterion=1-5,...>', 'weigh the criteria of the star matrix (framework, stack)')
    .option('--candidates <list>', 'only these candidates, with commas')
    .option('--topics', 'list every topic with its questions and options')
    .option('--details', 'with the ranking, what each document picks, where they disagree, risks')
    .option('--json', 'one JSON value')
    .action(async (options: AdviseOptions) => {
      const advisor = await loadAdvisor(readConfig(process.env).knowledgeDir);
      if (options.topics === true) {
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
        const text =
          options.json === true ? topics.map((one) => JSON.stringify(one)).join('\n') : topicsText(advisor);
        process.stdout.write(`${text}\n`);
        return;
      }
      let briefed = begin(advisor, options);
      const isInteractive =
        options.json !== true && process.stdin.isTTY === true && process.stdout.isTTY === true;
      if (isInteractive) {
        // The prompts are loaded only where somebody can answer them.
        const { walkInTerminal } = await import('./walk-terminal.ts');
        const walked = await walkInTerminal(advisor, briefed);
        if (walked === undefined) return;
        briefed = walked;
      }
      const text =
        options.json === true
          ? adviseJson(advisor, briefed)
          : adviseText(advisor, briefed, { whole: options.details === true });
      process.stdout.write(`${text}\n`);
    });
}

function begin(advisor: Advisor, options: AdviseOptions): BriefedWalk {
  if (options.brief === undefined && options.topic === undefined) {
    throw new AdvisorError(
      'usage',
      `say what to decide: --topic ${advisor.topics.map(({ id }) => id).join('|')}, or --brief`,
    );
  }
  const briefed =
    options.brief === undefined
      ? { walk: startWalk(advisor.topic(options.topic ?? '').id), understood: [], unclear: [] }
      : advisor.brief(options.brief, options.topic);
  const topic = advisor.topic(briefed.walk.topic);
  let { walk } = briefed;
  for (const setting of options.set) {
    const [, question, list] = /^([^=]+)=(.*)$/.exec(setting) ?? [];
    if (question === undefined || list === undefined) {
      throw new AdvisorError(
        'usage',
        `--set takes question=option, such as --set ai=none; got "${setting.slice(0, 40)}"`,
      );
    }
    walk = answer(
      walk,
      topic,
      question.trim(),
      list
        .split(',')
        .map((option) => option.trim())
        .filter((option) => option !== ''),
    );
  }
  if (options.weights !== undefined) walk = weigh(walk, topic, readWeightList(options.weights));
  if (options.candidates !== undefined) {
    const shortlist = options.candidates.split(',').map((id) => id.trim());
    for (const id of shortlist) {
      if (!topic.candidates.some((candidate) => candidate.id === id)) {
        const valid = topic.candidates.map((candidate) => candidate.id).join(', ');
        throw new AdvisorError(
          'usage',
          `"${id.slice(0, 40)}" is no candidate of ${topic.id}; there are ${valid}`,
        );
      }
    }
    walk = { ...walk, shortlist };
  }
  const told = new Set(options.set.map((setting) => setting.split('=')[0]?.trim()));
  return {
    walk,
    understood: briefed.understood.filter(({ question }) => !told.has(question)),
    unclear: briefed.unclear.filter((one) => one.kind !== 'contradiction' || !told.has(one.question)),
  };
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

function collect(value: string, all: readonly string[]): string[] {
  return [...all, value];
}
