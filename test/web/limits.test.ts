import { expect, test } from 'vitest';
import { createLimits } from '../../src/limits.ts';
import { csrfOf, signInAs, startPage, visitor } from '../support/page.ts';

const token = 'a token for the page';

test('who sends more than the limit is told so, keeps what they wrote, and others go on', async () => {
  const over: string[] = [];
  const limits = createLimits({ person: 0, workspace: 0, page: 2, agent: 0 }, (limit) => over.push(limit));
  const page = await startPage({ WEB_TOKEN: token }, { limits });
  try {
    const [ann, bob] = [visitor(page), visitor(page)];
    await signInAs(ann, 'Ann', token);
    await signInAs(bob, 'Bob', token);
    const say = async (visit: typeof ann, text: string, headers = {}) =>
      visit('/say', { headers, fields: { text, thread: 'one', nonce: text, csrf: await csrfOf(visit) } });
    expect([(await say(ann, 'show facts')).status, (await say(ann, 'show text')).status]).toEqual([303, 303]);
    const refused = await say(ann, 'my long story');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toMatch(/You are faster than I am; try again in \d+ s\./);
    expect(refused.body).toContain('my long story');
    const asked = await say(ann, 'my long story', { accept: 'application/json' });
    expect(asked.status).toBe(429);
    expect(JSON.parse(asked.body).error).toMatch(/^You are faster than I am/);
    expect((await say(bob, 'show facts')).status).toBe(303);
    expect((await ann('/')).status).toBe(200);
    expect(over).toEqual(['page', 'page']);
  } finally {
    await page.stop();
  }
});
