import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { dayIn } from './core/day.ts'
import { ok, type Result, refuse } from './core/result.ts'
import { type Config, openConfig } from './platform/config.ts'
import { type OpenDatabase, openDatabase } from './platform/db/open.ts'
import { type Log, openLog } from './platform/log.ts'
import { holdFolder } from './platform/only-one.ts'
import { startTrouble } from './platform/start-trouble.ts'

type Around = OpenDatabase & {
  readonly config: Config
  readonly log: Log
  /** Whether the product runs on this data folder meanwhile. */
  readonly isRunning: boolean
}
type Verb = {
  readonly usage: string
  readonly does: string
  run(words: readonly string[], around: Around): Promise<Result<string>>
}

const verbs: Readonly<Record<string, Verb>> = {
  rebuild: {
    usage: 'rebuild [SLUG ...]',
    does: 'computes every measure anew from the records, of all organizations or of those named',
    run: rebuild,
  },
  sample: {
    usage: 'sample',
    does: 'loads the sample county, Wilson, where no organization is at work yet',
    run: sample,
  },
  'sign-in-link': {
    usage: 'sign-in-link [EMAIL]',
    does: 'prints an address that signs this person in once, within 24 hours, or the first administrator; earlier ones end',
    run: signInLink,
  },
  organisation: {
    usage: 'organisation add SLUG "NAME" --administrator EMAIL',
    does: 'adds an organization; its administrator signs in with a link (above)',
    run: addOrganisation,
  },
  'export-site': {
    usage: 'export-site DIR',
    does: 'writes the public site into a folder, for any file server, with the same bytes and addresses; run again, it writes what is new',
    run: exportSite,
  },
  backup: {
    usage: 'backup FILE',
    does: 'writes everything of all organizations into one encrypted file, which must not be there yet; with BACKUP_KEY, or a key made and shown once',
    run: async (words, around) => (await import('./platform/backup/terminal.ts')).backup(words, around),
  },
  restore: {
    usage: 'restore FILE [--replace]',
    does: 'while the product is stopped, puts a backup in place of an empty database or, with --replace, of everything in it; what was revoked or erased there since stays so',
    run: restoreAgain,
  },
  'rotate-keys': {
    usage: 'rotate-keys [--master FILE]',
    does: 'seals what is sealed with new keys; or, while the product is stopped, wraps the keys by the key in FILE, made if need be',
    run: rotateKeys,
  },
}

/** Verbs that need no database: whoever has a file can try it anywhere. */
const verbsApart: Readonly<
  Record<string, Pick<Verb, 'usage' | 'does'> & { run(words: readonly string[]): Promise<Result<string>> }>
> = {
  'read-ems': {
    usage: 'read-ems FILE',
    does: 'prints of each record in a NEMSIS 3.5 file (XML, a ZIP or a folder of XML) whether it is a suspected overdose, as JSON; keeps nothing',
    run: readEms,
  },
  verify: {
    usage: 'verify FILE',
    does: 'reads a backup to its end with the key in BACKUP_KEY, and says whether it is whole',
    run: verifyBackup,
  },
  'read-page': {
    usage: 'read-page < TEXT',
    does: 'prints what it understands of text copied from a measure’s page of another program, as JSON; keeps nothing',
    run: readOldPage,
  },
}

const usage = (): string =>
  [
    'npm run -s better-off -- VERB, while the product runs or not:',
    '',
    ...Object.values({ ...verbs, ...verbsApart }).map((verb) => `  ${verb.usage}\n      ${verb.does}`),
    '  help\n      prints this',
  ].join('\n')

async function rebuild(slugs: readonly string[], { owner, db }: Around): Promise<Result<string>> {
  const { measuresRoom } = await import('./measures/room.ts')
  const { rows } = await owner.query<{ org_id: number; slug: string }>(
    'select org_id, slug from organisation order by slug',
  )
  const unknown = slugs.filter((slug) => !rows.some((row) => row.slug === slug))
  if (unknown.length > 0) return refuse('cli.unknown', `There is no organization ${unknown.join(', ')}.`)
  const lines: string[] = []
  for (const { org_id, slug } of rows.filter((row) => slugs.length === 0 || slugs.includes(row.slug)))
    lines.push(`${slug}: ${(await measuresRoom.rebuildAll(db, [org_id])).toLocaleString('en')} counters computed anew`)
  return ok(lines.join('\n') || 'There is no organization yet.')
}

async function sample(_: readonly string[], { db, config, log }: Around): Promise<Result<string>> {
  const [{ loadSampleCounty }, { openSeals }] = await Promise.all([
    import('./app.ts'),
    import('./platform/sealed/open.ts'),
  ])
  const seals = await openSeals(config, db)
  if (!seals.ok) return seals
  return (await loadSampleCounty({ config, db, log, seals: seals.value, clock: () => new Date() }))
    ? ok('The sample county, Wilson, was loaded.')
    : ok('An organization is at work here already. Nothing was changed.')
}

async function signInLink([given]: readonly string[], { db, config }: Around): Promise<Result<string>> {
  const { ensureFirstAdministrator, makeSignInLink } = await import('./platform/access/set-up.ts')
  const email = given ?? (await ensureFirstAdministrator(db)).email
  const token = await makeSignInLink(db, email, 24)
  if (token === null) return refuse('cli.unknown', `Nobody here has the mail address ${email}.`)
  return ok(`${config.baseUrl}/sign-in/link/${token}`)
}

async function addOrganisation(words: readonly string[], { db }: Around): Promise<Result<string>> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { administrator: { type: 'string', default: '' } },
  })
  const [add, slug = '', name = ''] = positionals
  if (add !== 'add' || !slug || !name || !/^\S+@\S+$/.test(values.administrator))
    return refuse('cli.usage', `Write: ${verbs.organisation?.usage}`)
  const access = await import('./platform/access/set-up.ts')
  const administrator = await access.ensurePerson(db, {
    email: values.administrator.toLowerCase(),
    name: values.administrator,
  })
  const added = await access.addOrganisation(db, { slug, name, isSample: false }, administrator)
  return added.ok ? ok(`${name} is at /${added.value.slug}.`) : added
}

async function exportSite([folder, ...more]: readonly string[], { db, config }: Around): Promise<Result<string>> {
  if (!folder || more.length > 0) return refuse('cli.usage', `Write: ${verbs['export-site']?.usage}`)
  const { publishRoom } = await import('./publish/room.ts')
  return publishRoom.exportSite({ db, baseUrl: config.baseUrl }, folder)
}

async function restoreAgain(words: readonly string[], around: Around): Promise<Result<string>> {
  const [{ restore }, { readOrganisation }, { coachesRoom }, { referralsRoom }] = await Promise.all([
    import('./platform/backup/terminal.ts'),
    import('./platform/access/store.ts'),
    import('./coaches/room.ts'),
    import('./referrals/room.ts'),
  ])
  return restore(words, around, async (tx, { people, applications }) => {
    const today = dayIn((await readOrganisation(tx)).timeZone, new Date())
    if (people.length > 0) await referralsRoom.forgetPeople(tx, people, today)
    if (applications.length > 0) await coachesRoom.emptyApplications(tx, applications, today)
  })
}

async function verifyBackup(words: readonly string[]): Promise<Result<string>> {
  const read = openConfig()
  if (!read.ok) return read
  return (await import('./platform/backup/terminal.ts')).verify(words, read.value)
}

async function rotateKeys(words: readonly string[], { db, owner, config, isRunning }: Around): Promise<Result<string>> {
  const [option, file, ...more] = words
  if (words.length > 0 && (option !== '--master' || !file || more.length > 0))
    return refuse('cli.usage', `Write: ${verbs['rotate-keys']?.usage}`)
  const { openSeals } = await import('./platform/sealed/open.ts')
  const seals = await openSeals(config, db)
  if (!seals.ok) return seals
  const { master } = seals.value
  if (!file) {
    const { rotateKeys: rotate } = await import('./platform/sealed/rotate.ts')
    return ok(await rotate({ db, owner, master, tell: (line) => console.log(line) }))
  }
  if (isRunning) return refuse('cli.running', `The product is running on ${config.dataDir}. Stop it first.`)
  const { changeMaster } = await import('./platform/sealed/change-master.ts')
  return changeMaster({ db, owner, master, file: resolve(file) })
}

async function readEms([file, ...more]: readonly string[]): Promise<Result<string>> {
  if (!file || more.length > 0) return refuse('cli.usage', `Write: ${verbsApart['read-ems']?.usage}`)
  // Whoever reads the lines may have enough of them.
  process.stdout.on('error', () => process.exit())
  const { referralsRoom } = await import('./referrals/room.ts')
  const isWhole = await referralsRoom.printEms(resolve(file), process.stdout, (sentence) => console.error(sentence))
  if (!isWhole) process.exitCode = 1
  return ok('')
}

async function readOldPage(words: readonly string[]): Promise<Result<string>> {
  if (words.length > 0) return refuse('cli.usage', `Write: ${verbsApart['read-page']?.usage}`)
  const { scorecardRoom } = await import('./scorecard/room.ts')
  return ok(JSON.stringify(scorecardRoom.readPage(await text(process.stdin), new Date().getFullYear()), null, 2))
}

let config: Config | undefined

async function main(): Promise<Result<string>> {
  const [name = 'help', ...words] = process.argv.slice(2)
  const apart = Object.hasOwn(verbsApart, name) ? verbsApart[name] : undefined
  if (apart) return apart.run(words)
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb) return name === 'help' ? ok(usage()) : refuse('cli.usage', `There is no verb ${name}.\n\n${usage()}`)
  const read = openConfig()
  if (!read.ok) return read
  config = read.value
  mkdirSync(config.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  // Whoever holds the folder is the running product, and its PostgreSQL is left to it.
  const hold = await holdFolder(config.dataDir, `better-off ${name}`)
  const log = openLog()
  const database = await openDatabase({ config, log, isKept: false })
  if (!database.ok) return database
  try {
    return await verb.run(words, { ...database.value, config, log, isRunning: !hold.ok })
  } finally {
    await database.value.close({ isLeft: !hold.ok })
    if (hold.ok) hold.value.release()
  }
}

const answer = await main().catch((error: unknown): Result<string> => {
  const words = startTrouble(error, config)
  if (words === null) throw error
  return refuse('cli.world', words)
})
if (answer.ok) {
  if (answer.value !== '') console.log(answer.value)
} else {
  console.error(answer.problems.map((problem) => problem.message).join('\n'))
  process.exitCode = 1
}
