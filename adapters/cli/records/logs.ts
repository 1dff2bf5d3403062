import { Command } from 'commander';
import { z } from 'zod';
import type { Given } from '../../../src/commands/command.ts';
import type { LogSettings } from '../../../src/decisions/log-settings.ts';
import { argument, oneOf, option } from '../command-line.ts';
import { logsText } from '../render-records.ts';
import { readTemplateFile } from '../template-file.ts';
import { logCommand } from './session.ts';

const name = argument('the name of the log', z.string());
const channel = argument('the channel', z.string());

const count = z.string().transform((typed) => Number(typed));
const names = z.string().transform((typed) => typed.split(',').filter((one) => one.trim() !== ''));
const visibility = oneOf('--visibility', ['open', 'members']);
const isOn = oneOf('--own-approval', ['on', 'off']).transform((state) => state === 'on');
const settings = {
  quorum: option('count', 'approvals that accept a proposal', count.exactOptional()),
  deciders: option('names', 'who may decide, with commas; everybody where empty', names.exactOptional()),
  visibility: option('who', 'open or members', visibility.exactOptional()),
  template: option(
    'file',
    'a markdown file with {{title}} and others: the form of its files; none where empty',
    z.string().exactOptional(),
  ),
  ownApproval: option('state', "on or off: whether an author's own approval counts", isOn.exactOptional()),
};

/** What is set, with the text of the template's file. */
async function settingsOf({ template, ...others }: Given<typeof settings>): Promise<LogSettings> {
  if (template === undefined) return others;
  return { ...others, template: template.trim() === '' ? null : (await readTemplateFile(template)).text };
}

const logCommands = () => [
  logCommand({ name: 'list', description: 'list logs' }, {}, async (_given, { decisions, look, printAll }) =>
    printAll(await decisions.logs(look), logsText),
  ),
  logCommand(
    { name: 'create', description: 'make a log' },
    { name, ...settings },
    async ({ name, ...given }, { decisions, act, print }) => {
      await decisions.createLog({ ...act, log: name }, await settingsOf(given));
      print({ log: name, created: true }, `${name} is there.`);
    },
  ),
  logCommand(
    { name: 'bind', description: 'bind a log to a channel' },
    { name, channel },
    async ({ name, channel }, { decisions, act, print }) => {
      await decisions.setLog({ ...act, log: name }, { channel }, { frees: true });
      print({ log: name, channel }, `${name} belongs to ${channel}.`);
    },
  ),
  logCommand(
    { name: 'set', description: 'set quorum, deciders, visibility and the form of its files' },
    { name, ...settings },
    async ({ name, ...given }, { decisions, act, print }) => {
      await decisions.setLog({ ...act, log: name }, await settingsOf(given));
      print({ log: name, set: true }, `${name} is set.`);
    },
  ),
];

/** `adr log ...`: series of records with settings of their own. */
export function logGroup(): Command {
  const group = new Command('log').description(
    'logs: series of records with their own quorum, deciders and visibility',
  );
  for (const command of logCommands()) group.addCommand(command);
  return group;
}
