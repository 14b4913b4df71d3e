import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Problem, type Result, refuseAll } from '../core/result.ts'
import { isProxyRange } from './http/network.ts'
import { root } from './root.ts'

/** Everything that may be set from outside, checked. `baseUrl` has no slash at its end. */
export type Config = {
  readonly port: number
  /** Where files and the product's own PostgreSQL live; an absolute path. */
  readonly dataDir: string
  /** The file of the master key, without which nobody reads what is sealed; an absolute path. */
  readonly keyFile: string
  /** An existing PostgreSQL, 15 or newer, in place of the product's own. */
  readonly databaseUrl: string | undefined
  /** 64 hex digits that backups are encrypted with; without it a key is made for each and shown once. */
  readonly backupKey: string | undefined
  readonly baseUrl: string
  /** Without it, mail lands in a folder of `dataDir` and in an admin page. */
  readonly mail: { readonly url: string; readonly from: string } | undefined
  /** Addresses and ranges of the proxies in front, which are believed when they say for whom they ask. */
  readonly trustedProxies: readonly string[]
}

/** Reads the environment, and `.env` beside package.json for what the environment leaves open. */
export function openConfig(): Result<Config> {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return readConfig(process.env)
}

/** Checks settings; answers the frozen config, or every fault at once in plain words. An empty setting counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Result<Config> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const read = settings.safeParse(given)
  if (!read.success) return refuseAll(read.error.issues.map(problemOf))
  const { PORT, DATA_DIR, KEY_FILE, DATABASE_URL, BACKUP_KEY, BASE_URL, SMTP_URL, MAIL_FROM, TRUSTED_PROXIES } =
    read.data
  const config: Config = {
    port: PORT,
    dataDir: resolve(root, DATA_DIR),
    keyFile: resolve(root, KEY_FILE ?? join(DATA_DIR, 'keys', 'master.key')),
    databaseUrl: DATABASE_URL,
    backupKey: BACKUP_KEY,
    baseUrl: (BASE_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
    mail: SMTP_URL && MAIL_FROM ? Object.freeze({ url: SMTP_URL, from: MAIL_FROM }) : undefined,
    trustedProxies: Object.freeze(TRUSTED_PROXIES),
  }
  return { ok: true, value: Object.freeze(config) }
}

const address = (protocols: readonly string[], message: string) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), message)

const isBare = (text: string): boolean => {
  const { pathname, search, hash, username } = new URL(text)
  return pathname === '/' && !search && !hash && !username
}

const settings = z
  .object({
    PORT: z
      .string()
      .trim()
      .regex(/^\d{1,5}$/, 'is a whole number from 1 to 65535, such as 8080')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535, 'is a whole number from 1 to 65535, such as 8080')
      .default(8080),
    DATA_DIR: z.string().trim().default('data'),
    KEY_FILE: z
      .string()
      .trim()
      .refine((path) => !/[\\/]$/.test(path), 'is the path of a file, such as /etc/better-off/master.key')
      .optional(),
    DATABASE_URL: address(
      ['postgres:', 'postgresql:'],
      'is the address of a PostgreSQL database, such as postgres://user:password@host:5432/better_off',
    ).optional(),
    BACKUP_KEY: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/, 'is 64 hex digits, as the first backup without it shows them')
      .optional(),
    BASE_URL: address(['http:', 'https:'], 'is the address that people type, such as https://scorecard.example.org')
      .refine(
        (text) => !URL.canParse(text) || isBare(text),
        'has no path, question mark, # or name in it: the product answers at the root of its address',
      )
      .optional(),
    SMTP_URL: address(
      ['smtp:', 'smtps:'],
      'is the address of a mail server, such as smtps://user:password@mail.example.org',
    ).optional(),
    MAIL_FROM: z
      .string()
      .trim()
      .regex(/^(?:[^<>\n\r]+ <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, {
        message: 'is a mail address, such as Better Off <scorecard@example.org>',
      })
      .optional(),
    TRUSTED_PROXIES: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .refine(
        (ranges) => ranges.every(isProxyRange),
        'is a list of addresses or ranges of the proxies in front, such as 127.0.0.1, 10.0.0.0/8',
      )
      .default([]),
  })
  .superRefine(({ SMTP_URL, MAIL_FROM }, context) => {
    if (SMTP_URL && !MAIL_FROM)
      context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is needed with SMTP_URL: the sender of mail' })
    if (MAIL_FROM && !SMTP_URL)
      context.addIssue({ code: 'custom', path: ['SMTP_URL'], message: 'is needed with MAIL_FROM: the server of mail' })
  })

const problemOf = ({ path, message }: { path: readonly PropertyKey[]; message: string }): Problem => {
  const field = String(path[0])
  return { code: 'config.fault', field, message: `${field} ${message}.` }
}
