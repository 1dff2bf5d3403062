import { z } from 'zod';
import { maxComment } from '../decisions/comment.ts';
import type { ContentInput, DecisionRecord } from '../decisions/record.ts';
import type { Field, FormReply } from '../reply.ts';
import { formIdText, type RecordFormKind } from './form-id.ts';

const line = (name: string, label: string, value = '', rest: Partial<Field> = {}): Field => ({
  name,
  label,
  type: 'line',
  required: false,
  value,
  maxLength: 300,
  ...rest,
});
const text = (name: string, label: string, value = '', rest: Partial<Field> = {}): Field =>
  line(name, label, value, { type: 'text', maxLength: 3_000, ...rest });

/**
 * A form about a record, or for a new one; filled with what is there. `own` tells it from others, `name` is what the
 * record is called.
 */
export function formReply(
  kind: RecordFormKind,
  own: number,
  record?: DecisionRecord,
  log = record?.log ?? '',
  name = String(record?.number ?? ''),
): FormReply {
  const number = kind === 'propose' ? 0 : (record?.number ?? 0);
  const id = formIdText({ kind, own, number, version: record?.version ?? 0, log });
  const about = record === undefined ? '' : ` ${name}`;
  const form = (title: string, submit: string, fields: readonly Field[]): FormReply => {
    return { kind: 'form', id, title, submit, fields };
  };
  switch (kind) {
    case 'propose':
      return form('Propose a decision', 'Propose', contentFields(record));
    case 'edit':
      return form(`Edit${about}`, 'Save', contentFields(record));
    case 'supersede':
      return form(`Supersede${about}`, 'Propose', contentFields(undefined));
    case 'changes': {
      const hint = 'Its author gets these words.';
      return form(`Request changes to${about}`, 'Send', [
        text('text', 'What has to change', '', { required: true, hint, maxLength: maxComment }),
      ]);
    }
    case 'comment':
      return form(`Comment on${about}`, 'Comment', commentFields(record));
    case 'amend': {
      const added = text('text', 'What is added', '', { required: true });
      return form(`Amend${about}`, 'Amend', [added, line('reason', 'Why')]);
    }
    case 'reject': {
      const hint = 'Whoever reads this in a year will ask.';
      return form(`Reject${about}`, 'Reject', [text('reason', 'Why', '', { hint })]);
    }
  }
}

/** A proposal can be approved with the comment. */
function commentFields(record: DecisionRecord | undefined): Field[] {
  const comment = text('text', 'Comment', '', { required: true, maxLength: maxComment });
  if (record?.status !== 'proposed') return [comment];
  const options = [
    { value: 'comment', label: 'Only comment' },
    { value: 'approve', label: 'Approve with this comment' },
  ];
  return [comment, line('answer', 'And', 'comment', { type: 'choice', required: true, options })];
}

function contentFields(record: DecisionRecord | undefined): Field[] {
  const day = { type: 'date', maxLength: 10, isSpare: true } as const;
  const reviewBy = line('reviewBy', 'Review by', record?.reviewBy ?? '', day);
  const affects = text('affects', 'Code it holds for, a line each', record?.affects.join('\n'), {
    hint: 'services/billing, src/**/*.sql, npm:pg',
    maxLength: 10_000,
    isSpare: true,
  });
  // Where there is room for one of the two, a new record says when to look at it again, and an edit what it holds for.
  return [
    line('title', 'What is decided, in a line', record?.title, {
      required: true,
      hint: 'Use PostgreSQL for orders',
    }),
    text('decision', 'Decision and why', record?.decision, { required: true }),
    text('context', 'Why it has to be decided', record?.context),
    text(
      'options',
      'Options that were considered, a line each',
      record?.options.map(({ name }) => name).join('\n'),
    ),
    ...(record === undefined ? [reviewBy, affects] : [affects, reviewBy]),
  ];
}

const contentFormSchema = z.object({
  title: z.string().default(''),
  decision: z.string().default(''),
  context: z.string().default(''),
  options: z.string().optional(),
  reviewBy: z.string().optional(),
  affects: z.string().optional(),
});

/**
 * What a form's fields say of a record's content; options that were there keep their pros and cons, and what a surface had no
 * room for is not said.
 */
export function contentOfFields(
  fields: Readonly<Record<string, string>>,
  before?: DecisionRecord,
): ContentInput {
  const { title, decision, context, options, reviewBy, affects } = contentFormSchema.parse(fields);
  const names = linesOf(options ?? '');
  return {
    title,
    decision,
    context,
    options: names.map((name) => before?.options.find((option) => option.name === name) ?? { name }),
    ...(reviewBy === undefined ? {} : { reviewBy: reviewBy.trim() === '' ? null : reviewBy.trim() }),
    ...(affects === undefined ? {} : { affects: affectsOf(affects, before?.affects ?? []) }),
  };
}

/** A line each, or with commas between them; one that was there may have a comma of its own. */
function affectsOf(text: string, before: readonly string[]): string[] {
  const entries = linesOf(text).flatMap((line) => (before.includes(line) ? [line] : line.split(',')));
  return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
