import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';

const record = (title: string, status = 'Accepted') =>
  `# ${title}\n\n## Status\n\n${status}\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n`;

/** What each of these files is linked to in a folder where two records have the number 34, and what is told of them. */
async function linked(texts: readonly string[]) {
  const files = texts.map((text, at): [string, string] => [`01${at + 10}-x.md`, text]);
  const { records, result } = await imported(
    temporaryFolder({
      '0034-a.md': record('34. Use Kafka for events'),
      '0034-cache.md': record('34. Use Redis'),
      ...Object.fromEntries(files),
    }),
  );
  return files.map(([name]) => ({
    links: records.find(({ file }) => file === name)?.links.map(({ kind, file }) => `${kind} ${file}`),
    told: result.warnings.filter((one) => one.startsWith(name)).map((one) => one.slice(name.length + 2)),
  }));
}

const open = '"34" is not linked: 0034-a.md and 0034-cache.md have that number; name the file that is meant';

describe('a number that several records of a folder have', () => {
  it('is no link where nothing tells which', async () => {
    const statuses = [
      'Superseded by ADR-34',
      'Superseded by 34',
      'Superseded by ADR-34, as Redis was slow',
      'Superseded by ADR-34: Redis was slow',
      'Superseded by ADR-34 (Use Redis or Use Kafka for events)',
      'Superseded by ADR-34 (the queue)',
      'Superseded by [ADR-34](0034-gone.md)',
    ];
    const found = await linked(statuses.map((status) => record('X', status)));
    const told = found.map((one) => one.told);
    expect(found.flatMap(({ links }) => links)).toEqual([]);
    expect(told.slice(0, -1)).toEqual(statuses.slice(1).map(() => [`line 5: superseded by ${open}`]));
    expect(told.at(-1)).toEqual([`line 5: superseded by ${open.replace('34', '0034-gone.md')}`]);
  });

  it('is the one that the words beside it name', async () => {
    const statuses = [
      ['Superseded by ADR-34 (Use Kafka for events)', '0034-a.md'],
      ['Superseded by ADR-34: Kafka', '0034-a.md'],
      ['Superseded by ADR-34 Use Kafka for events because Redis was slow', '0034-a.md'],
      ['Superseded by ADR-34 "use redis"', '0034-cache.md'],
      ['Superseded by ADR-34 (cache)', '0034-cache.md'],
      ['Superseded by Use Redis (ADR-34)', '0034-cache.md'],
      ['Superseded by the Kafka decision (ADR-34)', '0034-a.md'],
      ['Superseded by [ADR-34: Kafka](0034-gone.md)', '0034-a.md'],
      ['Superseded by [ADR-34](0034-kafka-events.md)', '0034-a.md'],
      ['Superseded by [[34|Use Redis]]', '0034-cache.md'],
    ] as const;
    const found = await linked(statuses.map(([status]) => record('X', status)));
    expect(found.map(({ links }) => links)).toEqual(statuses.map(([, file]) => [`superseded-by ${file}`]));
  });

  it('is told in lists as well, and not where another line names the file', async () => {
    const list = (items: string) => `${record('X')}\n## Related\n\n${items}\n`;
    const found = await linked([
      list('- ADR-34'),
      list('- ADR-34: Use Redis'),
      `${record('X', 'Superseded by ADR-34')}\n## Links\n\n- [It](0034-a.md)\n`,
      list('- [gone](0034-gone.md)'),
    ]);
    expect(found).toEqual([
      { links: [], told: [`line 17: relates to ${open}`] },
      { links: ['relates-to 0034-cache.md'], told: [] },
      { links: ['relates-to 0034-a.md'], told: [] },
      { links: [], told: [] },
    ]);
  });

  it('is another record than the one that says it, the original of a translation, one of its own series', async () => {
    const { records } = await imported(
      temporaryFolder({
        '0034-a.md': record('Use Kafka', 'Superseded by ADR-34'),
        '0034-b.md': record('Use Redis'),
        '0007-c.md': record('Use NATS'),
        '0007-c.de.md': record('NATS nehmen'),
        '0008-d.md': record('Use AMQP', 'Superseded by ADR-7'),
        'db/API-1-a.md': record('A'),
        'db/DB-1-b.md': record('B'),
        'db/DB-2-c.md': record('C', 'Superseded by DB-1'),
      }),
    );
    const of = (file: string) => records.find((one) => one.file === file)?.links.map((link) => link.file);
    expect(['0034-a.md', '0008-d.md', 'db/DB-2-c.md'].map(of)).toEqual([
      ['0034-b.md'],
      ['0007-c.md'],
      ['db/DB-1-b.md'],
    ]);
  });
});
