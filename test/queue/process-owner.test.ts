import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { createOwner, stateOfOwner } from '../../src/queue/process-owner.ts';

/** A process of its own, and the owner that it would be. */
function otherProcess() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('an owner is there as long as its process is', async () => {
  expect(stateOfOwner(createOwner())).toBe('there');
  expect(createOwner()).not.toBe(createOwner());
});

it.runIf(process.platform === 'linux')(
  'an owner is gone when its process was killed, also before anybody noticed',
  async () => {
    const child = otherProcess();
    const [machine = '', , , id = ''] = createOwner().split(' ');
    const script = `import(${JSON.stringify(new URL('../../src/queue/process-owner.ts', import.meta.url).href)}).then(({ createOwner }) => console.log(createOwner()))`;
    const teller = spawn(
      process.execPath,
      ['--input-type=module', '-e', `${script}; setInterval(() => {}, 1e6)`],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void teller.kill('SIGKILL'));
    const owner = await new Promise<string>((resolve) =>
      teller.stdout.once('data', (text) => resolve(String(text).trim())),
    );
    expect(stateOfOwner(owner)).toBe('there');
    expect(owner.split(' ')[0]).toBe(machine);
    // Stopped it hangs, and may go on.
    teller.kill('SIGSTOP');
    expect(stateOfOwner(owner)).toBe('there');
    const ended = new Promise((resolve) => teller.once('exit', resolve));
    teller.kill('SIGKILL');
    await ended;
    expect(stateOfOwner(owner)).toBe('gone');
    // Its number was given to another process.
    expect(stateOfOwner([machine, child.pid, '1', id].join(' '))).toBe('gone');
  },
);

it('of other machines, and of owners of an earlier version, nothing is known', () => {
  const [, pid, at, id] = createOwner().split(' ');
  expect(stateOfOwner(['another', pid, at, id].join(' '))).toBe('unknown');
  expect(stateOfOwner('0b7f6f0e-3f0a-4c55-a6f5-000000000000')).toBe('unknown');
  expect(stateOfOwner('')).toBe('unknown');
  const [machine] = createOwner().split(' ');
  for (const odd of ['-1', '0', 'x', '1.5', ''])
    expect(stateOfOwner([machine, odd, at, id].join(' '))).toBe('unknown');
});

it('a number that no process has is gone', () => {
  const [machine, , at, id] = createOwner().split(' ');
  expect(stateOfOwner([machine, 2 ** 22 + 1, at, id].join(' '))).toBe('gone');
});
