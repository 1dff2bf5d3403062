import { describe, expect, test } from 'vitest';
import { renderReply } from '../../adapters/web/render.ts';
import type { RenderContext } from '../../adapters/web/replies/context.ts';
import type { Reply } from '../../src/reply.ts';
import { sampleReplies } from '../support/sample-replies.ts';

const context: RenderContext = { thread: 'abc', csrf: 'proof', turn: 3, revision: 5, index: 0 };
const render = (reply: Reply, more: Partial<RenderContext> = {}) =>
  String(renderReply(reply, { ...context, ...more }));
const samples = sampleReplies();
const kinds = Object.values(samples);

describe('a reply on the page', () => {
  test.each(kinds)('of kind $kind is shown', (reply) => {
    expect(render(reply)).toContain(`reply-${reply.kind}`);
  });

  test.each(kinds)('of kind $kind offers its choices', (reply) => {
    for (const { id, label } of reply.choices ?? []) {
      expect(render(reply)).toMatch(
        new RegExp(`<button name="choice" value="${id}"[^>]*>${label.replace('?', '\\?')}<`),
      );
    }
  });

  const attack = '"><script>alert(1)</script>\'<img src=x onerror=alert(1)>&amp;';
  test.each(Object.values(sampleReplies((words) => `${attack} ${words}`)))(
    'of kind $kind escapes every text',
    (reply) => {
      const shown = render(reply);
      expect(shown).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/);
      expect(shown).toContain('&lt;script&gt;');
    },
  );

  test.each(Object.values(sampleReplies((words) => `" onfocus="alert(1) ${words}`)))(
    'of kind $kind lets no text out of its attribute',
    (reply) => {
      expect(render(reply)).not.toContain('" onfocus="');
      expect(render(reply)).toContain('&quot; onfocus=&quot;');
    },
  );

  test.each(kinds)('of kind $kind has no inline script, style or handler', (reply) => {
    expect(render(reply)).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });

  test('unfolds what did not fit', () => {
    expect(render(samples.facts)).toMatch(
      /<details><summary>2 more facts<\/summary><ul><li>Compiles in seconds/,
    );
  });

  test('a recommendation leaves its details to the choice that asks for them', () => {
    expect(render(samples.recommendation)).toContain('Vacuum needs watching.');
    expect(render({ ...samples.recommendation, whole: false })).not.toContain('Vacuum needs watching.');
  });

  test('marks up code', () => {
    expect(render(samples.facts)).toContain('<code>2 KB</code>');
  });

  test('a question with several options has boxes and one button', () => {
    const shown = render(samples.question);
    expect(shown.match(/type="checkbox"/g)).toHaveLength(3);
    expect(shown).toContain('<button class="primary">Choose</button>');
    expect(shown).toContain('Up to 2.');
    expect(shown).toContain('2 votes: Ana, Ben');
  });

  test('a question with one option has a button for each', () => {
    const shown = render({ ...samples.question, most: 1 });
    expect(shown).not.toContain('checkbox');
    expect(shown).toContain('<button name="choice" value="q:scale" class="plain">Scale</button>');
  });

  test('a form says what is wrong beside each field and keeps what was written', () => {
    const returned = {
      turn: 3,
      id: 'form-1',
      values: { title: 'Kept', decision: '' },
      errors: { decision: 'This is needed.' },
    };
    const shown = render(samples.form, { returned });
    expect(shown).toContain('value="Kept"');
    expect(shown).toMatch(/aria-describedby="f3-0-decision-error" aria-invalid="true"/);
    expect(shown).toContain('<p class="error" id="f3-0-decision-error">This is needed.</p>');
  });

  test('a form tells what is needed and how long it may be', () => {
    const shown = render(samples.form);
    expect(shown).toMatch(
      /name="field.title" required aria-describedby="f3-0-title-hint" maxlength="300" value="Use Go"/,
    );
    expect(shown).toContain('<input type="hidden" name="form" value="form-1">');
  });

  test('a chart follows the light and the dark and is told in words and as a table', () => {
    const shown = render(samples.chart);
    expect(shown).toContain('srcset="/chart/3/0/dark.svg?v=5"');
    expect(shown).toContain('alt="PostgreSQL leads with 91, MongoDB has 54."');
    expect(shown).toContain('<td>Consistency +12</td>');
  });

  test('a record names its status in words and leads to its page', () => {
    const shown = render(samples.record);
    expect(shown).toContain('<span class="status status-proposed">proposed</span>');
    expect(shown).toContain('href="/log/decisions/12"');
    expect(shown).toContain('href="/log/decisions/14"');
  });

  test('a record is named with its log where there are several, and told with what took its place', () => {
    const supersededBy = { log: 'shop', number: 9, title: 'Use Valkey' };
    const record = { ...samples.record.record, status: 'superseded', supersededBy } as const;
    const shown = render({ ...samples.record, record, severalLogs: true });
    expect(shown).toContain('>decisions-12. Use PostgreSQL for orders</a>');
    expect(shown).toContain('Superseded by <a href="/log/shop/9">shop-9. Use Valkey</a>; in force now: <a');
    expect(render({ ...samples.record, record, successor: null })).toContain(
      'Superseded by <a href="/log/shop/9">9. Use Valkey</a></p>',
    );
  });

  test('evidence becomes a link only to the web', () => {
    const { record } = samples;
    const evidence = [{ kind: 'note', url: 'javascript:alert(1)', excerpt: '' }];
    const shown = render({ ...record, record: { ...record.record, evidence } });
    expect(shown).not.toContain('href="javascript');
    expect(shown).toContain('javascript:alert(1)');
  });

  test('every form carries the proof that it is ours, and what makes it one of its kind', () => {
    const shown = render(samples.text);
    expect(shown).toContain('<input type="hidden" name="csrf" value="proof">');
    expect(shown).toMatch(/name="nonce" value="[\w-]{36}"/);
  });
});
