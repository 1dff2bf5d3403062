import type { KnownBlock, ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  errorAnswer,
  formModal,
  loadingModal,
  noticeModal,
  updateAnswer,
} from '../../adapters/slack/modal.ts';
import { submittedFields } from '../../adapters/slack/modal-fields.ts';
import { placeText, readPlace } from '../../adapters/slack/modal-place.ts';
import { logForm } from '../../src/conversation/log-form.ts';
import { contentOfFields, formReply } from '../../src/conversation/record-forms.ts';
import { newLog } from '../../src/decisions/log-settings.ts';
import { anyForm, anyText, hostileTexts } from '../support/arbitrary-replies.ts';
import { sampleRecord, sampleReplies } from '../support/sample-replies.ts';
import { errorsProblems, modalProblems } from '../support/slack-validator.ts';

const place = {
  form: '',
  channel: 'C1',
  thread: '1700000000.000100',
  message: '',
  permalink: 'https://a.example/1',
};
const { form } = sampleReplies();

describe('a form', () => {
  test('looks as it did', async () => {
    const { blocks, ...view } = formModal(form, place);
    const golden = [view, ...blocks].map((part) => `${JSON.stringify(part)}\n`).join('');
    await expect(golden).toMatchFileSnapshot('golden/modal.jsonl');
  });

  test.each(['propose', 'edit', 'amend', 'reject', 'supersede'] as const)(
    'to %s is a modal that Slack takes',
    (kind) => {
      for (const text of ['', ...hostileTexts]) {
        const reply = formReply(
          kind,
          1,
          sampleRecord((words) => `${text} ${words}`),
        );
        expect(modalProblems(formModal(reply, place))).toEqual([]);
      }
    },
  );

  test('of a record goes without what is too long for it alone, which stays as it is', () => {
    const affects = Array.from({ length: 200 }, (_, at) => `${'x'.repeat(100)}/${at}`);
    const record = { ...sampleRecord(String), affects };
    const view = formModal(formReply('edit', 1, record), place);
    expect(view.callback_id).toBe('form');
    expect(contentOfFields(submittedFields(untouched(view)), record)).not.toHaveProperty('affects');
    expect(contentOfFields(submittedFields(untouched(view)), record)).toMatchObject({ title: record.title });
  });

  test("of a log's settings is a modal that Slack takes, and comes back as it went", () => {
    const ids = Array.from({ length: 100 }, (_, at) => `U0ANA${at}`);
    const log = {
      ...newLog('shop'),
      ...{ deciders: [...ids, '@data', 'cy'], quorum: 3, visibility: 'members' as const },
      deciderNames: [...ids.map((_, at) => `Ana ${at}`), '@data', 'cy'],
    };
    const view = formModal(logForm(log, 1, true), place);
    expect(modalProblems(view)).toEqual([]);
    expect(submittedFields(untouched(view))).toEqual({
      quorum: '3',
      deciders: ids.map((id) => `<@${id}>`).join(', '),
      groups: '@data, cy',
      visibility: 'members',
      ownApproval: 'on',
    });
    // One more could not be picked, and would be lost.
    const many = {
      ...log,
      deciders: [...ids, 'U1'],
      deciderNames: [...log.deciderNames.slice(0, 100), 'Zoe'],
    };
    expect(formModal(logForm(many, 1, true), place).callback_id).toBe('notice');
  });

  test('cannot be sent without what a record needs', () => {
    const { blocks } = formModal(formReply('propose', 1), place);
    const needed = blocks.flatMap((block) =>
      'optional' in block && block.optional === false ? [block.block_id] : [],
    );
    expect(needed).toEqual(['field:title', 'field:decision']);
  });

  test('passes whatever it holds, and comes back as it went', () => {
    fc.assert(
      fc.property(anyForm, (reply) => {
        const view = formModal(reply, place);
        expect(modalProblems(view)).toEqual([]);
        if (view.callback_id !== 'form') return;
        const filled = submittedFields(untouched(view));
        for (const { name, type, value } of reply.fields) {
          if (type === 'line' || type === 'text') expect(filled[name]).toBe(value.toWellFormed());
        }
        expect(Object.keys(filled).sort()).toEqual(reply.fields.map(({ name }) => name).sort());
      }),
      { numRuns: 200 },
    );
  });

  test('takes a date and a choice', () => {
    const fields = form.fields.map((field) =>
      field.type === 'date' ? { ...field, value: '2027-01-31' } : field,
    );
    const filled = submittedFields(untouched(formModal({ ...form, fields }, place)));
    expect(filled).toMatchObject({ reviewBy: '2027-01-31', log: 'decisions' });
  });

  test('takes choices whose values are longer than those of Slack', () => {
    const options = ['a', 'b'].map((sign) => ({ value: `${'team-'.repeat(15)}${sign}`, label: sign }));
    const [, chosen] = options;
    const fields = [
      {
        ...form.fields[3],
        type: 'choice' as const,
        name: 'log',
        label: 'Log',
        required: true,
        maxLength: 80,
        options,
        value: chosen?.value ?? '',
      },
    ];
    const view = formModal({ ...form, fields }, place);
    expect(modalProblems(view)).toEqual([]);
    expect(submittedFields(untouched(view))).toEqual({ log: chosen?.value });
  });

  test('is typed where a menu has no room', () => {
    const options = Array.from({ length: 101 }, (_, at) => ({ value: `log-${at}`, label: `Log ${at}` }));
    const fields = form.fields.map((field) => (field.type === 'choice' ? { ...field, options } : field));
    expect(JSON.stringify(formModal({ ...form, fields }, place))).not.toContain('static_select');
  });

  test('that would lose text is not opened, and says so', () => {
    const fields = form.fields.map((field) =>
      field.type === 'text' ? { ...field, value: 'x'.repeat(3_001) } : field,
    );
    const view = formModal({ ...form, fields }, place);
    expect(modalProblems(view)).toEqual([]);
    expect(view.callback_id).toBe('notice');
    expect(JSON.stringify(view.blocks)).toContain('more text than a form in Slack');
  });

  test('leaves out what is not ours', () => {
    for (const values of [
      undefined,
      null,
      'text',
      [],
      { other: { a: { type: 'plain_text_input', value: 'x' } } },
    ]) {
      expect(submittedFields(values)).toEqual({});
    }
    expect(submittedFields({ 'field:a': { 'value:': { type: 'rich_text_input' } } })).toEqual({});
  });

  test('that was left empty comes back empty', () => {
    const given = { 'field:a': { 'value:': { type: 'plain_text_input', value: null } } };
    expect(submittedFields(given)).toEqual({ a: '' });
  });
});

describe('a modal', () => {
  test.each(['A short title', 'A title that is much longer than a modal takes', '', ...hostileTexts])(
    'tells what it is about: %j',
    (title) => {
      const views = [
        loadingModal(title),
        noticeModal(title, title),
        noticeModal('Done', 'word '.repeat(9_000)),
      ];
      expect(views.flatMap(modalProblems)).toEqual([]);
    },
  );

  test('remembers where it was opened', () => {
    const filled = formModal(form, place);
    expect(readPlace(filled.private_metadata ?? '')).toEqual({ ...place, form: form.id });
  });

  test('leaves out an address that is too long to send along', () => {
    const text = placeText({ ...place, permalink: `https://a.example/${'x'.repeat(3_000)}` });
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(readPlace(text)).toEqual({ ...place, permalink: '' });
    expect(() => placeText({ ...place, form: 'x'.repeat(3_001) })).toThrow(RangeError);
  });

  test.each(['', 'null', '{', '{"form":1}', '[]'])('knows that %j is no place of ours', (text) => {
    expect(readPlace(text)).toBeUndefined();
  });
});

describe('what is wrong with a form', () => {
  const view = formModal(form, place);

  test('is told under its fields', () => {
    const answer = errorAnswer(form, { title: 'A record needs a title' });
    expect(answer).toEqual({
      response_action: 'errors',
      errors: { 'field:title': 'A record needs a title' },
    });
    expect(errorsProblems(answer, view)).toEqual([]);
  });

  test('is told under the first where it is about none', () => {
    const answer = errorAnswer(form, { title: 'Too short.', log: 'Not yours.', '': 'Somebody was faster.' });
    expect(answer).toMatchObject({
      errors: { 'field:title': 'Too short. Somebody was faster.', 'field:log': 'Not yours.' },
    });
    expect(errorsProblems(answer, view)).toEqual([]);
  });

  test('passes whatever is told', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const answer = errorAnswer(form, { title: text, other: 'more' });
        expect(errorsProblems(answer, view)).toEqual([]);
      }),
    );
  });

  test('takes the place of a form without fields', () => {
    const answer = errorAnswer({ title: 'Reject 12', fields: [] }, { reason: 'It is accepted already.' });
    expect(answer).toEqual(updateAnswer(noticeModal('Reject 12', 'It is accepted already.')));
  });
});

/** What Slack sends when a form is sent in as it was opened. */
function untouched({ blocks }: ModalView): Record<string, object> {
  const known = blocks.filter((block): block is KnownBlock => block.type === 'input');
  return Object.fromEntries(
    known.flatMap((block) =>
      block.type === 'input' ? [[block.block_id ?? '', valueIn(block.element)]] : [],
    ),
  );
}

function valueIn(element: Extract<KnownBlock, { type: 'input' }>['element']): object {
  switch (element.type) {
    case 'plain_text_input':
      return { [element.action_id ?? '']: { type: element.type, value: element.initial_value ?? null } };
    case 'datepicker':
      return {
        [element.action_id ?? '']: { type: element.type, selected_date: element.initial_date ?? null },
      };
    case 'static_select':
      return {
        [element.action_id ?? '']: { type: element.type, selected_option: element.initial_option ?? null },
      };
    case 'multi_users_select':
      return {
        [element.action_id ?? '']: { type: element.type, selected_users: element.initial_users ?? [] },
      };
    default:
      throw new Error(`no such field: ${element.type}`);
  }
}
