// Who may do what with a person of the response, whoever asks and however it stands: src/test-walls.ts says it, and here every case
// of it is tried at the doors, at the way in of programs, and at the database itself.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from './core/id.ts'
import { ok, refuse } from './core/result.ts'
import type { Tx } from './platform/db/db.ts'
import { put } from './platform/db/verbs.ts'
import type { Role, TeamRoute } from './platform/http/route.ts'
import { normalPhone } from './platform/sealed/marks.ts'
import { testSeals } from './platform/sealed/test-seals.ts'
import { makeReferralKey } from './referrals/handover/keys/actions.ts'
import { advance } from './referrals/in-hand.ts'
import { forgetPeople } from './referrals/old/store.ts'
import { type Form, type House, houseWithTwoCounties, type Somebody } from './test-house.ts'
import {
  type Asker,
  askers,
  type Consent,
  consents,
  doors,
  mayElse,
  mayShare,
  nothing,
  type Relation,
  type Right,
  relations,
  rightOnRow,
  type State,
  states,
} from './test-walls.ts'

/** Somebody invented, in a referral that stands in some way; `ids` by the names that addresses have for them. */
type Case = {
  readonly relation: Relation
  readonly consent: Consent
  readonly state: State
  readonly name: string
  readonly phone: string
  readonly ids: Readonly<Record<string, string>>
  /** What was kept of them, by table. */
  readonly rows: readonly (readonly [table: string, id: string])[]
}

const madeUp = '00000000-0000-7000-8000-0000000000ff'
const today = '2025-01-15'
let house: House
let cases: readonly Case[]
let theirs: readonly TeamRoute[]
let common: Common

beforeAll(async () => {
  house = await houseWithTwoCounties()
  common = await commonOf()
  cases = await casesOfAll()
  theirs = house.app.doors.team.filter(({ path }) => /^\/(referrals|handed-over|outreach|linkage|privacy)/.test(path))
})

type Common = Readonly<
  Record<'coach' | 'coachPerson' | 'other' | 'partner' | 'service' | 'recipient' | 'text' | 'beside', string>
>

async function commonOf(): Promise<Common> {
  const one = async (statement: string): Promise<string> => (await house.row(statement, [house.wilson])).id ?? ''
  const own = `from membership where org_id = $1 and role = 'coach'`
  // What is offered is a service of whoever a consent is for, and never of the partner who signs in.
  const offered = await house.row(
    `select id, partner_id as partner from service where org_id = $1
       and partner_id <> (select partner_id from membership where org_id = $1 and role = 'partner') order by id`,
    [house.wilson],
  )
  return {
    coach: await one(`select coach_id as id ${own}`),
    coachPerson: await one(`select person_id as id ${own}`),
    other: await one(`select id from coach where org_id = $1 and id not in (select coach_id ${own}) order by id`),
    partner: await one(`select partner_id as id from membership where org_id = $1 and role = 'partner'`),
    service: offered.id ?? '',
    recipient: offered.partner ?? '',
    text: await one(`select id from consent_text where org_id = $1 and kind = 'release' and language = 'en'`),
    beside: await one(`select id from referral where org_id = $1 and state = 'received' order by id`),
  }
}

const asProgram = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  const done = await house.db.act({ org: house.wilson, person: null }, 'test.setUp', async (tx) => ok(await work(tx)))
  if (!done.ok) throw new Error('refused')
  return done.value
}

const casesOfAll = (): Promise<readonly Case[]> =>
  asProgram(async (tx) => {
    const all: Case[] = []
    for (const relation of relations)
      for (const consent of consents)
        for (const state of states) all.push(await caseOf(tx, { relation, consent, state }, all.length))
    return all
  })

/** Keeps somebody with all that may hang on them. */
async function caseOf(tx: Tx, is: Pick<Case, 'relation' | 'consent' | 'state'>, number: number): Promise<Case> {
  const rows: (readonly [string, string])[] = []
  const kept = async (table: Parameters<typeof put>[1], row: object, id = newId()): Promise<string> => {
    await put(tx, table, row as never, id) // columns of that table; the database says so
    rows.push([table, id])
    return id
  }
  const keys = await testSeals.keysOf(tx)
  const [name, phone] = [`Wallis Planted ${number}x`, `98055501${String(number).padStart(2, '0')}`]
  const who = newId()
  const number_ = normalPhone(phone)
  await kept(
    'person_served',
    {
      ...keys.sealEach('person_served', who, { name, phone, born_on: '1990-03-04', address: `${number} Elm St` }),
      phone_mark: keys.mark('phone', number_.ok ? number_.value : ''),
    },
    who,
  )
  const eventId = await kept('overdose_event', { occurredOn: '2025-01-10', outcome: 'nonfatal' })
  await kept('event_person', { eventId, personId: who })
  const episodeId = await kept('episode', { personId: who, openedOn: '2025-01-10' })
  const referralId = await kept('referral', {
    personId: who,
    eventId,
    episodeId,
    source: 'ems',
    partnerId: common.partner,
    receivedAt: '2025-01-10T12:00:00Z',
    receivedOn: '2025-01-10',
    clockFrom: 'receipt',
    dueAt: '2025-01-13T12:00:00Z',
    state: 'engaged',
  })
  const ids: Record<string, string> = { referralId, personId: who, otherId: common.beside, newId: newId() }
  await related(kept, is.relation, ids)
  ids.attemptId = await kept('attempt', {
    referralId,
    coachId: common.coach,
    attemptedAt: '2025-01-15T15:00:00Z',
    attemptedOn: today,
    loggedOn: today,
    mode: 'phone',
    outcome: 'engaged',
  })
  const consentId = is.consent === 'none' ? null : await kept('consent', consented(who, is.consent))
  if (consentId !== null) ids.consentId = consentId
  ids.onwardId = await kept('onward_referral', {
    referralId,
    personId: who,
    serviceId: common.service,
    state: 'accepted',
    offeredOn: '2025-01-12',
    acceptedOn: '2025-01-12',
  })
  await kept('onward_link', {
    onwardId: ids.onwardId,
    tokenHash: Buffer.from(newId()),
    madeAt: '2025-01-14T12:00:00Z',
    expiresAt: '2025-02-14T12:00:00Z',
  })
  await kept('disclosure', {
    personId: who,
    recipientId: common.recipient,
    what: ['identity'],
    purpose: 'getting help',
    exception: 'medical emergency',
    exceptionWhy: 'They were found unconscious',
    copy: 'none',
    at: '2025-01-11T12:00:00Z',
  })
  ids.followUpId = await kept('follow_up', {
    referralId,
    personId: who,
    days: 30,
    dueOn: today,
    missedOn: '2025-02-01',
    state: 'due',
  })
  ids.offerId = await kept('referral_offer', {
    referralId,
    coachId: common.other,
    dueAt: '2025-01-16T12:00:00Z',
    madeAt: '2025-01-15T12:00:00Z',
  })
  await kept('referral_declined', { referralId, coachId: common.other, why: 'cannot' })
  await kept('referral_same', { referralId, otherId: common.beside, verdict: 'two' })
  await kept('referral_receipt', {
    partnerId: common.partner,
    keyMark: Buffer.alloc(16, number),
    contentMark: Buffer.alloc(16, number),
    referralId,
  })
  const read = await sql<{ id: string }>`
    insert into person_read (org_id, reader_id, person_id, what, by_right)
    values (${tx.org}, ${common.coachPerson}, ${who}, 'referral', 'assigned') returning id`.execute(tx.sql)
  rows.push(['person_read', String(read.rows[0]?.id)])
  if (is.state !== 'open') await advance(tx, referralId, { to: 'closed', reason: 'unable to reach', on: today })
  if (is.state === 'emptied') await forgetPeople(tx, [who], today)
  // Closing withdraws what was offered; who was asked stays.
  return { ...is, name, phone, ids, rows }
}

async function related(
  kept: (table: 'referral_assignment' | 'emergency_access', row: object) => Promise<string>,
  relation: Relation,
  ids: Record<string, string>,
): Promise<void> {
  const { referralId } = ids
  const now = Date.now()
  const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString()
  const opened = async (from: number, until: number): Promise<void> => {
    const reason = 'They called and need help now'
    ids.accessId = await kept('emergency_access', {
      readerId: common.coachPerson,
      referralId,
      reason,
      fromAt: at(from),
      untilAt: at(until),
    })
  }
  const assigned = async (coachId: string, more = {}): Promise<void> => {
    await kept('referral_assignment', { referralId, coachId, fromAt: '2025-01-10T13:00:00Z', ...more })
  }
  if (relation === 'assigned') await assigned(common.coach)
  else if (relation === 'handed on') await assigned(common.coach, { untilAt: '2025-01-12T13:00:00Z' })
  if (relation !== 'assigned') await assigned(common.other)
  if (relation === 'opened now') await opened(-1, 2)
  if (relation === 'opened 3 hours ago') await opened(-3, -0.01)
  if (relation === 'opened ahead') await opened(24, 26.9)
}

const consented = (personId: string, consent: Exclude<Consent, 'none'>) => ({
  personId,
  kind: 'release',
  textId: common.text,
  scope: ['identity', 'help'],
  recipientId: common.recipient,
  purpose: 'getting help',
  fromOn: '2024-01-12',
  untilOn: consent === 'expired' ? '2025-01-14' : '2025-06-30',
  signedAt: '2024-01-12T15:00:00Z',
  ...(consent === 'revoked' && { revokedAt: '2025-01-14T15:00:00Z', revokedHow: 'spoken' }),
})

test('every door of the three rooms stands in the table, and is open to those whom it names', () => {
  const named = doors.flatMap(({ of }) => of)
  expect(new Set(named).size).toBe(named.length)
  const names = theirs.map(({ method, path }) => `${method} ${path}`)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
  for (const { method, path, may } of theirs) {
    const name = `${method} ${path}`
    expect([...may].sort(), name).toEqual([...(doors.find(({ of }) => of.includes(name))?.may ?? mayElse)].sort())
  }
})

/** What a form says that would be taken, if it were. */
const formOf = (door: string, { ids }: Case): Form => {
  const sent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'POST /referrals/:referralId/attempts/add': { attemptId: ids.newId ?? '', ...attempted },
    'POST /referrals/:referralId/attempts/:attemptId': { attemptId: ids.attemptId ?? '', ...attempted },
    'POST /referrals/:referralId/close': { reason: 'moved' },
    'POST /referrals/:referralId/consents/add/spoken': { agrees: 'yes' },
    'POST /referrals/:referralId/consents/:consentId': { how: 'spoken' },
    'POST /referrals/:referralId/disclosures/add': {
      recipientId: common.recipient,
      what: 'identity',
      purpose: 'getting help',
      consentId: ids.consentId ?? '',
      copy: 'scope in words',
    },
    'POST /referrals/:referralId/follow-ups/:followUpId': { isKept: 'yes' },
    'POST /referrals/:referralId/hand-out': { coachId: common.other, how: 'assign' },
    'POST /referrals/:referralId/onward/add': { serviceId: common.service, isAccepted: 'yes' },
    'POST /referrals/:referralId/onward/:onwardId': { step: 'end', why: 'other' },
    'POST /referrals/:referralId/onward/:onwardId/send': { what: 'identity', consentId: ids.consentId ?? '' },
    'POST /referrals/:referralId/same/:otherId': { verdict: 'one person' },
  }
  return { version: '1', ...sent[door] }
}
const attempted = { mode: 'phone', outcome: 'no answer', on: today, at: '11:00' }

/** The doors about somebody, by which right each opens: first what is read, then what is shared, last what ends something. */
const ofCases = (): readonly (TeamRoute & { readonly name: string; readonly by: 'referral' | 'team' | 'privacy' })[] =>
  theirs
    .flatMap((door) => {
      const name = `${door.method} ${door.path}`
      const by = doors.find(({ of }) => of.includes(name))?.by ?? null
      return by === null ? [] : [{ ...door, name, by }]
    })
    .sort((a, b) => lateness(a.name) - lateness(b.name))
const lateness = (name: string): number => {
  if (name.startsWith('GET')) return -2
  return name in shares || name === logs ? -1 : ends.indexOf(name) + 1
}
const ends: readonly string[] = [
  'POST /referrals/:referralId/attempts/:attemptId',
  'POST /referrals/:referralId/attempts/:attemptId/remove',
  'POST /referrals/:referralId/onward/:onwardId/take-back',
  'POST /referrals/:referralId/onward/:onwardId',
  'POST /referrals/:referralId/consents/:consentId',
  'POST /referrals/:referralId/hand-out',
  'POST /referrals/:referralId/close',
  'POST /referrals/:referralId/reopen',
  'POST /referrals/:referralId/same/:otherId',
]

const rightAt = (asker: Asker, by: 'referral' | 'team' | 'privacy', { state }: Case): Right =>
  by === 'referral' ? asker.referral[state] : asker[by]

const filled = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? madeUp)
const isWhole = (path: string, ids: Readonly<Record<string, string>>): boolean =>
  [...path.matchAll(/:(\w+)/g)].every(([, name = '']) => ids[name] !== undefined)

/** All that an answer says, but for the time and what was asked for. */
async function said(answer: Response, path: string): Promise<string> {
  const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
  return JSON.stringify([answer.status, headers, await answer.text()])
    .replaceAll(encodeURIComponent(path), 'PATH')
    .replaceAll(path, 'PATH')
}

/** Asks for all that is not there for somebody, and holds each answer against that of a made-up id. */
async function learnsNothing(name: string, asker: Asker, where = 'wilson', of = cases): Promise<number> {
  const ask = house.as(asker.as)
  let tried = 0
  for (const door of ofCases()) {
    const hidden = of.filter(
      (one) =>
        one.relation === asker.relation && isWhole(door.path, one.ids) && rightAt(asker, door.by, one) === 'not there',
    )
    const [first] = hidden
    if (!first) continue
    const askFor = async (ids: Case['ids'], one: Case): Promise<string> => {
      const path = `/team/${where}${filled(door.path, ids)}`
      // What a stranger typed is kept for them on the answer, so that it is the same each time.
      const form = formOf(door.name, asker.as === 'stranger' ? first : one)
      return said(await ask(path, door.method === 'POST' ? form : undefined), path)
    }
    const nowhere = await askFor({}, first)
    expect(nowhere.slice(1, 4), `${name}: ${door.name}`).toBe(nothingThere(asker, door))
    const answers = await Promise.all(hidden.map((one) => askFor(one.ids, one)))
    for (const [at, one] of hidden.entries()) {
      const answer = answers[at] ?? ''
      const about = `${name}: ${door.name}, consent ${one.consent}, ${one.state}: ${answer.slice(1, 4)}`
      expect(answer === nowhere, about).toBe(true)
    }
    tried += hidden.length
  }
  return tried
}

const nothingThere = ({ as }: Asker, { method }: TeamRoute): string =>
  as === 'stranger' ? (method === 'GET' ? '303' : '401') : '404'

for (const [name, asker] of Object.entries(askers))
  test(`${name}: what is not theirs answers as what was never there, and nothing changes`, async () => {
    const before = await house.everything()
    const tried = await learnsNothing(name, asker)
    expect(tried).toBeGreaterThan(name === 'administrator' ? -1 : 10)
    if (asker.as === 'neighbour') await learnsNothing(name, asker, 'nash')
    expect(await house.everything()).toEqual(before)
  })

const personOf = async (who: Somebody): Promise<string> =>
  who === 'stranger'
    ? madeUp
    : ((await house.row('select id from person where email = $1', [`${who.replace(' ', '-')}@example.org`])).id ?? '')

/** Runs a statement as whoever the transaction is of, and takes it back; null where the database refuses it by right. */
async function tried(tx: Tx, statement: ReturnType<typeof sql>): Promise<ReadonlySet<string> | null> {
  await sql`savepoint one`.execute(tx.sql)
  try {
    const { rows } = await sql<{ id: string }>`${statement}`.execute(tx.sql)
    return new Set(rows.map(({ id }) => String(id)))
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return null
    throw error
  } finally {
    await sql`rollback to savepoint one`.execute(tx.sql)
  }
}

/** What somebody reaches of the rows of cases, with no filter of the program before them, held against the table. */
async function reachesInRows(name: string, asker: Asker): Promise<void> {
  const own = cases.filter(({ relation }) => relation === asker.relation)
  const rows = own.flatMap((one) =>
    one.rows.map(([table, id]) => {
      const right = rightOnRow(asker, table, one.state)
      return { table, id, right, about: `${name}: ${table}, consent ${one.consent}, ${one.state}` }
    }),
  )
  const person = await personOf(asker.as)
  await house.db.act({ org: house.wilson, person }, 'test.askRows', async (tx) => {
    for (const name_ of new Set(rows.map(({ table }) => table))) {
      const kept = rows.filter(({ table }) => table === name_)
      const table = sql.table(name_)
      const these = sql`id::text = any(${kept.map(({ id }) => id)})`
      const shown = await tried(tx, sql`select id from ${table} where ${these}`)
      const changed = await tried(tx, sql`update ${table} set org_id = org_id where ${these} returning id`)
      for (const { id, right, about } of kept)
        expect(changed?.has(id) ? 'act' : shown?.has(id) ? 'see' : 'not there', about).toBe(right)
      if (kept.some(({ right }) => right === 'act')) continue
      const deleted = await tried(tx, sql`delete from ${table} where ${these} returning id`)
      expect([...(deleted ?? [])], `${name}: deletes of ${name_}`).toEqual([])
      if (mayAddOwn.includes(name_)) continue
      const added = await tried(tx, await copyOf(name_, kept[0]?.id ?? ''))
      expect(added, `${name}: adds to ${name_}`).toBeNull()
    }
    return refuse('test.back', 'Taken back.')
  })
}
// Whoever works for the team writes down what they read, and may open something in an emergency.
const mayAddOwn = ['person_read', 'emergency_access']

/** A statement that adds a row once more, under another id. */
async function copyOf(table: string, id: string): Promise<ReturnType<typeof sql>> {
  const { columns } = await house.row(
    `select string_agg(quote_ident(column_name), ',') as columns from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  const { whole } = await house.row(`select to_jsonb(t)::text as whole from ${table} t where id::text = $1`, [id])
  const row = JSON.stringify({ ...JSON.parse(whole ?? '{}'), id: newId() })
  const all = sql.raw(columns ?? '')
  return sql`insert into ${sql.table(table)} (${all}) select ${all} from jsonb_populate_record(null::${sql.table(table)}, ${row}::jsonb) returning id`
}

for (const [name, asker] of Object.entries(askers))
  test(`${name}: the database itself, with no filter before it, shows and changes what the table says`, () =>
    reachesInRows(name, asker))

test('a name and a number stand on the lists, and are found, where the table says so and nowhere else', async () => {
  const search = '/team/wilson/referrals/search'
  const lists = house.app.doors.team.filter(({ method, path }) => method === 'GET' && !path.includes(':'))
  for (const who of new Set(Object.values(askers).map(({ as }) => as))) {
    const ask = house.as(who)
    const theirs = Object.values(askers).filter(({ as }) => as === who)
    const mayRead = ({ relation, state }: Case): boolean =>
      state !== 'emptied' &&
      theirs.some((one) => (who !== 'coach' || one.relation === relation) && one.referral[state] !== 'not there')
    const hidden = cases.filter((one) => !mayRead(one))
    for (const { path, may } of lists.filter(({ may }) => may.includes(who as Role))) {
      const page = await (await ask(`/team/wilson${path}`)).text()
      const leaked = hidden.filter(({ name, phone }) => page.includes(name) || page.includes(phone))
      expect(
        leaked.map(({ name }) => name),
        `${who} on ${path}, of ${may.join()}`,
      ).toEqual([])
    }
    if (who === 'stranger' || who === 'neighbour') continue
    const find = async (phone: string): Promise<string> =>
      (await said(await ask(search, { phone }), search)).replaceAll(phone, 'PHONE')
    const nobody = await find('9805550199')
    for (const one of cases) {
      const found = await find(one.phone)
      expect(found.includes(one.name), `${who} looks for ${one.relation}, ${one.state}`).toBe(mayRead(one))
      if (!mayRead(one)) expect(found === nobody, `${who} looks for ${one.relation}, ${one.state}`).toBe(true)
    }
  }
})

test('a token tells and takes what its partner sends while it lives; an ended one and one of another county reach nothing', async () => {
  const nash = await house.db.act({ org: house.nash, person: null }, 'test.setUp', async (tx) =>
    ok(await put(tx, 'partner', { name: 'Nash Rescue', sector: 'emergency', about: '', website: '' })),
  )
  const key = async (org: number, partnerId: string): Promise<string> => {
    const hand = { db: house.db, scope: { org, person: null }, today }
    const made = await makeReferralKey(hand, { partnerId, kind: 'token', now: new Date('2025-01-15T17:00:00Z') })
    return made.ok ? made.value : ''
  }
  const [live, ended] = [await key(house.wilson, common.partner), await key(house.wilson, common.partner)]
  await house.db.owner(
    `set app.act = 'test.end'; update referral_key set ended_at = now() where id = (select id from referral_key order by id desc limit 1)`,
  )
  const tokens = {
    live,
    ended,
    none: 'x'.repeat(43),
    other: await key(house.wilson, common.recipient),
    nash: await key(house.nash, nash.ok ? nash.value : ''),
  }
  const call = async (token: string, id: string | null, body?: object): Promise<string> => {
    const path = `/api/referrals${id === null ? '' : `/${id}`}`
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(house.baseUrl + path, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    return `${answer.status} ${await answer.text()}`
  }
  const told = { open: 'being followed up', closed: 'closed', emptied: 'closed' } as const
  const nowhere = {
    nash: await call(tokens.nash, madeUp),
    other: await call(tokens.other, madeUp),
    live: await call(live, madeUp),
  }
  expect(new Set(Object.values(nowhere)).size).toBe(1)
  const refused = await call(tokens.none, madeUp)
  expect([refused.slice(0, 3), nowhere.live.slice(0, 3)]).toEqual(['401', '404'])
  for (const one of cases.filter(({ relation }) => relation === 'not assigned')) {
    const id = one.ids.referralId ?? ''
    const about = `consent ${one.consent}, ${one.state}`
    expect(await call(live, id), about).toBe(`200 ${JSON.stringify({ id, status: told[one.state] })}`)
    expect(await call(ended, id), about).toBe(refused)
    for (const token of ['nash', 'other'] as const) expect(await call(tokens[token], id), about).toBe(nowhere[token])
  }
  const sent = { source: 'ems', name: 'Wallis Told', occurredOn: '2025-01-14' }
  const count = async (org: number) =>
    (await house.row('select count(*)::text as n from referral where org_id = $1', [org])).n
  const before = [await count(house.wilson), await count(house.nash)]
  expect(await call(ended, null, sent)).toBe(refused)
  expect(await call(tokens.nash, null, sent)).toContain('201 ')
  expect([await count(house.wilson), await count(house.nash)]).toEqual([before[0], String(Number(before[1]) + 1)])
  expect(await call(live, null, sent)).toContain('201 ')
  expect(await count(house.wilson)).toBe(String(Number(before[0]) + 1))
})

/** Pages that somebody may see open; a share is taken where the table says so, and what is closed takes no attempt. */
for (const [name, asker] of Object.entries(askers))
  if (
    Object.values(asker.referral).some((right) => right !== 'not there') ||
    asker.team === 'act' ||
    asker.privacy === 'act'
  )
    test(`${name}: what is theirs opens and is done, a share only by a consent in force`, async () => {
      const ask = house.as(asker.as)
      for (const one of cases.filter(({ relation }) => relation === asker.relation))
        for (const door of ofCases()) {
          if (!isWhole(door.path, one.ids) || isGone(door.name, one)) continue
          if (rightAt(asker, door.by, one) === 'not there') continue
          const isExact = door.method === 'GET' || door.name in shares || door.name === logs
          if (!isExact && one.consent !== 'signed') continue // the rest is done to some
          const about = `${name}: ${door.name}, consent ${one.consent}, ${one.state}`
          const path = `/team/wilson${filled(door.path, one.ids)}`
          const answer = await ask(path, door.method === 'POST' ? formOf(door.name, one) : undefined)
          if (door.method === 'GET') expect(answer.status, about).toBe(200)
          else if (door.name in shares) {
            const taken = shares[door.name]
            expect(answer.status, about).toBe(mayShare(rightAt(asker, door.by, one), one.consent) ? taken : 422)
          } else if (door.name === logs) expect(answer.status, about).toBe(one.state === 'open' ? 303 : 422)
          else expect([200, 303, 422], `${about} said ${answer.status}`).toContain(answer.status)
        }
    })
const shares: Readonly<Record<string, number>> = {
  'POST /referrals/:referralId/disclosures/add': 303,
  'POST /referrals/:referralId/onward/:onwardId/send': 200,
}
const logs = 'POST /referrals/:referralId/attempts/add'
/** An offer is withdrawn when a referral closes. */
const isGone = (door: string, { state }: Case): boolean => door.includes('/offers/') && state !== 'open'

test('who is no coach any more reaches nothing of what was in their hands, what they opened and what they were asked', async () => {
  const own = cases.find(({ relation }) => relation === 'not assigned')
  const offer = (who: string) =>
    house.db.read({ org: house.wilson, person: who }, (tx) =>
      tried(tx, sql`select id from referral_offer where coach_id = ${common.coach}`),
    )
  await asProgram((tx) =>
    put(tx, 'referral_offer', {
      referralId: own?.ids.referralId ?? '',
      coachId: common.coach,
      dueAt: '2025-01-16T12:00:00Z',
      madeAt: '2025-01-15T12:00:00Z',
    } as never),
  )
  expect((await offer(common.coachPerson))?.size).toBe(1)
  for (const now of ['viewer', null] as const) {
    const is = now ? `update membership set role = '${now}'` : 'delete from membership'
    await house.db.owner(`set app.act = 'test.partIsTaken'; ${is} where person_id = '${common.coachPerson}'`)
    expect(await offer(common.coachPerson)).toEqual(new Set())
    for (const relation of ['assigned', 'opened now'] as const) {
      const asker = { ...nothing, as: 'coach', relation } as const
      await reachesInRows(`a coach who is ${now ?? 'gone'}`, asker)
      const some = cases.filter(({ consent }) => consent === 'signed')
      expect(await learnsNothing(`a coach who is ${now ?? 'gone'}`, asker, 'wilson', some)).toBeGreaterThan(10)
    }
  }
})
