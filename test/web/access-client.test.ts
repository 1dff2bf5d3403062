import { expect, test } from 'vitest';
import { createClientOf } from '../../adapters/web/access/client.ts';
import { readNetworks } from '../../src/network.ts';

const clientOf = (proxies: string, remoteAddress: string | undefined, forwarded?: string | string[]) => {
  const named = proxies === '' ? [] : (readNetworks(proxies) ?? []);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return createClientOf(named)({ headers, socket: { remoteAddress } });
};

test.each([
  ['the peer', '', '203.0.113.7', undefined, '203.0.113.7'],
  ['the peer in IPv6 clothes', '', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['the peer though somebody says another', '', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['the peer where another proxy was named', '10.0.0.5', '10.0.0.6', '198.51.100.1', '10.0.0.6'],
  ['whom a named proxy heard', '10.0.0.5', '10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['whom a proxy of a named network heard', '10.0.0.0/8', '10.9.9.9', '198.51.100.1', '198.51.100.1'],
  [
    'whom a named proxy heard, in IPv6 clothes',
    '10.0.0.5',
    '::ffff:10.0.0.5',
    '198.51.100.1',
    '198.51.100.1',
  ],
  ['the last that is no proxy', '10.0.0.0/8', '10.0.0.5', '1.1.1.1, 198.51.100.1, 10.0.0.7', '198.51.100.1'],
  ['the last, whatever was said before', '10.0.0.5', '10.0.0.5', '1.1.1.1,198.51.100.1', '198.51.100.1'],
  ['the last over several headers', '10.0.0.5', '10.0.0.5', ['1.1.1.1', '198.51.100.1'], '198.51.100.1'],
  ['the proxy itself where it says nobody', '10.0.0.5', '10.0.0.5', undefined, '10.0.0.5'],
  ['the proxy itself where it says nothing', '10.0.0.5', '10.0.0.5', '', '10.0.0.5'],
  ['the proxy itself where what it says is none', '10.0.0.5', '10.0.0.5', '1.1.1.1, unknown', '10.0.0.5'],
  ['the first proxy where all are', '10.0.0.0/8', '10.0.0.5', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ['an address with a port', '10.0.0.5', '10.0.0.5', '198.51.100.1:4711', '198.51.100.1'],
  ['an address in brackets', '::1', '::1', '[2001:db8:1:2::9]:4711', '2001:db8:1:2::/64'],
  ['an address in brackets without a port', '::1', '::1', '[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['the proxy where brackets are followed by more', '::1', '::1', '[2001:db8::9]x', '0:0:0:0::/64'],
  ['the proxy where brackets follow something', '::1', '::1', 'x[2001:db8::9]', '0:0:0:0::/64'],
  ['the proxy where a port is none', '10.0.0.5', '10.0.0.5', '198.51.100.1:', '10.0.0.5'],
  ['IPv6 that only holds what IPv4 looks like', '', '1::ffff:10.0.0.1', undefined, '1:0:0:0::/64'],
  ['the network of an IPv6 address', '', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['the same network, written short', '', '2001:0db8:1:2::1', undefined, '2001:db8:1:2::/64'],
  ['a network with zeros', '', '2001:db8::1', undefined, '2001:db8:0:0::/64'],
  ['a network that ends in zeros', '', '2001:db8:1:2::', undefined, '2001:db8:1:2::/64'],
  ['a network in the middle of zeros', '', '2001::1:2:3:4:5:6', undefined, '2001:0:1:2::/64'],
  ['a network after zeros', '', '::3:4:5:6:7:8', undefined, '0:0:3:4::/64'],
  ['this machine over IPv6', '', '::1', undefined, '0:0:0:0::/64'],
  ['a neighbour without its zone', '', 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
  ['a proxy in an IPv6 network', 'fd00::/8', 'fd00::1', 'fd00::2, 198.51.100.1', '198.51.100.1'],
  ['nobody where the peer is gone', '', undefined, '198.51.100.1', ''],
])('a request is of %s', (_name, proxies, peer, forwarded, client) => {
  expect(clientOf(proxies, peer, forwarded)).toBe(client);
});
