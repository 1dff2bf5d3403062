import type { KnownBlock, ModalView } from '@slack/types';
import type { ErrorObject } from 'ajv';
import { z } from 'zod';
import {
  blockProblems,
  countProblems,
  lengthProblems,
  mrkdwnProblems,
  textProblems,
} from './slack-limits.ts';
import { slackSchemas } from './slack-schema.ts';

/*
 * Says why Slack would refuse a payload: by the schema of its types first, then by the limits that types don't know.
 * Every function returns the problems, none for a payload that is good.
 */

type Surface = 'message' | 'modal' | 'home';

const messageSchema = z.object({ text: z.string(), blocks: z.array(z.unknown()).default([]) });

/** A message: chat.postMessage, chat.update, a `response_url`. Only `text` and `blocks` are looked at. */
export function messageProblems(message: unknown): string[] {
  const read = messageSchema.safeParse(message);
  if (!read.success) return [`not a message: ${read.error.message}`];
  const { text, blocks } = read.data;
  const problems = blocksProblems(blocks, 'message', 50);
  const tell = (problem: string) => problems.push(problem);
  lengthProblems('text', text, 1, 40_000, tell);
  mrkdwnProblems('text', text, tell);
  // Refused from about 13,200 on: github.com/slackapi/bolt-js/issues/2509
  if (JSON.stringify(blocks).length > 13_000) tell('blocks of more than 13000 characters in all');
  return [...problems, ...brokenText(read.data)];
}

/** A modal: views.open, views.push, views.update, `response_action: update`. */
export function modalProblems(view: unknown): string[] {
  const { modal } = slackSchemas();
  if (!modal(view)) return schemaProblems('modal', modal.errors);
  const problems = blocksProblems(view.blocks, 'modal', 100);
  modalLimits(view, (problem) => problems.push(problem));
  return [...problems, ...brokenText(view)];
}

/** A Home tab: views.publish. */
export function homeProblems(view: unknown): string[] {
  const { home } = slackSchemas();
  if (!home(view)) return schemaProblems('home', home.errors);
  const problems = blocksProblems(view.blocks, 'home', 100);
  lengthProblems('callback_id', view.callback_id ?? '', 0, 255, (problem) => problems.push(problem));
  return [...problems, ...brokenText(view)];
}

const errorsSchema = z.strictObject({
  response_action: z.literal('errors'),
  errors: z.record(z.string(), z.string().min(1)),
});

/** `response_action: errors` for a view that was sent in: every key has to be one of its inputs. */
export function errorsProblems(answer: unknown, view: ModalView): string[] {
  const read = errorsSchema.safeParse(answer);
  if (!read.success) return [`not an answer with errors: ${read.error.message}`];
  const keys = Object.keys(read.data.errors);
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  return [
    ...(keys.length === 0 ? ['errors without any'] : []),
    ...keys.filter((key) => !inputs.includes(key)).map((key) => `"${key}" is no input of the view`),
  ];
}

function modalLimits(view: ModalView, tell: (problem: string) => void): void {
  textProblems('title', view.title, 24, tell);
  if (view.submit !== undefined) textProblems('submit', view.submit, 24, tell);
  if (view.close !== undefined) textProblems('close', view.close, 24, tell);
  lengthProblems('private_metadata', view.private_metadata ?? '', 0, 3_000, tell);
  lengthProblems('callback_id', view.callback_id ?? '', 0, 255, tell);
  const hasInput = view.blocks.some(({ type }) => type === 'input');
  if (hasInput && view.submit === undefined) tell('inputs without submit');
}

function blocksProblems(blocks: readonly unknown[], surface: Surface, most: number): string[] {
  const problems: string[] = [];
  const tell = (problem: string) => problems.push(problem);
  countProblems('blocks', blocks, surface === 'home' ? 1 : Math.min(1, blocks.length), most, tell);
  for (const [at, block] of blocks.entries()) {
    problems.push(...oneBlock(block, surface).map((problem) => `block ${at}: ${problem}`));
  }
  togetherProblems(blocks, tell);
  return problems;
}

const typedSchema = z.looseObject({ type: z.string() });

function oneBlock(block: unknown, surface: Surface): string[] {
  const read = typedSchema.safeParse(block);
  const validate = read.success ? slackSchemas().block(read.data.type) : undefined;
  if (validate === undefined) return ['of no known type'];
  if (!validate(block)) return schemaProblems(read.data?.type ?? '', validate.errors);
  const problems: string[] = [];
  blockProblems(block, surface, (problem) => problems.push(problem));
  return problems;
}

/** What holds for all blocks of a payload together. */
function togetherProblems(blocks: readonly unknown[], tell: (problem: string) => void): void {
  for (const key of ['block_id', 'action_id']) {
    const ids = valuesOf(blocks, key);
    for (const id of ids) lengthProblems(key, id, 1, 255, tell);
    if (key === 'block_id' || !isForm(blocks)) {
      if (new Set(ids).size !== ids.length) tell(`${key}s are not unique`);
    }
  }
  if (withoutId(blocks)) tell('something to press or pick without action_id');
  if (ofType(blocks, 'table').length > 1) tell('more than one table');
  const markdown = ofType(blocks, 'markdown').flatMap((block) => valuesOf(block, 'text'));
  if (markdown.join('').length > 12_000) tell('more than 12000 characters of markdown');
}

/** In a form each field is told by its block; its action may be called alike. */
function isForm(blocks: readonly unknown[]): boolean {
  return ofType(blocks, 'input').length > 0;
}

const pressable = [
  'button',
  'checkboxes',
  'static_select',
  'multi_static_select',
  'plain_text_input',
  'datepicker',
];

function withoutId(value: unknown): boolean {
  return objectsIn(value).some(
    (one) => 'type' in one && pressable.some((type) => type === one.type) && !('action_id' in one),
  );
}

function ofType(blocks: readonly unknown[], type: KnownBlock['type']): unknown[] {
  return blocks.filter((block) => typedSchema.safeParse(block).data?.type === type);
}

function valuesOf(value: unknown, key: string): string[] {
  return objectsIn(value).flatMap((one) =>
    Object.entries(one).flatMap(([name, inner]) =>
      name === key && typeof inner === 'string' ? [inner] : [],
    ),
  );
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [value];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}

/** Halves of signs do not survive the way: what comes back is not what was sent. */
function brokenText(value: unknown): string[] {
  return JSON.stringify(value).match(/\\ud[89a-f]/i) === null ? [] : ['half of a surrogate pair'];
}

function schemaProblems(what: string, errors: readonly ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath, message, params }) =>
    `${what}${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`.trim(),
  );
}
