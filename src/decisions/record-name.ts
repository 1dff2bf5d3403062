/** How people name a record: `3`, or `shop-3` where there are several logs. */
export function recordName(
  { log, number }: { readonly log: string; readonly number: number },
  several: boolean,
): string {
  return several ? `${log}-${number}` : String(number);
}
