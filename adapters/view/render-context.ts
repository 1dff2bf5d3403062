import { recordAddress } from '../web/records/address.ts';

/** What the renderer is told about the place in which it works. */
export interface RenderContext {
  /** Where a record can be read on the page; undefined where the page is not served to people. */
  readonly recordAddress?: (record: { readonly log: string; readonly number: number }) => string | undefined;
}

/** What the page's address makes known; nothing where the page is not served to people. */
export function contextOf(publicUrl: string | undefined): RenderContext {
  if (publicUrl === undefined) return {};
  return { recordAddress: (record) => `${publicUrl}${recordAddress(record)}` };
}
