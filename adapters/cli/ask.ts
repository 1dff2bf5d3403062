import { Command } from 'commander';
import type { Answerer } from '../../src/answers/ask.ts';
import { loadAnswering } from '../../src/answers/load.ts';
import { boundedLines } from '../../src/bounded/lines.ts';
import { descriptionOf } from '../../src/commands/registry.ts';
import { AdvisorError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readConfig } from '../config.ts';
import { type FindBearing, openBearing } from './relevant-records.ts';
import { renderAskJson, renderAskText } from './render.ts';
import { explainText } from './render-explanation.ts';

interface AskOptions {
  readonly json?: boolean;
  readonly stdin?: boolean;
  readonly explain?: boolean;
}

/** `stack-advisor ask [--json] [--stdin] [QUESTION]` */
export function askCommand(): Command {
  return new Command('ask')
    .description(descriptionOf('ask'))
    .argument('[question...]', 'the question')
    .option('--json', 'one JSON value a line')
    .option('--stdin', 'read a question a line and answer each on its line')
    .option('--explain', 'why this answer came first, and why it was given at all')
    .action(async (words: string[], options: AskOptions) => {
      if (options.stdin === true && words.length > 0) {
        throw new AdvisorError('usage', 'give the question either as words or with --stdin, not both');
      }
      if (options.stdin !== true && words.length === 0) {
        throw new AdvisorError('usage', 'no question given; try: stack-advisor ask "fastapi vs django"');
      }
      const { knowledgeDir, databaseUrl } = readConfig(process.env);
      const knowledge = await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
      const answering = await loadAnswering(knowledge);
      const { answer } = answering;
      const bearing = await openBearing(databaseUrl, knowledge);
      try {
        if (options.stdin === true) await answerLines(answer, bearing.find, options.json === true);
        else {
          const question = words.join(' ');
          const render = options.json === true ? renderAskJson : renderAskText;
          process.stdout.write(`${render(question, answer(question), await bearing.find(question))}\n`);
          if (options.explain === true)
            process.stdout.write(
              `${options.json === true ? JSON.stringify(answering.explain(question)) : explainText(answering.explain(question))}\n`,
            );
        }
      } finally {
        await bearing.close();
      }
    });
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
