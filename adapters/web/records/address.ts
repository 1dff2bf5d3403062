/** Where a record's page is. */
export function recordAddress({ log, number }: { readonly log: string; readonly number: number }): string {
  return `/log/${encodeURIComponent(log)}/${number}`;
}

/** Where the page of what contradicts is. */
export const conflictsAddress = '/log/conflicts';
