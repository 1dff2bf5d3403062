import { describe, expect, it } from 'vitest';
import { readOutline } from '../../../src/decisions/markdown/tree.ts';

const shape = (text: string) => {
  const { heading, header, sections, front } = readOutline(text);
  return {
    front,
    heading,
    header: header.map(({ type }) => type),
    sections: sections.map(({ level, title, source }) => [level, title, source]),
  };
};

describe('an outline', () => {
  it.each([
    ['nothing', '', { front: {}, heading: null, header: [], sections: [] }],
    ['text alone', 'a\n\n* b', { front: {}, heading: null, header: ['paragraph', 'list'], sections: [] }],
    ['a heading alone', '# X', { front: {}, heading: 'X', header: [], sections: [] }],
    [
      'a heading with text, and nothing of what stands above it',
      'above\n\n# X\n\na',
      { front: {}, heading: 'X', header: ['paragraph'], sections: [] },
    ],
    ['sections alone', '## A\n\na', { front: {}, heading: null, header: [], sections: [[2, 'A', 'a']] }],
    [
      'text and sections',
      'text\n\n## A\n\na',
      { front: {}, heading: null, header: ['paragraph'], sections: [[2, 'A', 'a']] },
    ],
    [
      'front matter, which is no text',
      '---\nstatus: x\n---\n\ntext\n\n## A\n',
      { front: { status: 'x' }, heading: null, header: ['paragraph'], sections: [[2, 'A', '']] },
    ],
    [
      'front matter alone',
      '---\nstatus: x\n---\n',
      { front: { status: 'x' }, heading: null, header: [], sections: [] },
    ],
    [
      'a section before the title',
      '## Z\n\nz\n\n# X\n\na\n\n## A\n\nb',
      {
        front: {},
        heading: 'X',
        header: ['paragraph'],
        sections: [
          [2, 'Z', 'z'],
          [2, 'A', 'b'],
        ],
      },
    ],
    [
      'sections in sections',
      '# X\n\n## A\n\na\n\n### B\n\nb\n\n* c\n\n#### C\n\n### D\n\n## E\n\ne',
      {
        front: {},
        heading: 'X',
        header: [],
        sections: [
          [2, 'A', 'a\n\n### B\n\nb\n\n* c\n\n#### C\n\n### D'],
          [3, 'B', 'b\n\n* c\n\n#### C'],
          [4, 'C', ''],
          [3, 'D', ''],
          [2, 'E', 'e'],
        ],
      },
    ],
    [
      'several titles',
      '# X\n\na\n\n# Y\n\nb\n\n## A\n\nc',
      {
        front: {},
        heading: 'X',
        header: ['paragraph'],
        sections: [
          [1, 'Y', 'b\n\n## A\n\nc'],
          [2, 'A', 'c'],
        ],
      },
    ],
    [
      'headings with marks',
      '# The `X`\n\n##  A *b* &amp; c \n\na',
      { front: {}, heading: 'The X', header: [], sections: [[2, 'A b & c', 'a']] },
    ],
    [
      'an old line ending',
      '# X\r\ra\r\n\r\n## A',
      { front: {}, heading: 'X', header: ['paragraph'], sections: [[2, 'A', '']] },
    ],
    [
      'a mark of its encoding',
      '\uFEFF# X\n\n\uFEFFa',
      { front: {}, heading: 'X', header: ['paragraph'], sections: [] },
    ],
    [
      'front matter that is none',
      '---\n- a\n---\n# X',
      { front: {}, heading: 'X', header: [], sections: [] },
    ],
    ['front matter of a word', '---\nword\n---\n# X', { front: {}, heading: 'X', header: [], sections: [] }],
    ['front matter of nothing', '---\n# no\n---\n# X', { front: {}, heading: 'X', header: [], sections: [] }],
    [
      'front matter that cannot be read',
      '---\na: *b\n---\n# X',
      { front: {}, heading: 'X', header: [], sections: [] },
    ],
    [
      'front matter with a number',
      '---\nid: 0042\n---\n# X',
      { front: { id: '0042' }, heading: 'X', header: [], sections: [] },
    ],
    [
      'front matter with an alias',
      '---\na: &a [x]\nb: *a\n---\n# X',
      { front: {}, heading: 'X', header: [], sections: [] },
    ],
  ])('of %s', (_what, text, expected) => {
    expect(shape(text)).toEqual(expected);
  });

  it('keeps its text as it is but for what systems differ in', () => {
    expect(readOutline('\uFEFFa\r\nb\rc\n\uFEFFd').text).toBe('a\nb\nc\n\uFEFFd');
  });

  it('knows where references lead', () => {
    expect([...readOutline('x [A]\n\n[A]: a.md\n[b c]: <d.md> "t"\n').definitions]).toEqual([
      ['a', 'a.md'],
      ['b c', 'd.md'],
    ]);
  });
});
