import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formModal, readModal } from '../../adapters/discord/modal.ts';
import { formKinds } from '../../src/conversation/form-id.ts';
import { logForm } from '../../src/conversation/log-form.ts';
import { contentOfFields, formReply } from '../../src/conversation/record-forms.ts';
import { newLog } from '../../src/decisions/log-settings.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import type { Field, FormReply } from '../../src/reply.ts';
import { anyForm, hostileTexts } from '../support/arbitrary-replies.ts';
import { modalProblems, responseProblems } from '../support/discord-validator.ts';
import { sampleRecord, sampleReplies } from '../support/sample-replies.ts';

const form: FormReply = { ...sampleReplies().form, id: 'form:propose:1:0:0:decisions' };
const none = { message: '' };

type Modal = Extract<ReturnType<typeof formModal>, { modal: unknown }>['modal'];

function opened(reply: FormReply, place = none): Modal {
  const made = formModal(reply, place);
  if ('refused' in made) throw new Error(made.refused);
  return made.modal;
}

/** What Discord sends when a form is sent in as it was opened. */
function untouched({ custom_id, components }: Modal): object {
  return {
    custom_id,
    components: components.map((row) => {
      if (row.type !== ComponentType.Label) throw new Error('not a label');
      const { component } = row;
      if (component.type === ComponentType.TextInput)
        return {
          type: 18,
          id: 1,
          component: { type: 4, id: 2, custom_id: component.custom_id, value: component.value ?? '' },
        };
      if (component.type === ComponentType.UserSelect) {
        const values = (component.default_values ?? []).map(({ id }) => id);
        return { type: 18, id: 1, component: { type: 5, id: 2, custom_id: component.custom_id, values } };
      }
      if (component.type !== ComponentType.StringSelect) throw new Error('no such field');
      const values = component.options.filter((option) => option.default === true).map(({ value }) => value);
      return { type: 18, id: 1, component: { type: 3, id: 2, custom_id: component.custom_id, values } };
    }),
  };
}

describe('a form', () => {
  test('looks as it did', async () => {
    const { components, ...modal } = opened(form);
    const golden = [modal, ...components].map((part) => `${JSON.stringify(part)}\n`).join('');
    await expect(golden).toMatchFileSnapshot('golden/modal.jsonl');
  });

  test.each(['propose', 'edit', 'amend', 'reject', 'supersede'] as const)(
    'to %s is a modal that Discord takes, with all of its fields',
    (kind) => {
      for (const text of ['', ...hostileTexts]) {
        const reply = formReply(
          kind,
          1,
          sampleRecord((words) => `${text} ${words}`),
        );
        const modal = opened(reply);
        expect(modalProblems(modal)).toEqual([]);
        expect(responseProblems({ type: 9, data: modal })).toEqual([]);
        // What there is no room for stays as it is: see below.
        expect(Object.keys(readModal(untouched(modal))?.fields ?? {})).toEqual(
          reply.fields.slice(0, 5).map(({ name }) => name),
        );
      }
    },
  );

  test('of a record leaves out what it has no room for, and nothing of that is lost', () => {
    const shown = (held: Partial<DecisionRecord>) => {
      const record = { ...sampleRecord(String), ...held };
      const fields = readModal(untouched(opened(formReply('edit', 1, record))))?.fields ?? {};
      return { names: Object.keys(fields), content: contentOfFields(fields, record) };
    };
    const always = ['title', 'decision', 'context', 'options'];
    const affects = ['services/orders/', 'npm:pg'];
    const both = shown({ affects, reviewBy: '2031-01-01' });
    expect(both.names).toEqual([...always, 'affects']);
    expect(both.content).toMatchObject({ affects });
    expect(both.content).not.toHaveProperty('reviewBy');
    expect(shown({ affects: [], reviewBy: '2031-01-01' }).names).toEqual([...always, 'reviewBy']);
    expect(shown({ affects: [], reviewBy: null }).names).toEqual([...always, 'affects']);
    const short = shown({ affects, reviewBy: '2031-01-01', context: '' });
    expect(short.content).toMatchObject({ affects, reviewBy: '2031-01-01' });
    // More than a field takes would be cut off.
    const long = shown({ affects: Array.from({ length: 200 }, (_, at) => `${'x'.repeat(100)}/${at}`) });
    expect(long.names).not.toContain('affects');
    expect(long.content).not.toHaveProperty('affects');
  });

  test("of a log's settings is a modal that Discord takes, and comes back as it went", () => {
    const ids = Array.from({ length: 25 }, (_, at) => `${1_457_536_551_830_421_500n + BigInt(at)}`);
    const log = {
      ...newLog('x'.repeat(80)),
      ...{ deciders: [...ids, '@data', 'cy'], quorum: 3, visibility: 'members' as const },
      deciderNames: [...ids.map((_, at) => `Ana ${at}`), '@data', 'cy'],
    };
    const modal = opened(logForm(log, 1, true));
    expect(modalProblems(modal)).toEqual([]);
    expect(responseProblems({ type: 9, data: modal })).toEqual([]);
    expect(readModal(untouched(modal))?.fields).toEqual({
      quorum: '3',
      deciders: ids.map((id) => `<@${id}>`).join(', '),
      groups: '@data, cy',
      visibility: 'members',
      ownApproval: 'on',
    });
    // One more could not be picked, and would be lost.
    const many = { ...log, deciders: [...ids, '1'], deciderNames: [...log.deciderNames.slice(0, 25), 'Zoe'] };
    expect(formModal(logForm(many, 1, true), none)).toHaveProperty('refused');
  });

  test('cannot be sent without what a record needs', () => {
    const needed = opened(formReply('propose', 1)).components.flatMap((label) =>
      label.type === 18 && label.component.type === 4 && label.component.required === true
        ? [label.component.custom_id]
        : [],
    );
    expect(needed).toEqual(['field:title', 'field:decision']);
  });

  test('passes whatever it holds, and comes back as it went', () => {
    fc.assert(
      fc.property(anyForm, (reply) => {
        const made = formModal(reply, none);
        if ('refused' in made) return;
        expect(modalProblems(made.modal)).toEqual([]);
        const read = readModal(untouched(made.modal));
        expect(read?.form).toBe(reply.id);
        for (const { name, type, value, people = [] } of reply.fields) {
          const there = read?.fields[name];
          const picked = people.map(({ id }) => id).filter((id) => /^\d+$/.test(id));
          if (there !== undefined && type === 'people')
            expect(there).toBe([...new Set(picked)].map((id) => `<@${id}>`).join(', '));
          else if (there !== undefined && type !== 'choice') expect(there).toBe(value.toWellFormed());
          if (there === undefined) expect(value).toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('remembers the message that it was opened on', () => {
    const { form: id, message } =
      readModal(untouched(opened(form, { message: '1457536551830421524' }))) ?? {};
    expect({ id, message }).toEqual({ id: form.id, message: '1457536551830421524' });
  });

  test('has room for the longest name of a log', () => {
    for (const kind of formKinds) {
      const id = `form:${kind}:999999999:9999:999:${'x'.repeat(80)}`;
      const modal = opened({ ...form, id }, { message: '1457536551830421524' });
      expect(modalProblems(modal)).toEqual([]);
      expect(readModal(untouched(modal))?.form).toBe(id);
    }
  });

  const field = (name: string, value: string, more: Partial<Field> = {}): Field => ({
    name,
    label: name,
    type: 'line',
    required: false,
    value,
    maxLength: 9_000,
    ...more,
  });
  const of = (...fields: Field[]): FormReply => ({ ...form, fields });

  test('of more fields than a modal has shows what is filled or required, in order', () => {
    const fields = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => field(name, name === 'g' ? 'full' : ''));
    const modal = opened(of(...fields, field('h', '', { required: true })));
    expect(Object.keys(readModal(untouched(modal))?.fields ?? {})).toEqual(['a', 'b', 'c', 'g', 'h']);
  });

  test('that would lose text is refused, and says so', () => {
    const filled = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => field(name, 'full'));
    expect(formModal(of(...filled), none)).toMatchObject({ refused: expect.stringContaining('Discord: f.') });
    expect(formModal(of(field('a', 'x'.repeat(4_001))), none)).toMatchObject({
      refused: expect.stringContaining('holds more'),
    });
    expect(formModal(of(), none)).toMatchObject({ refused: expect.stringContaining('cannot be opened') });
  });

  test('takes a choice from a menu, and is typed where that has no room', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ value: `log-${at}`, label: `Log ${at}` }));
    const choice = (count: number) => of(field('log', 'log-3', { type: 'choice', options: options(count) }));
    for (const count of [25, 26]) {
      const modal = opened(choice(count));
      expect(modalProblems(modal)).toEqual([]);
      expect(JSON.stringify(modal).includes('"options"')).toBe(count === 25);
      expect(readModal(untouched(modal))?.fields).toEqual({ log: 'log-3' });
    }
  });
});

describe('a modal that was sent in', () => {
  test('is read from rows of the old kind too', () => {
    const row = { type: 1, components: [{ type: 4, custom_id: 'field:title', value: 'Use Go' }] };
    expect(readModal({ custom_id: form.id, components: [row, { type: 10, id: 3 }] })).toEqual({
      form: form.id,
      message: '',
      fields: { title: 'Use Go' },
    });
  });

  test.each([
    undefined,
    null,
    'text',
    {},
    { custom_id: 'form:propose', components: 'x' },
    { custom_id: 'other', components: [] },
    { custom_id: 'show:12:decisions', components: [] },
  ])('is not ours: %j', (data) => expect(readModal(data)).toBeUndefined());

  test('leaves out fields that are not ours', () => {
    const components = [
      { type: 18, component: { type: 4, custom_id: 'other', value: 'x' } },
      { type: 18, component: { type: 19, custom_id: 'field:a', values: [] } },
      { type: 18 },
      { type: 18, component: { type: 4, custom_id: 'field:b', value: null } },
    ];
    expect(readModal({ custom_id: form.id, components })?.fields).toEqual({ b: '' });
  });
});
