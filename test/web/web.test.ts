import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWeb, type Web } from '../../adapters/web/index.ts';
import { loadAnswerer } from '../../src/answers/load.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';

let web: Web;
const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' });
const log = createLog(config);

beforeAll(async () => {
  web = await startWeb(config, await loadAnswerer(undefined), log);
});
afterAll(() => web.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      request(new URL(path, web.address), { headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
        );
      })
        .on('error', reject)
        .end();
    },
  );

describe('the local page', () => {
  test('greets with a form and examples', async () => {
    const { status, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain('<label for="q">Your question</label>');
    expect(body).toContain('/?q=FastAPI%20vs%20Django');
  });

  test('answers a question with its sources', async () => {
    const { body } = await get('/?q=what%20is%20the%20GIL');
    expect(body).toContain('<article class="answer">');
    expect(body).toMatch(/Sources: 003/);
  });

  test('says when the documents do not cover a question', async () => {
    const { body } = await get('/?q=weather%20in%20Paris');
    expect(body).toContain('The documents do not cover that.');
  });

  test('escapes whatever is typed', async () => {
    const { body } = await get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });

  test('refuses a question that is too long with a clear reply', async () => {
    const { status, body } = await get(`/?q=${'a'.repeat(5_000)}`);
    expect(status).toBe(413);
    expect(body).toContain('That is 5000 characters; a question may have 2000.');
  });

  test('lets no script run and no other site frame it', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  test.each([
    ['another Host (DNS rebinding)', { host: 'evil.example' }],
    ['a forwarding header (a tunnel)', { 'x-forwarded-for': '10.0.0.1' }],
  ])('is closed to requests with %s, while health stays reachable', async (_name, headers) => {
    expect((await get('/', headers)).status).toBe(403);
    expect((await get('/style.css', headers)).status).toBe(403);
    expect((await get('/healthz', headers)).status).toBe(200);
  });

  test('names a port that is in use', async () => {
    const port = new URL(web.address).port;
    const taken = { ...config, port: Number(port) };
    await expect(startWeb(taken, await loadAnswerer(undefined), log)).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use`,
    );
  });
});
