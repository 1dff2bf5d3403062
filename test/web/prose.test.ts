import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderProse } from '../../adapters/web/prose.ts';

const shown = (text: string, breaks = false) =>
  String(renderProse(text, { heading: 3, breaks })).replace(/^<div class="prose">(.*)<\/div>$/s, '$1');

const out = 'rel="noreferrer noopener"';

describe('what somebody wrote as markdown', () => {
  test.each([
    [
      'Hello **there** and *you*, _so_, __too__.',
      '<p>Hello <strong>there</strong> and <em>you</em>, <em>so</em>, <strong>too</strong>.</p>',
    ],
    ['a_b_c and 2*3*4 and **a *b* c**', '<p>a_b_c and 2*3*4 and <strong>a <em>b</em> c</strong></p>'],
    ['`<b> **x**`', '<p><code>&lt;b&gt; **x**</code></p>'],
    ['One\nline.\n\nAnother.', '<p>One\nline.</p><p>Another.</p>'],
    ['# Head #\ntext', '<h3>Head</h3><p>text</p>'],
    [
      '- one\n  more\n- two\n  - three\n- four',
      '<ul><li>one\nmore</li><li>two<ul><li>three</li></ul></li><li>four</li></ul>',
    ],
    ['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
    ['1. a', '<ol><li>a</li></ol>'],
    ['Before\n- item', '<p>Before</p><ul><li>item</li></ul>'],
    ['> said\n> so', '<blockquote><p>said\nso</p></blockquote>'],
    ['```ts\n<b>\n\n# x\n```\nafter', '<pre><code>&lt;b&gt;\n\n# x</code></pre><p>after</p>'],
    ['a\n\n---\n\nb', '<p>a</p><p>b</p>'],
    ['one  \ntwo', '<p>one<br>two</p>'],
    ['<!-- for you -->seen<!-- open', '<p>seen&lt;!-- open</p>'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('keeps the ends of lines where they are the writer’s own', () => {
    expect(shown('one\ntwo', true)).toBe('<p>one<br>two</p>');
  });

  test('shows a table that scrolls by itself', () => {
    const table = shown('| A | B |\n|---|---|\n| 1 | `x` |');
    expect(table).toContain('<th scope="col">A</th><th scope="col">B</th>');
    expect(table).toContain('<tr><td>1</td><td><code>x</code></td></tr>');
    expect(table).toContain('tabindex="0"');
  });

  test.each([
    ['[here](https://x.y/a_b)', `<p><a href="https://x.y/a_b" ${out}>here</a></p>`],
    [
      'See https://x.y/a?b=1&c=2.',
      `<p>See <a href="https://x.y/a?b=1&amp;c=2" ${out}>https://x.y/a?b=1&amp;c=2</a>.</p>`,
    ],
    ['<https://x.y>', `<p><a href="https://x.y" ${out}>https://x.y</a></p>`],
    ['[here](javascript:alert(1))', '<p>[here](javascript:alert(1))</p>'],
    ['[here](javascript:alert)', '<p>here</p>'],
    ['[here](data:text/html,x)', '<p>here</p>'],
    ['[0003](0003-x.md)', '<p>0003</p>'],
    ['![a picture](https://x.y/a.png)', `<p><a href="https://x.y/a.png" ${out}>a picture</a></p>`],
  ])('links to the web alone: %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('is escaped wherever it stands', () => {
    const attack = '"><script>alert(1)</script>';
    const everywhere = `# ${attack}\n\n${attack} **${attack}**\n\n- ${attack}\n\n> ${attack}\n\n| ${attack} |\n\n\`\`\`\n${attack}\n\`\`\`\n\n[${attack}](https://x.y/${attack})`;
    expect(shown(everywhere)).not.toContain('<script');
    expect(shown(everywhere)).not.toMatch(/href="[^"]*"[^ >]/);
  });

  test('loses no word, whatever its marks are', () => {
    const mark = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '|',
      '> ',
      '- ',
      '1. ',
      '# ',
      '\n',
      ' ',
      '```',
      '\\',
      '<',
      'word',
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => {
        const text = marks.join('');
        const count = (one: string) => one.split('word').length;
        // A target that is no address of the web is left out, and so is what names a fence's language.
        if (/\]\([^()\s]*word|```[^\n]*word/.test(text)) return;
        expect(count(shown(text))).toBe(count(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
