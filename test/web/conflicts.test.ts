import axe, { type AxeResults } from 'axe-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createConflicts } from '../../src/decisions/conflicts.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { startBrowser } from '../support/browser.ts';
import { actAs, startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';

const hostile = '"><script>alert(1)</script>';
let conflicts: ReturnType<typeof createConflicts>;
let page: TestPage;
let visit: Visitor;

beforeAll(async () => {
  conflicts = createConflicts(await loadBuiltIn());
});
beforeEach(async () => {
  page = await startPage({}, { conflicts });
  onTestFinished(() => page.stop());
  visit = visitor(page);
});

async function accepted(title: string, log = 'decisions', hidden = false): Promise<number> {
  const members = { channel: 'elsewhere', visibility: 'members' } as const;
  const number = await page.decisions.propose(actAs('Ana', log), { title }, hidden ? members : {});
  await page.decisions.approve(actAs('Ben', log), number);
  return number;
}

describe('what contradicts', () => {
  test('is counted beside the decisions, and nothing is said of it where nothing does', async () => {
    expect((await visit('/log')).body).not.toContain('/log/conflicts');
    expect((await visit('/log/conflicts')).body).toContain(
      'Nothing that is recorded contradicts anything else.',
    );
    await accepted('Use Redis for sessions');
    await accepted('Sessions live in PostgreSQL');
    for (const path of ['/', '/log', '/connect', '/nowhere'])
      expect((await visit(path)).body).toContain(
        '<a class="count" href="/log/conflicts" aria-label="1 contradiction" title="1 contradiction">1</a>',
      );
  });

  test('is told with its records, when it came so, and what mends it', async () => {
    await accepted('Use Redis for sessions');
    await accepted('Sessions live in PostgreSQL');
    const { body } = await visit('/log/conflicts');
    expect(body).toContain('<h2>Sessions: Redis in 1, PostgreSQL in 2</h2>');
    expect(body).toContain('<a href="/log/decisions/1">1. Use Redis for sessions</a>');
    expect(body).toContain('<a href="/log/decisions/2">2. Sessions live in PostgreSQL</a>');
    expect(body).toMatch(/2 was accepted \d{4}-\d\d-\d\d by Ben, while 1 was in force\./);
    expect(body).toContain('value="2 supersedes 1"');
    expect(body).toContain('value="2 relates to 1"');
  });

  test('is named with its log where there are several', async () => {
    await accepted('Use Go', 'payments');
    await accepted('Use Redis for sessions', 'shop');
    await accepted('Sessions live in PostgreSQL', 'shop');
    const { body } = await visit('/log/conflicts');
    expect(body).toContain('Sessions: Redis in shop-1, PostgreSQL in shop-2');
    expect(body).toContain('value="shop-2 supersedes shop-1"');
  });

  test('is not told of what somebody may not see', async () => {
    await accepted('Use Redis for sessions');
    await accepted('Sessions live in PostgreSQL', 'decisions', true);
    expect((await visit('/log/conflicts')).body).not.toContain('PostgreSQL');
    expect((await visit('/')).body).not.toContain('contradiction');
  });

  test('escapes what people wrote', async () => {
    await accepted(`Use PostgreSQL for orders, ${hostile}`);
    await accepted(`Use MongoDB for orders, ${hostile}`);
    const { body } = await visit('/log/conflicts');
    expect(body).toContain('PostgreSQL in 1, MongoDB in 2');
    expect(body).not.toContain(hostile);
  });

  test('is no reason for a page to fail where it cannot be read', async () => {
    const broken = await startPage({}, { conflicts: { among: () => Promise.reject(new Error('away')) } });
    onTestFinished(() => broken.stop());
    const answer = await visitor(broken)('/log');
    expect([answer.status, answer.body.includes('contradiction')]).toEqual([200, false]);
  });
});

describe('in the browser', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['light', 1100],
    ['dark', 390],
  ] as const)('it can be read by everybody: %s, %i wide', async (colorScheme, width) => {
    await accepted('Use Redis for sessions');
    await accepted(`Sessions live in PostgreSQL because of ${'what-we-know-'.repeat(12)}`);
    await accepted('Use Kafka for events');
    await accepted('Use NATS for events');
    const tab = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    onTestFinished(() => tab.close());
    await tab.goto(new URL('/', page.address).href);
    await tab.getByRole('link', { name: '2 contradictions' }).click();
    await tab.getByRole('heading', { name: 'Contradictions' }).waitFor();
    await tab.evaluate(axe.source);
    const { violations } = await tab.evaluate<AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    expect(await tab.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const { SCREENSHOTS: folder } = process.env;
    if (folder !== undefined) await tab.screenshot({ path: `${folder}/conflicts-${colorScheme}.png` });
  });
});
