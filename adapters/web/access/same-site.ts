/** What a browser says of where a request comes from. */
export interface Origins {
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** The page's address as people reach it, where it is set. */
  readonly publicUrl: string | undefined;
}

/**
 * Whether something was posted from the page itself. Browsers say so in Sec-Fetch-Site; over plain http, and older ones
 * everywhere, in Origin alone, which our referrer policy lets them fill in: `null` is somebody else's. What says neither
 * is no browser, and nobody can be made to send it.
 */
export function isSameSite({ fetchSite, origin, host, publicUrl }: Origins): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  if (origin === undefined || origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
