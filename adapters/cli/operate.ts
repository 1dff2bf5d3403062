import { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { AdvisorError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

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
      const checks = [
        await check('settings', async () => {
          readConfig(process.env);
          return [];
        }),
        await check('knowledge', async () => {
          const { knowledgeDir } = readConfig(process.env);
          await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
          return [];
        }),
        await check('database', async () => {
          const database = await openDatabase(readConfig(process.env).databaseUrl);
          try {
            return await database.check();
          } finally {
            await database.close();
          }
        }),
        await check('records', async () => {
          const database = await openDatabase(readConfig(process.env).databaseUrl);
          try {
            return await createDecisions(database).verify('local');
          } finally {
            await database.close();
          }
        }),
      ];
      checks.push(...(await slackChecks()), ...(await discordChecks()));
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

/** Slack is asked where it is configured; what asks it is not loaded elsewhere. */
async function slackChecks(): Promise<Checked[]> {
  const config = readConfigSafely();
  if (config?.slack === undefined) return [];
  const { examine } = await import('../slack/examine.ts');
  return Promise.all(examine(config.slack).map(({ name, work }) => check(name, work)));
}

/** The same for Discord. */
async function discordChecks(): Promise<Checked[]> {
  const config = readConfigSafely();
  if (config?.discord === undefined) return [];
  const { examineDiscord } = await import('../discord/examine.ts');
  return Promise.all(
    examineDiscord(config.discord).map(async ({ name, work }) => {
      const { faults, notes } = await work();
      return { name, faults: [...faults], ...(notes.length === 0 ? {} : { notes }) };
    }),
  );
}

/** What is wrong with the settings is told by their own check. */
function readConfigSafely() {
  try {
    return readConfig(process.env);
  } catch {
    return undefined;
  }
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
    if (error instanceof AdvisorError) return { name, faults: [error.message] };
    throw error;
  }
}
