import type { Command } from 'commander';
import { z } from 'zod';
import type { Answerer } from '../../src/answers/ask.ts';
import { loadAnswering } from '../../src/answers/load.ts';
import { boundedLines } from '../../src/bounded/lines.ts';
import { flag } from '../../src/commands/arguments.ts';
import { ask } from '../../src/commands/ask.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readConfig } from '../config.ts';
import { argument, commandLine } from './command-line.ts';
import { type FindBearing, openBearing } from './relevant-records.ts';
import { renderAskJson, renderAskText } from './render.ts';
import { explainText } from './render-explanation.ts';

const takes = {
  question: argument(ask.takes.question, z.array(z.string()).default([])),
  json: flag('one JSON value a line'),
  stdin: flag('read a question a line and answer each on its line'),
  explain: flag('why this answer came first, and why it was given at all'),
};

/** `stack-advisor ask [--json] [--stdin] [QUESTION]` */
export function askCommand(): Command {
  return commandLine(ask, takes, answerQuestions);
}

async function answerQuestions({
  question: words,
  json,
  stdin,
  explain,
}: Given<typeof takes>): Promise<void> {
  if (stdin && words.length > 0)
    throw new AdvisorError('usage', 'give the question either as words or with --stdin, not both');
  if (!stdin && words.length === 0)
    throw new AdvisorError('usage', 'no question given; try: stack-advisor ask "fastapi vs django"');
  const { knowledgeDir, databaseUrl } = readConfig(process.env);
  const knowledge = await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
  const answering = await loadAnswering(knowledge);
  const bearing = await openBearing(databaseUrl, knowledge);
  try {
    if (stdin) return await answerLines(answering.answer, bearing.find, json);
    const question = words.join(' ');
    const render = json ? renderAskJson : renderAskText;
    const lines = [render(question, answering.answer(question), await bearing.find(question))];
    if (explain) {
      const explanation = answering.explain(question);
      lines.push(json ? JSON.stringify(explanation) : explainText(explanation));
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await bearing.close();
  }
}

/** Of a longer line only so many characters are read: nobody asks a question of that length. */
const maxQuestion = 40_000;

/** Exactly one line of output for each line of input, blank ones included, in order. */
async function answerLines(answer: Answerer, find: FindBearing, json: boolean): Promise<void> {
  for await (const { text: line } of boundedLines(process.stdin, maxQuestion)) {
    const result = answer(line);
    const decisions = await find(line);
    const rendered = json
      ? renderAskJson(line, result, decisions)
      : renderAskText(line, result, decisions).replace(/\s*\n\s*/g, ' ');
    if (!process.stdout.write(`${rendered}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
