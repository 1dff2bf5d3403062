import { request } from 'node:http';
import { readConfig } from '../../adapters/config.ts';
import { createHealth, type Health } from '../../adapters/health/health.ts';
import { lookAt } from '../../adapters/health/look.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import type { WebParts } from '../../adapters/web/app.ts';
import { startWeb } from '../../adapters/web/index.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import { createLog } from '../../src/log.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

/** The page on a port of its own, with a scripted engine and a database in memory unless others are given. */
export interface TestPage {
  readonly address: string;
  readonly engine: ScriptedEngine;
  readonly decisions: Decisions;
  readonly database: Database;
  stop(): Promise<void>;
}

/** Starts the page. */
export async function startPage(
  environment: Readonly<Record<string, string>> = {},
  parts: Partial<WebParts & { readonly health: Health }> = {},
): Promise<TestPage> {
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: 'sqlite::memory:',
    ...environment,
  });
  const database = parts.database ?? (await openDatabase(config.databaseUrl));
  const decisions = createDecisions(database);
  const engine = scriptedEngine();
  const health = createHealth();
  health.started(lookAt(database, []));
  const web = await startWeb(
    config,
    {
      engine,
      decisions,
      conflicts: noConflicts,
      database,
      drawChart: drawNothing,
      platforms: [],
      metrics: createMetrics(),
      health,
      ...parts,
    },
    createLog(config),
  );
  return {
    address: web.address,
    engine,
    decisions,
    database,
    async stop() {
      await web.stop();
      await database.close();
    },
  };
}

const noConflicts: WebParts['conflicts'] = { among: async () => [] };

const drawNothing: WebParts['drawChart'] = async (chart, { theme }) => ({
  contentType: 'image/svg+xml',
  bytes: new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><rect width="300" height="80" fill="${theme === 'dark' ? '#234' : '#cde'}"/><text x="10" y="45">${chart.kind}</text></svg>`,
  ),
});

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly bytes: Buffer;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** What a request is made of; fields make it a POST. */
export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
}

/** A visitor who keeps cookies, as browsers do, and follows nothing. */
export interface Visitor {
  (path: string, ask?: Ask): Promise<Answer>;
  readonly cookies: Map<string, string>;
}

/** Visits a page over HTTP; fetch would not let a test choose every header. */
export function visitor(page: Pick<TestPage, 'address'>): Visitor {
  const cookies = new Map<string, string>();
  const visit = async (path: string, ask: Ask = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(new URL(path, page.address), {
      ...ask,
      headers: { ...(cookie === '' ? {} : { cookie }), ...ask.headers },
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return Object.assign(visit, { cookies });
}

function send(url: URL, { headers = {}, fields }: Ask): Promise<Answer> {
  const pairs = Object.entries(fields ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  const content = fields === undefined ? undefined : new URLSearchParams(pairs).toString();
  const form = content === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const options = { method: content === undefined ? 'GET' : 'POST', headers: { ...form, ...headers } };
    request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const status = response.statusCode ?? 0;
        resolve({ status, bytes, body: bytes.toString('utf8'), headers: response.headers });
      });
    })
      .on('error', reject)
      .end(content);
  });
}

/** Signs a visitor in by a name. */
export function signInAs(visit: Visitor, name: string, token: string, ask: Ask = {}): Promise<Answer> {
  return visit('/signin', { ...ask, fields: { name, token, next: '/', ...ask.fields } });
}

/** What proves that a visitor's forms are of their session. */
export async function csrfOf(visit: Visitor): Promise<string> {
  return /name="csrf" value="([^"]+)"/.exec((await visit('/')).body)?.[1] ?? '';
}

/** Somebody who may see and do everything. */
export const operator: Viewer = { kind: 'operator' };

/** Records something as somebody. */
export function actAs(name: string, log = 'decisions') {
  return {
    workspace: 'local',
    log,
    person: { id: `web:${name.toLowerCase()}`, name },
    viewer: operator,
    source: 'test',
  };
}
