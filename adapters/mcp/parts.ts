import type { Advisor } from '../../src/advisor/advisor.ts';
import type { Answering } from '../../src/answers/ask.ts';
import type { Decisions } from '../../src/decisions/decisions.ts';
import type { RelevantRecords } from '../../src/decisions/relevant-records.ts';
import type { Governing } from '../../src/governing/governing.ts';

/** What tools work with. Each is there when it is first asked for: a list of tools waits for none of it. */
export interface ToolParts {
  answering(): Promise<Answering>;
  advisor(): Promise<Advisor>;
  bearings(): Promise<RelevantRecords>;
  decisions(): Promise<Decisions>;
  governing(): Promise<Governing>;
  /** The address of a record on the page; undefined where nobody is served one. */
  recordAddress(
    workspace: string,
    record: { readonly log: string; readonly number: number },
  ): string | undefined;
}

/** Makes something the first time that it is wanted; what failed is tried again the next time. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
