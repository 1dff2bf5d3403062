import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { commandLine } from './command-line.ts';

/** `stack-advisor serve`: what `npm start` runs. */
export function serveCommand(): Command {
  return commandLine({ name: 'serve', description: 'serve the local page' }, {}, async () => {
    const config = readConfig(process.env);
    const { start } = await import('../main.ts');
    await start(config);
    // A call that still waits for its answer would keep the process; what it was about is there at the next start.
    process.exit();
  });
}
