import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { platforms } from '../../adapters/web/platform-states.ts';
import { archive } from '../../adapters/web/records/archive.ts';
import type { Chart } from '../../src/chart.ts';
import { actAs, startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';
import { sampleRecord } from '../support/sample-replies.ts';

let page: TestPage;
let visit: Visitor;
const hostile = '"><script>alert(1)</script>';

beforeAll(async () => {
  page = await startPage({}, { platforms });
  visit = visitor(page);
  const { decisions } = page;
  const ana = actAs('Ana');
  await decisions.propose(ana, {
    title: 'Use MySQL',
    decision: 'MySQL',
    tags: ['data'],
    affects: ['services/*/db.ts', `npm:pg`],
  });
  await decisions.approve(ana, 1);
  await decisions.propose(
    ana,
    {
      title: 'Use PostgreSQL',
      context: `Orders ${hostile}`,
      decision: 'PostgreSQL',
      options: [{ name: `MongoDB ${hostile}`, pros: [], cons: [`Joins ${hostile}`] }],
      tags: ['data', hostile.slice(0, 60)],
      consulted: [`Ben ${hostile}`],
      deciders: ['Cy'],
      reviewBy: '2999-01-01',
      evidence: [{ kind: 'thread', url: 'https://example.com/', excerpt: hostile }],
    },
    { supersedes: [1] },
  );
  await decisions.approve(actAs(`Eve ${hostile}`), 2);
  await decisions.setLog(ana, { quorum: 2 });
  await decisions.propose(actAs('Ben'), { title: `Kafka ${hostile}`, decision: 'Kafka' });
  await decisions.approve(ana, 3);
  await decisions.propose(actAs('Ben', 'platform/core'), { title: 'Use Go', decision: 'Go' });
  await decisions.propose(
    actAs('Ben', 'secret'),
    { title: 'Hidden plan', decision: 'x' },
    { channel: 'elsewhere', visibility: 'members' },
  );
});
afterAll(() => page.stop());

const listed = async (query: string) => {
  const { body } = await visit(`/log${query}`);
  return [...body.matchAll(/<li><a href="\/log\/([^"]+\/\d+)">/g)].map(([, address]) => address);
};

describe('the decision log', () => {
  test('lists everything, the newest first, and nothing that is for others', async () => {
    expect(await listed('')).toEqual(['platform%2Fcore/1', 'decisions/3', 'decisions/2', 'decisions/1']);
    expect((await visit('/log')).body).not.toContain('Hidden plan');
  });

  test.each([
    ['?status=proposed', ['platform%2Fcore/1', 'decisions/3']],
    ['?tag=data', ['decisions/2', 'decisions/1']],
    ['?tag=%23data&status=superseded', ['decisions/1']],
    ['?log=platform%2Fcore', ['platform%2Fcore/1']],
    ['?person=Ana&status=proposed', ['decisions/3']],
    ['?decider=Cy', ['decisions/2']],
    ['?decider=Ana', ['decisions/3', 'decisions/1']],
    ['?sort=number', ['decisions/1', 'decisions/2', 'decisions/3', 'platform%2Fcore/1']],
    ['?sort=title', ['decisions/3', 'platform%2Fcore/1', 'decisions/1', 'decisions/2']],
    ['?sort=status', ['platform%2Fcore/1', 'decisions/3', 'decisions/2', 'decisions/1']],
    ['?sort=review', ['decisions/2', 'decisions/1', 'decisions/3', 'platform%2Fcore/1']],
    ['?sort=title&tag=data', ['decisions/1', 'decisions/2']],
    ['?sort=nonsense&tag=data', ['decisions/2', 'decisions/1']],
    ['?path=services/orders/db.ts', ['decisions/1']],
    ['?path=.%2Fservices/orders/db.ts&q=mysql', ['decisions/1']],
    ['?path=services/orders', []],
    ['?path=..%2Fetc&tag=data', ['decisions/2', 'decisions/1']],
    ['?after=2999-01-01', []],
    ['?before=2000-01-01', []],
    ['?status=nonsense&after=yesterday', ['platform%2Fcore/1', 'decisions/3', 'decisions/2', 'decisions/1']],
    ['?log=secret', []],
    ['?log=nowhere', []],
  ])('%s narrows it', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  test('searches, in force first, and leads from what is superseded to its successor', async () => {
    expect(await listed('?q=why+did+we+choose+postgres')).toEqual(['decisions/2']);
    expect((await visit('/log?q=mysql')).body).toContain('Superseded by <a href="/log/decisions/2">');
    expect((await visit('/log?q=mongodb')).body).toContain('Not taken: MongoDB');
  });

  test('puts what was searched for into an order that is asked for', async () => {
    expect(await listed('?q=data')).toEqual(['decisions/2', 'decisions/1']);
    expect(await listed('?q=data&sort=title')).toEqual(['decisions/1', 'decisions/2']);
  });

  test('says of each record what it decides, who decides, and what took its place', async () => {
    const { body } = await visit('/log');
    const rows = body.split('<ul class="records">')[1]?.split('<li><a href="/log/').slice(1) ?? [];
    const [, , newer = '', older = ''] = rows;
    expect(rows[0]).toContain('>platform/core-1. Use Go</a>');
    expect(newer).toContain('<p class="summary">PostgreSQL</p>');
    expect(newer).toContain('<a href="/log?decider=Cy">Cy</a>');
    expect(newer).toContain('<a href="/log?tag=data">#data</a>');
    expect(newer).toContain('review 2999-01-01');
    expect(older).toContain('Superseded by <a href="/log/decisions/2">decisions-2. Use PostgreSQL</a>');
    // Nobody is named as one who decides it; Ana approved it.
    expect(older).toContain('<a href="/log?decider=Ana">Ana</a>');
  });

  test('keeps the order and the filters from page to page, and marks the order', async () => {
    const { body } = await visit('/log?tag=data&sort=title');
    expect(body).toContain('<a href="/log?tag=data&amp;sort=title" aria-current="true">Title</a>');
    expect(body).toContain('<a href="/log?tag=data">Newest</a>');
    expect(body).toContain('<input type="hidden" name="sort" value="title">');
  });

  test('keeps what was asked in its fields', async () => {
    const { body } = await visit(`/log?q=${encodeURIComponent(hostile)}&tag=data&status=accepted`);
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(body).toContain('<option value="accepted" selected>');
    expect(body).toContain('<details open><summary>Filters');
    expect(body).toContain('No record says anything about that.');
  });

  test('has pages', async () => {
    const many = await startPage();
    const act = actAs('Ana');
    for (let number = 1; number <= 120; number++)
      await many.decisions.propose(act, { title: `Record ${number}`, tags: ['many'] });
    const look = visitor(many);
    const { body } = await look('/log?tag=many&page=2');
    const beyond = await look('/log?page=99');
    await many.stop();
    expect(body).toContain('Page 2 of 3');
    expect(body).toContain('href="/log?tag=many" rel="prev"');
    expect(body).toContain('href="/log?tag=many&amp;page=3" rel="next"');
    expect(body).toContain('>70. Record 70<');
    expect(body).not.toContain('>71. Record 71<');
    expect(beyond.body).toContain('Page 3 of 3');
  });

  test('tells how to begin where nothing is recorded', async () => {
    const empty = await startPage();
    const look = visitor(empty);
    const pages = [await look('/log'), await look('/log/timeline'), await look('/log/export.zip')];
    await empty.stop();
    expect(pages[0]?.body).toContain('Nothing is recorded yet');
    expect(pages[0]?.body).toContain('href="/?q=Record%20that%20we%20chose%20PostgreSQL');
    expect(pages[0]?.body).toContain('npx stack-advisor adr import docs/adr --dry-run');
    expect(pages[1]?.body).toContain('No record has a date yet.');
    expect(pages[2]?.status).toBe(200);
  });
});

describe("a record's page", () => {
  test('says what code it holds for', async () => {
    expect((await visit('/log/decisions/1')).body).toContain(
      '<h2>Holds for</h2><ul><li><code>services/*/db.ts</code></li><li><code>npm:pg</code></li></ul>',
    );
    expect((await visit('/log?path=services/orders/db.ts')).body).toContain('value="services/orders/db.ts"');
  });

  test('tells who shows a link to it what it says', async () => {
    const { body } = await visit('/log/decisions/2');
    const [head = ''] = body.split('</head>');
    expect(head).toContain('<meta property="og:title" content="decisions-2. Use PostgreSQL">');
    expect(head).toContain('<meta property="og:type" content="article">');
    expect(head).toContain('<meta property="og:site_name" content="Stack Advisor">');
    expect(head).toMatch(
      /<meta property="og:description" content="accepted \d{4}-\d\d-\d\d · PostgreSQL · Decided by Cy">/,
    );
    expect(head).toContain('<meta name="theme-color" content="#1d6b3c">');
    expect((await visit('/log/decisions/3')).body.split('</head>')[0]).toContain(
      'content="decisions-3. Kafka &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"',
    );
    expect((await visit('/log')).body).not.toContain('og:');
  });

  test('says everything, links both ways, approvals and history in words', async () => {
    const newer = (await visit('/log/decisions/2')).body;
    expect(newer).toContain('supersedes <a href="/log/decisions/1">decisions-1</a>');
    expect(newer).toContain('<span class="status status-accepted">accepted</span>');
    expect(newer).toContain('<blockquote>');
    expect(newer).toContain('<strong>Ana</strong> proposed it');
    expect(newer).toContain(
      '<strong>Ana</strong> said that it supersedes <a href="/log/decisions/1">decisions-1</a>',
    );
    expect(newer).toMatch(/<strong>Eve [^<]*<\/strong> approved: 1 of 1, accepted/);
    const older = (await visit('/log/decisions/1')).body;
    expect(older).toContain('superseded by <a href="/log/decisions/2">decisions-2</a>');
    expect(older).toMatch(
      /<strong>Eve [^<]*<\/strong> put <a href="\/log\/decisions\/2">decisions-2<\/a> in its place/,
    );
    expect(older).not.toMatch(/state|&quot;by&quot;/);
  });

  test('says at its top what took its place', async () => {
    const { body } = await visit('/log/decisions/1');
    const notice = body.indexOf('Superseded by <a href="/log/decisions/2">decisions-2. Use PostgreSQL</a>');
    expect(notice).toBeGreaterThan(0);
    expect(notice).toBeLessThan(body.indexOf('<h2>Decision</h2>'));
  });

  test('can be passed on: its address, its markdown, a mail', async () => {
    const { body } = await visit('/log/platform%2Fcore/1');
    expect(body).toContain('<a href="/log/platform%2Fcore/1" data-copy="link">Link</a>');
    expect(body).toContain('<a href="/log/platform%2Fcore/1.md" data-copy="markdown">Markdown</a>');
    const mail = /href="(mailto:[^"]+)"/.exec(body)?.[1] ?? '';
    expect(decodeURIComponent(mail)).toContain(`${page.address}log/platform%2Fcore/1`);
    const text = await visit('/log/decisions/2.md');
    expect(text.headers['content-type']).toContain('text/plain');
    expect(text.body).toContain('# Use PostgreSQL');
    expect((await visit('/log/secret/1.md')).status).toBe(404);
  });

  test('escapes every field', async () => {
    for (const number of [2, 3]) {
      expect((await visit(`/log/decisions/${number}`)).body).not.toContain('<script>alert');
    }
    expect((await visit('/log')).body).not.toContain('<script>alert');
    expect((await visit('/log/timeline')).body).not.toContain('<script>alert');
  });

  test('offers what can be done about a proposal, said in the chat', async () => {
    const { body } = await visit('/log/decisions/3');
    expect(body).toContain('Approved 1 of 2; decided by anybody here.');
    expect(body).toContain('name="text" value="approve 3 in decisions"');
    expect(body).toMatch(/href="\/t\/[0-9a-z-]+\?q=approve%203%20in%20decisions%3A%20"/);
    expect(body).toMatch(/href="\/t\/[0-9a-z-]+\?q=reject%203%20in%20decisions%20because%20"/);
    expect(body).not.toMatch(/\bAccept\b/);
  });

  test('offers nobody what they may not do', async () => {
    const guarded = await startPage();
    await guarded.decisions.propose(actAs('Ana'), { title: 'Use Go' });
    await guarded.decisions.setLog(actAs('Ana'), { deciders: ['Ana'] });
    const look = visitor(guarded);
    const { body } = await look('/log/decisions/1');
    await look('/person', { fields: { name: 'Ana', back: '/' } });
    const own = (await look('/log/decisions/1')).body;
    await guarded.stop();
    expect(body).toContain('decided by Ana.');
    expect(body).not.toContain('value="approve 1');
    expect(own).toContain('value="approve 1');
  });

  test('is found in a log whose name has a slash', async () => {
    expect((await visit('/log/platform%2Fcore/1')).body).toContain('platform/core-1. Use Go');
  });

  test.each(['/log/decisions/99', '/log/nowhere/1', '/log/secret/1'])('%s is not there', async (path) => {
    const { status, body } = await visit(path);
    expect(status).toBe(404);
    expect(body).not.toContain('Hidden plan');
  });
});

describe('the timeline', () => {
  test('shows a chart, and what took the place of what', async () => {
    const { body } = await visit('/log/timeline?log=decisions');
    expect(body).toContain('srcset="/log/timeline/dark.svg?log=decisions"');
    expect(body).toContain('aria-label="Succession that leads to decisions-2"');
    expect(body.indexOf('2. Use PostgreSQL</a>')).toBeLessThan(body.indexOf('1. Use MySQL</a>'));
    expect((await visit('/log/timeline/dark.svg?log=decisions')).headers['content-type']).toBe(
      'image/svg+xml',
    );
  });

  test('names records with their log where there are several, in the picture, its words and its table', async () => {
    const drawn: Chart[] = [];
    const other = await startPage(
      {},
      {
        platforms,
        drawChart: async (chart) => {
          drawn.push(chart);
          return { bytes: Buffer.from('<svg/>'), contentType: 'image/svg+xml' };
        },
      },
    );
    onTestFinished(() => other.stop());
    const look = visitor(other);
    const { decisions } = other;
    await decisions.propose(actAs('Ana'), { title: 'Use MySQL', decision: 'MySQL' });
    await decisions.approve(actAs('Ana'), 1);
    expect((await look('/log/timeline')).body).toMatch(/alt="[^"]*: \S+ 1 Use MySQL \(accepted\)/);
    await decisions.propose(actAs('Ana'), { title: 'Use Go', decision: 'Go' }, { supersedes: [1] });
    await decisions.approve(actAs('Ana'), 2);
    await decisions.propose(actAs('Ana', 'shop'), { title: 'Use Redis', decision: 'Redis' });
    const { body } = await look('/log/timeline?log=decisions');
    expect(body).toMatch(/alt="[^"]* decisions-2 Use Go \(accepted, in place of decisions-1\)/);
    expect(body).toContain('<th scope="row">decisions-2</th>');
    await look('/log/timeline/light.svg?log=decisions');
    expect(drawn.at(-1)).toMatchObject({
      records: [
        { name: 'decisions-1', supersedes: [] },
        { name: 'decisions-2', supersedes: ['decisions-1'] },
      ],
    });
  });

  test('of a log for others is not shown', async () => {
    expect((await visit('/log/timeline?log=secret')).body).not.toContain('Hidden plan');
  });
});

describe('the export', () => {
  test('is a zip of markdown, a folder for each log, without what is for others', async () => {
    const { bytes, headers } = await visit('/log/export.zip');
    const files = unzipSync(new Uint8Array(bytes));
    expect(headers['content-disposition']).toBe('attachment; filename="decisions.zip"');
    expect(Object.keys(files).sort()).toEqual([
      'decisions/0001-use-mysql.md',
      'decisions/0002-use-postgresql.md',
      'decisions/0003-kafka-script-alert-1-script.md',
      'decisions/index.md',
      'platform-core/0001-use-go.md',
      'platform-core/index.md',
    ]);
    expect(new TextDecoder().decode(files['decisions/0001-use-mysql.md'])).toContain('# Use MySQL');
  });
});

describe('an archive', () => {
  test('leads nowhere out of the folder that somebody unpacks into', () => {
    const record = { ...sampleRecord(), log: '../up', file: '../../etc/0001-x.md' };
    const files = Object.keys(unzipSync(archive([record])));
    expect(files.sort()).toEqual(['..-up/etc/0001-x.md', '..-up/index.md']);
  });

  test('of the same records has the same bytes', () => {
    expect(archive([sampleRecord()])).toEqual(archive([sampleRecord()]));
  });
});

describe('the page on connecting', () => {
  test('says truthfully what is connected', async () => {
    const { body } = await visit('/connect');
    expect(body).toContain('Connect a workspace in ten minutes');
    expect(body).toContain('Connect a server in ten minutes');
    expect(body.match(/not configured/g)).toHaveLength(2);
  });
});
