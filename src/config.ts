import { resolve } from 'node:path';
import { z } from 'zod';
import { AdvisorError } from './errors.ts';
import { type Network, readNetworks } from './network.ts';

/** A secret of a length that somebody could have typed or pasted. */
export const secretSetting = z
  .string()
  .min(8, 'at least 8 characters')
  .max(1_000, 'at most 1000 characters')
  .optional();

/** What each setting that all share has to be. */
export const sharedSettings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'sqlite:PATH or sqlite::memory:')
    .default('sqlite:./data/stack-advisor.db'),
  KNOWLEDGE_DIR: z.string().min(1, 'a folder').optional(),
  HOST: z.string().min(1, 'an address to listen on').default('127.0.0.1'),
  PORT: z.coerce.number('a port from 0 to 65535').int().min(0).max(65_535).default(3000),
  WEB_TOKEN: secretSetting,
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'an address without a path, such as https://advisor.example')
    .optional(),
  TRUSTED_PROXY: z
    .string()
    .max(2_000, 'at most 2000 characters')
    .transform(readNetworks)
    .refine(
      (networks) => networks !== undefined,
      'addresses or networks of your proxies, such as 10.0.0.5 or 10.1.0.0/16, with commas between',
    )
    .optional(),
  METRICS_TOKEN: z
    .string()
    .min(16, 'at least 16 characters')
    .max(1_000, 'at most 1000 characters')
    .optional(),
  STOP_WITHIN: z.coerce.number('seconds from 4 to 600').int().min(4).max(600).default(8),
  STOP_NOTICE: z.coerce.number('seconds from 0 to 300').int().min(0).max(300).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ENCRYPTION_KEY: z
    .string()
    .min(16, 'at least 16 characters')
    .max(1_000, 'at most 1000 characters')
    .optional(),
});

/** What all share of how this process is set up: the environment, validated. */
export interface Config {
  readonly databaseUrl: string;
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
  /** Encrypts what is stored of others' secrets. */
  readonly encryptionKey: string | undefined;
  /** What a scraper shows for metrics; without it they are for this machine alone. */
  readonly metricsToken: string | undefined;
  /** So long everything may take after SIGTERM, in milliseconds. */
  readonly stopWithin: number;
  /** So long of that `/readyz` says that it ends before nothing new is taken, in milliseconds. */
  readonly stopNotice: number;
  readonly logLevel: z.infer<typeof sharedSettings>['LOG_LEVEL'];
}

/**
 * Checks environment variables against what is declared of them; an empty one counts as not set.
 * `prefixes` are the beginnings of names that platforms have for themselves: such a name that is not declared is misspelt.
 * Throws an {@link AdvisorError} that names the first malformed variable, never its value.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  environment: NodeJS.ProcessEnv,
  schema: z.ZodObject<Shape>,
  prefixes: readonly string[],
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  refuseUnknown(Object.keys(given), Object.keys(schema.shape), prefixes);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? 'environment');
  throw configurationError(`${name}: expected ${describe(issue?.message ?? 'another value')}`);
}

/** What all share, from settings that were checked. */
export function sharedConfig(settings: z.infer<typeof sharedSettings>): Config {
  const { KNOWLEDGE_DIR, PUBLIC_URL, STOP_WITHIN, STOP_NOTICE } = settings;
  if (STOP_NOTICE >= STOP_WITHIN) {
    throw configurationError('STOP_NOTICE: expected less than STOP_WITHIN, as it is a part of it');
  }
  return {
    databaseUrl: settings.DATABASE_URL,
    knowledgeDir: KNOWLEDGE_DIR === undefined ? undefined : resolve(KNOWLEDGE_DIR),
    host: settings.HOST,
    port: settings.PORT,
    webToken: settings.WEB_TOKEN,
    publicUrl: PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin,
    trustedProxies: settings.TRUSTED_PROXY ?? [],
    encryptionKey: settings.ENCRYPTION_KEY,
    metricsToken: settings.METRICS_TOKEN,
    stopWithin: STOP_WITHIN * 1_000,
    stopNotice: STOP_NOTICE * 1_000,
    logLevel: settings.LOG_LEVEL,
  };
}

/** What a setting lacks, as the person who sets it up reads it: its name first, never a value. */
export function configurationError(message: string): AdvisorError {
  return new AdvisorError('configuration', message);
}

/** Whoever misspells a name would otherwise wonder why nothing connects. */
function refuseUnknown(
  names: readonly string[],
  known: readonly string[],
  prefixes: readonly string[],
): void {
  for (const prefix of prefixes) {
    const own = known.filter((name) => name.startsWith(prefix));
    const unknown = names.find((name) => name.startsWith(prefix) && !own.includes(name));
    if (unknown === undefined) continue;
    const nearest = nearestOf(unknown, own);
    throw configurationError(`${unknown.slice(0, 60)}: no such setting; did you mean ${nearest}?`);
  }
}

/** The name that shares most pairs of letters with another. */
function nearestOf(name: string, known: readonly string[]): string {
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (letter, at) => `${text[at]}${letter}`));
  const own = pairs(name);
  const shared = (other: string) => (2 * own.intersection(pairs(other)).size) / (name.length + other.length);
  return [...known].sort((a, b) => shared(b) - shared(a))[0] ?? '';
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

function describe(message: string): string {
  return message
    .replace(/^Invalid option: expected /, '')
    .replace(/^Too (small|big): expected number to be /, 'a number ');
}
