import type { Command } from 'commander';
import { checkCommand } from './records/check.ts';
import { contentCommands } from './records/contents.ts';
import { fileCommands } from './records/files.ts';
import { logGroup } from './records/logs.ts';
import { queries } from './records/queries.ts';
import { siteCommands } from './records/site.ts';
import { steps } from './records/steps.ts';
import { syncCommand } from './records/sync.ts';
import { commandGroup } from './registry-commands.ts';

/** `stack-advisor adr ...` */
export function adrCommand(): Command {
  return commandGroup('adr', [
    ...contentCommands(),
    ...queries(),
    ...steps(),
    ...fileCommands(),
    checkCommand(),
    syncCommand(),
    ...siteCommands(),
    logGroup(),
  ]);
}
