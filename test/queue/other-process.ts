import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Another process that is ready to go. */
export async function other(onLine: (line: string) => void, ...given: string[]) {
  const script = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const ready = Promise.withResolvers<void>();
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') ready.resolve();
    else onLine(line);
  });
  await ready.promise;
  return {
    go: () => child.stdin.write('go\n'),
    kill: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => child.kill(signal),
    ended,
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
