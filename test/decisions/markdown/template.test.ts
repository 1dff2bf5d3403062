import { describe, expect, it } from 'vitest';
import { readRecordText } from '../../../src/decisions/markdown/reading.ts';
import { readTemplate } from '../../../src/decisions/markdown/template.ts';

describe('a template', () => {
  it.each([
    ['has a title', '## Kontext\n', 't.md: no {{title}} in it; let its first heading be # {{title}}'],
    [
      'has it in a heading',
      'Titel: {{title}}\n',
      't.md:1: {{title}} belongs into the first heading: # {{title}}',
    ],
    [
      'has it in its first heading',
      '## {{title}}\n',
      't.md:1: {{title}} belongs into a heading of the first level',
    ],
    ['has it beside front matter', '---\ntitle: {{title}}\n---\n', 't.md: {{title}} stands in no heading'],
    [
      'knows its placeholders',
      '# {{title}}\n\n{{why}}\n',
      't.md:3: {{why}} is no placeholder; there are title, number',
    ],
    ['has each once', '# {{title}}\n\n* {{date}}\n* {{date}}\n', 't.md:4: {{date}} is there twice'],
    [
      'has plain headings',
      '# {{title}}\n\n## Zu {{number}}\n\n{{context}}\n',
      't.md:3: no heading but that of {{title}}',
    ],
    [
      'has no heading twice',
      '# {{title}}\n\n## A\n\n{{date}}\n\n## a\n\n{{tags}}\n',
      't.md:7: the heading "a" is there twice',
    ],
    [
      'has texts below headings',
      '# {{title}}\n\n{{context}}\n',
      't.md:3: {{context}} stands alone below a heading',
    ],
    [
      'has no text in front matter',
      '---\nx: {{context}}\n---\n# {{title}}\n',
      't.md:2: {{context}} stands below a heading',
    ],
    [
      'calls fields as they are read',
      '---\nstan: {{status}}\n---\n# {{title}}\n',
      't.md:2: in front matter {{status}} is called status: {{status}}',
    ],
    [
      'has no words where a field is read',
      '# {{title}}\n\n## Kontext\n\nWorum es geht\n',
      't.md: what stands below "Kontext" would be read as the context of every record',
    ],
    ['has an end', `# {{title}}\n${'x'.repeat(100_000)}`, 't.md: a template has at most 100000 characters'],
  ])('%s', (_what, text, fault) => {
    expect(() => readTemplate(text, 't.md')).toThrow(fault);
  });

  it('knows by a heading that stands empty what belongs below it, in whatever language', () => {
    const text =
      '# {{title}}\n\n## Kontext\n\n<!-- Worum\ngeht es? -->\n\n## 決定\n\n## Beslissers\n\n## Risiken\n\nkeine\n';
    const { sections } = readTemplate(text, 't.md').form;
    expect(Object.fromEntries(sections.map(({ place, title }) => [place, title]))).toEqual({
      context: 'Kontext',
      decision: '決定',
      deciders: 'Beslissers',
    });
  });
});

describe('a file of a template', () => {
  const { form } = readTemplate(
    '# Nr. {{number}}: {{title}}\n\n- Seit: {{date}}\n\n## Decision\n\n{{context}}\n\n## Was gilt\n\n{{decision}}\n\n### Wer\n\n{{deciders}}\n',
    't.md',
  );
  const read = (text: string) => {
    const reading = readRecordText({ text, path: '3-x.md', isAlone: undefined, form });
    if ('reason' in reading) throw new Error(reading.reason);
    return reading.parsed;
  };

  it('is read by the headings and lines of the template', () => {
    const text =
      '# Nr. 3: API?\n\n- Seit: 2026-01-02\n\n## Decision\n\nWhy.\n\n- Seit: 1999-01-01\n\n## Was gilt\n\nThat.\n\n### Wer\n\nAna, Bob\n';
    expect(read(text)).toMatchObject({
      ...{ title: 'API?', number: 3, date: '2026-01-02' },
      content: { context: 'Why.\n\n- Seit: 1999-01-01', decision: 'That.', deciders: ['Ana', 'Bob'] },
    });
  });

  it('has its lines where the template has them, and its texts up to the next heading of it', () => {
    const text = '# Nr. 3: X\n\n## Decision\n\nWhy.\n\n- Seit: 1999-01-01\n\n### Wer\n\nAna\n\n### More\n';
    expect(read(text)).toMatchObject({
      date: null,
      content: { context: 'Why.\n\n- Seit: 1999-01-01', deciders: ['Ana'] },
    });
    expect(read('---\n- Seit: 1999-01-01\n---\n\n# Nr. 3: X\n').date).toBeNull();
  });

  it('that somebody wrote otherwise is read as any other', () => {
    expect(
      read('# 3. Use Go\n\nDate: 2026-01-02\n\n## Entscheidung\n\nGo.\n\n## Entscheider\n\n* Ana, CTO\n'),
    ).toMatchObject({
      ...{ title: 'Use Go', date: '2026-01-02' },
      content: { decision: 'Go.', deciders: ['Ana, CTO'] },
    });
  });
});
