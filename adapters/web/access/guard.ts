import type { IncomingHttpHeaders } from 'node:http';

/** What a request tells of where it comes from. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Addresses cannot be rebound as names can: any that is loopback will do. */
const loopbackHost = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a request comes from this machine itself: a loopback peer, a loopback Host header and no sign of a proxy.
 * A tunnel has forwarding headers; DNS rebinding has another Host. Neither may open a page that asks for no token.
 */
export function isLocalRequest(request: Arrived): boolean {
  const peer = request.socket.remoteAddress ?? '';
  if (!/^(127\.|::1$|::ffff:127\.)/.test(peer)) return false;
  if (forwardingHeaders.some((name) => request.headers[name] !== undefined)) return false;
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return loopbackHost.test(host);
}
