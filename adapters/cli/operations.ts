import type { Command } from 'commander';
import { z } from 'zod';
import { flag } from '../../src/commands/arguments.ts';
import { countText } from '../../src/decisions/conflict-words.ts';
import { createConflicts } from '../../src/decisions/conflicts.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import type { EncryptionKeys } from '../../src/encryption-keys.ts';
import { AdvisorError, describeSystemError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { settingError } from '../../src/settings/read.ts';
import { checkConfig, readConfig, type ServiceConfig } from '../config.ts';
import { argument, commandLine } from './command-line.ts';
import { showSteps } from './copy-steps.ts';
import { withDatabase } from './with-database.ts';

/** `stack-advisor backup FILE` */
export function backupCommand(): Command {
  return commandLine(
    { name: 'backup', description: 'copy the database to a file while it is in use' },
    { file: argument('a new file', z.string()) },
    async ({ file }) => {
      const steps = showSteps(process.stderr);
      try {
        await withDatabase(readConfig(process.env).databaseUrl, (database) =>
          database.backup(file, steps.show),
        );
      } finally {
        steps.end();
      }
      process.stdout.write(`${file} holds a copy of the database.\n`);
    },
  );
}

/** `stack-advisor doctor` */
export function doctorCommand(): Command {
  return commandLine(
    {
      name: 'doctor',
      description:
        'check settings, knowledge, database, records, and Slack and Discord where they are configured',
    },
    { json: flag('one JSON value') },
    async ({ json }) => {
      const settings = await check('settings', async () =>
        checkConfig(process.env).reading.faults.map((fault) => settingError(fault).message),
      );
      // Without sound settings there is nothing to look at.
      const checks = settings.faults.length > 0 ? [settings] : [settings, ...(await checksOf(process.env))];
      const faults = checks.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
      const text = checks.map(checkLine).join('\n');
      process.stdout.write(`${json ? JSON.stringify({ sound: faults.length === 0, checks }) : text}\n`);
      if (faults.length > 0) throw new AdvisorError('database', faults.join('; '));
    },
  );
}

function checkLine({ name, faults, notes = [] }: Checked): string {
  const line = `${faults.length === 0 ? 'ok    ' : 'fault '} ${name}`;
  return notes.length === 0 ? line : `${line}: ${notes.join('; ')}`;
}

/** What these settings lead to, one after the other. */
async function checksOf(environment: NodeJS.ProcessEnv): Promise<Checked[]> {
  const config = readConfig(environment);
  const { databaseUrl, knowledgeDir } = config;
  return [
    await check('knowledge', async () => {
      await knowledgeOf(knowledgeDir);
      return [];
    }),
    await check('database', () => withDatabase(databaseUrl, (database) => database.check())),
    await checkRecords(databaseUrl, knowledgeDir),
    ...(await slackChecks(config)),
    ...(await discordChecks(config)),
  ];
}

/** Whether records are as their history tells; that some contradict is no fault, and good to know. */
async function checkRecords(databaseUrl: string, knowledgeDir: string | undefined): Promise<Checked> {
  const notes: string[] = [];
  const checked = await check('records', () =>
    withDatabase(databaseUrl, async (database) => {
      const decisions = createDecisions(database);
      const faults = await decisions.verify('local');
      const conflicts = createConflicts(await knowledgeOf(knowledgeDir));
      const { length } = await conflicts.among(decisions, {
        workspace: 'local',
        viewer: { kind: 'operator' },
      });
      if (length > 0) notes.push(`${countText(length)} (see stack-advisor adr conflicts)`);
      return faults;
    }),
  );
  return notes.length === 0 ? checked : { ...checked, notes };
}

function knowledgeOf(knowledgeDir: string | undefined) {
  return loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
}

/** Slack is asked where it is configured; what asks it is not loaded elsewhere. */
async function slackChecks({ slack, databaseUrl }: ServiceConfig): Promise<Checked[]> {
  if (slack === undefined) return [];
  const { checkSlackSetup } = await import('../slack/check-setup.ts');
  const asked = await Promise.all(checkSlackSetup(slack).map(({ name, work }) => check(name, work)));
  return slack.oauth === undefined
    ? asked
    : [...asked, await checkTokens(databaseUrl, slack.oauth.encryptionKeys)];
}

/** Whether the keys open what is stored. */
async function checkTokens(databaseUrl: string, keys: EncryptionKeys): Promise<Checked> {
  const { lookAtTokens, unreadableWords } = await import('../slack/renew-tokens.ts');
  const { createSecrets } = await import('../slack/token-encryption.ts');
  const notes: string[] = [];
  const checked = await check('slack tokens', () =>
    withDatabase(databaseUrl, async (database) => {
      const states = await lookAtTokens(database, createSecrets(keys));
      if (states.former > 0)
        notes.push(`${states.former} under a former key (see stack-advisor config rotate-keys)`);
      return [unreadableWords(states) ?? ''];
    }),
  );
  return { ...checked, notes };
}

/** The same for Discord. */
async function discordChecks({ discord }: ServiceConfig): Promise<Checked[]> {
  if (discord === undefined) return [];
  const { checkDiscordSetup } = await import('../discord/check-setup.ts');
  return Promise.all(
    checkDiscordSetup(discord).map(async ({ name, work }) => {
      const { faults, notes } = await work();
      return { name, faults: [...faults], ...(notes.length === 0 ? {} : { notes }) };
    }),
  );
}

interface Checked {
  readonly name: string;
  readonly faults: string[];
  /** What is good to know of what is sound. */
  readonly notes?: readonly string[];
}

async function check(name: string, work: () => Promise<string[]>): Promise<Checked> {
  try {
    return { name, faults: (await work()).filter((fault) => fault !== '') };
  } catch (error) {
    const fault = error instanceof AdvisorError ? error.message : describeSystemError(error);
    if (fault === undefined) throw error;
    return { name, faults: [fault] };
  }
}
