import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Network } from '../../../src/network.ts';
import type { Arrived } from './guard.ts';

/** Tells from where a request comes, as one name for whoever is counted together. */
export type ClientOf = (request: Arrived) => string;

/** What each proxy says of who asked it counts where the operator named that proxy; else anybody could say anything. */
export function createClientOf(proxies: readonly Network[]): ClientOf {
  const named = new BlockList();
  for (const { address, prefix, family } of proxies) named.addSubnet(address, prefix, family);
  const isNamed = (address: string) => named.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  return ({ headers, socket }) => {
    let client = plainAddress(socket.remoteAddress ?? '');
    if (client === undefined) return '';
    // Every proxy adds whom it heard at the end.
    for (const hop of hopsOf(headers['x-forwarded-for']).reverse()) {
      if (!isNamed(client)) break;
      const before = plainAddress(hop);
      if (before === undefined) break;
      client = before;
    }
    return isIPv4(client) ? client : site(client);
  };
}

function hopsOf(header: string | readonly string[] | undefined): string[] {
  const line = typeof header === 'string' ? header : (header ?? []).join(',');
  return line.split(',').map((hop) => hop.trim());
}

/** An address without its port, brackets and zone; IPv4 as such where it comes within IPv6. Undefined for what is none. */
function plainAddress(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv4(address) || isIPv6(address) ? address : undefined;
}

/** The network of an IPv6 address that one household or server has: its first 64 bits. */
function site(address: string): string {
  const [before = '', after] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const first = before.split(':').filter((group) => group !== '');
  const last = (after ?? '').split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
