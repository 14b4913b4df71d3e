// Longer than most, since it is one world: the product as a case meets it, with all that is looked at before and after.
import { readFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { everythingIn } from '../../src/platform/db/test-everything.ts'
import { quietPool } from '../../src/platform/db/test-pool.ts'
import { findChromium } from '../chromium.ts'
import { type Data, type Product, startProduct } from '../product.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Where it leads, '' when nowhere. */
  readonly location: string
  readonly cookie: string
  readonly ms: number
}

export type Sending = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  readonly file?: { readonly field: string; readonly name: string; readonly bytes: Uint8Array }
  readonly body?: string | Uint8Array
  /** Headers that a browser would send and this request does not. */
  readonly drop?: readonly string[]
  /** The address of this machine that it comes from, such as `127.0.0.7`. */
  readonly from?: string
}

/** `coach` is a recovery coach with a page of their own. */
export type Who = 'administrator' | 'editor' | 'coordinator' | 'viewer' | 'coach' | 'stranger'

/** What a page says to somebody who looks at it. */
export type Seen = {
  readonly text: string
  /** Fields marked as wrong, with the message at each. */
  readonly wrong: Readonly<Record<string, string>>
  /** What stands in each field. */
  readonly typed: Readonly<Record<string, string>>
  readonly marks: readonly string[]
  readonly problems: readonly string[]
}

/** A product of its own with the sample county, its people, its database, and a browser. */
export type World = {
  readonly product: Product
  /** Kills the product and starts it again on what it left. */
  restart(): Promise<void>
  /** A second world, on data of its own. */
  another(data: Data): Promise<World>
  readonly whenOver: (work: () => Promise<void>) => void
  readonly browser: Browser
  /** Sends one request exactly as it is said, and follows nothing. */
  send(path: string, how?: Sending): Promise<Answer>
  /** The same as somebody who is signed in. */
  ask(who: Who, path: string, how?: Sending): Promise<Answer>
  /** The same with the cookie of somebody who signed in otherwise. */
  askWith(cookie: string, path: string, how?: Sending): Promise<Answer>
  cookieOf(who: Who): string
  /** The same as a browser keeps it. */
  cookiesFor(cookie: string): readonly { readonly name: string; readonly value: string; readonly url: string }[]
  /** One more coach on the roster who signs in. */
  newCoach(): Promise<{ readonly id: string; readonly cookie: string }>
  /** Mail address and password of somebody who can sign in. */
  readonly known: { readonly email: string; readonly password: string }
  seen(html: string): Promise<Seen>
  rows<T extends Readonly<Record<string, unknown>>>(statement: string, values?: unknown[]): Promise<readonly T[]>
  /** A mark for each table; what a sign-in or a look changes is left out. */
  everything(): Promise<Readonly<Record<string, string>>>
  /** What was logged since the last call. */
  newLog(): string
  /** The path of a fresh invitation for an address nobody has. */
  invitation(role?: string): Promise<string>
  publish(): Promise<void>
  /** A number that was not answered before. */
  next(): number
  /** An entered quantity by months, a measure of the program, published. */
  readonly measure: { readonly id: string; readonly slug: string }
  /** A share by months, whose two counts are typed. */
  readonly share: World['measure']
  readonly org: number
  /** By how much a goal in time may be missed: 1 where nothing else runs on the machine. */
  readonly patience: number
}

/** Tables in which a sign-in or a look leaves a trace. */
const readingChanges = ['session', 'rate_limit', 'account_event', 'passkey_challenge', 'mail', 'known_browser']
const password = 'lantern gravel otter'

export async function openWorld(
  whenOver: (work: () => Promise<void>) => void,
  { patience = 1, data }: { readonly patience?: number; readonly data?: Data } = {},
): Promise<World> {
  let product = await startProduct(data ? { data } : {}, whenOver)
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...asRoot, '--disable-gpu', '--no-first-run'],
  })
  whenOver(() => browser.close())
  const { dataDir, databaseUrl } = product.data
  const database = quietPool({
    ...(databaseUrl
      ? { connectionString: databaseUrl }
      : { host: `${dataDir}/postgres/run`, user: 'better_off_owner', database: 'postgres' }),
    max: 2,
    options: '-c app.act=test.setUp', // what a set-up changes has its line of history too
  })
  whenOver(() => database.end())
  const reader = await (await browser.newContext({ javaScriptEnabled: true })).newPage()
  const cookies = new Map<Who, string>()
  let count = 0
  let logged = product.output().length

  const send: World['send'] = (path, how = {}) => sendTo(product.url, path, how)
  // A page that says what is under way, and asks again by itself, is not yet the answer.
  const as = async (cookie: string, path: string, how: Sending = {}): Promise<Answer> => {
    const all = { cookie, ...sameSite(how.headers), ...how.headers }
    const answer = await send(path, { ...how, headers: without(all, how.drop) })
    if (answer.headers.refresh === undefined) return answer
    await pause(Number(answer.headers.refresh) * 1_000)
    return as(cookie, path, how)
  }
  const rows: World['rows'] = async (statement, values) => (await database.query(statement, values)).rows
  const world: World = {
    get product() {
      return product
    },
    async restart() {
      await product.kill()
      product = await startProduct({ data: product.data }, whenOver)
      logged = product.output().length
    },
    another: (on) => openWorld(whenOver, { patience, data: on }),
    whenOver,
    browser,
    send,
    ask: (who, path, how) => as(cookies.get(who) ?? '', path, how),
    askWith: as,
    cookieOf: (who) => cookies.get(who) ?? '',
    cookiesFor: (cookie) =>
      cookie.split('; ').flatMap((each) => {
        const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(each) ?? []
        return name === '' ? [] : [{ name, value, url: product.url }]
      }),
    newCoach: () => coachWithPage(world),
    known: { email: 'coordinator@wilson.example', password },
    seen: (html) => seenOn(reader, html),
    rows,
    everything: async () => {
      const all = await everythingIn((statement) => database.query(statement))
      return Object.fromEntries(Object.entries(all).filter(([table]) => !readingChanges.includes(table)))
    },
    newLog: () => {
      const all = product.output()
      const fresh = all.slice(logged)
      logged = all.length
      return fresh
    },
    invitation: async (role = 'viewer') => invitationFor(world, `guest${world.next()}@wilson.example`, role),
    publish: async () => {
      const draft = await world.seen((await world.ask('administrator', '/team/wilson/publish')).text)
      if (!draft.typed.mark) return // nothing has changed
      const form = { mark: draft.typed.mark, note: '' }
      must(303, await world.ask('administrator', '/team/wilson/publish', { form }))
    },
    next: () => ++count,
    patience,
    measure: { id: '', slug: '' },
    share: { id: '', slug: '' },
    org: 0,
  }
  cookies.set('administrator', must(303, await send(new URL(product.signInLink).pathname, { method: 'POST' })).cookie)
  for (const who of ['editor', 'coordinator', 'viewer'] as const) {
    const invitation = await invitationFor(world, `${who}@wilson.example`, who)
    const form = { name: `The ${who}`, password }
    cookies.set(who, must(303, await as('', invitation, { form })).cookie)
  }
  cookies.set('coach', (await coachWithPage(world)).cookie)
  const [org] = await rows<{ org_id: number }>(`select org_id from organisation where slug = 'wilson'`)
  const measures = await addMeasures(world)
  // What the program does by itself with days is done, so that tables move only by who asks.
  while ((await rows('select from counted_through')).length === 0) await pause(500)
  return Object.assign(world, { org: org?.org_id ?? 0, ...measures })
}

/** A browser says that a form comes from our own page, unless the case says where it comes from. */
const sameSite = (own: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.keys(own).some((name) => /^(origin|sec-fetch-site)$/i.test(name)) ? {} : { 'sec-fetch-site': 'same-origin' }

const without = (headers: Readonly<Record<string, string>>, drop: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !drop.some((each) => each.toLowerCase() === name.toLowerCase())),
  )

/** The answer, if it has the status that the set-up needs. */
export function must(status: number, answer: Answer): Answer {
  if (answer.status !== status)
    throw new Error(`the set-up got ${answer.status} and not ${status}: ${answer.text.slice(0, 300)}`)
  return answer
}

async function invitationFor(world: World, email: string, role: string): Promise<string> {
  must(303, await world.ask('administrator', '/team/wilson/admin/people/invite', { form: { email, role } }))
  const [mail] = await world.rows<{ body: string }>('select body from mail where to_address = $1 order by id desc', [
    email,
  ])
  return new URL(/https?:\S+/.exec(mail?.body ?? '')?.[0] ?? world.product.url).pathname
}

async function coachWithPage(world: World): Promise<{ id: string; cookie: string }> {
  const person = { name: `Coach ${world.next()}`, email: `coach${world.next()}@wilson.example` }
  const form = { ...person, language: 'English', zone: 'Wilson', isSomebodyElse: 'yes' }
  const { location } = must(303, await world.ask('administrator', '/team/wilson/coaches/add', { form }))
  const path = location.replace(/[?#].*$/, '')
  must(303, await world.ask('administrator', `${path}/sign-in`, { form: {} }))
  const [mail] = await world.rows<{ body: string }>('select body from mail where to_address = $1 order by id desc', [
    person.email,
  ])
  const invitation = new URL(/https?:\S+/.exec(mail?.body ?? '')?.[0] ?? world.product.url).pathname
  const answer = must(303, await world.send(invitation, { form: { name: person.name, password } }))
  const id = path.split('/').pop() ?? ''
  await world.rows(
    `insert into coach_stage (org_id, id, coach_id, stage, from_on, position)
      select org_id, gen_random_uuid(), id, 'active', '2024-01-01', 99 from coach where id = $1`,
    [id],
  )
  return { id, cookie: answer.cookie }
}

const addMeasures = async (world: World): Promise<Pick<World, 'measure' | 'share'>> => ({
  measure: await addMeasure(world, { slug: 'bad-inputs', unit: 'hours', decimals: '2', shape: 'amount' }),
  share: await addMeasure(world, { slug: 'bad-inputs-share', unit: '%', decimals: '1', shape: 'share' }),
})

/** An entered measure by months, or by what `more` says, that stands under the first program of the scorecard. */
export async function addMeasure(
  world: World,
  more: { readonly slug: string } & Readonly<Record<string, string>>,
): Promise<World['measure']> {
  const form = {
    title: `Figures of ${more.slug}`,
    asks: 'how much',
    better: 'higher',
    unit: 'people',
    decimals: '0',
    shape: 'count',
    calendarKind: 'month',
    collectedFrom: '1990-01-01',
    settlesAfterDays: '0',
    source: '',
    ...more,
  }
  must(303, await world.ask('editor', '/team/wilson/measures/new?kind=entered', { form }))
  const [measure] = await world.rows<{ id: string }>('select id from measure where slug = $1', [more.slug])
  const [program] = await world.rows<{ id: string }>('select id from program where removed_at is null limit 1')
  if (!measure || !program) throw new Error('the measure of the set-up is not there')
  const places = { programs: program.id }
  must(303, await world.ask('editor', `/team/wilson/scorecard/measures/${measure.id}/places`, { form: places }))
  return { id: measure.id, slug: more.slug }
}

function sendTo(url: string, path: string, { method, headers, form, file, body, from }: Sending): Promise<Answer> {
  const [type, sent] = file
    ? multipart(file, form ?? {})
    : form
      ? ['application/x-www-form-urlencoded', Buffer.from(new URLSearchParams(form).toString())]
      : [undefined, body === undefined ? undefined : Buffer.from(body)]
  const { hostname, port } = new URL(url)
  const options = {
    hostname: from === undefined ? hostname : '127.0.0.1',
    ...(from !== undefined && { localAddress: from }),
    port,
    path,
    method: method ?? (sent ? 'POST' : 'GET'),
    headers: { ...(type && { 'content-type': type }), ...(sent && { 'content-length': sent.length }), ...headers },
    timeout: 300_000,
  }
  const started = performance.now()
  return new Promise((done, fail) => {
    const answered = (response: IncomingMessage, parts: readonly Buffer[]): void =>
      done({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        text: Buffer.concat(parts).toString(),
        location: response.headers.location ?? '',
        cookie: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').join('; '),
        ms: performance.now() - started,
      })
    const asking = request(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', fail)
      response.on('end', () => answered(response, parts))
    })
    asking.on('connect', (response, socket, head) => {
      socket.destroy()
      answered(response, [head])
    })
    asking.on('timeout', () => asking.destroy(new Error(`no answer from ${path} within five minutes`)))
    asking.on('error', fail)
    asking.end(sent)
  })
}

function multipart(file: NonNullable<Sending['file']>, form: Readonly<Record<string, string>>): [string, Buffer] {
  const edge = 'edge-of-a-part-of-this-form'
  const fields = Object.entries(form).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${edge}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return [
    `multipart/form-data; boundary=${edge}`,
    Buffer.concat([Buffer.from(fields.join('') + head), file.bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  ]
}

// The page is parsed as a browser parses it, and none of it runs.
const seenOn = (page: Page, html: string): Promise<Seen> =>
  page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'text/html')
    const wrong: Record<string, string> = {}
    const typed: Record<string, string> = {}
    for (const field of parsed.querySelectorAll<HTMLInputElement>('input[name], textarea[name], select[name]')) {
      const isTicked = (field.type !== 'checkbox' && field.type !== 'radio') || field.hasAttribute('checked')
      if (isTicked) typed[field.name] ??= field.value
      const message = parsed.getElementById(`${field.id}-problem`)?.textContent ?? ''
      if (field.getAttribute('aria-invalid') === 'true') wrong[field.name] = message
    }
    const texts = (selector: string): string[] =>
      [...parsed.querySelectorAll(selector)].map((each) => each.textContent ?? '')
    const problems = texts('.problems li, .problem')
    for (const each of parsed.querySelectorAll('script, style, template')) each.remove()
    for (const each of parsed.querySelectorAll('td, th, li, p, div, dt, dd, option, label, a, h1, h2, h3'))
      each.append(' ')
    return { text: parsed.body.textContent ?? '', wrong, typed, marks: texts('mark'), problems }
  }, html)

/** Memory of the product's process and of those it started, in bytes; 0 where the system does not say. */
export function memoryOf(pid: number): number {
  const resident = (id: number): number => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1_024
    } catch {
      return 0
    }
  }
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return [pid, ...children.map(Number)].reduce((sum, id) => sum + resident(id), 0)
  } catch {
    return 0
  }
}
