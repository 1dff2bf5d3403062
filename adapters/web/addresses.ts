import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { Config } from '../../src/config.ts';

/** Where the server listens, as the system says it. */
export interface Bound {
  readonly address: string;
  readonly port: number;
}

/** Where the page can be opened, and what there is to know about that. */
export interface Openable {
  /** The first is on this machine. */
  readonly addresses: readonly [string, ...string[]];
  /** What others get who may not come in, and how to let them; undefined where there is nothing to say. */
  readonly notice: string | undefined;
}

type Interfaces = NodeJS.Dict<readonly NetworkInterfaceInfo[]>;

/** The addresses at which a server that listens there can be opened: never the one that stands for all of them. */
export function openableAt(
  { address, port }: Bound,
  { host, webToken, publicUrl }: Pick<Config, 'host' | 'webToken' | 'publicUrl'>,
  interfaces: Interfaces,
): Openable {
  const at = (name: string) => `http://${isIPv6(name) ? `[${name}]` : name}:${port}/`;
  const isEverywhere = address === '0.0.0.0' || address === '::';
  const own = at(isEverywhere ? 'localhost' : host);
  if (isLoopback(address)) return { addresses: [own], notice: undefined };
  const isOpen = webToken !== undefined;
  const others = isEverywhere && isOpen ? outerAddresses(interfaces, address === '::').map(at) : [];
  const named = isOpen && publicUrl !== undefined ? [`${publicUrl}/`] : [];
  return {
    addresses: [own, ...others, ...named],
    notice: isOpen ? undefined : isEverywhere ? closedToOthers : closedToAll,
  };
}

const how = 'To let people in, start it with WEB_TOKEN set (8 characters or more)';
const closedToOthers = `Other machines get a 403: without WEB_TOKEN the page answers this machine alone. ${how}.`;
const closedToAll = `Everybody gets a 403: without WEB_TOKEN the page answers this machine alone, at a loopback address. ${how}, or with HOST=127.0.0.1.`;

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** This machine's addresses on its networks. One that holds on a single cable cannot be opened in a browser. */
function outerAddresses(interfaces: Interfaces, withIPv6: boolean): string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (family === 'IPv4' || withIPv6))
    .map(({ address }) => address)
    .filter((address) => !/^fe[89ab]/i.test(address));
}
