import { describe, expect, test } from 'vitest';
import { openableAt } from '../../adapters/web/addresses.ts';
import { startPage } from '../support/page.ts';

const address = (address: string, family: 'IPv4' | 'IPv6', internal = false) => {
  const rest = { netmask: '', mac: '', internal, cidr: null };
  return family === 'IPv4'
    ? { ...rest, address, family: 'IPv4' as const }
    : { ...rest, address, family: 'IPv6' as const, scopeid: 0 };
};
const interfaces = {
  lo: [address('127.0.0.1', 'IPv4', true), address('::1', 'IPv6', true)],
  eth0: [
    address('192.0.2.2', 'IPv4'),
    address('fd00::2', 'IPv6'),
    address('fe80::1', 'IPv6'),
    address('febf::1', 'IPv6'),
  ],
  gone: undefined,
};

const open = (host: string, bound: string, webToken?: string, publicUrl?: string) =>
  openableAt({ address: bound, port: 3000 }, { host, webToken, publicUrl }, interfaces);

describe('the addresses at which the page opens', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1', 'http://127.0.0.1:3000/'],
    ['127.0.0.9', '127.0.0.9', 'http://127.0.0.9:3000/'],
    ['localhost', '::1', 'http://localhost:3000/'],
    ['::1', '::1', 'http://[::1]:3000/'],
  ])('on %s there is one, and nothing to say', (host, bound, own) => {
    expect(open(host, bound)).toEqual({ addresses: [own], notice: undefined });
    expect(open(host, bound, 'correct-horse').addresses).toEqual([own]);
  });

  test('everywhere without a token are this machine’s, and others are told what they get', () => {
    for (const [host, bound] of [
      ['0.0.0.0', '0.0.0.0'],
      ['0', '0.0.0.0'],
      ['::', '::'],
    ] as const) {
      const { addresses, notice } = open(host, bound, undefined, 'https://advisor.example');
      expect(addresses).toEqual(['http://localhost:3000/']);
      expect(notice).toBe(
        'Other machines get a 403: without WEB_TOKEN the page answers this machine alone. To let people in, start it with WEB_TOKEN set (8 characters or more).',
      );
    }
  });

  test('everywhere with a token are those of all networks that the server listens on', () => {
    expect(open('0.0.0.0', '0.0.0.0', 'correct-horse')).toEqual({
      addresses: ['http://localhost:3000/', 'http://192.0.2.2:3000/'],
      notice: undefined,
    });
    expect(open('::', '::', 'correct-horse', 'https://advisor.example').addresses).toEqual([
      'http://localhost:3000/',
      'http://192.0.2.2:3000/',
      'http://[fd00::2]:3000/',
      'https://advisor.example/',
    ]);
  });

  test('on one network address are that one; without a token nobody comes in', () => {
    expect(open('192.0.2.2', '192.0.2.2', 'correct-horse')).toEqual({
      addresses: ['http://192.0.2.2:3000/'],
      notice: undefined,
    });
    expect(open('192.0.2.2', '192.0.2.2').notice).toBe(
      'Everybody gets a 403: without WEB_TOKEN the page answers this machine alone, at a loopback address. To let people in, start it with WEB_TOKEN set (8 characters or more), or with HOST=127.0.0.1.',
    );
  });

  test.each(['0.0.0.0', '::', 'localhost', '127.0.0.1', '127.0.0.2'])(
    'can be opened as they are printed (HOST=%s)',
    async (HOST) => {
      const page = await startPage({ HOST });
      const answer = await fetch(page.address);
      await answer.text();
      await page.stop();
      expect(answer.status).toBe(200);
    },
  );
});
