import v8 from 'node:v8';
import { Command } from 'commander';
import { readConfig } from '../../src/config.ts';

/** `stack-advisor serve`: what `npm start` runs. */
export function serveCommand(): Command {
  return new Command('serve').description('serve the local page').action(async () => {
    const config = readConfig(process.env);
    keepSmall();
    const { start } = await import('../main.ts');
    await start(config);
  });
}

/** A server mostly waits: V8 would keep all the room that loading took for young objects, some 60 MB. */
function keepSmall(): void {
  v8.setFlagsFromString('--max-semi-space-size=2');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}
