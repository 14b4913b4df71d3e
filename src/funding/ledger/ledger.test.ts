import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDb } from '../../platform/db/test-db.ts'
import { amend, authorize } from '../authorizations/actions.ts'
import { authorization } from '../authorizations/store.ts'
import { addFund, changeFund, closeFund } from '../funds/actions.ts'
import { fund } from '../funds/store.ts'
import { done, forTeam, type Purse, purseOn, refused, settlement, settlementWith, spending } from '../test-money.ts'
import { carryForward, recordFundMoney, recordSpending, reverseEntry, settleEncumbrance } from './actions.ts'
import { entries, entry } from './store.ts'

const received = {
  kind: 'received',
  happenedOn: '2024-08-01',
  amountCents: 50_000_00,
  what: 'Payment 3',
  whom: '',
  isAnother: false,
} as const

const look = <T>({ db, hand }: Purse, work: Parameters<typeof db.read<T>>[1]): Promise<T> => db.read(hand.scope, work)
const standing = (purse: Purse, id: string) => look(purse, (tx) => authorization(tx, id))
const fundNow = (purse: Purse, id: string) => look(purse, (tx) => fund(tx, id))

test('an amount is split over strategies to the cent, and each authorization knows what is left of it', async () => {
  const purse = await purseOn(await freshDb())
  const { fundId, team, naloxone } = await settlementWith(purse)
  await done(recordFundMoney(purse.hand, { fundId, form: received }))
  const form = {
    ...spending,
    amountCents: 100_01,
    authorization1: team,
    share1: 3_333,
    authorization2: naloxone,
    share2: 6_667,
  }
  const id = await done(recordSpending(purse.hand, form))
  const written = await look(purse, (tx) => entry(tx, id))
  expect(written?.lines.map(({ amountCents, item }) => [item, amountCents]).sort()).toEqual([
    ['7', 66_68],
    ['8', 33_33],
  ])
  expect(await standing(purse, team)).toMatchObject({ spent: 33_33, encumbered: 0, amountCents: 100_000_00 })
  expect(await fundNow(purse, fundId)).toMatchObject({
    holds: 50_000_00 - 100_01,
    spent: 100_01,
    authorized: 200_000_00,
  })
})

test('what is not whole, not authorized, or not on its days is refused at its field, and nothing is kept', async () => {
  const purse = await purseOn(await freshDb())
  const { fundId, team, naloxone } = await settlementWith(purse)
  const later = await done(
    authorize(purse.hand, { fundId, form: { ...forTeam, forWhat: '3', ordinanceKind: null, ordinanceOn: null } }),
  )
  const ask = (changes: object) =>
    refused(recordSpending(purse.hand, { ...spending, authorization1: team, ...changes }))
  expect(await ask({ share1: 5_000, authorization2: naloxone, share2: 4_999 })).toEqual(['funding.not-whole at share2'])
  expect(await ask({ share1: 5_000, authorization2: team, share2: 5_000 })).toEqual([
    'funding.twice-2 at authorization2',
  ])
  expect(await ask({ share1: null })).toEqual(['funding.no-share-1 at share1'])
  expect(await ask({ share2: 1_000, share1: 9_000 })).toEqual(['funding.no-authorization-2 at authorization2'])
  expect(await ask({ amountCents: 1, share1: 5_000, authorization2: naloxone, share2: 5_000 })).toEqual([
    'funding.too-small at amountCents',
  ])
  expect(await ask({ happenedOn: '2024-06-30' })).toEqual(['funding.not-on-1 at authorization1'])
  expect(await ask({ happenedOn: '2025-01-16' })).toEqual(['funding.ahead at happenedOn'])
  expect(await ask({ amountCents: 100_000_01 })).toEqual(['funding.over-1 at authorization1'])
  expect(await ask({ authorization1: later })).toEqual(['funding.not-on-1 at authorization1'])
  expect(await ask({ authorization1: '00000000-0000-7000-8000-0000000000ff' })).toEqual([
    'funding.gone-1 at authorization1',
  ])
  expect(await look(purse, (tx) => entries(tx, {}))).toEqual([])
  expect(await ask({ amountCents: 100_000_00 })).toEqual([])
})

test('settlement money is for an item of an exhibit, and pays for nothing before its budget ordinance', async () => {
  const purse = await purseOn(await freshDb())
  const fundId = await done(addFund(purse.hand, settlement))
  const own = { ...forTeam, forWhat: 'none', strategy: 'Parades' } as const
  expect(await refused(authorize(purse.hand, { fundId, form: own }))).toEqual(['funding.of-no-exhibit at forWhat'])
  const form = { ...forTeam, ordinanceOn: '2024-09-01' }
  const id = await done(authorize(purse.hand, { fundId, form }))
  const spend = (happenedOn: string) =>
    refused(recordSpending(purse.hand, { ...spending, happenedOn, authorization1: id }))
  expect(await spend('2024-08-31')).toEqual(['funding.not-on-1 at authorization1'])
  expect(await spend('2024-09-01')).toEqual([])
})

test('what is encumbered is taken from what is left, is paid in parts, and the rest is let go', async () => {
  const purse = await purseOn(await freshDb())
  const { team } = await settlementWith(purse)
  const encumbered = { ...spending, kind: 'encumbered', amountCents: 60_000_00, authorization1: team } as const
  const id = await done(recordSpending(purse.hand, encumbered))
  expect(await refused(recordSpending(purse.hand, { ...encumbered, isAnother: true }))).toEqual([
    'funding.over-1 at authorization1',
  ])
  const line = (await look(purse, (tx) => entry(tx, id)))?.lines[0]?.id ?? ''
  const settle = (kind: 'spent' | 'released', amountCents: number, happenedOn = '2024-11-01') =>
    settleEncumbrance(purse.hand, {
      entryId: id,
      form: { kind, encumbranceId: line, happenedOn, amountCents, what: 'Part' },
    })
  expect(await refused(settle('spent', 60_000_01))).toEqual(['funding.more-than-encumbered at amountCents'])
  expect(await refused(settle('spent', 1_00, '2024-09-30'))).toEqual(['funding.before-encumbrance at happenedOn'])
  const paid = await done(settle('spent', 40_000_00))
  expect(await standing(purse, team)).toMatchObject({ spent: 40_000_00, encumbered: 20_000_00 })
  expect(await refused(reverseEntry(purse.hand, { id, form: { happenedOn: '2024-12-01', why: 'Wrong' } }))).toEqual([
    'funding.encumbrance-used',
  ])
  await done(settle('released', 20_000_00))
  expect(await standing(purse, team)).toMatchObject({ spent: 40_000_00, encumbered: 0 })
  await done(reverseEntry(purse.hand, { id: paid, form: { happenedOn: '2024-12-01', why: 'Wrong invoice' } }))
  expect(await standing(purse, team)).toMatchObject({ spent: 0, encumbered: 40_000_00 })
})

test('an entry is reversed once, by an entry that says why, and neither is changed', async () => {
  const purse = await purseOn(await freshDb())
  const { team } = await settlementWith(purse)
  const id = await done(recordSpending(purse.hand, { ...spending, authorization1: team }))
  const form = { happenedOn: '2024-12-01', why: 'Paid twice' }
  expect(await refused(reverseEntry(purse.hand, { id, form: { ...form, happenedOn: '2024-09-30' } }))).toEqual([
    'funding.before-entry at happenedOn',
  ])
  const back = await done(reverseEntry(purse.hand, { id, form }))
  expect(await refused(reverseEntry(purse.hand, { id, form }))).toEqual(['funding.reversed'])
  expect(await refused(reverseEntry(purse.hand, { id: back, form }))).toEqual(['funding.is-reversal'])
  expect(await look(purse, (tx) => entry(tx, back))).toMatchObject({
    amountCents: -1_000_00,
    what: 'Paid twice',
    reversesId: id,
  })
  expect(await look(purse, (tx) => entry(tx, id))).toMatchObject({ amountCents: 1_000_00, reversedById: back })
  expect(await standing(purse, team)).toMatchObject({ spent: 0 })
})

test('what is left is carried into the next fund of the same funder, taken back in both, and then the fund is closed', async () => {
  const purse = await purseOn(await freshDb())
  const grant = {
    ...settlement,
    name: 'Grant, year 1',
    kind: 'grant',
    funder: 'The state',
    untilOn: '2024-12-31',
  } as const
  const [first, next, other] = [
    await done(addFund(purse.hand, grant)),
    await done(addFund(purse.hand, { ...grant, name: 'Grant, year 2', untilOn: null })),
    await done(addFund(purse.hand, settlement)),
  ]
  await done(recordFundMoney(purse.hand, { fundId: first, form: received }))
  const form = { toFundId: next, happenedOn: '2025-01-02', amountCents: 50_000_00, what: 'Left of year 1' }
  const carry = (changes: object) => carryForward(purse.hand, { fundId: first, form: { ...form, ...changes } })
  expect(await refused(carry({ toFundId: other }))).toEqual(['funding.other-money at toFundId'])
  expect(await refused(carry({ toFundId: first }))).toEqual(['funding.same-fund at toFundId'])
  expect(await refused(carry({ amountCents: 50_000_01 }))).toEqual(['funding.more-than-held at amountCents'])
  const close = async (isClosed: boolean) => {
    const { version = 0 } = (await fundNow(purse, first)) ?? {}
    return refused(closeFund(purse.hand, { id: first, version, isClosed }))
  }
  expect(await close(true)).toEqual(['funding.not-empty'])
  const out = await done(carry({}))
  await done(reverseEntry(purse.hand, { id: out, form: { happenedOn: '2025-01-03', why: 'Not agreed yet' } }))
  expect([(await fundNow(purse, first))?.holds, (await fundNow(purse, next))?.holds]).toEqual([50_000_00, 0])
  await done(carry({}))
  expect(await close(true)).toEqual([])
  expect(await close(true)).toEqual(['funding.stands'])
  const another = { ...received, isAnother: true }
  expect(await refused(recordFundMoney(purse.hand, { fundId: first, form: another }))).toEqual(['funding.fund-closed'])
  expect(await close(false)).toEqual([])
  expect(await refused(recordFundMoney(purse.hand, { fundId: first, form: received }))).toEqual([
    'funding.written at isAnother',
  ])
  expect(await refused(recordFundMoney(purse.hand, { fundId: first, form: another }))).toEqual([])
})

test('an authorization is amended by a version that takes nothing back, and two who amend it at once are told', async () => {
  const purse = await purseOn(await freshDb())
  const { fundId, team: id } = await settlementWith(purse)
  await done(recordSpending(purse.hand, { ...spending, amountCents: 30_000_00, authorization1: id }))
  const { forWhat: _, item: __, strategy: ___, ...form } = forTeam
  const ask = (changes: object, version = 1) =>
    refused(amend(purse.hand, { id, version, form: { ...form, ...changes } }))
  expect(await ask({ amountCents: 29_999_99 })).toEqual(['funding.less-than-used at amountCents'])
  expect(await ask({ fromOn: '2024-10-02' })).toEqual(['funding.after-first at fromOn'])
  expect(await ask({ untilOn: '2024-09-30' })).toEqual(['funding.before-last at untilOn'])
  expect(await ask({ ordinanceOn: null })).toEqual(['funding.half-an-ordinance at ordinanceOn'])
  expect(await ask({ amountCents: 30_000_00 })).toEqual([])
  expect(await ask({})).toEqual(['funding.changed-meanwhile'])
  expect(await standing(purse, id)).toMatchObject({ number: 2, amountCents: 30_000_00 })
  const { version = 0 } = (await fundNow(purse, fundId)) ?? {}
  expect(
    await refused(
      changeFund(purse.hand, { id: fundId, version, form: { ...settlement, fromOn: '2024-08-01', kind: 'grant' } }),
    ),
  ).toEqual(['funding.after-authorized at fromOn', 'funding.kind-stays at kind'])
})

/** One who writes straight into the database, past every rule of the program. */
async function writer({ db, team }: Purse): Promise<pg.Client> {
  const client = new pg.Client(db.login)
  await client.connect()
  await client.query(
    `begin; set local role better_off_app; select set_config('app.org', '${team.org}', true), set_config('app.person', '', true), set_config('app.act', 'test.write', true)`,
  )
  return client
}

const written = (
  purse: Purse,
  { fundId, authorizationId, cents }: { fundId: string; authorizationId: string | null; cents: number },
  { kind = 'spent', on = '2024-10-01' } = {},
): string => `
  with e as (
    insert into money_entry (org_id, id, kind, happened_on, amount_cents, what)
    values (${purse.team.org}, gen_random_uuid(), '${kind}', '${on}', ${cents}, 'At once') returning org_id, id, kind, happened_on)
  insert into money_line (org_id, id, entry_id, kind, happened_on, fund_id, authorization_id, amount_cents)
  select org_id, gen_random_uuid(), id, kind, happened_on, '${fundId}', ${authorizationId ? `'${authorizationId}'` : 'null'}, ${cents} from e`

test('two who spend at once do not spend the same money: the database holds it, with no rule of the program before it', async () => {
  const purse = await purseOn(await freshDb())
  const { fundId, team: authorizationId } = await settlementWith(purse)
  const [one, other] = [await writer(purse), await writer(purse)]
  try {
    await one.query(written(purse, { fundId, authorizationId, cents: 60_000_00 }))
    const second = other.query(written(purse, { fundId, authorizationId, cents: 60_000_00 }))
    const told = expect(second).rejects.toThrow('money: more than is authorized')
    await one.query('commit')
    await told
  } finally {
    await one.end()
    await other.end()
  }
  expect(await standing(purse, authorizationId)).toMatchObject({ spent: 60_000_00 })
})

test('who writes past the program cannot spend on other days, into a closed fund, in parts that do not add up, or change a line', async () => {
  const purse = await purseOn(await freshDb())
  const { fundId, team: authorizationId } = await settlementWith(purse)
  const empty = await done(addFund(purse.hand, { ...settlement, name: 'Empty' }))
  await done(closeFund(purse.hand, { id: empty, version: 1, isClosed: true }))
  await done(recordFundMoney(purse.hand, { fundId, form: received }))
  const of = { fundId, authorizationId, cents: 5_00 }
  const tries: readonly (readonly [string, string])[] = [
    [written(purse, of, { on: '2024-06-30' }), 'outside of the days'],
    [written(purse, { ...of, authorizationId: null }), 'money_line_check'],
    [written(purse, { ...of, fundId: empty }), 'foreign key'],
    [written(purse, { fundId: empty, authorizationId: null, cents: 1 }, { kind: 'received' }), 'the fund is closed'],
    [
      written(purse, { ...of, authorizationId: null, cents: 50_000_01 }, { kind: 'returned' }),
      'more than the fund holds',
    ],
    [written(purse, of).replace(/, 500 from e/, ', 499 from e'), 'the lines of an entry are its amount'],
    ['update money_line set amount_cents = 1', 'permission denied'],
    ['delete from money_entry', 'permission denied'],
    ['update authorization_version set amount_cents = 1', 'permission denied'],
    [`update spending_authorization set item = '9'`, 'permission denied'],
    [`update fund set closed_on = now() where id = '${fundId}'`, 'closed when nothing is left'],
    [
      `insert into authorization_version (org_id, id, authorization_id, number, resolution, resolved_on, amount_cents, from_on, until_on)
       select org_id, gen_random_uuid(), authorization_id, 3, resolution, resolved_on, amount_cents, from_on, until_on
       from authorization_version where authorization_id = '${authorizationId}'`,
      'versions are numbered',
    ],
  ]
  for (const [statement, why] of tries) {
    const client = await writer(purse)
    await expect(client.query(statement), statement).rejects.toThrow(why)
    await client.end()
  }
})

test('a coach, a partner and a privacy officer are shown no money by the database, and a viewer writes none', async () => {
  const db = await freshDb()
  const purse = await purseOn(db)
  const { fundId } = await settlementWith(purse)
  const { rows: people } = await db.owner(
    `select p.id, m.role from person p join membership m on m.person_id = p.id where m.org_id = $1`,
    [purse.team.org],
  )
  const seen = await Promise.all(
    people.map(async ({ id, role }) => {
      const all = await db.read({ org: purse.team.org, person: id }, (tx) =>
        tx.sql.selectFrom('fund').select('id').execute(),
      )
      return [role, all.length] as const
    }),
  )
  expect(Object.fromEntries(seen)).toEqual({
    administrator: 1,
    editor: 1,
    coordinator: 1,
    viewer: 1,
    'finance officer': 1,
    'privacy officer': 0,
    coach: 0,
  })
  const viewer = people.find(({ role }) => role === 'viewer')
  const asViewer = { ...purse.hand, scope: { org: purse.team.org, person: viewer?.id ?? '' } }
  await expect(recordFundMoney(asViewer, { fundId, form: received })).rejects.toThrow('row-level security')
})
