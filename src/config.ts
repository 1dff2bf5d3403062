import { resolve } from 'node:path';
import { z } from 'zod';
import { AdvisorError } from './errors.ts';

const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'sqlite:PATH or sqlite::memory:')
    .default('sqlite:./data/stack-advisor.db'),
  KNOWLEDGE_DIR: z.string().min(1, 'a folder').optional(),
  HOST: z.string().min(1, 'an address to listen on').default('127.0.0.1'),
  PORT: z.coerce.number('a port from 0 to 65535').int().min(0).max(65_535).default(3000),
  WEB_TOKEN: z.string().min(8, 'at least 8 characters').max(1_000, 'at most 1000 characters').optional(),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'an address without a path, such as https://advisor.example')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How this process is set up: the environment, validated. */
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
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * Throws an {@link AdvisorError} that names the first malformed variable, never its value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    throw new AdvisorError(
      'configuration',
      `${name}: expected ${describe(issue?.message ?? 'another value')}`,
    );
  }
  const { DATABASE_URL, KNOWLEDGE_DIR, HOST, PORT, WEB_TOKEN, PUBLIC_URL, LOG_LEVEL } = parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    knowledgeDir: KNOWLEDGE_DIR === undefined ? undefined : resolve(KNOWLEDGE_DIR),
    host: HOST,
    port: PORT,
    webToken: WEB_TOKEN,
    publicUrl: PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin,
    logLevel: LOG_LEVEL,
  };
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
