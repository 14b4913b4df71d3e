// The wall around people served, asked of the database itself: no page and no filter of the program stands before it.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ok } from './core/result.ts'
import type { Tx } from './platform/db/db.ts'
import { type House, houseWithTwoCounties, type Somebody } from './test-house.ts'

let house: House
/** Every table behind the wall. */
let tables: readonly string[]

beforeAll(async () => {
  house = await houseWithTwoCounties()
  const { all } = await house.row('select array_to_string(tables_of_people(), $1) as all', [','])
  tables = (all ?? '').split(',').sort()
})

const person = async (who: Somebody): Promise<string> =>
  (await house.row('select id from person where email = $1', [`${who.replace(' ', '-')}@example.org`])).id ?? ''

/** How many rows of each table somebody is shown, and of the history of each; tables with none are left out. */
async function shownTo(who: string | null, org = house.wilson): Promise<Readonly<Record<string, number>>> {
  const count = async (tx: Tx, from: ReturnType<typeof sql>): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(tx.sql)).rows[0]?.n ?? 0
  return house.db.read({ org, person: who }, async (tx) => {
    const rows: [string, number][] = []
    for (const table of tables) {
      rows.push([table, await count(tx, sql`${sql.table(table)} t`)])
      rows.push([`history of ${table}`, await count(tx, sql`history h where h.kind = ${table}`)])
    }
    return Object.fromEntries(rows.filter(([, shown]) => shown > 0))
  })
}

const byTheProgram = (change: (org: number) => ReturnType<typeof sql>) =>
  house.db.act({ org: house.wilson, person: null }, 'test.setUp', async (tx) =>
    ok(await change(tx.org).execute(tx.sql)),
  )

test('the sample has people in the tables behind the wall, so that there is something to hide', async () => {
  expect(tables.length).toBeGreaterThan(15)
  const all = Object.keys(await shownTo(null))
  for (const table of [
    'person_served',
    'overdose_event',
    'referral',
    'attempt',
    'consent',
    'disclosure',
    'onward_referral',
    'follow_up',
  ])
    expect(all).toEqual(expect.arrayContaining([table, `history of ${table}`]))
})

test.each(['viewer', 'editor', 'finance officer', 'partner'] as const)(
  'a %s is shown no row and no line of history',
  async (who) => {
    expect(await shownTo(await person(who))).toEqual({})
  },
)

test('a finance officer is shown nothing that a coach said of their own recovery, and no check-in', async () => {
  const shown = (who: string | null, table: string): Promise<number> =>
    house.db.read({ org: house.wilson, person: who }, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx.sql)
      return rows[0]?.n ?? 0
    })
  await house.row(
    `insert into lived_experience (org_id, application_id, words)
     select org_id, id, 'Eleven years' from application where org_id = $1 order by id limit 1 on conflict do nothing returning 'done' as done`,
    [house.wilson],
  )
  await house.row(
    `insert into check_in (org_id, id, coach_id, author_id, supporter_id, made_on, feeling)
     select m.org_id, gen_random_uuid(), m.coach_id, m.person_id, s.person_id, '2025-01-10', 3
     from membership m join membership s on s.org_id = m.org_id and s.role = 'coordinator'
     where m.org_id = $1 and m.role = 'coach' limit 1 returning 'done' as done`,
    [house.wilson],
  )
  expect(await shown(await person('coordinator'), 'lived_experience')).toBeGreaterThan(0)
  expect(await shown(await person('coordinator'), 'check_in')).toBeGreaterThan(0)
  const officer = await person('finance officer')
  expect(await shown(officer, 'lived_experience')).toBe(0)
  expect(await shown(officer, 'check_in')).toBe(0)
})

test('a privacy officer is shown people, consents and disclosures, and nothing of what was tried, said or told', async () => {
  expect(Object.keys(await shownTo(await person('privacy officer')))).toEqual([
    'consent',
    'disclosure',
    'person_served',
  ])
})

test('a coach who follows nobody up is shown nothing but trips of their own, and then the one referral that is handed to them', async () => {
  const coach = await person('coach')
  const { trips: own } = await house.row(
    `select count(*)::int as trips from trip t join membership m on m.org_id = t.org_id and m.coach_id = t.coach_id
     where m.org_id = $1 and m.person_id = $2`,
    [house.wilson, coach],
  )
  await byTheProgram(
    (org) => sql`
      update referral_assignment a set until_at = greatest(now(), from_at) from membership m
      where a.org_id = ${org} and m.org_id = a.org_id and m.role = 'coach' and a.coach_id = m.coach_id and a.until_at is null`,
  )
  const { trip = 0, ...others } = await shownTo(coach)
  expect([trip, others]).toEqual([own, {}])
  await byTheProgram(
    (org) => sql`
      insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
      select r.org_id, gen_random_uuid(), r.id, m.coach_id, now()
      from referral r join membership m on m.org_id = r.org_id and m.role = 'coach'
      where r.org_id = ${org} and r.state <> 'closed' and r.event_id is not null order by r.id limit 1`,
  )
  expect(await shownTo(coach)).toMatchObject({
    referral: 1,
    person_served: 1,
    overdose_event: 1,
    referral_assignment: 1,
  })
  expect(Object.keys(await shownTo(coach)).filter((table) => table.startsWith('history'))).toEqual([])
})

test('another county, and somebody who belongs to no county, are shown nothing', async () => {
  expect(await shownTo(await person('neighbour'))).toEqual({})
  expect(await shownTo(await person('coordinator'), house.nash)).toEqual({})
  expect(await shownTo('00000000-0000-7000-8000-0000000000ff')).toEqual({})
})
