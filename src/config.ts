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
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How this process is set up: the environment, validated. */
export interface Config {
  readonly databaseUrl: string;
  /** The operator's knowledge folder, absolute. */
  readonly knowledgeDir: string | undefined;
  readonly host: string;
  readonly port: number;
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
  const { DATABASE_URL, KNOWLEDGE_DIR, HOST, PORT, LOG_LEVEL } = parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    knowledgeDir: KNOWLEDGE_DIR === undefined ? undefined : resolve(KNOWLEDGE_DIR),
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
  };
}

function describe(message: string): string {
  return message
    .replace(/^Invalid option: expected /, '')
    .replace(/^Too (small|big): expected number to be /, 'a number ');
}
