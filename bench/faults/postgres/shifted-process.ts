// Loaded before the program with --import: its clock is off by so many minutes, and it takes itself for another machine's, so
// that nobody can see whether it is still there.

import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const off = Number(process.env.CLOCK_OFF_MINUTES) * 60_000;
const now = Date.now.bind(Date);
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [now() + off] : given, made),
  apply: () => new Date().toString(),
});
Date.now = () => now() + off;
os.hostname = () => `machine-of-${process.pid}`;
syncBuiltinESMExports();
