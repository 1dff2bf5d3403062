import { AdvisorError } from '../../src/errors.ts';

/** How large a run is: small unless the environment says otherwise. */
export const settings = {
  /** How many processes, one run each. */
  replicas: (process.env.REPLICAS ?? '1,2,4').split(',').map(Number),
  workspaces: numberOf('WORKSPACES', 40),
  /** In each workspace. */
  channels: numberOf('CHANNELS', 10),
  /** Each measurement of throughput takes so long. */
  seconds: numberOf('SECONDS', 6),
  /** Things that people do in a second, at the steady rate; 0 for a quarter of what the bare loop does. */
  rate: numberOf('RATE', 0),
  killSeconds: numberOf('KILL_SECONDS', 20),
  killEvery: numberOf('KILL_EVERY', 5),
  /** So many things are done before a process's memory is read; 0 leaves that out. */
  memoryUnits: numberOf('MEMORY_UNITS', 300),
  memoryWorkspaces: numberOf('MEMORY_WORKSPACES', 300),
};

function numberOf(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual);
  if (!Number.isFinite(value) || value < 0) throw new AdvisorError('usage', `${name}: expected a number`);
  return value;
}
