import { confirm, intro, isCancel, log, multiselect, note, outro, select, text } from '@clack/prompts';
import type { Advisor, BriefedWalk } from '../../src/advisor/advisor.ts';
import type { QuestionView } from '../../src/advisor/result.ts';
import { answer, back, restart, skip, type Walk } from '../../src/advisor/walk.ts';
import { unclearText } from '../../src/conversation/advice-replies.ts';

/** What can be done instead of choosing an option. */
const commands = {
  words: 'In my own words ...',
  skip: 'Skip this question',
  why: 'Why do you ask?',
  back: 'Back',
  restart: 'Start over',
} as const;

type Command = keyof typeof commands;

/** Walks a person on from `briefed` by prompts of the terminal: the walk with their answers, undefined when they leave. */
export async function walkInTerminal(
  advisor: Advisor,
  briefed: BriefedWalk,
): Promise<BriefedWalk | undefined> {
  const topic = advisor.topic(briefed.walk.topic);
  intro(`${topic.name}: only what can still change the outcome is asked`);
  for (const one of briefed.unclear) log.warn(unclearText(one));
  for (const { question, option, because } of briefed.understood)
    log.info(`${question}: ${option} ("${because}")`);
  let walk = briefed.walk;
  for (let question = advisor.next(walk); question !== undefined; question = advisor.next(walk)) {
    const step = await ask(advisor, walk, question);
    if (step === undefined) {
      outro('Nothing was decided.');
      return undefined;
    }
    walk = step;
  }
  outro('That is all there is to ask.');
  return { ...briefed, walk, unclear: [] };
}

async function ask(advisor: Advisor, walk: Walk, question: QuestionView): Promise<Walk | undefined> {
  const topic = advisor.topic(walk.topic);
  const options = [
    ...question.options.map(({ id, label }) => ({ value: `option:${id}`, label })),
    ...Object.entries(commands).map(([id, label]) => ({ value: `command:${id}`, label })),
  ];
  const chosen = question.several
    ? await multiselect({
        message: `${question.prompt} (space chooses, enter goes on)`,
        options,
        required: true,
      })
    : await select({ message: question.prompt, options });
  if (isCancel(chosen)) return undefined;
  const values = typeof chosen === 'string' ? [chosen] : chosen;
  const command = values.find((value) => value.startsWith('command:'))?.slice('command:'.length);
  if (command !== undefined && isCommand(command)) return obey(command, advisor, walk, question);
  return answer(
    walk,
    topic,
    question.question,
    values.map((value) => value.slice('option:'.length)),
  );
}

function isCommand(command: string): command is Command {
  return Object.hasOwn(commands, command);
}

async function obey(
  command: Command,
  advisor: Advisor,
  walk: Walk,
  question: QuestionView,
): Promise<Walk | undefined> {
  const topic = advisor.topic(walk.topic);
  switch (command) {
    case 'skip':
      return skip(walk, topic, question.question);
    case 'back':
      return back(walk);
    case 'restart':
      return restart(walk);
    case 'why':
      note(
        question.why
          .map(
            ({ text: fact, citations }) =>
              `${fact} [${citations.map(({ document, section }) => `${document}, ${section}`).join('; ')}]`,
          )
          .join('\n'),
        'Why this is asked',
      );
      return walk;
    case 'words': {
      const words = await text({ message: question.prompt });
      if (isCancel(words)) return undefined;
      const meant = advisor.meant(walk, question.question, words ?? '');
      if (meant === undefined) {
        log.warn('That tells me nothing about this question; choose an option, or skip it.');
        return walk;
      }
      const labels = meant.options.map(
        (id) => question.options.find((option) => option.id === id)?.label ?? id,
      );
      const isMeant = meant.sure || (await confirm({ message: `So: ${labels.join(', ')}?` }));
      if (isCancel(isMeant)) return undefined;
      return isMeant === true ? answer(walk, topic, question.question, meant.options) : walk;
    }
  }
}
