import { createInterface, type Interface } from 'node:readline/promises';
import { isCancel, multiselect, select, text } from '@clack/prompts';
import { boundedLines } from '../../src/bounded/lines.ts';
import { choicesOf, type Engine } from '../../src/conversation/engine.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Chose, Said, Submitted } from '../../src/event.ts';
import type { FormReply, QuestionReply } from '../../src/reply.ts';
import { terminalEvent } from './conversation.ts';
import { renderReply } from './render.ts';

/** What a person did next; undefined when they leave. */
type Input =
  | Pick<Said, 'kind' | 'text'>
  | Pick<Chose, 'kind' | 'choices'>
  | Pick<Submitted, 'kind' | 'form' | 'fields'>;

const maxHistory = 200;
/** Of a longer line only so many characters are heard. */
const maxLine = 100_000;

/**
 * Talks in the terminal: words with history, questions by arrow keys, forms field by field. Where input is no terminal,
 * each line is a message and nothing is asked by keys.
 */
export async function chatInTerminal(engine: Engine, as: string | undefined): Promise<void> {
  const event = terminalEvent(as);
  const say = (input: Input) => engine.handle({ ...event, ...input } as const);
  if (process.stdin.isTTY === true && process.stdout.isTTY === true) await talk(say);
  else await readLines(say);
}

async function readLines(say: (input: Input) => Promise<Outcome>): Promise<void> {
  for await (const { text: line } of boundedLines(process.stdin, maxLine)) {
    if (line.trim() === '') continue;
    show(await say({ kind: 'said', text: line }));
  }
}

async function talk(say: (input: Input) => Promise<Outcome>): Promise<void> {
  process.stdout.write('Ask, or say "help". An empty line ends it.\n');
  const history: string[] = [];
  let outcome: Outcome | undefined;
  for (;;) {
    const input = await nextInput(outcome, history);
    if (input === undefined) return;
    outcome = await say(input);
    // The question's options are shown where they are chosen.
    show({
      ...outcome,
      replies: outcome.replies.filter(({ kind }) => kind !== 'question' && kind !== 'form'),
    });
  }
}

function show({ replies }: Outcome): void {
  for (const reply of replies) process.stdout.write(`${renderReply(reply)}\n`);
  const choices = replies.flatMap((reply) => (reply.kind === 'question' ? [] : choicesOf(reply)));
  if (choices.length > 0)
    process.stdout.write(`  ${choices.map(({ label }, at) => `${at + 1} ${label}`).join('   ')}\n`);
}

async function nextInput(outcome: Outcome | undefined, history: string[]): Promise<Input | undefined> {
  const last = outcome?.replies.at(-1);
  if (last?.kind === 'form') return fillIn(last);
  if (last?.kind === 'question') {
    const chosen = await choose(last);
    if (chosen !== 'words') return chosen === undefined ? undefined : { kind: 'chose', choices: chosen };
  }
  const line = await readLine(history);
  if (line === undefined || line.trim() === '') return undefined;
  const offered = (outcome?.replies ?? []).flatMap(choicesOf);
  const numbered = /^\d{1,2}$/.test(line.trim()) ? offered[Number(line) - 1] : undefined;
  return numbered === undefined ? { kind: 'said', text: line } : { kind: 'chose', choices: [numbered.id] };
}

async function readLine(history: string[]): Promise<string | undefined> {
  const lines: Interface = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: [...history].reverse(),
    historySize: maxHistory,
  });
  try {
    const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
    const line = await Promise.race([lines.question('› '), ended]);
    if (line !== undefined && line.trim() !== '') history.push(line);
    return line;
  } finally {
    lines.close();
  }
}

/** Arrow keys for a walk's question; "words" where somebody rather types. */
async function choose({
  prompt,
  options,
  most,
  choices = [],
}: QuestionReply): Promise<readonly string[] | 'words' | undefined> {
  const offered = [
    ...options.map(({ id, label }) => ({ value: id, label })),
    ...choices.map(({ id, label }) => ({ value: id, label })),
    { value: 'words', label: 'In my own words ...' },
  ];
  const chosen =
    most > 1
      ? await multiselect({
          message: `${prompt} (space chooses, enter goes on)`,
          options: offered,
          required: true,
        })
      : await select({ message: prompt, options: offered });
  if (isCancel(chosen)) return undefined;
  const ids = typeof chosen === 'string' ? [chosen] : chosen;
  // Something else than an option was wanted, whatever was marked beside it.
  const other = ids.find((id) => choices.some((choice) => choice.id === id));
  if (other !== undefined) return [other];
  return ids.includes('words') ? 'words' : ids;
}

async function fillIn(form: FormReply): Promise<Input | undefined> {
  const fields: Record<string, string> = {};
  for (const field of form.fields) {
    const value = await text({
      message: field.label,
      initialValue: field.value,
      ...(field.hint === undefined ? {} : { placeholder: field.hint }),
      validate: (given) => {
        if (field.required && (given ?? '').trim() === '') return 'This has to be filled in.';
        return (given ?? '').length > field.maxLength ? `At most ${field.maxLength} characters.` : undefined;
      },
    });
    if (isCancel(value)) return { kind: 'said', text: 'never mind' };
    fields[field.name] = value ?? '';
  }
  return { kind: 'submitted', form: form.id, fields };
}
