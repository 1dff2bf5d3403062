import { connect, createServer, type Socket } from 'node:net';

/** What lies between the program and its database, and can be in trouble. */
export interface DatabaseProxy {
  readonly port: number;
  /** How many statements went through it. */
  readonly statements: number;
  /** Cuts every connection and takes no new one. */
  refuse(): Promise<void>;
  /** Takes connections again. */
  accept(): Promise<void>;
  /** Each statement takes so many milliseconds longer. */
  delay(milliseconds: number): void;
  stop(): Promise<void>;
}

/** Begins to pass on connections to a port of this machine; `onStatement` is told how many statements there were. */
export async function startProxy(
  target: number,
  onStatement = (_count: number) => {},
): Promise<DatabaseProxy> {
  const open = new Set<Socket>();
  let late = 0;
  let statements = 0;
  const server = createServer((client) => {
    const database = connect(target, '127.0.0.1');
    for (const socket of [client, database]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    database.pipe(client);
    client.on('data', (part) => {
      if (beginsStatement(part)) onStatement(++statements);
      // Whoever waits for an answer sends nothing meanwhile, so that what is late stays in its order.
      if (late > 0 && beginsStatement(part)) setTimeout(() => database.write(part), late);
      else database.write(part);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await listen(0);
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    port,
    get statements() {
      return statements;
    },
    refuse: close,
    accept: () => listen(port),
    delay(milliseconds) {
      late = milliseconds;
    },
    stop: close,
  };
}

const simpleQuery = 0x51;
const parse = 0x50;
const bind = 0x42;

/** The driver sends a statement as one piece; what signs in and what ends begins otherwise. */
function beginsStatement(part: Buffer): boolean {
  return part[0] === simpleQuery || part[0] === parse || part[0] === bind;
}
