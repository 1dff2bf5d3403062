import type { Command } from 'commander';
import { z } from 'zod';
import { flag } from '../../src/commands/arguments.ts';
import { migrateData } from '../../src/copying/migrate-data.ts';
import { commandLine, option } from './command-line.ts';
import { showSteps } from './copy-steps.ts';

/** `stack-advisor migrate-data --from URL --to URL` */
export function migrateDataCommand(): Command {
  return commandLine(
    { name: 'migrate-data', description: 'copy all data into another, empty database' },
    {
      from: address('--from', 'the database that is copied: sqlite:PATH or postgres://...'),
      to: address('--to', 'an empty database, or one that holds an unfinished copy of the same'),
      keepFaults: flag('copy a history that does not verify as it is'),
    },
    async ({ from, to, keepFaults }) => {
      const steps = showSteps(process.stderr);
      try {
        const { rows, records, logs, entries } = await migrateData(from, to, {
          keepFaults,
          onStep: steps.show,
        });
        process.stdout.write(
          `Copied and verified: ${counted(records, 'record')} in ${counted(logs, 'log')}, ${counted(entries, 'entry', 'entries')} of history, ${counted(rows, 'row')} in all.\n`,
        );
      } finally {
        steps.end();
      }
    },
  );
}

function address(name: string, description: string) {
  return option(
    'url',
    description,
    z
      .string()
      .refine(
        (url) =>
          /^sqlite:(?!:memory:$)./.test(url) || (/^postgres(?:ql)?:\/\/./.test(url) && URL.canParse(url)),
        { error: `${name}: expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE` },
      ),
  );
}

const numbers = new Intl.NumberFormat('en');

function counted(count: number, one: string, several = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : several}`;
}
