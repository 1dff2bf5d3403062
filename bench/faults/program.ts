import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The real program as a child process that is started and killed again and again, on one port and one database. */
export interface Program {
  readonly address: string;
  /** The process, while it runs. */
  readonly pid: number | undefined;
  /** How often it was started. */
  readonly starts: number;
  /** What it logged, and how often. */
  readonly logged: ReadonlyMap<string, number>;
  /** Starts it, and waits until it says that it is ready; at most so long in milliseconds. */
  start(within?: number): Promise<void>;
  /** SIGKILL, until it is gone. */
  kill(): Promise<void>;
}

/** What a start is given, by how many there were before. */
export type Environment = (starts: number) => Readonly<Record<string, string>>;

const file = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** A program that is not started yet. */
export async function createProgram(databaseUrl: string, environment: Environment): Promise<Program> {
  const port = await freePort();
  const logged = new Map<string, number>();
  let child: ChildProcess | undefined;
  let starts = 0;
  return {
    address: `http://127.0.0.1:${port}`,
    logged,
    get pid() {
      return child?.pid;
    },
    get starts() {
      return starts;
    },
    async start(within = 30_000) {
      const own = environment(starts);
      starts += 1;
      // A few people do what many would.
      const limits = { LIMIT_PERSON: '0', LIMIT_WORKSPACE: '0', LIMIT_PAGE: '0' };
      const common = { LOG_LEVEL: 'warn', PORT: `${port}`, DATABASE_URL: databaseUrl, ...limits };
      const env = { ...process.env, ...common, ...own };
      const started = spawn(process.execPath, [file, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      started.stderr.setEncoding('utf8').on('data', (text: string) => count(logged, text));
      await Promise.race([ready(started), sleep(within, undefined, { ref: false })]);
    },
    async kill() {
      if (child === undefined || child.exitCode !== null) throw new Error('the program ended by itself');
      const gone = new Promise((resolve) => child?.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('ready: ')) resolve();
    });
    child.once('exit', (code) => {
      if (code !== null) reject(new Error(`the program ended with ${code}`));
      else resolve();
    });
  });
}

/** Log lines by what they say, without what differs. */
function count(logged: Map<string, number>, text: string): void {
  for (const line of text.split('\n')) {
    const said = /"msg":"([^"]{1,200})"/.exec(line)?.[1] ?? line.slice(0, 200);
    const reason = /"(?:reason|fault)":"([^"]{1,100})"/.exec(line)?.[1] ?? '';
    const words = `${said}${reason === '' ? '' : ` (${reason})`}`;
    if (words !== '') logged.set(words, (logged.get(words) ?? 0) + 1);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });
}
