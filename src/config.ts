import { resolve } from 'node:path';
import { z } from 'zod';
import { type EncryptionKeys, keysForm, readKeys } from './encryption-keys.ts';
import { AdvisorError } from './errors.ts';
import type { LimitSettings } from './limits.ts';
import { type Network, readNetworks } from './network.ts';
import { type Retention, usualRetention } from './queue/retention.ts';
import { numberSetting, secretSetting, setting } from './settings/declare.ts';

/** What each setting that all share has to be. */
export const sharedSettings = z.object({
  DATABASE_URL: setting(
    z
      .string()
      .regex(
        /^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)/,
        'sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST/DATABASE',
      )
      .default('sqlite:./data/stack-advisor.db'),
    {
      meaning: 'where records and conversations are kept; a folder is made at start and has to be writable',
      form: '`sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`',
      isSecret: true,
      shown: withoutPassword,
    },
  ),
  DATABASE_CONNECTIONS: numberSetting('connections of this process to PostgreSQL; SQLite has one', {
    least: 2,
    most: 500,
    usual: 10,
  }),
  KNOWLEDGE_DIR: setting(z.string().min(1, 'a folder').optional(), {
    meaning: 'your own knowledge files, laid over the built-in ones',
    form: 'a folder',
  }),
  HOST: setting(z.string().min(1, 'an address to listen on').default('127.0.0.1'), {
    meaning: 'the address on which the page listens; `0.0.0.0` is all of them',
    form: 'an address of this machine',
  }),
  PORT: numberSetting('the port on which the page listens; 0 is any that is free', {
    of: 'a port',
    least: 0,
    most: 65_535,
    usual: 3000,
  }),
  WEB_TOKEN: secretSetting(
    'whoever opens the page signs in with it; without it the page answers its own machine only',
  ),
  PUBLIC_URL: setting(
    z.string().refine(isOrigin, 'an address without a path, such as https://advisor.example').optional(),
    {
      meaning: 'the address of the page as people reach it; with `https` cookies are kept over https only',
      form: 'such as `https://advisor.example`, without a path',
    },
  ),
  TRUSTED_PROXY: setting(
    z
      .string()
      .max(2_000, 'at most 2000 characters')
      .transform(readNetworks)
      .refine(
        (networks) => networks !== undefined,
        'addresses or networks of your proxies, such as 10.0.0.5 or 10.1.0.0/16, with commas between',
      )
      .optional(),
    {
      meaning: 'your proxies: their `X-Forwarded-For` says who asks, nobody else’s does',
      form: 'addresses or networks, such as `10.0.0.5, 10.1.0.0/16`',
    },
  ),
  METRICS_TOKEN: setting(
    z.string().min(16, 'at least 16 characters').max(1_000, 'at most 1000 characters').optional(),
    {
      meaning: 'whoever reads `/metrics` shows it as a bearer token; without it this machine alone may',
      form: '16 to 1000 characters',
      isSecret: true,
    },
  ),
  STOP_WITHIN: numberSetting('seconds within which everything ends after SIGTERM', {
    of: 'seconds',
    least: 4,
    most: 600,
    usual: 8,
  }),
  STOP_NOTICE: numberSetting('seconds of that for which `/readyz` tells of it before nothing new is taken', {
    of: 'seconds',
    least: 0,
    most: 300,
    usual: 0,
  }),
  LOG_LEVEL: setting(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'), {
    meaning: 'how much is logged',
    form: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
  }),
  ENCRYPTION_KEY: setting(
    z
      .string()
      .max(5_000, 'at most 5000 characters')
      .transform(readKeys)
      .refine((keys) => keys !== undefined, keysForm)
      .optional(),
    {
      meaning:
        'encrypts the tokens that are stored of workspaces that install the app; the first key encrypts, all decrypt',
      form: keysForm,
      isSecret: true,
    },
  ),
});

/** How much people and workspaces may ask. */
export const limitSettings = z.object({
  LIMIT_PERSON: numberSetting(
    'what one person may say, command and press in a chat, a minute; 0 for no limit',
    { least: 0, most: 100_000, usual: 30 },
  ),
  LIMIT_WORKSPACE: numberSetting('the same of a whole workspace, a minute; 0 for no limit', {
    least: 0,
    most: 1_000_000,
    usual: 600,
  }),
  LIMIT_PAGE: numberSetting('what one person may send from the page, a minute; 0 for no limit', {
    least: 0,
    most: 100_000,
    usual: 60,
  }),
  LIMIT_AGENT: numberSetting(
    'what one agent may call over HTTP, a minute; 0 for no limit. All agents of a workspace together have LIMIT_WORKSPACE',
    { least: 0, most: 100_000, usual: 300 },
  ),
});

/** For how many days something is kept, from one day to ten years. */
const days = (meaning: string, usual: number, least = 1) =>
  numberSetting(meaning, { of: 'days', least, most: 3_650, usual });

/** How long what was done with is kept. */
export const retentionSettings = z.object({
  KEEP_CONVERSATIONS: days(
    'what is remembered of a conversation since something was last said in it',
    usualRetention.memories,
  ),
  KEEP_GAPS: days('questions that were not covered or not answered right', usualRetention.gaps),
  KEEP_INBOX: days(
    'that something arrived, so that it is not handled twice; platforms deliver again within a day',
    usualRetention.inbox,
    usualRetention.inbox,
  ),
  KEEP_OUTBOX: days('that a message was sent, so that it is not sent twice', usualRetention.outbox),
  KEEP_POSTED: days(
    'which messages are ours; whoever presses a button of an older one is asked to begin again',
    usualRetention.posted,
  ),
});

/** Everything that all share. */
type SharedValues = z.infer<typeof sharedSettings> &
  z.infer<typeof limitSettings> &
  z.infer<typeof retentionSettings>;

/** What all share of how this process is set up: the environment, validated. */
export interface Config {
  readonly databaseUrl: string;
  /** So many connections to PostgreSQL at most. */
  readonly databaseConnections: number;
  /** The operator's knowledge folder, absolute. */
  readonly knowledgeDir: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Signs people in to the page; without it the page answers its own machine only. */
  readonly webToken: string | undefined;
  /** The page's address as people reach it, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Proxies that are believed whom they heard; nobody else is. */
  readonly trustedProxies: readonly Network[];
  /** Encrypt what is stored of others' secrets. */
  readonly encryptionKeys: EncryptionKeys | undefined;
  readonly limits: LimitSettings;
  readonly retention: Retention;
  /** What a scraper shows for metrics; without it they are for this machine alone. */
  readonly metricsToken: string | undefined;
  /** So long everything may take after SIGTERM, in milliseconds. */
  readonly stopWithin: number;
  /** So long of that `/readyz` says that it ends before nothing new is taken, in milliseconds. */
  readonly stopNotice: number;
  readonly logLevel: z.infer<typeof sharedSettings>['LOG_LEVEL'];
}

/** What all share, from settings that were checked. */
export function sharedConfig(settings: SharedValues): Config {
  const { KNOWLEDGE_DIR, PUBLIC_URL, STOP_WITHIN, STOP_NOTICE } = settings;
  if (STOP_NOTICE >= STOP_WITHIN) {
    throw new AdvisorError(
      'configuration',
      'STOP_NOTICE: expected less than STOP_WITHIN, as it is a part of it',
    );
  }
  return {
    databaseUrl: settings.DATABASE_URL,
    databaseConnections: settings.DATABASE_CONNECTIONS,
    knowledgeDir: KNOWLEDGE_DIR === undefined ? undefined : resolve(KNOWLEDGE_DIR),
    host: settings.HOST,
    port: settings.PORT,
    webToken: settings.WEB_TOKEN,
    publicUrl: PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin,
    trustedProxies: settings.TRUSTED_PROXY ?? [],
    encryptionKeys: settings.ENCRYPTION_KEY,
    limits: {
      person: settings.LIMIT_PERSON,
      workspace: settings.LIMIT_WORKSPACE,
      page: settings.LIMIT_PAGE,
      agent: settings.LIMIT_AGENT,
    },
    retention: {
      inbox: settings.KEEP_INBOX,
      outbox: settings.KEEP_OUTBOX,
      memories: settings.KEEP_CONVERSATIONS,
      gaps: settings.KEEP_GAPS,
      posted: settings.KEEP_POSTED,
    },
    metricsToken: settings.METRICS_TOKEN,
    stopWithin: STOP_WITHIN * 1_000,
    stopNotice: STOP_NOTICE * 1_000,
    logLevel: settings.LOG_LEVEL,
  };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

/** Where a database is, without what opens it. */
function withoutPassword(url: string): string {
  if (url.startsWith('sqlite:')) return url;
  if (!URL.canParse(url)) return 'set';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}
