import { expect, test } from 'vitest'
import { networkBehind, proxiesOf } from './network.ts'

const proxies = proxiesOf(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])
const behind = (connection: string, forwarded?: string, trusted = proxies) =>
  networkBehind(trusted, connection, forwarded)

test('without a trusted proxy the connection counts, whatever a header claims (BI-R13)', () => {
  expect(behind('192.0.2.1', '198.51.100.7', proxiesOf([]))).toBe('192.0.2.1')
  expect(behind('127.0.0.1', '198.51.100.7', proxiesOf([]))).toBe('127.0.0.1')
  expect(behind('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
})

test('behind a trusted proxy the address is the last hop that nobody vouches for', () => {
  expect(behind('127.0.0.1', '198.51.100.7')).toBe('198.51.100.7')
  expect(behind('127.0.0.1', '198.51.100.7, 10.1.2.3')).toBe('198.51.100.7')
  expect(behind('10.9.9.9', ' 203.0.113.5 ,198.51.100.7,10.1.2.3 , 10.4.4.4')).toBe('198.51.100.7')
})

test('what a person writes into the header themselves is left of it, and is not read', () => {
  expect(behind('127.0.0.1', '127.0.0.1, 192.0.2.66, 198.51.100.7')).toBe('198.51.100.7')
})

test('a proxy over IPv6, and one whose address comes as IPv4 in IPv6, is known too', () => {
  expect(behind('fd12:3456::1', '198.51.100.7')).toBe('198.51.100.7')
  expect(behind('::ffff:10.0.0.1', '198.51.100.7')).toBe('198.51.100.7')
  expect(behind('::ffff:0a00:0001', '::ffff:198.51.100.7')).toBe('198.51.100.7')
  expect(behind('fe80::1%eth0', undefined, proxiesOf(['fe80::/10']))).toBe('fe80:0:0:0::/64')
})

test('one household or school has one network of IPv6: its first 64 bits', () => {
  expect(behind('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(behind('2001:DB8:1:2:bbbb:0:0:9')).toBe('2001:db8:1:2::/64')
  expect(behind('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64')
  expect(behind('127.0.0.1', '2001:db8::7')).toBe('2001:db8:0:0::/64')
})

test('a hop may name its port, as some proxies do', () => {
  expect(behind('127.0.0.1', '198.51.100.7:51234')).toBe('198.51.100.7')
  expect(behind('127.0.0.1', '"[2001:db8:1:2::5]:443"')).toBe('2001:db8:1:2::/64')
  expect(behind('127.0.0.1', '[2001:db8:1:2::5]')).toBe('2001:db8:1:2::/64')
})

test.each([
  '',
  ' , ',
  'unknown',
  '_hidden',
  '198.51.100',
  '999.1.1.1',
  '198.51.100.7; drop',
  '\u0000',
  '1'.repeat(9_000),
])('what is no address is not believed, and the hop that sent it counts: %s', (garbage) => {
  expect(behind('127.0.0.1', garbage)).toBe('127.0.0.1')
  expect(behind('127.0.0.1', `198.51.100.7, ${garbage}, 10.1.2.3`)).toBe('10.1.2.3')
})

test('when every hop is a trusted one, the farthest counts', () => {
  expect(behind('127.0.0.1', '10.1.1.1, 10.2.2.2')).toBe('10.1.1.1')
})

test('a connection without an address is nobody in particular', () => {
  expect(behind('')).toBe('')
})
