import { AdvisorError } from '../../../src/errors.ts';

/** How large a run is: each trouble takes a few seconds unless the environment says otherwise. */
export const settings = {
  /** So long each trouble lasts. */
  seconds: numberOf('POSTGRES_FAULT_SECONDS', 6),
  /** Things that people do in a second. */
  rate: numberOf('POSTGRES_FAULT_RATE', 4),
  workspaces: 3,
  channels: 3,
  /** What is said after a record in its thread changes that record. */
  unitsInThread: 1,
};

/** Everything has to be answered so soon after all is well again, in seconds. */
export const answeredWithin = 15;
/** So soon another process does what a killed one held, in seconds. */
export const takenOverWithin = 10;

function numberOf(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual);
  if (!Number.isFinite(value) || value <= 0) throw new AdvisorError('usage', `${name}: expected a number`);
  return value;
}
