import type { Successor } from './record.ts';

/** How a record is called where it is seen: by its number, `3`, and with its log where several logs are seen, `shop-3`. */
export function recordName(
  { log, number }: { readonly log: string; readonly number: number },
  several: boolean,
): string {
  return several ? `${log}-${number}` : String(number);
}

/** Where a record stands, a superseded one with what took its place: "superseded by shop-7". */
export function standingOf(
  { status, supersededBy = null }: { readonly status: string; readonly supersededBy?: Successor | null },
  several: boolean,
): string {
  return supersededBy === null ? status : `${status} by ${recordName(supersededBy, several)}`;
}

/**
 * The log that somebody named with a number, whatever its capitals; as it was named where there is none of that name.
 * Undefined where none was named: "ADR-12" names none, unless a log is called so.
 */
export function namedLog(
  { log: named }: { readonly log?: string | undefined },
  logs: readonly string[],
): string | undefined {
  if (named === undefined) return undefined;
  const likeness = (name: string) => name.trim().toLowerCase();
  const there = logs.find((log) => log === named) ?? logs.find((log) => likeness(log) === likeness(named));
  return there ?? (likeness(named) === 'adr' ? undefined : named);
}
