import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { TokenTable } from '../database/tables/tokens.ts';
import { AdvisorError } from '../errors.ts';
import { isoTime } from '../queue/clock.ts';
import { isBlank } from '../visible.ts';
import {
  type AgentToken,
  digestOf,
  hasDigest,
  idIn,
  newToken,
  personIdOf,
  type Scope,
  scopes,
} from './token.ts';

/** What a new token is to be. */
export const wantedSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'a token needs a name')
    .max(60, 'a name has at most 60 characters')
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._'/@-]*$/u,
      'a name has letters, digits, blanks, dots and dashes, and begins with a letter or digit',
    )
    .refine((name) => !isBlank(name), 'a name that can be seen'),
  scopes: z.array(z.enum(scopes)).default([]),
  channels: z.array(z.string().trim().min(1).max(200)).max(100, 'at most 100 channels').default([]),
  /** In how many days it ends. */
  days: z.number().int().min(1, 'at least a day').max(3_650, 'ten years at most').default(365),
});
export type WantedToken = z.input<typeof wantedSchema>;

/** Something that was done with a token. */
export interface TokenUse {
  readonly at: string;
  readonly log: string;
  readonly number: number | null;
  readonly kind: string;
}

/** So many tokens of a workspace count at once. */
export const mostTokens = 500;

/** Tokens of agents, kept by their digests. */
export interface Tokens {
  /** Makes a token; its text is told here and never again. @throws AdvisorError `invalid`, `conflict` */
  create(
    workspace: string,
    by: string,
    wanted: WantedToken,
  ): Promise<{ readonly token: AgentToken; readonly text: string }>;
  /** The token that a text is, where it counts: known, not over and not revoked. Notes that it was used. */
  find(text: string): Promise<AgentToken | undefined>;
  /** All tokens of a workspace, also those that do not count any more, the newest first. */
  list(workspace: string): Promise<AgentToken[]>;
  /** Ends a token for good. @throws AdvisorError `not-found` */
  revoke(workspace: string, id: string): Promise<AgentToken>;
  /** What was written with a token, the newest first. @throws AdvisorError `not-found` */
  uses(workspace: string, id: string): Promise<TokenUse[]>;
}

/** Opens the tokens of a database; `now` gives the time in milliseconds. */
export function createTokens(database: Database, now: () => number = () => database.now()): Tokens {
  const { db } = database;
  return {
    create: (workspace, by, wanted) =>
      database.transaction((within) => create(within, { workspace, by, now: now() }, wanted), { workspace }),
    async find(text) {
      const id = idIn(text);
      if (id === undefined) return undefined;
      const row = await db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined || !hasDigest(text, row.digest) || !counts(row, now())) return undefined;
      await noteUse(database, row, now());
      return tokenOf(row);
    },
    list: (workspace) =>
      database.reading(workspace, async (within) => {
        const rows = await ofWorkspace(within, workspace)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute();
        return rows.map(tokenOf);
      }),
    revoke: (workspace, id) =>
      database.transaction(
        async (within) => {
          const row = await requireToken(within, workspace, id);
          const revoked_at = row.revoked_at ?? isoTime(now());
          await within.updateTable('tokens').set({ revoked_at }).where('id', '=', row.id).execute();
          return tokenOf({ ...row, revoked_at });
        },
        { workspace },
      ),
    uses: (workspace, id) =>
      database.reading(workspace, async (within) =>
        usesOf(within, await requireToken(within, workspace, id)),
      ),
  };
}

interface Making {
  readonly workspace: string;
  readonly by: string;
  readonly now: number;
}

async function create(db: Kysely<Tables>, { workspace, by, now }: Making, input: WantedToken) {
  const parsed = wantedSchema.safeParse(input);
  if (!parsed.success)
    throw new AdvisorError('invalid', parsed.error.issues[0]?.message ?? 'not a token that can be made');
  const { name, days, channels, scopes: wanted } = parsed.data;
  const there = await ofWorkspace(db, workspace).execute();
  const counting = there.filter((row) => counts(row, now));
  if (counting.some((row) => row.name === name))
    throw new AdvisorError(
      'conflict',
      `there is a token called ${name} already; revoke it or choose another name`,
    );
  if (counting.length >= mostTokens)
    throw new AdvisorError(
      'conflict',
      `${workspace} has ${mostTokens} tokens already; revoke what nobody uses`,
    );
  const { id, text } = newToken();
  const row: Selectable<TokenTable> = {
    id,
    workspace,
    name,
    digest: digestOf(text),
    // Whoever proposes reads what there is first.
    scopes: JSON.stringify(scopes.filter((scope) => scope === 'read' || wanted.includes(scope))),
    channels: JSON.stringify([...new Set(channels)]),
    created_at: isoTime(now),
    created_by: by,
    expires_at: isoTime(now + days * day),
    revoked_at: null,
    last_used_at: null,
  };
  await db.insertInto('tokens').values(row).execute();
  return { token: tokenOf(row), text };
}

const day = 24 * 3_600_000;
const hour = 3_600_000;

function ofWorkspace(db: Kysely<Tables>, workspace: string) {
  return db.selectFrom('tokens').selectAll().where('workspace', '=', workspace);
}

async function requireToken(
  db: Kysely<Tables>,
  workspace: string,
  id: string,
): Promise<Selectable<TokenTable>> {
  // Whoever has the token itself at hand may name it by that.
  const wanted = idIn(id) ?? id.replace(/^(?:sa_|token:)/, '').slice(0, 60);
  const row = await ofWorkspace(db, workspace).where('id', '=', wanted).executeTakeFirst();
  if (row === undefined)
    throw new AdvisorError(
      'not-found',
      `there is no such token in ${workspace}; stack-advisor token list tells their ids`,
    );
  return row;
}

function counts({ expires_at, revoked_at }: Selectable<TokenTable>, now: number): boolean {
  return revoked_at === null && (expires_at === null || expires_at > isoTime(now));
}

/** To the hour, so that reading writes next to never; what cannot be noted keeps nobody from reading. */
async function noteUse({ db }: Database, row: Selectable<TokenTable>, now: number): Promise<void> {
  const at = isoTime(Math.floor(now / hour) * hour);
  if (row.last_used_at !== null && row.last_used_at >= at) return;
  const noted = db.updateTable('tokens').set({ last_used_at: at }).where('id', '=', row.id).execute();
  await noted.catch(() => undefined);
}

/** The latest things that were written with a token. */
async function usesOf(db: Kysely<Tables>, { id, workspace }: Selectable<TokenTable>): Promise<TokenUse[]> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('logs', 'logs.id', 'events.log_id')
    .leftJoin('records', 'records.id', 'events.record_id')
    .select(['events.at', 'logs.name as log', 'records.number', 'events.kind'])
    .where('logs.workspace', '=', workspace)
    .where('events.person_id', '=', personIdOf(id))
    .orderBy('events.id', 'desc')
    .limit(mostUses)
    .execute();
  return rows;
}

const mostUses = 1_000;

const scopeList = z.array(z.enum(scopes));
const channelList = z.array(z.string());

function tokenOf(row: Selectable<TokenTable>): AgentToken {
  const granted: readonly Scope[] = scopeList.parse(JSON.parse(row.scopes));
  return {
    id: row.id,
    workspace: row.workspace,
    name: row.name,
    scopes: granted,
    channels: channelList.parse(JSON.parse(row.channels)),
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
