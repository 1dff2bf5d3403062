import { Command } from 'commander';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { AdvisorError, describeSystemError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readConfig, type ServiceConfig } from '../config.ts';

/** `stack-advisor backup FILE` */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the database to a file while it is in use')
    .argument('<file>', 'a new file')
    .action(async (file: string) => {
      const database = await openDatabase(readConfig(process.env).databaseUrl);
      try {
        await database.backup(file);
      } finally {
        await database.close();
      }
      process.stdout.write(`${file} holds a copy of the database.\n`);
    });
}

/** `stack-advisor doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check settings, knowledge, database, records, and Slack and Discord where they are configured',
    )
    .option('--json', 'one JSON value')
    .action(async (options: { json?: boolean }) => {
      const settings = await check('settings', async () => {
        readConfig(process.env);
        return [];
      });
      // Without sound settings there is nothing to look at.
      const checks = settings.faults.length > 0 ? [settings] : [settings, ...(await checksOf(process.env))];
      const faults = checks.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
      const text = checks
        .map(({ name, faults, notes = [] }) => {
          const line = `${faults.length === 0 ? 'ok    ' : 'fault '} ${name}`;
          return notes.length === 0 ? line : `${line}: ${notes.join('; ')}`;
        })
        .join('\n');
      process.stdout.write(
        `${options.json === true ? JSON.stringify({ sound: faults.length === 0, checks }) : text}\n`,
      );
      if (faults.length > 0) throw new AdvisorError('database', faults.join('; '));
    });
}

/** What these settings lead to, one after the other. */
async function checksOf(environment: NodeJS.ProcessEnv): Promise<Checked[]> {
  const config = readConfig(environment);
  const { databaseUrl, knowledgeDir } = config;
  const withDatabase = async (work: (database: Database) => Promise<string[]>) => {
    const database = await openDatabase(databaseUrl);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  return [
    await check('knowledge', async () => {
      await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
      return [];
    }),
    await check('database', () => withDatabase((database) => database.check())),
    await check('records', () => withDatabase((database) => createDecisions(database).verify('local'))),
    ...(await slackChecks(config)),
    ...(await discordChecks(config)),
  ];
}

/** Slack is asked where it is configured; what asks it is not loaded elsewhere. */
async function slackChecks({ slack }: ServiceConfig): Promise<Checked[]> {
  if (slack === undefined) return [];
  const { checkSlackSetup } = await import('../slack/check-setup.ts');
  return Promise.all(checkSlackSetup(slack).map(({ name, work }) => check(name, work)));
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
