import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { clientAddress, party } from './client-address.js';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as never;

describe('the client’s address', () => {
  it.each([
    [0, '192.0.2.1', '198.51.100.1', '192.0.2.1'],
    [0, '::ffff:192.0.2.1', undefined, '192.0.2.1'],
    [1, '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    [1, '10.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    [2, '10.0.0.1', '203.0.113.9, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    [2, '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    [1, '10.0.0.1', '', '10.0.0.1'],
    [1, '10.0.0.1', undefined, '10.0.0.1'],
    [1, '10.0.0.1', '198.51.100.1\r\nx: y', '10.0.0.1'],
    [1, '10.0.0.1', '2001:db8::1', '2001:db8::1'],
  ])('behind %i proxies, with the peer %s and %j forwarded, is', (hops, peer, forwarded, address) => {
    expect(clientAddress(from(peer, forwarded), hops)).toBe(address);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
  ])('%s is limited as %s', (address, one) => {
    expect(party(address)).toBe(one);
  });
});
