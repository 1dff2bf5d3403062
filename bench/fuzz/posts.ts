import { request } from 'node:http';
import { readConfig } from '../../adapters/config.ts';
import { createHealth } from '../../adapters/health/health.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { startWeb } from '../../adapters/web/index.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createLog } from '../../src/log.ts';
import type { Conversations } from './conversations.ts';
import type { Random } from './random.ts';
import type { Target } from './target.ts';
import { anyText } from './texts.ts';

/** What browsers post to the page. */
export async function postTarget({ engine, services }: Conversations): Promise<Target> {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: 'sqlite::memory:' });
  const database = await openDatabase(config.databaseUrl);
  const drawChart = () => Promise.reject(new Error('no charts here'));
  const { decisions, conflicts } = services;
  const own = { metrics: createMetrics(), health: createHealth() };
  const parts = { engine, decisions, conflicts, database, drawChart, platforms: [], ...own };
  const web = await startWeb(config, parts, createLog(config));
  return {
    name: 'page posts',
    share: 8,
    async run(random) {
      const { status, body } = await send(new URL(anyPath(random), web.address), anyFields(random));
      const isFault = status >= 500 || /\n\s+at /.test(body);
      return isFault ? [`was answered ${status}: ${body.slice(0, 300)}`] : [];
    },
    async close() {
      await web.stop();
      await database.close();
    },
  };
}

function anyPath(random: Random): string {
  const query = new URLSearchParams({ q: anyText(random, 3_000).toWellFormed() });
  return random.pick([
    '/say',
    '/choose',
    '/submit',
    '/person',
    '/say',
    '/logs',
    '/logs/decisions',
    '/t/x/rename',
    '/t/x/delete',
    `/log?${query}`,
    `/log?sort=${random.pick(['title', 'review'])}&${query}`,
    `/log/decisions/1?${query}`,
    `/log/x/1?${query}`,
    '/nowhere',
  ]);
}

function anyFields(random: Random): string {
  const names = [
    'text',
    'thread',
    'nonce',
    'turn',
    'choice',
    'form',
    'name',
    'back',
    'title',
    'decision',
    'csrf',
    'quorum',
    'deciders',
    'visibility',
    'channel',
    'before.quorum',
    '__proto__',
  ];
  const fields = Array.from({ length: random.below(6) }, (): [string, string] => [
    random.pick(names),
    anyText(random).toWellFormed(),
  ]);
  return `${new URLSearchParams(fields)}${random.oneIn(10) ? anyText(random, 200).replace(/[^ -~]/g, '%') : ''}`;
}

function send(url: URL, content: string): Promise<{ status: number; body: string }> {
  const isRead = /^\/log(?:\/|$)/.test(url.pathname);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    request(url, { method: isRead ? 'GET' : 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end(isRead ? undefined : content);
  });
}
