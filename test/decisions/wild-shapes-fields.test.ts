import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/decisions/markdown/parse.ts';

const body = '\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';
const read = (text: string, name = '0001-x.md') => parseRecord(text, name);
const header = (text: string) => read(`# X\n\n${text}${body}`);
const front = (yaml: string) => read(`---\n${yaml}\n---\n# X${body}`);

describe('fields in other languages', () => {
  it.each([
    ['Portuguese', 'Estado: Aceito\nData: 15 de março de 2023', 'accepted', '2023-03-15'],
    ['Spanish', 'Estado: Propuesto\nFecha: 5 de abril de 2022', 'proposed', '2022-04-05'],
    ['French', '* Statut : Accepté\n* Date : 1er mars 2021', 'accepted', '2021-03-01'],
    ['French with its names', 'État : Rejetée\nDate de décision : 3 août 2021', 'rejected', '2021-08-03'],
    ['German', '| Status | Beschlossen |\n|---|---|\n| Datum | 12. März 2021 |', 'accepted', '2021-03-12'],
    ['German with a day', 'Status: Entwurf\nErstellt am: 1.3.2020', 'draft', '2020-03-01'],
    ['Italian', '**Stato:** Approvato\n**Data:** 3 maggio 2022', 'accepted', '2022-05-03'],
    ['Dutch', 'Status: Afgewezen\nDatum besluit: 4 mei 2021', 'rejected', '2021-05-04'],
    ['Polish', 'Status: Zaakceptowany\nData: 7 września 2020', 'accepted', '2020-09-07'],
    ['Czech', 'Stav: Zamítnuto\nDatum: 7. července 2020', 'rejected', '2020-07-07'],
    ['Swedish', 'Status: Föreslagen\nBeslutsdatum: 1 maj 2021', 'proposed', '2021-05-01'],
    ['Norwegian', '- Status: Vedtatt\n- Dato: 17. mai 2021', 'accepted', '2021-05-17'],
    ['Danish', '- Status: Forslag\n- Dato: 5. juni 2021', 'proposed', '2021-06-05'],
    ['Finnish', 'Tila: Hyväksytty\nPäivämäärä: 6. joulukuuta 2021', 'accepted', '2021-12-06'],
    ['Russian', 'Статус: Принято\nДата: 9 мая 2021 г.', 'accepted', '2021-05-09'],
    ['Ukrainian', 'Статус: Запропоновано\nДата: 24 серпня 2021', 'proposed', '2021-08-24'],
    ['Turkish', 'Durum: Kabul edildi\nTarih: 29 Ekim 2021', 'accepted', '2021-10-29'],
    ['Japanese', 'ステータス: 承認済み\n日付: 2021年5月3日', 'accepted', '2021-05-03'],
    ['Chinese', '状态：已弃用\n日期：2021年5月4日', 'deprecated', '2021-05-04'],
    ['Korean', '상태: 승인됨\n날짜: 2021년 6월 1일', 'accepted', '2021-06-01'],
  ])('%s', (_language, text, status, date) => {
    expect(header(text)).toMatchObject({ status, date });
  });

  it.each([
    ['a section of Polish', '# X\n\n## Status\n\nZastąpione przez ADR-2\n', 'superseded'],
    ['a section of Russian', '# X\n\n## Статус\n\nОтклонено\n', 'rejected'],
    ['a section of Japanese', '# X\n\n## ステータス\n\n提案\n', 'proposed'],
    ['a section of Finnish', '# X\n\n## Tila\n\nKorvattu\n', 'superseded'],
    ['capitals of Turkish', '# X\n\nDURUM: ONAYLANDI\n', 'accepted'],
  ])('%s', (_what, text, status) => {
    expect(read(text).status).toBe(status);
  });

  it('who decided, in the words of the field', () => {
    expect(header('Decydenci: Jan, Ewa').content.deciders).toEqual(['Jan', 'Ewa']);
    expect(header('**Decision Makers**: Ann').content.deciders).toEqual(['Ann']);
    expect(front('decided-by: [Ann, Bob]').content.deciders).toEqual(['Ann', 'Bob']);
    expect(read('# X\n\n## Deciders\n\n- Ann\n- Bob\n').content.deciders).toEqual(['Ann', 'Bob']);
  });

  it('what was decided, under headings of the language', () => {
    const { content } = read('# X\n\n## Контекст\n\nа\n\n## Решение\n\nб\n\n## Последствия\n\n- в\n');
    expect(content).toMatchObject({ context: 'а', decision: 'б', consequences: ['в'] });
    expect(read('# X\n\n## Решение проблемы\n\nб\n').content.decision).toBe('');
  });

  it('what is denied is no status', () => {
    for (const word of ['nicht akzeptiert', 'não aceito', 'не принято', 'kabul edilmedi', '未通过', '未承認'])
      expect(header(`Status: ${word}`).status).not.toBe('accepted');
    expect(header('Data: PostgreSQL 12').date).toBeNull();
  });
});

describe('the date of a record', () => {
  it.each([
    ['Start Date: 2020-01-02', '2020-01-02'],
    ['Issued: 2020-01-02', '2020-01-02'],
    ['Decided: 2020-01-02', '2020-01-02'],
    ['Decision date: Jul 22nd 2021', '2021-07-22'],
    ['Created: 22 July 2021', '2021-07-22'],
    ['Last Modified: 04/18/2022', '2022-04-18'],
    ['Updated: 2022/08/05', '2022-08-05'],
    ['Date: 2022-08-05T10:00:00Z', '2022-08-05'],
    ['Start Date: 2018-12-01 (approx)', '2018-12-01'],
    ['Date: Thursday, 22 July 2021', '2021-07-22'],
    ['Date: 22-Jul-2021', '2021-07-22'],
    ['Date: 2021 July 22', '2021-07-22'],
    ['Since: 2024-05-29', '2024-05-29'],
    ['date:: 2024-05-29', '2024-05-29'],
    ['Status: Approved (vote on 3/25/21)', '2021-03-25'],
    ['Status: Accepted (2021-01-02)', '2021-01-02'],
    ['*2 January 2021*', '2021-01-02'],
    ['**Accepted**, 2020-01-05', '2020-01-05'],
  ])('is read from "%s"', (text, date) => {
    expect(header(text).date).toBe(date);
  });

  it.each([
    ['issued: 2020-01-02', '2020-01-02'],
    ['"dct:issued": 2020-01-02', '2020-01-02'],
    ['dct:\n  issued: 2020-01-02', '2020-01-02'],
    ['date_created: 2020-01-02', '2020-01-02'],
    ['createdAt: 2020-01-02', '2020-01-02'],
    ['Date: 2020-01-02', '2020-01-02'],
    ['last_modified_at: 2020-01-02', '2020-01-02'],
    ['adr:\n  date: 2020-01-02', '2020-01-02'],
  ])('is read from front matter: %j', (yaml, date) => {
    expect(front(yaml).date).toBe(date);
  });

  it('is the day of the decision before the date, that before the start, and that before the last change', () => {
    const all = ['Updated: 2020-01-04', 'Created: 2020-01-03', 'Date: 2020-01-02', 'Decided: 2020-01-01'];
    const dates = [0, 1, 2, 3].map((from) => header(all.slice(0, 4 - from).join('\n')).date);
    expect(dates).toEqual(['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']);
  });

  it('is that of the file’s name where the text states none, and before a last change', () => {
    expect(read(`# X${body}`, '2023-07-17-x.md').date).toBe('2023-07-17');
    expect(read(`# X${body}`, '0012-2023-07-17-x.md')).toMatchObject({ number: 12, date: '2023-07-17' });
    expect(read(`# X\n\nUpdated: 2024-01-01${body}`, '2023-07-17-x.md').date).toBe('2023-07-17');
    expect(read(`# X\n\nDate: 2023-07-01${body}`, '2023-07-17-x.md').date).toBe('2023-07-01');
  });

  it.each([
    'Date: July 2021',
    'Date: 08/05/2022',
    'Date: 08/05/22',
    'Date: 25/12/21',
    'Review date: 2030-01-01',
    'Valid until: 2030-01-01',
    'Deadline: 2030-01-01',
    'Status: Superseded by [2020-10-16-use-it](2020-10-16-use-it.md)',
    'Status: Superseded by ADR-2 on 2021-01-01',
    'The first of them, 2021-01-02',
    'Version: 1.2.2020',
  ])('is not read from "%s"', (text) => {
    expect(header(text).date).toBeNull();
  });

  it('that could be two is told', () => {
    expect(header('Date: 08/05/2022').warnings).toEqual([
      'the date "08/05/2022" is none or can be read in two ways',
    ]);
    expect(header('Start Date: 08/05/2022\nUpdated: 2022-09-01')).toMatchObject({ date: null });
    // The file's name tells which.
    expect(read(`# X\n\nDate: 08/05/2022${body}`, '2022-05-08-x.md')).toMatchObject({
      date: '2022-05-08',
      warnings: [],
    });
  });
});

describe('fields in other places', () => {
  it.each([
    ['a table above any heading', '| State | Accepted |\n|---|---|\n| Date | 2020-01-02 |\n\n# Summary\n\nx'],
    ['a list above any heading', '- Status: Accepted\n- Start Date: 2020-01-02\n\n# Summary\n\nx'],
    ['lines above a title', 'Status: Accepted\nDate: 2020-01-02\n\n# X\n\nx'],
    ['a section above the title', '## Status\n\nAccepted\n\nDate: 2020-01-02\n\n# X\n\nx'],
    ['a first heading above the title', '# Status\n\nAccepted\n\nDate: 2020-01-02\n\n# X\n\nx'],
    ['a title that is said twice', '# X\n\n## X\n\nStatus: Accepted\nDate: 2020-01-02\n\n### Context\n\nx'],
    ['a smaller title', '## X\n\nStatus: Accepted\nDate: 2020-01-02\n\n### Context\n\nx'],
    ['one line', '# X\n\n**Status:** Accepted | **Date:** 2020-01-02 | **Owner:** ann\n'],
    ['one line with dots', '# X\n\nStatus: Accepted · Date: 2020-01-02\n'],
    ['names without colons', '# X\n\n**Status** Accepted  \n**Date** 2020-01-02\n'],
    ['names above their values', '# X\n\n**Status:**\nAccepted\n\n**Date**\n\n2020-01-02\n'],
    ['nested lists', '# X\n\n- Status:\n  - Accepted\n- Date:\n  - 2020-01-02\n'],
    ['a status section with names', '# X\n\n## Status\n\n**Status**: Accepted\n**Date**: 2020-01-02\n'],
    [
      'a table of pairs',
      '# X\n\n| Status | Accepted | Date | 2020-01-02 |\n|-|-|-|-|\n| Owner | a | Team | b |\n',
    ],
    [
      'a table in HTML',
      '# X\n\n<table>\n<tr><th>Status</th><td>Accepted</td></tr>\n<tr><td><b>Date</b></td><td>2020-01-02</td></tr>\n</table>\n',
    ],
    [
      'a preamble of code',
      '## Preamble\n\n```\nCAP: 0001\nTitle: X\nStatus: Accepted\nCreated: 2020-01-02\n```\n',
    ],
    [
      'indented lines',
      '    ZIP: 1\n    Title: X\n    Owners: A\n            B\n    Status: Accepted\n    Created: 2020-01-02\n\n# Y\n',
    ],
    [
      'a preamble in HTML',
      '<pre>\n  BIP: 2\n  Title: X\n  Status: Accepted\n  Created: 2020-01-02\n</pre>\n\n## Abstract\n',
    ],
    ['values with marks', '# X\n\n- **Status**: <span class="draft">Accepted</span>\n- Date: _2020-01-02_\n'],
    ['TOML', '+++\ntitle = "X"\nstatus = "Accepted"\ndate = 2020-01-02\n+++\n\ntext\n'],
    ['other metadata', '# X\n\n## Document Control\n\n- Status: Accepted\n- Date: 2020-01-02\n'],
    ['an empty status section and another one', '# X\n\n## Status\n\n## Status\n\nAccepted 2020-01-02\n'],
  ])('%s', (_what, text) => {
    expect(read(text)).toMatchObject({
      status: 'accepted',
      statusRaw: expect.stringContaining('Accepted'),
      date: '2020-01-02',
    });
  });

  it.each([
    ['a block of code', '# X\n\n```\nconst x: string\nstatus: accepted\n```\n'],
    ['code with other words', '# X\n\n```yaml\nname: build\non: push\n```\n'],
    ['code further down', `# X${body}\n\n\`\`\`\nTitle: Y\nStatus: Accepted\n\`\`\`\n`],
    ['prose', '# X\n\nThe status - as we said - was accepted.\n'],
    ['a section of something else', '# X\n\n## Status of the build\n\nAccepted\n'],
    ['a table of something else', '# X\n\n| Name | Age |\n|-|-|\n| Accepted | 1 |\n| b | 2 |\n'],
    ['the stage of something', '# X\n\nStage: 2\n'],
    ['a comment', '# X\n\n<!-- Status: Accepted -->\n'],
  ])('and not %s', (_what, text) => {
    expect(read(text).statusRaw).toBeNull();
  });
});

describe('a text of several days', () => {
  const dated = (date: string) => header(`**Date:** ${date}`).date;

  it.each([
    ['2025-03-02 (proposed), 2025-03-09 (accepted after the review)', '2025-03-09'],
    ['Proposed 2 March 2025, accepted by ann, bob on 9 March 2025', '2025-03-09'],
    ['March 2, 2025 (proposed) / March 9, 2025 (approved)', '2025-03-09'],
    ['2025-03-02 (draft) → 2025-03-09 (accepted) → 2025-04-01 (implemented)', '2025-03-09'],
    ['2025-04-01 (implemented), 2025-03-09 (accepted)', '2025-03-09'],
    ['2025-03-02: vorgeschlagen; 2025-03-09: akzeptiert', '2025-03-09'],
    ['2025-03-02 (written by ann, bob) and 2025-03-09 (ratified)', '2025-03-09'],
    ['02/03/2025 (proposed), 25/03/2025 (accepted)', '2025-03-25'],
    ['2025-03-09, accepted, proposed 2025-03-02', '2025-03-09'],
  ])('"%s" is the day of the decision', (text, day) => {
    expect(dated(text)).toBe(day);
  });

  it.each([
    ['2025-03-02 (proposed), 2025-03-09 (to be accepted)', '2025-03-02'],
    ['2025-03-02 (proposed), 2025-03-09 (not accepted)', '2025-03-02'],
    ['2025-03-02, 2025-03-09', '2025-03-02'],
    ['2025-03-02 (accepted), 2025-03-09 (superseded)', '2025-03-02'],
    ['2025-03-02 (accepted; proposed in May)', '2025-03-02'],
  ])('"%s" is the first, where no later one is said to be that', (text, day) => {
    expect(dated(text)).toBe(day);
  });
});
