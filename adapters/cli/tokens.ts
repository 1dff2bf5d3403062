import { Command } from 'commander';
import { z } from 'zod';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { type AgentToken, scopes } from '../../src/tokens/token.ts';
import { createTokens, type Tokens, type TokenUse } from '../../src/tokens/tokens.ts';
import { readConfig } from '../config.ts';
import { argument, commandLine, listOption, oneOf, option, textOption } from './command-line.ts';
import { personName } from './person-name.ts';
import { withDatabase } from './with-database.ts';

const shared = {
  workspace: option('id', 'the workspace', z.string().min(1).max(200).default('local')),
  json: flag('one JSON value a line'),
};
const creating = {
  name: option('text', 'what the agent is called in records: "ci", "ana’s editor"', z.string()),
  scope: option('scope', 'read, or propose, which reads too', z.array(oneOf('--scope', scopes)).default([])),
  expires: option(
    'days',
    'in how many days it ends; 365 where it is left out',
    z.coerce.number('--expires takes a number of days').optional(),
  ),
  memberOf: listOption('channel', 'it sees what this channel’s members do'),
  as: textOption('name', 'who makes it; the system user where it is left out'),
  ...shared,
};
const id = argument('the id of the token', z.string().min(1).max(200));
const naming = { id, ...shared };

/** `stack-advisor token create|list|revoke|log`: what agents show over HTTP. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('tokens with which agents reach /mcp over HTTP')
    .addCommand(
      commandLine({ name: 'token create', description: 'make a token; it is shown once' }, creating, create),
    )
    .addCommand(
      commandLine({ name: 'token list', description: 'all tokens, without their secrets' }, shared, list),
    )
    .addCommand(
      commandLine({ name: 'token revoke', description: 'end a token at once, for good' }, naming, revoke),
    )
    .addCommand(
      commandLine({ name: 'token log', description: 'what was written with a token' }, naming, listUses),
    );
}

async function create({
  name,
  scope,
  expires: days,
  memberOf: channels,
  as,
  workspace,
  json,
}: Given<typeof creating>): Promise<void> {
  const by = personName(as);
  const wanted = {
    ...{ name, scopes: scope },
    ...(days === undefined ? {} : { days }),
    ...(channels === undefined ? {} : { channels }),
  };
  const { token, text } = await withTokens((tokens) => tokens.create(workspace, by, wanted));
  if (json) return print(JSON.stringify({ ...token, token: text }));
  print(
    `${text}\n\n${tokenLine(token)}\nThis is the only time that it is shown: put it where secrets are kept.`,
  );
}

async function list({ workspace, json }: Given<typeof shared>): Promise<void> {
  const all = await withTokens((tokens) => tokens.list(workspace));
  if (json) for (const token of all) print(JSON.stringify(token));
  else print(all.length === 0 ? 'There are no tokens.' : all.map(tokenLine).join('\n'));
}

async function revoke({ id, workspace, json }: Given<typeof naming>): Promise<void> {
  const token = await withTokens((tokens) => tokens.revoke(workspace, id));
  print(json ? JSON.stringify(token) : `${token.name} (${token.id}) counts no more.`);
}

async function listUses({ id, workspace, json }: Given<typeof naming>): Promise<void> {
  const uses = await withTokens((tokens) => tokens.uses(workspace, id));
  if (json) for (const use of uses) print(JSON.stringify(use));
  else print(uses.length === 0 ? 'Nothing was written with it.' : uses.map(useLine).join('\n'));
}

/** `0a1b2c3d4e5f  ci: read, propose; made 2026-03-01 by ana, ends 2027-03-01, used 2026-03-02` */
function tokenLine(token: AgentToken): string {
  const { id, name, scopes, channels, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt } = token;
  const parts = [
    scopes.join(', '),
    channels.length === 0 ? '' : `member of ${channels.join(', ')}`,
    `made ${dayOf(createdAt)} by ${createdBy}`,
    revokedAt === null ? '' : `revoked ${dayOf(revokedAt)}`,
    revokedAt !== null || expiresAt === null ? '' : `ends ${dayOf(expiresAt)}`,
    lastUsedAt === null ? 'never used' : `last used ${dayOf(lastUsedAt)}`,
  ];
  return `${id}  ${name}: ${parts.filter((part) => part !== '').join('; ')}`;
}

function useLine({ at, log, number, kind }: TokenUse): string {
  return `${at}  ${kind} ${number === null ? log : `${log} ${number}`}`;
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function withTokens<Result>(work: (tokens: Tokens) => Promise<Result>): Promise<Result> {
  return withDatabase(readConfig(process.env).databaseUrl, (database) => work(createTokens(database)));
}
