import { Command } from 'commander';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';
import { type GivenSetting, type SettingFault, type Source, shownValue } from '../../src/settings/read.ts';
import { checkConfig, readConfig } from '../config.ts';
import { oneLine } from '../view/clean-text.ts';
import { commandLine } from './command-line.ts';
import { withDatabase } from './with-database.ts';

const checking = { json: flag('one JSON value') };

/** `stack-advisor config check` and `stack-advisor config rotate-keys` */
export function configCommand(): Command {
  const check = {
    name: 'config check',
    description: 'print what is set and where it comes from, and everything that is wrong with it',
  };
  const rotate = {
    name: 'config rotate-keys',
    description: 'encrypt stored tokens with the first key of ENCRYPTION_KEY, so that the others can go',
  };
  return new Command('config')
    .description('settings, and the keys that encrypt')
    .addCommand(commandLine(check, checking, checkSettings))
    .addCommand(commandLine(rotate, {}, rotateKeys));
}

async function rotateKeys(): Promise<void> {
  const { encryptionKeys, databaseUrl } = readConfig(process.env);
  if (encryptionKeys === undefined)
    throw new AdvisorError(
      'configuration',
      'ENCRYPTION_KEY: not set; the key that encrypts first, former ones after it',
    );
  const { renewTokens, unreadableWords } = await import('../slack/renew-tokens.ts');
  const { createSecrets } = await import('../slack/token-encryption.ts');
  const states = await withDatabase(databaseUrl, (database) =>
    renewTokens(database, createSecrets(encryptionKeys)),
  );
  const tokens = states.stored === 1 ? '1 token is stored' : `${states.stored} tokens are stored`;
  process.stdout.write(`${tokens}; encrypted anew with the first key: ${states.former}.\n`);
  const words = unreadableWords(states);
  if (words !== undefined) throw new AdvisorError('configuration', words);
}

async function checkSettings({ json }: Given<typeof checking>): Promise<void> {
  const { given, faults } = checkConfig(process.env).reading;
  const text = json ? jsonOf(given, faults) : textOf(given, faults);
  process.stdout.write(`${text}\n`);
  if (faults.length === 0) return;
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  throw new AdvisorError('configuration', `${count} in the settings`);
}

function jsonOf(given: readonly GivenSetting[], faults: readonly SettingFault[]): string {
  const settings = given.map((one) => ({
    name: one.setting.name,
    value: isWrong(one, faults) ? null : shownValue(one),
    secret: one.setting.isSecret === true,
    source: one.source,
  }));
  return JSON.stringify({ sound: faults.length === 0, settings, faults });
}

function textOf(given: readonly GivenSetting[], faults: readonly SettingFault[]): string {
  const rows = given.map((one) => [
    one.setting.name,
    isWrong(one, faults) ? 'malformed' : oneLine(shownValue(one)),
    sourceText(one.source),
  ]);
  const set =
    rows.length === 0
      ? ['Nothing is set: all have their defaults (docs/settings.md).']
      : aligned([...rows, ['all else', 'its default', 'docs/settings.md']]);
  return [...set, ...faults.map(({ name, fault }) => oneLine(`fault  ${name}: ${fault}`))].join('\n');
}

/** What is malformed may be a secret that was pasted in the wrong place. */
function isWrong({ setting }: GivenSetting, faults: readonly SettingFault[]): boolean {
  return faults.some(({ name }) => name === setting.name);
}

function sourceText(source: Source): string {
  return source.kind === 'environment' ? 'environment' : `file ${oneLine(source.path)}`;
}

/** Columns side by side; a value that is wide does not push the others far away. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((at) => Math.min(50, Math.max(...rows.map((row) => (row[at] ?? '').length))));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
