import { isIPv4, isIPv6 } from 'node:net';

/** A range of addresses; one address is a range of its own. */
export interface Network {
  readonly family: 'ipv4' | 'ipv6';
  readonly address: string;
  /** How many of its first bits all addresses share. */
  readonly prefix: number;
}

/** Most networks in a list. */
const maxNetworks = 50;

/** Reads `10.0.0.5, 10.1.0.0/16, fd00::/8`; undefined where something in it is no network, or is everybody. */
export function readNetworks(text: string): readonly Network[] | undefined {
  const networks = text.split(',').map((part) => readNetwork(part.trim()));
  const found = networks.filter((network) => network !== undefined);
  return found.length === networks.length && found.length <= maxNetworks ? found : undefined;
}

function readNetwork(text: string): Network | undefined {
  const [, address = '', bits] = /^([0-9a-f.:]+)(?:\/([1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined;
  if (family === undefined) return undefined;
  const most = family === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  return prefix <= most ? { family, address, prefix } : undefined;
}
