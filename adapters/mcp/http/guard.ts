import { type Arrived, isLocalRequest } from '../../web/access/guard.ts';

/** The page's settings that say from where it is reached. */
export interface Reached {
  readonly publicUrl: string | undefined;
  readonly webToken: string | undefined;
}

/**
 * Why a request is not looked at; undefined where it is. A browser that another site's page runs in must not be led here by
 * a name that was rebound: what names another host, or says that it comes from another site, is refused, with a token too.
 */
export function refusalOf(request: Arrived, { publicUrl, webToken }: Reached): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  const isLocal = isLocalRequest(request);
  const isNamed = publicUrl !== undefined && host.toLowerCase() === new URL(publicUrl).host;
  // Without an address that is set nobody can tell by which name it is reached: browsers are kept out then.
  const isUnnamed =
    publicUrl === undefined && webToken !== undefined && origin === undefined && site === undefined;
  if (!isLocal && !isNamed && !isUnnamed) return wrongHost;
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn) return otherSite;
  if (origin === undefined || origin === publicUrl) return undefined;
  return isLocal && URL.canParse(origin) && new URL(origin).host === host ? undefined : otherSite;
}

const wrongHost =
  'this name or machine is not served; set PUBLIC_URL to the address by which agents reach it, and have proxies pass the Host header on';
const otherSite = 'this was sent from a page of another site; agents send no Origin header';

/** Where the server is, as whoever asks reaches it; the host was looked at before. */
export function baseOf(request: Arrived, { publicUrl }: Reached): string {
  if (publicUrl !== undefined && !isLocalRequest(request)) return publicUrl;
  const { host = 'localhost' } = request.headers;
  return `http://${/^[\w.:[\]-]{1,255}$/.test(host) ? host : 'localhost'}`;
}
