import { describe, expect, test } from 'vitest';
import { isLocalRequest } from '../../adapters/web/access/guard.ts';
import { isSameSite } from '../../adapters/web/access/same-site.ts';

const isLocal = (remoteAddress: string | undefined, host: string | undefined, headers = {}) =>
  isLocalRequest({ headers: { host, ...headers }, socket: { remoteAddress } });

describe('a request comes from this machine itself', () => {
  test.each([
    ['127.0.0.1', 'localhost'],
    ['127.0.0.1', 'localhost:3000'],
    ['127.8.0.1', '127.8.0.1:3000'],
    ['::1', '[::1]:3000'],
    ['::1', '[::1]'],
    ['::ffff:127.0.0.1', 'LOCALHOST:3000'],
  ])('from %s to %s', (peer, host) => {
    expect(isLocal(peer, host)).toBe(true);
  });

  test.each([
    ['192.0.2.2', 'localhost'],
    ['10.127.0.1', 'localhost'],
    ['::12', 'localhost'],
    ['2001:db8::1', 'localhost'],
    ['::ffff:10.0.0.1', 'localhost'],
    ['1::ffff:127.0.0.1', 'localhost'],
    [undefined, 'localhost'],
    ['127.0.0.1', undefined],
    ['127.0.0.1', 'evil.example'],
    ['127.0.0.1', 'localhost.evil.example'],
    ['127.0.0.1', 'evil-localhost'],
    ['127.0.0.1', '127.0.0.1.evil.example'],
    ['127.0.0.1', '127.0.0.1:3000:evil'],
    ['127.0.0.1', '127.0.0.1:3000.evil'],
    ['127.0.0.1', '127.a.0.1'],
    ['127.0.0.1', '127.0.0.1234'],
    ['127.0.0.1', '127.1234.0.1'],
    ['127.0.0.1', '127.0.1234.1'],
    ['127.0.0.1', '127.0.0'],
    ['127.0.0.1', '127x0x0x1'],
    ['127.0.0.1', '[::1].evil'],
    ['127.0.0.1', '192.0.2.2:3000'],
  ])('never from %s to %s', (peer, host) => {
    expect(isLocal(peer, host)).toBe(false);
  });

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
    'never through what says %s',
    (name) => {
      expect(isLocal('127.0.0.1', 'localhost', { [name]: '' })).toBe(false);
    },
  );
});

describe('something was posted from the page itself', () => {
  const ours = { fetchSite: undefined, origin: undefined, host: 'page.example:3000', publicUrl: undefined };
  test.each([
    ['a browser says so', { fetchSite: 'same-origin' }],
    ['somebody typed its address', { fetchSite: 'none' }],
    ['a browser says so, whatever the origin', { fetchSite: 'same-origin', origin: 'null' }],
    ['it is of the same origin', { origin: 'http://page.example:3000' }],
    [
      'it is of the public address',
      { origin: 'https://advisor.example', publicUrl: 'https://advisor.example' },
    ],
    ['nothing is said: no browser', {}],
  ])('where %s', (_name, said) => {
    expect(isSameSite({ ...ours, ...said })).toBe(true);
  });

  test.each([
    ['a browser says otherwise', { fetchSite: 'cross-site' }],
    ['it is another port of the machine', { fetchSite: 'same-site' }],
    ['what a browser says is unknown', { fetchSite: '' }],
    [
      'a browser says otherwise, whatever the origin',
      { fetchSite: 'cross-site', origin: 'http://page.example:3000' },
    ],
    ['it has no origin', { origin: 'null' }],
    ['it has no origin, and no public address is set', { origin: '' }],
    ['it is of another host', { origin: 'http://evil.example:3000' }],
    ['it is of another port', { origin: 'http://page.example:3001' }],
    [
      'it is of another address than the public one',
      { origin: 'https://evil.example', publicUrl: 'https://advisor.example' },
    ],
    ['nobody knows to whom it was sent', { origin: 'http://page.example:3000', host: undefined }],
  ])('never where %s', (_name, said) => {
    expect(isSameSite({ ...ours, ...said })).toBe(false);
  });
});
