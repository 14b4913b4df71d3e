import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { root } from './root.ts'

const faults = (environment: Record<string, string>) => {
  const read = readConfig(environment)
  return read.ok ? [] : read.problems.map((problem) => problem.message)
}
const valid = (environment: Record<string, string>) => {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

test('without any setting the product runs on port 8080 with its own database', () => {
  expect(valid({})).toEqual({
    port: 8080,
    dataDir: join(root, 'data'),
    keyFile: join(root, 'data', 'keys', 'master.key'),
    databaseUrl: undefined,
    backupKey: undefined,
    baseUrl: 'http://localhost:8080',
    mail: undefined,
    trustedProxies: [],
  })
})

test('the key of backups is 64 hex digits', () => {
  expect(valid({ BACKUP_KEY: 'AB'.repeat(32) }).backupKey).toBe('ab'.repeat(32))
  expect(faults({ BACKUP_KEY: 'ab' })).toEqual([
    'BACKUP_KEY is 64 hex digits, as the first backup without it shows them.',
  ])
})

test('the address follows the port, unless it is given', () => {
  expect(valid({ PORT: '3000' }).baseUrl).toBe('http://localhost:3000')
  expect(valid({ PORT: '3000', BASE_URL: 'https://scorecard.example.org/' }).baseUrl).toBe(
    'https://scorecard.example.org',
  )
})

test('the key file is in the data folder, unless it is given; a folder is none', () => {
  expect(valid({ DATA_DIR: '/srv/data' }).keyFile).toBe('/srv/data/keys/master.key')
  expect(valid({ DATA_DIR: '/srv/data', KEY_FILE: '/etc/better-off/master.key' }).keyFile).toBe(
    '/etc/better-off/master.key',
  )
  expect(faults({ KEY_FILE: '/etc/better-off/' })).toEqual([
    'KEY_FILE is the path of a file, such as /etc/better-off/master.key.',
  ])
})

test('an empty setting counts as not set', () => {
  expect(valid({ PORT: '', DATABASE_URL: ' ', BASE_URL: '' })).toEqual(valid({}))
})

test('every fault is told at once, in plain words', () => {
  expect(
    faults({
      PORT: 'http',
      DATABASE_URL: 'mysql://localhost/x',
      BASE_URL: 'scorecard.example.org',
      SMTP_URL: 'mail.example.org',
      MAIL_FROM: 'nobody',
    }),
  ).toEqual([
    'PORT is a whole number from 1 to 65535, such as 8080.',
    'DATABASE_URL is the address of a PostgreSQL database, such as postgres://user:password@host:5432/better_off.',
    'BASE_URL is the address that people type, such as https://scorecard.example.org.',
    'SMTP_URL is the address of a mail server, such as smtps://user:password@mail.example.org.',
    'MAIL_FROM is a mail address, such as Better Off <scorecard@example.org>.',
  ])
})

test('a port ends at 65535 and starts at 1', () => {
  expect(valid({ PORT: '65535' }).port).toBe(65_535)
  expect(valid({ PORT: '1' }).port).toBe(1)
  expect(faults({ PORT: '65536' })).toHaveLength(1)
  expect(faults({ PORT: '0' })).toHaveLength(1)
})

test('the two mail settings come together', () => {
  expect(faults({ SMTP_URL: 'smtp://localhost:25' })).toEqual([
    'MAIL_FROM is needed with SMTP_URL: the sender of mail.',
  ])
  expect(faults({ MAIL_FROM: 'a@example.org' })).toEqual(['SMTP_URL is needed with MAIL_FROM: the server of mail.'])
  expect(valid({ SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'Better Off <a@example.org>' }).mail).toEqual({
    url: 'smtp://localhost:25',
    from: 'Better Off <a@example.org>',
  })
})

test('proxies are named by addresses and ranges; what would trust everybody, or is none, is refused', () => {
  expect(valid({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 fd00::/8,::1' }).trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
    '::1',
  ])
  for (const wrong of ['proxy.internal', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.1, 1', '10.0.0.0/8/8', 'true'])
    expect(faults({ TRUSTED_PROXIES: wrong }), wrong).toEqual([
      'TRUSTED_PROXIES is a list of addresses or ranges of the proxies in front, such as 127.0.0.1, 10.0.0.0/8.',
    ])
})

test('an address with a path is refused, since the product answers at the root', () => {
  expect(faults({ BASE_URL: 'https://example.org/scorecard' })).toHaveLength(1)
})

test('nothing can change the config once it is read', () => {
  expect(Object.isFrozen(valid({}))).toBe(true)
})

test('the example file is complete, harmless, and says the defaults', () => {
  const text = readFileSync(join(root, '.env.example'), 'utf8')
  expect(valid(parseEnv(text) as Record<string, string>)).toEqual(valid({}))
  const withComments = parseEnv(text.replaceAll(/^# ([A-Z_]+=)/gm, '$1')) as Record<string, string>
  expect(Object.keys(withComments).sort()).toEqual(
    [
      'BACKUP_KEY',
      'BASE_URL',
      'DATABASE_URL',
      'DATA_DIR',
      'KEY_FILE',
      'MAIL_FROM',
      'PORT',
      'SMTP_URL',
      'TRUSTED_PROXIES',
    ].sort(),
  )
  expect(valid(withComments).mail?.from).toBe('Better Off <scorecard@example.org>')
})
