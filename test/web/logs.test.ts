import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actAs, csrfOf, signInAs, startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';

let page: TestPage;
let visit: Visitor;

beforeEach(async () => {
  page = await startPage();
  visit = visitor(page);
  await page.decisions.propose(actAs('Ana'), { title: 'Use Go' });
});
afterEach(() => page.stop());

const log = async (name = 'decisions') => {
  const look = { workspace: 'local', viewer: { kind: 'operator' } } as const;
  return (await page.decisions.logs(look)).find((one) => one.name === name);
};

const settings = { quorum: '1', deciders: '', visibility: 'open', channel: '', ownApproval: 'on' };
const before = (values: typeof settings) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`before.${name}`, value]));

/** Sends the form as it was made, with what was changed in it. */
const save = (changed: Partial<typeof settings>, name = 'decisions', seen = settings) =>
  visit(`/logs/${encodeURIComponent(name)}`, { fields: { ...before(seen), ...seen, ...changed } });

/** What is said at a field. */
const faultAt = (body: string, field: string) =>
  new RegExp(`<p class="error" id="${field}-fault">([^<]*)</p>`).exec(body)?.[1];

describe('the settings of a log', () => {
  test('are set by whoever decides in it, and each change is in its history', async () => {
    const { status, headers } = await save({
      quorum: '2',
      deciders: 'Ana\r\n  Ben \n\nYou',
      ownApproval: '',
    });
    expect([status, headers.location]).toEqual([303, '/logs/decisions?saved']);
    expect(await log()).toMatchObject({ quorum: 2, deciders: ['Ana', 'Ben', 'You'], ownApproval: false });
    const { body } = await visit('/logs/decisions?saved');
    expect(body).toContain('Saved.');
    expect(body).toContain('2 approvals by Ana, Ben, or You, never by who proposed it.');
    expect(body).toMatch(/<strong>You<\/strong> set the quorum to 2, the deciders to Ana, Ben, and You/);
    expect(await page.decisions.verify('local')).toEqual([]);
  });

  test('that nobody changed in the form stay as somebody else has set them meanwhile', async () => {
    await save({ deciders: 'You\nBen' });
    await save({ quorum: '2' });
    expect(await log()).toMatchObject({ quorum: 2, deciders: ['You', 'Ben'] });
    const history = await page.decisions.logHistory({
      ...{ workspace: 'local', log: 'decisions', viewer: { kind: 'operator' } },
    });
    expect(history.map(({ data }) => data)).toEqual([{ deciders: ['You', 'Ben'] }, { quorum: 2 }]);
    expect((await save({})).body).toContain('Nothing was changed.');
  });

  test.each([
    [{ quorum: '0' }, 'quorum', /^A quorum is a whole number from 1 to 100\.$/],
    [{ quorum: 'two' }, 'quorum', /^A quorum is a whole number/],
    [{ quorum: '3', deciders: 'Ana\nYou' }, 'quorum', /^A quorum of 3 needs at least 3 deciders\.$/],
    [{ deciders: 'You', ownApproval: '' }, 'quorum', /at least 2 deciders, as an author/],
    [{ deciders: 'x'.repeat(101) }, 'deciders', /^A decider&#39;s name has at most 100 characters\.$/],
    [{ visibility: 'members' }, 'channel', /name the channel/],
    [{ visibility: 'members', channel: 'C1' }, 'channel', /nobody here would see the log/],
    [{ channel: 'x'.repeat(101) }, 'channel', /at most 100 characters; this has 101/],
  ])('%j is refused, and said why at the field', async (changed, field, why) => {
    const earlier = await log();
    const { status, body } = await save(changed);
    expect(status).toBe(422);
    expect(faultAt(body, field)).toMatch(why);
    expect(body).toContain(`aria-describedby="${field}-fault ${field}-hint" aria-invalid="true"`);
    expect(body).toContain('Not saved yet');
    expect(await log()).toEqual(earlier);
  });

  test('come back as they were filled in where they are refused', async () => {
    const { body } = await save({ quorum: '9', deciders: 'Ana\nYou', channel: '"><b>' });
    expect(body).toContain('value="9"');
    expect(body).toContain('>\nAna\nYou</textarea>');
    expect(body).toContain('value="&quot;&gt;&lt;b&gt;"');
    // The next time the same changes are changes again.
    expect(body).toContain('name="before.quorum" value="1"');
  });

  test('can close it to the members of this page', async () => {
    await save({ visibility: 'members', channel: 'page' });
    expect(await log()).toMatchObject({ visibility: 'members', channel: 'page' });
    expect((await visit('/logs')).body).toContain('Only members of page see it.');
    expect((await visit('/log/decisions/1')).status).toBe(200);
  });

  test('are read by others, who are told why they cannot set them', async () => {
    await page.decisions.setLog(actAs('Ana'), { deciders: ['Ana'] });
    const { body } = await visit('/logs/decisions');
    expect(body).toContain(
      'decisions is decided by Ana, not by You; whoever decides in it can change its settings.',
    );
    expect(body).not.toContain('<form class="card"');
    const { status, body: refused } = await save({ quorum: '2' });
    expect([status, refused]).toEqual([409, expect.stringContaining('is decided by Ana, not by You')]);
    expect(await log()).toMatchObject({ quorum: 1 });
  });

  test('of a log that is for others are not there', async () => {
    await page.decisions.setLog(actAs('Ana', 'secret'), { visibility: 'members', channel: 'C1' });
    expect((await visit('/logs')).body).not.toContain('secret');
    expect((await visit('/logs/secret')).status).toBe(404);
    expect((await save({ quorum: '2' }, 'secret')).status).toBe(404);
    expect((await visit('/logs/nowhere')).status).toBe(404);
  });
});

describe('a new log', () => {
  test('is made by its name, and set then', async () => {
    const { status, headers } = await visit('/logs', { fields: { name: ' platform/core ' } });
    expect([status, headers.location]).toEqual([303, '/logs/platform%2Fcore']);
    expect(await log('platform/core')).toMatchObject({ quorum: 1, deciders: [] });
    await save({ quorum: '3' }, 'platform/core');
    const { body } = await visit('/logs/platform%2Fcore');
    expect(body).toContain('<strong>You</strong> made the log');
    expect(body).toContain('<strong>You</strong> set the quorum to 3');
    expect((await visit('/logs')).body).toContain('href="/logs/platform%2Fcore"');
  });

  test.each([
    ['', /named with letters/],
    ['-x', /named with letters/],
    ['<b>', /named with letters/],
    ['decisions', /^There is a log decisions already\.$/],
    ['secret', /^Choose another name\.$/],
  ])('%j is refused, and said why at the field', async (name, why) => {
    await page.decisions.setLog(actAs('Ana', 'secret'), { visibility: 'members', channel: 'C1' });
    const { status, body } = await visit('/logs', { fields: { name } });
    expect(status).toBe(422);
    expect(/<p class="error"[^>]*id="log-name-fault">([^<]*)/.exec(body)?.[1]).toMatch(why);
    expect(body).not.toContain('value="<b>"');
  });
});

describe('with a token', () => {
  test('a form of another session changes nothing', async () => {
    const closed = await startPage({ WEB_TOKEN: 'correct-horse' });
    const ana = visitor(closed);
    await signInAs(ana, 'Ana', 'correct-horse');
    const without = await ana('/logs', { fields: { name: 'shop' } });
    const csrf = await csrfOf(ana);
    const withProof = await ana('/logs', { fields: { name: 'shop', csrf } });
    const proven = await ana('/logs/shop', {
      fields: { ...before(settings), ...settings, quorum: '2', csrf },
    });
    const forms = (await ana('/logs/shop')).body.match(
      /<form class="card"[^>]*><input type="hidden" name="csrf"/g,
    );
    await closed.stop();
    expect([without.status, withProof.status, proven.status]).toEqual([403, 303, 303]);
    expect(forms).toHaveLength(1);
  });
});
