/** What a browser says of where a request comes from. */
export interface Origins {
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** The page's address as people reach it, where it is set. */
  readonly publicUrl: string | undefined;
  /** Whether one of the page's own cookies came along; they never do from another site. */
  readonly hasOwnCookie: boolean;
}

/**
 * Whether something was posted from the page itself. Browsers say so in Sec-Fetch-Site; older ones in Origin, which our
 * no-referrer policy makes `null` for plain forms. What says neither is no browser, and nobody can be made to send it.
 */
export function isSameSite({ fetchSite, origin, host, publicUrl, hasOwnCookie }: Origins): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  if (origin === undefined) return true;
  if (origin === 'null') return hasOwnCookie;
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
