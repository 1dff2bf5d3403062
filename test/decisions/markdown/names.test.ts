import { describe, expect, it } from 'vitest';
import { whyNoRecord } from '../../../src/decisions/markdown/classify.ts';
import { readDate } from '../../../src/decisions/markdown/dates.ts';
import { readFileName } from '../../../src/decisions/markdown/file-name.ts';
import { isTemplateText, readStatus } from '../../../src/decisions/markdown/status.ts';
import { readOutline } from '../../../src/decisions/markdown/tree.ts';

describe('a date', () => {
  it.each([
    ['20200301', '2020-03-01'],
    [' 20200301 ', '2020-03-01'],
    ['v20200301', null],
    ['202003011', null],
    ['20200230', null],
    ['on 2020.3.1, noon', '2020-03-01'],
    ['12020-03-01', null],
    ['2020-03-011', null],
    ['21  March  2020', '2020-03-21'],
    ['21st of  March, 2020', '2020-03-21'],
    ['2nd March 2020', '2020-03-02'],
    ['3rd March 2020', '2020-03-03'],
    ['4th March 2020', '2020-03-04'],
    ['21. Mar. 2020', '2020-03-21'],
    ['21 Brumaire 2020', null],
    ['March  21  2020', '2020-03-21'],
    ['Mar. 21st,  2020', '2020-03-21'],
    ['March 21 2020', '2020-03-21'],
    ['March 45, 2020', null],
    ['Brumaire 21, 2020', null],
    ['13/12/2020', '2020-12-13'],
    ['12/13/2020', '2020-12-13'],
    ['12/12/2020', '2020-12-12'],
    ['11/12/2020', null],
    ['13-12-2020', '2020-12-13'],
    ['12.11.2020', '2020-11-12'],
    ['13/12-2020', null],
    ['2020-13-01', null],
    ['2020-00-10', null],
    ['0000-01-01', null],
    ['2020-01-00', null],
    ['2020-01-32', null],
    ['2021-02-29', null],
    ['2020-02-29', '2020-02-29'],
    ['0020-01-01', null],
  ])('"%s" is %s', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  it('knows every month by its first letters', () => {
    const months = 'January February March April May June July August September October November December';
    expect(months.split(' ').map((month) => readDate(`3 ${month} 2020`)?.slice(5, 7))).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0')),
    );
  });
});

describe('the name of a file', () => {
  const dated = (date: string, slug: string) => ({ number: null, label: null, date, slug });
  const numbered = (number: number, label: string, slug: string) => ({ number, label, date: null, slug });
  const words = (slug: string) => ({ number: null, label: null, date: null, slug });
  it.each([
    ['2020-03-01-use-x.md', dated('2020-03-01', 'Use x')],
    ['20200301_use_x.markdown', dated('2020-03-01', 'Use x')],
    ['20200301.md', dated('2020-03-01', '')],
    ['20200301 - use x.mdx', dated('2020-03-01', 'Use x')],
    ['2020-12-31.use-x.md', dated('2020-12-31', 'Use x')],
    ['2020-01-01-x.md', dated('2020-01-01', 'X')],
    ['20201301-x.md', words('20201301 x')],
    ['20200001-x.md', words('20200001 x')],
    ['20200100-x.md', words('20200100 x')],
    ['x-20200301.md', words('X 20200301')],
    ['0007-use--x_y-.md', numbered(7, '7', 'Use x y')],
    ['0007.md', numbered(7, '7', '')],
    ['7a. use x.md', numbered(7, '7a', 'Use x')],
    ['ADR 7B_use-x.MD', numbered(7, '7b', 'Use x')],
    ['adr-rfc-12-x.md', numbered(12, '12', 'X')],
    ['decision#12: x.md', numbered(12, '12', 'X')],
    ['12(x).md', numbered(12, '12', '(x)')],
    ['1234567-x.md', words('1234567 x')],
    ['ARCH-0012.md', numbered(12, '12', '')],
    ['ARCH12a: x.md', numbered(12, '12a', 'X')],
    ['ARCH12A-x.md', words('ARCH12A x')],
    ['arch-12-x.md', words('Arch 12 x')],
    ['my-ARCH-12-x.md', words('My ARCH 12 x')],
    ['A-12-x.md', words('A 12 x')],
    ['use-x.md.md', words('Use x.md')],
    ['notes.mdown-x.md', words('Notes.mdown x')],
    ['-.md', words('')],
    ['.md', words('')],
  ])('%s is taken apart', (name, parts) => {
    expect(readFileName(name)).toEqual(parts);
  });
});

describe('a status', () => {
  it.each([
    ['~~accepted~~ rejected', 'rejected'],
    ['accepted~~x~~', 'accepted'],
    ['was [proposed](accepted.md), is open', 'proposed'],
    ['[Blessed](accepted.md)', 'other'],
    ['[Blessed](a.md) [x](accepted)', 'other'],
    ['*Acc*epted', 'accepted'],
    ['first rejected, then accepted', 'rejected'],
    ['first accepted, then rejected', 'accepted'],
    ['deprecated and replaced', 'deprecated'],
    ['work in progress', 'draft'],
    ['Zurückgestellt', 'other'],
  ])('"%s" is %s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  });

  it.each([
    '{proposed | accepted}',
    '[proposed|accepted',
    ' <proposed | accepted> ',
    'a | b | c',
    '[status]',
    '{status}',
    '<status>',
    '<>',
  ])('"%s" was left by a template', (text) => {
    expect(isTemplateText(text)).toBe(true);
  });

  it.each([
    'accepted | by ann',
    'accepted {x | y}',
    'accepted [2]',
    '[accepted] by ann',
    '[accepted](x) [y]',
    'accepted',
    '',
  ])('"%s" was written by somebody', (text) => {
    expect(isTemplateText(text)).toBe(false);
  });
});

describe('a file', () => {
  const why = (name: string, text: string, isAlone = false) => whyNoRecord(name, readOutline(text), isAlone);
  const record = '# X\n\n## Context\n\na\n\n## Decision\n\nb\n';

  it.each([
    ['with sections of one', 'use-x.md', record],
    ['with small sections of one', 'use-x.md', record.replaceAll('##', '###')],
    ['with a number', '0001-x.md', '# X\n\ntext'],
    ['with a date', '2020-03-01-x.md', '# X\n\ntext'],
    ['with a status above and a section', 'use-x.md', '---\nstatus: x\n---\n# X\n\n## Context\n\na'],
    [
      'with deciders above and a section',
      'use-x.md',
      '---\ntitle: X\nDeciders: x\n---\n# X\n\n## Context\n\na',
    ],
    ['with a heading and a section', 'use-x.md', '# Context\n\na\n\n## Decision\n\nb'],
    ['about templates', 'use-x-as-template.md', record],
    ['with words in brackets', 'use-x.md', record.replace('# X', '# <X> (for now)')],
    ['that begins like a placeholder', 'x-rays.md', record],
    ['of a language of two letters', 'nx-monorepo.md', record],
    ['with a list of Xs inside', 'use-xx-yyyy-x.md', record],
    ['about an overview', 'overview-of-x.md', record],
    ['that ends in an index', 'search-index.md', record],
    ['called after a kind', 'adr.md', record],
  ])('%s is a record', (_what, name, text) => {
    expect(why(name, text)).toBeUndefined();
  });

  it.each([
    ['with one section of one', 'use-x.md', '# X\n\n## Context\n\na\n\n## Notes\n\nb', /no number/],
    ['with sections that are too small', 'use-x.md', record.replaceAll('##', '####'), /no number/],
    [
      'with a status of something else',
      'use-x.md',
      '---\nhttp-status: x\n---\n# X\n\n## Context\n\na',
      /no number/,
    ],
    [
      'with statuses of something',
      'use-x.md',
      '---\nstatus-page: x\n---\n# X\n\n## Context\n\na',
      /no number/,
    ],
    ['with a heading alone', 'use-x.md', '# Context\n\na', /no number/],
    ['without anything', '0001-x.md', ' \n ', /^empty$/],
    ['with placeholders for a number', 'xx-use-x.md', record, /template/],
    ['with other placeholders for a number', 'NNNN_use-x.md', record, /template/],
    ['with a placeholder for a year', 'yyyy-use-x.md', record, /template/],
    ['with a placeholder for a title', 'use-x.md', record.replace('# X', '#  {short title}  '), /template/],
    ['with another placeholder for a title', 'use-x.md', record.replace('# X', '# [title]'), /template/],
    ['called a template', 'ADR Template.md', record, /template/],
    ['called a short template', 'madr. short.tmpl.md', record, /template/],
    ['called a skeleton', 'skeleton.md', record, /template/],
    ['that is an index', 'README.md', record, /index/],
    ['that is an overview', 'overview.md', record, /index/],
    ['about the licence', 'LICENSE-MIT.md', record, /about the repository/],
  ])('%s is none', (_what, name, text, reason) => {
    expect(why(name, text)).toMatch(reason);
  });

  it('that is an index is a record where it is alone in its folder and has the sections of one', () => {
    expect(why('README.md', record, true)).toBeUndefined();
    expect(why('README.md', '# X\n\n## Context\n\na', true)).toMatch(/index/);
  });

  it('that is called a boilerplate of something is a record', () => {
    expect(why('boilerplates.md', record)).toBeUndefined();
    expect(why('use-mytemplate.md', record)).toBeUndefined();
    expect(why('madr-mytemplate.md', record)).toBeUndefined();
    expect(why('adr-templates.md', record)).toBeUndefined();
  });
});
