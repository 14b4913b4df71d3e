// Longer than most, since it is one promise: forty people go through the whole response, and no byte outside of the team's pages names them.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { addDays, dayIn } from '../src/core/day.ts'
import { killPostgres, type Product } from './product.ts'
import { startReady } from './ready.ts'
import { hitsIn, spellings } from './spellings.ts'
import { signedIn, type Visitor } from './visitor.ts'

const today = dayIn('America/New_York', new Date())
const team = '/team/wilson'

/** What every planted text has in it: words, a number as it is typed and as it is marked, a day of birth as it is kept and as it is said. */
const planted = spellings(['Xylophan', '98077410', '980) 774', '1911-03-', ' Mar 1911'])
/** What was planted beside them on purpose, in every place that is searched. */
const control = spellings(['Kontrolloph'])

/** Somebody who is nobody, with a text of their own in each field that says who somebody is. */
function identity(number: number) {
  const two = String(number).padStart(2, '0')
  const of = (field: string) =>
    `Xylophan ${field}${String.fromCharCode(97 + (number % 26), 97 + Math.floor(number / 26))}`
  return {
    source: 'ems',
    name: of('Nam'),
    phone: `(980) 774-10${two}`,
    bornOn: `1911-03-${String(1 + (number % 28)).padStart(2, '0')}`,
    address: `${number} ${of('Street')}`,
    reachNote: of('Reach'),
    place: of('Place'),
    sender: of('Sender'),
    note: of('Note'),
    occurredOn: addDays(today, -1),
    occurredTime: '17:10',
    outcome: 'nonfatal',
    language: 'en',
  }
}
type Identity = ReturnType<typeof identity>
const forty = Array.from({ length: 40 }, (_, number) => identity(number))
const byWay = {
  form: forty.slice(0, 10),
  link: forty.slice(10, 20),
  program: forty.slice(20, 30),
  file: forty.slice(30),
}

test('forty people come in by every way and are worked with, and nobody finds them in files, logs, mail or anything public', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'canaries-'))
  chmodSync(temporary, 0o777) // as root the product's PostgreSQL runs as another user
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }))
  const product = await startReady({ environment: { TMPDIR: temporary } })
  const visitor = await signedIn(product)

  await plantControl(visitor, product, temporary)
  await comeIn(visitor, product)
  const referrals = await found(visitor)
  expect(referrals.length).toBe(40)
  for (const [number, id] of referrals.entries()) await workWith(visitor, product, id, forty[number] ?? identity(0))
  await provokeErrors(visitor, product, referrals[0] ?? '')
  await publish(visitor)

  const shown = await teamPages(visitor, referrals)
  expect(hitsIn(Buffer.from(shown.bodies), planted).length, 'the pages of the team do show people').toBeGreaterThan(0)
  const outside = await publicBytes(product)
  await product.stop()

  const places: Readonly<Record<string, readonly Named[]>> = {
    'the log': [{ name: 'output', bytes: Buffer.from(`${product.output()}\nKontrolloph`) }],
    'addresses and titles of the team': [{ name: 'pages', bytes: Buffer.from(shown.addresses.join('\n')) }],
    'public bytes': outside,
    'temporary files': filesIn(temporary),
    ...byKind(filesIn(product.data.dataDir)),
  }
  expect(Object.keys(places)).toEqual(expect.arrayContaining(['tables', 'write-ahead log', 'mail', 'data folder']))
  for (const [place, all] of Object.entries(places)) {
    expect(
      all.some(({ bytes }) => hitsIn(bytes, control).length > 0),
      `the search finds in ${place}`,
    ).toBe(true)
    const hits = all.flatMap(({ name, bytes }) => hitsIn(bytes, planted).map((hit) => `${name}: ${hit}`))
    expect.soft(hits.slice(0, 10), place).toEqual([])
  }
})

type Named = { readonly name: string; readonly bytes: Buffer }

function filesIn(folder: string, under = ''): readonly Named[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry): readonly Named[] => {
    const name = join(under, entry.name)
    if (entry.isDirectory()) return filesIn(folder, name)
    const path = join(folder, name)
    // A name is searched too; a socket and a pipe hold nothing.
    return entry.isFile() && statSync(path).size > 0
      ? [{ name, bytes: Buffer.concat([Buffer.from(name), readFileSync(path)]) }]
      : []
  })
}

/** The files of the data folder, by what they hold. */
const byKind = (all: readonly Named[]): Record<string, readonly Named[]> => {
  const kindOf = (name: string): string => {
    if (name.includes('pg_wal/')) return 'write-ahead log'
    if (name.startsWith('postgres/')) return 'tables'
    return name.startsWith('mail/') ? 'mail' : 'data folder'
  }
  const kinds: Record<string, Named[]> = {}
  for (const file of all) (kinds[kindOf(file.name)] ??= []).push(file)
  return kinds
}

/** Sends a form, and answers the page; refused where another status comes back. */
async function sent(
  visitor: Visitor,
  path: string,
  fields: Readonly<Record<string, string>>,
  status = 303,
): Promise<Response> {
  const answer = await visitor.post(path, fields)
  if (answer.status !== status)
    throw new Error(
      `${path} said ${answer.status}: ${/class="problems".*?<\/div>/s.exec(await answer.text())?.[0] ?? ''}`,
    )
  return answer
}
const leadsTo = (answer: Response): string => (answer.headers.get('location') ?? '').replace(/\?.*/, '')
const textAt = async (visitor: Visitor, path: string): Promise<string> => (await visitor.get(path)).text()
const within = (text: string, pattern: RegExp): string => {
  const part = pattern.exec(text)?.[1]
  if (part === undefined)
    throw new Error(`nothing like ${pattern} in ${text.slice(text.indexOf('<main'), text.indexOf('<main') + 2_000)}`)
  return part
}

/** Something harmless in every place that is searched, or a search that finds nothing says nothing. */
async function plantControl(visitor: Visitor, { data }: Product, temporary: string): Promise<void> {
  await sent(visitor, `${team}/coaches/add`, { name: 'Kontrolloph Coach', language: 'English' })
  await sent(visitor, `${team}/admin/people/invite`, { email: 'kontrolloph@example.org', role: 'viewer' })
  await sent(visitor, `${team}/partners/add`, { name: 'Kontrolloph Aid', sector: 'health', about: '', website: '' })
  writeFileSync(join(temporary, 'planted'), Buffer.from('a Kontrolloph').toString('base64'))
  writeFileSync(join(data.dataDir, 'planted'), Buffer.from('Kontrolloph', 'utf16le'))
}

/** Ten by the team's form, ten by links that are used once, ten by a program, ten in a file. */
async function comeIn(visitor: Visitor, product: Product): Promise<void> {
  for (const one of byWay.form) await sent(visitor, `${team}/referrals/add`, one)
  const partners = await textAt(visitor, `${team}/referrals/partners`)
  const partner = within(partners, /\/referrals\/partners\/([\w-]{36})/)
  const secret = async (kind: string): Promise<string> => {
    const answer = await sent(visitor, `${team}/referrals/partners/${partner}/${kind}`, {}, 200)
    return within(await answer.text(), kind === 'links' ? /\/handover\/([\w-]{43})/ : />\s*([\w-]{43})\s*</)
  }
  for (const one of byWay.link) {
    const link = new URL(`/handover/${await secret('links')}`, product.url)
    const headers = { origin: link.origin, 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(link, { method: 'POST', headers, redirect: 'manual', body: new URLSearchParams(one) })
    expect(answer.status, 'by a link').toBe(303)
  }
  const token = await secret('tokens')
  const tell = (body: string): Promise<Response> =>
    fetch(new URL('/api/referrals', product.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    })
  for (const one of byWay.program) expect((await tell(JSON.stringify(one))).status, 'by a program').toBe(201)
  // What cannot be read, or is too much, or has a field that nobody knows.
  for (const body of [
    `{"name": "Xylophan Broken`,
    JSON.stringify({ ...identity(40), 'Xylophan field': 'x' }),
    JSON.stringify({ ...identity(40), note: 'Xylophan '.repeat(20_000) }),
  ])
    expect((await tell(body)).status).toBeGreaterThanOrEqual(400)
  await byFile(visitor, partner)
}

async function byFile(visitor: Visitor, partnerId: string): Promise<void> {
  const names = ['name', 'phone', 'bornOn', 'address', 'reachNote', 'place', 'sender', 'note', 'occurredOn'] as const
  const headings = [
    'Name',
    'Phone',
    'Date of birth',
    'Address',
    'What helps to reach them',
    'Where it happened',
    'Who sends it',
    'What else they say',
    'Day it happened',
  ]
  const line = (one: Identity, number: number): string =>
    [`RUN-${number}`, 'ems', ...names.map((name) => one[name])].join(',')
  // One row is at fault, and its faults are downloaded.
  const wrong = `RUN-99,ems,Xylophan Wrong,${'9'.repeat(40)},1911-03-99,,,,,,`
  const pasted = [['Run Number', 'Source', ...headings].join(','), ...byWay.file.map(line), wrong].join('\n')
  const sheet = leadsTo(await sent(visitor, `${team}/referrals/import`, { partnerId, pasted }))
  await visitor.get(`${sheet}/faults.csv`)
  const preview = await textAt(visitor, sheet)
  await sent(visitor, sheet, { withoutFaults: 'yes', expected: within(preview, /name="expected" value="(\d+)"/) })
}

/** The referrals of all forty, each found by the number of the person. */
async function found(visitor: Visitor): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { phone, name } of forty) {
    const page = await (await sent(visitor, `${team}/referrals/search`, { phone }, 200)).text()
    expect(page, name).toContain(name)
    ids.push(within(page, /\/team\/wilson\/referrals\/([\w-]{36})/))
  }
  return ids
}

/** An attempt with a note, a release signed, a service offered and sent by a link, which the partner opens and answers. */
async function workWith(visitor: Visitor, product: Product, id: string, one: Identity): Promise<void> {
  const at = `${team}/referrals/${id}`
  const attempt = await textAt(visitor, `${at}/attempts/add`)
  await sent(visitor, `${at}/attempts/add`, {
    attemptId: within(attempt, /name="attemptId" value="([^"]*)"/),
    on: within(attempt, /name="on"[^>]*value="([^"]*)"/),
    at: within(attempt, /name="at"[^>]*value="([^"]*)"/),
    mode: 'phone',
    outcome: 'engaged',
    note: `Xylophan Said ${one.name}`,
  })
  const asked = await textAt(visitor, `${at}/consents/add`)
  const recipientId = within(asked, /<option value="([^"]*)"[^>]*>Wilson County Government/)
  const consent = leadsTo(
    await sent(visitor, `${at}/consents/add`, {
      textId: within(asked, /name="textId" value="([^"]*)"/),
      recipientId,
      scope: 'help',
      purpose: 'getting help',
      untilOn: addDays(today, 90),
      signer: `Xylophan Signer ${one.name}`,
      signsByName: 'yes',
    }),
  )
  const services = await textAt(visitor, `${at}/onward/add`)
  const onward = leadsTo(
    await sent(visitor, `${at}/onward/add`, {
      serviceId: within(services, /<option value="([^"]*)"[^>]*>[^<]*Medication and counseling/),
      isAccepted: 'yes',
      note: `Xylophan Needs ${one.name}`,
    }),
  )
  const page = await textAt(visitor, onward)
  const consentId = within(page, /<option value="([\w-]{36})"/)
  const shared = await sent(
    visitor,
    `${onward}/send`,
    { version: within(page, /name="version" value="(\d+)"/), what: 'help', consentId },
    200,
  )
  const answer = new URL(`/answer/${within(await shared.text(), /\/answer\/([\w-]{43})/)}`, product.url)
  expect(await (await fetch(answer)).text()).toContain('Xylophan Needs')
  const headers = { origin: answer.origin, 'sec-fetch-site': 'same-origin' }
  await fetch(answer, {
    method: 'POST',
    headers,
    redirect: 'manual',
    body: new URLSearchParams({ answer: 'attend', on: today }),
  })
  await visitor.get(consent || at)
}

/** Forms that are refused, too large or broken, and one that is sent while the database is gone, which is written down as a failure. */
async function provokeErrors(visitor: Visitor, product: Product, id: string): Promise<void> {
  const at = `${team}/referrals/${id}`
  await visitor.get(`${team}/referrals?q=${encodeURIComponent(forty[0]?.name ?? '')}`)
  await visitor.post(`${at}/person`, { ...forty[0], phone: '9'.repeat(40), version: '1' })
  await visitor.post(`${at}/attempts/add`, { note: 'Xylophan '.repeat(200_000) })
  await killPostgres(product.data)
  const gone = await visitor.post(`${team}/referrals/add`, { ...identity(41) })
  expect([303, 500, 503]).toContain(gone.status)
  expect(await gone.text()).not.toContain('stack')
  while ((await visitor.get(`${team}/today`)).status !== 200) await pause(100)
}

/** Publishes what there is, as the page offers it. */
async function publish(visitor: Visitor): Promise<void> {
  await sent(visitor, `${team}/scorecard/results/add`, {
    title: 'Kontrolloph is well',
    statement: 'All of Kontrolloph are well.',
  })
  for (;;) {
    const page = await textAt(visitor, `${team}/publish`)
    const form = /<form[^>]*action="([^"]*\/publish[^"]*)"(?:(?!<\/form>).)*Publish edition.*?<\/form>/s.exec(page)
    if (!form) {
      if (!page.includes('Checking')) throw new Error(page.slice(page.indexOf('<main'), page.indexOf('<main') + 3_000))
      await pause(300)
      continue
    }
    const fields = Object.fromEntries(
      [...form[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
    await sent(visitor, form[1] ?? '', fields)
    return
  }
}

/** The addresses and titles of pages of the team, where they lead, and what they say: those of the people first. */
async function teamPages(visitor: Visitor, ids: readonly string[]) {
  const waiting = new Set([
    `${team}/coaches?q=Kontrolloph`,
    `${team}/referrals`,
    ...ids.map((id) => `${team}/referrals/${id}`),
    `${team}/today`,
  ])
  const addresses: string[] = []
  let bodies = ''
  let opened = 0
  for (const path of waiting) {
    if (opened++ > 120) break
    const answer = await visitor.get(path)
    const html = (answer.headers.get('content-type') ?? '').includes('html') ? await answer.text() : ''
    addresses.push(path, answer.headers.get('location') ?? '', /<title>.*?<\/title>/s.exec(html)?.[0] ?? '')
    const links = [...html.matchAll(/(?:href|action|src)="([^"]*)"/g)]
      .map(([, to = '']) => to)
      .filter((to) => !to.startsWith('tel:'))
    addresses.push(...links)
    for (const to of links) if (to.startsWith(`${team}/`)) waiting.add(to.replaceAll('&amp;', '&').replace(/#.*/, ''))
    bodies += html
  }
  return { addresses, bodies }
}

/** All that anybody may have without signing in: pages, JSON, CSV, pictures, embeds. */
async function publicBytes({ url }: Product): Promise<readonly Named[]> {
  const waiting = new Set(['/', '/wilson'])
  const all: Named[] = []
  for (const path of waiting) {
    if (all.length > 400) break
    const answer = await fetch(new URL(path, url))
    const bytes = Buffer.from(await answer.arrayBuffer())
    all.push({ name: path, bytes: Buffer.concat([Buffer.from(`${path}\n${[...answer.headers].join('\n')}\n`), bytes]) })
    if (!(answer.headers.get('content-type') ?? '').includes('html')) continue
    for (const [, to = ''] of bytes.toString().matchAll(/(?:href|src)="([^"#]*)/g)) {
      const next = new URL(to.replaceAll('&amp;', '&'), new URL(path, url))
      if (next.origin === new URL(url).origin && !/^\/(team|sign-|account|start)/.test(next.pathname))
        waiting.add(next.pathname + next.search)
    }
  }
  return all
}
