import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import { answerFollowUp } from '../linkage/follow-ups/actions.ts'
import type { LinkageNeeds } from '../linkage/needs.ts'
import { offerService, sendOnward, stepOnward, takeBackStep } from '../linkage/onward/actions.ts'
import { stepNames } from '../linkage/onward/model.ts'
import {
  closeUnreached,
  correctAttempt,
  logAttempt,
  logAttempts,
  takeBackAttempt,
} from '../outreach/attempts/actions.ts'
import { type AttemptForm, modes, outcomes } from '../outreach/model.ts'
import type { OutreachNeeds } from '../outreach/needs.ts'
import { countStock, discardStock, moveStock, recallLot, receiveLot } from '../outreach/supplies/actions.ts'
import type { Scope, Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { put } from '../platform/db/verbs.ts'
import { teamOn } from '../platform/http/test-team.ts'
import { testSeals } from '../platform/sealed/test-seals.ts'
import { referralsRoom } from '../referrals/room.ts'
import { sayWhatTheyAre, takeApart } from '../referrals/same/actions.ts'
import { catalogue } from './catalogue.ts'
import { countFacts, rebuild } from './cells.ts'
import { insertMeasures } from './store.ts'
import { of, pickedOf, type Random } from './test-acts.ts'

const today = '2025-01-15'
// Around the turn of a calendar year and of a month; half a year before is the turn of a fiscal one.
const days = ['2024-12-20', '2024-12-31', '2025-01-01', '2025-01-14', '2025-01-15']
const needs: OutreachNeeds = {
  ...referralsRoom.inHand,
  counted: countFacts,
  clock: () => new Date('2025-01-15T17:00:00Z'),
  baseUrl: 'http://localhost',
  seals: testSeals,
  mayTellFamily: async () => false,
  planAfterContact: async () => undefined,
}

const forLinkage: LinkageNeeds = {
  ...needs,
  partners: {
    all: async () => [],
    add: async () => refuse('test.none', 'There is none.'),
    removeUnused: async () => undefined,
  },
  coachesOnShift: async () => [],
}

type World = {
  readonly db: TestDb
  readonly everybody: Scope
  /** A coach who has some of the referrals in hand, and does not see the others. */
  readonly coach: Scope
  readonly coachId: string
  readonly otherId: string
  readonly items: readonly string[]
  readonly services: readonly string[]
}

const formOf = (world: World, { a, b, c, d }: Random): AttemptForm => ({
  attemptId: newId(),
  mode: of(modes, a),
  outcome: b % 3 === 0 ? 'engaged' : of(outcomes, b),
  whyInPerson: 'asked for it',
  companionId: null,
  hasOtherCompanion: true,
  needs: [],
  gave: c % 2 === 0 ? [] : [{ itemId: of(world.items, d), count: (c % 3) + 1 }],
  isAskedByFamily: true,
  isCounted: d % 2 === 0,
  hasNaloxone: null,
  isTrained: false,
  mayCallAgain: b % 2 === 0 ? null : true,
  nextOn: null,
  note: '',
  on: of(days, d),
  at: '09:00',
  coachId: a % 2 === 0 ? world.otherId : null,
  from: c % 4 === 1 ? 'at Office' : null,
})

type Row = { readonly id: string; readonly version: number }
const rows = (world: World, scope: Scope, text: string): Promise<readonly Row[]> =>
  world.db.read(scope, async (tx) => (await sql<Row>`${sql.raw(text)}`.execute(tx.sql)).rows)

/** Whoever acts: a coordinator, or the coach behind their wall. */
function handOf(world: World, at: number) {
  const isCoach = at % 2 === 0
  return {
    hand: { db: world.db, scope: isCoach ? world.coach : world.everybody, today },
    by: { seesAll: !isCoach, coachId: isCoach ? world.coachId : null, zone: 'America/New_York' },
  }
}

const onReferral = async (
  world: World,
  { a, c }: Random,
  act: (id: string, by: ReturnType<typeof handOf>) => Promise<Result<unknown>>,
) => {
  const by = handOf(world, a)
  return pickedOf(
    await rows(world, by.hand.scope, `select id, version from referral where state <> 'closed' order by id`),
    c,
    ({ id }) => act(id, by),
  )
}
const onAttempt = async (
  world: World,
  { a, c }: Random,
  act: (row: Row, by: ReturnType<typeof handOf>) => Promise<Result<unknown>>,
) => {
  const by = handOf(world, a)
  return pickedOf(await rows(world, by.hand.scope, 'select id, version from attempt order by id'), c, (row) =>
    act(row, by),
  )
}
const onRow = async (
  world: World,
  table: 'onward_referral' | 'follow_up',
  { a, c }: Random,
  act: (row: Row & { referralId: string }, hand: ReturnType<typeof handOf>['hand']) => Promise<Result<unknown>>,
) => {
  const { hand } = handOf(world, a)
  const found = await world.db.read(
    hand.scope,
    async (tx) =>
      (
        await sql<Row & { referralId: string }>`
        select id, version, referral_id as "referralId" from ${sql.table(table)} order by id`.execute(tx.sql)
      ).rows,
  )
  return pickedOf(found, c, (row) => act(row, hand))
}
const onLot = async (world: World, at: number, act: (row: Row) => Promise<Result<unknown>>) =>
  pickedOf(await rows(world, world.everybody, 'select id, version from supply_lot order by id'), at, act)
const keeper = ({ db, everybody }: World) => ({ db, scope: everybody, today })

const acts = {
  log: (world: World, at: Random) =>
    onReferral(world, at, (referralId, { hand, by }) =>
      logAttempt(hand, { referralId, form: formOf(world, at), by, needs }),
    ),
  /** As a phone sends many: together, and each answered by itself. */
  logMany: async (world: World, at: Random) => {
    const { hand, by } = handOf(world, at.a)
    const open = await rows(world, hand.scope, `select id, version from referral where state <> 'closed' order by id`)
    const all = [...open, ...open]
      .slice(0, 4)
      .map(({ id }, n) => ({ referralId: id, form: formOf(world, { ...at, b: at.b + 3 * n }), by }))
    return hand.db.act(hand.scope, 'outreach.logAttempt', async (tx) =>
      ok(await logAttempts(tx, { all, needs }, today)),
    )
  },
  logToo: (world: World, at: Random) => acts.log(world, { ...at, b: at.b * 3, c: at.c * 2 + 1 }),
  correct: (world: World, at: Random) =>
    onAttempt(world, at, ({ id, version }, { hand, by }) =>
      correctAttempt(hand, { attemptId: id, version, form: formOf(world, { ...at, b: at.d }), by, needs }),
    ),
  takeBack: (world: World, at: Random) =>
    onAttempt(world, at, ({ id, version }, { hand, by }) =>
      takeBackAttempt(hand, { attemptId: id, version, by, needs }),
    ),
  closeUnreached: (world: World, at: Random) =>
    onReferral(world, at, (referralId, { hand }) => closeUnreached(hand, { referralId, needs })),
  close: (world: World, at: Random) =>
    onReferral(world, at, (id, { hand }) =>
      hand.db.act(hand.scope, 'test.close', (tx) =>
        countFacts(tx, { referral: [id] }, () =>
          needs.advance(tx, id, { to: 'closed', reason: 'support ended', on: today }),
        ),
      ),
    ),
  reopen: async (world: World, { a }: Random) =>
    pickedOf(
      await rows(
        world,
        world.everybody,
        `select id, version from referral where state = 'closed' and same_as is null order by id`,
      ),
      a,
      ({ id }) =>
        world.db.act(world.everybody, 'test.reopen', (tx) =>
          countFacts(tx, { referral: [id] }, async () => {
            await sql`update referral set state = 'accepted', closed_reason = null, closed_on = null where id = ${id}`.execute(
              tx.sql,
            )
            await assign(tx, id, world.coachId)
            return ok(id)
          }),
        ),
    ),
  offer: (world: World, at: Random) =>
    onReferral(world, at, (referralId, { hand }) =>
      offerService(hand, {
        referralId,
        form: { serviceId: of(world.services, at.b), isAccepted: at.d % 4 !== 0, isWarm: at.d % 2 === 0, note: '' },
        needs: forLinkage,
      }),
    ),
  sendOn: (world: World, at: Random) =>
    onRow(world, 'onward_referral', at, ({ id, version, referralId }, hand) =>
      sendOnward(hand, {
        referralId,
        id,
        version,
        what: ['identity'],
        form: { consentId: null, exception: 'medical emergency', exceptionWhy: 'They were found unconscious' },
        needs: forLinkage,
      }),
    ),
  stepOn: (world: World, at: Random) =>
    onRow(world, 'onward_referral', at, ({ id, version, referralId }, hand) =>
      stepOnward(hand, {
        referralId,
        id,
        version,
        form: {
          step: at.b % 2 === 0 ? 'attend' : of(stepNames, at.d),
          on: today,
          time: null,
          why: 'other',
          isWarm: at.d % 2 === 0,
        },
        needs: forLinkage,
      }),
    ),
  takeBackOn: (world: World, at: Random) =>
    onRow(world, 'onward_referral', at, ({ id, version, referralId }, hand) =>
      takeBackStep(hand, { referralId, id, version, needs: forLinkage }),
    ),
  followUp: (world: World, at: Random) =>
    onRow(world, 'follow_up', at, ({ id, version, referralId }, hand) => {
      const yes = at.b % 3 === 0 ? null : at.b % 2 === 0
      const form = {
        isKept: yes,
        hasHousing: yes,
        hasWork: null,
        isSupported: yes,
        isSatisfied: yes,
        hadOverdose: null,
        hasNaloxone: yes,
        note: '',
      }
      return answerFollowUp(hand, { referralId, id, version, form, needs: forLinkage })
    }),
  same: async (world: World, { a, b, c }: Random) => {
    const all = await rows(world, world.everybody, 'select id, version from referral order by id')
    const verdict = of(['one event', 'one person', 'one person', 'two'] as const, c)
    return sayWhatTheyAre(keeper(world), { id: of(all, a).id, otherId: of(all, b).id, verdict, needs })
  },
  apart: async (world: World, { a }: Random) => {
    const all = await world.db.read(world.everybody, (tx) =>
      tx.sql
        .selectFrom('referral_same')
        .select(['referral_id', 'other_id'])
        .where('org_id', '=', tx.org)
        .orderBy('id')
        .execute(),
    )
    return pickedOf(all, a, (one) => takeApart(keeper(world), { id: one.referral_id, otherId: one.other_id, needs }))
  },
  receive: (world: World, { a, b, c }: Random) =>
    receiveLot(keeper(world), {
      itemId: of(world.items, a),
      lot: `Lot ${b % 3}`,
      expiresOn: null,
      place: 'Office',
      count: (c % 9) + 1,
    }),
  move: (world: World, { a, b }: Random) =>
    onLot(world, a, ({ id }) =>
      moveStock(keeper(world), {
        lotId: id,
        form: { from: 'at Office', toCoachId: of([world.coachId, world.otherId], b), toPlace: '', count: 2 },
      }),
    ),
  count: (world: World, { a, b }: Random) =>
    onLot(world, a, ({ id }) =>
      countStock(keeper(world), { lotId: id, form: { from: of([world.coachId, 'at Office'], b), count: b % 7 } }),
    ),
  discard: (world: World, { a, b }: Random) =>
    onLot(world, a, ({ id }) =>
      discardStock(keeper(world), { lotId: id, form: { from: of([world.coachId, 'at Office'], b), count: 1 } }),
    ),
  recall: (world: World, { a, b }: Random) =>
    onLot(world, a, ({ id, version }) => recallLot(keeper(world), { id, version, isRecalled: b % 3 === 0 })),
}

async function assign(tx: Tx, referralId: string, coachId: string): Promise<void> {
  await sql`
    insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
    values (${tx.org}, ${newId()}, ${referralId}, ${coachId}, '2025-01-01') on conflict do nothing`.execute(tx.sql)
}

test('after any sequence of attempts, supplies, services, follow-ups and people put together and taken apart, of who sees all and who does not, the counters are those counted anew, and how far each came is what it is', {
  timeout: 300_000,
}, async () => {
  const number = fc.nat({ max: 997 })
  const step = fc.record({
    what: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
    a: number,
    b: number,
    c: number,
    d: number,
  })
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 90, maxLength: 90, size: 'max' }), async (steps) => {
      const world = await foundCounty()
      for (const [at, one] of steps.entries()) {
        const answer = await acts[one.what](world, one)
        if (answer.ok) done.set(one.what, (done.get(one.what) ?? 0) + 1)
        const { along, anew } = await counters(world)
        expect(along, `after step ${at}, ${one.what}${answer.ok ? '' : ' (refused)'}`).toEqual(anew)
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  // Most kinds of acts must have happened, or the property says little.
  expect(done.size, [...done].join('; ')).toBeGreaterThan(Object.keys(acts).length * 0.7)
})

test('an attempt that is taken back or corrected under a referral that tells the same moves the numbers of the one that stays', async () => {
  const world = await foundCounty()
  const [one, two, ...others] = await rows(world, world.everybody, 'select id, version from referral order by id')
  const reached = { a: 1, b: outcomes.indexOf('reached'), c: 0, d: 0 }
  const by = handOf(world, 1)
  expect(others).toHaveLength(3)
  for (let n = 0; n < 2; n++) {
    const form = { ...formOf(world, reached), outcome: 'reached' as const, gave: [] }
    expect(await logAttempt(by.hand, { ...by, referralId: one?.id ?? '', form, needs })).toMatchObject({ ok: true })
  }
  expect(
    await sayWhatTheyAre(keeper(world), { id: one?.id ?? '', otherId: two?.id ?? '', verdict: 'one event', needs }),
  ).toMatchObject({ ok: true })
  const [first, second] = await rows(world, world.everybody, 'select id, version from attempt order by id')
  const form = { ...formOf(world, reached), outcome: 'no answer' as const, gave: [] }
  const right = { attemptId: first?.id ?? '', version: first?.version ?? 0, form, ...by, needs }
  expect(await correctAttempt(by.hand, right)).toMatchObject({ ok: true })
  const corrected = await counters(world)
  expect(corrected.along).toEqual(corrected.anew)
  const wrong = { attemptId: second?.id ?? '', version: second?.version ?? 0, ...by, needs }
  expect(await takeBackAttempt(by.hand, wrong)).toMatchObject({ ok: true })
  const left = await counters(world)
  expect(left.along).toEqual(left.anew)
})

/** Three people with five referrals, two of one person of which the coach has one in hand. */
async function foundCounty(): Promise<World> {
  const db = await freshDb()
  const team = await teamOn(db, [])
  const made = await db.act(team.scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      catalogue.map((measure) => ({
        ...measure,
        kind: 'performance',
        calendar: { kind: 'year' },
        collectedFrom: null,
        collectedThrough: null,
        endedOn: null,
        settlesAfterDays: 30,
        isPersonLevel: false,
        publishesSplits: true,
        smallSplitsReason: '',
        source: '',
        isSample: false,
      })),
    )
    const coachId = await put(tx, 'coach', { name: 'Ana', search: 'ana' })
    const otherId = await put(tx, 'coach', { name: 'Ben', search: 'ben' })
    const items = [
      await put(tx, 'supply_item', { name: 'Kit', kind: 'naloxone kit' }),
      await put(tx, 'supply_item', { name: 'Strips', kind: 'fentanyl strips' }),
    ]
    const partnerId = await put(tx, 'partner', { name: 'RC3', sector: 'recovery', about: '', website: '' })
    const services = [
      await put(tx, 'service', { partnerId, name: 'Clinic', need: 'treatment' }),
      await put(tx, 'service', { partnerId, name: 'Housing', need: 'housing' }),
    ]
    const people = [await put(tx, 'person_served', {}), await put(tx, 'person_served', {})]
    people.push(await put(tx, 'person_served', { mergedInto: people[0] ?? null }))
    for (const [at, personId] of [...people, ...people.slice(0, 2)].entries()) {
      const id = newId()
      const referral = {
        personId,
        source: 'ems',
        receivedAt: new Date('2024-12-19T15:00:00Z'),
        receivedOn: '2024-12-19',
        clockFrom: 'receipt',
        dueAt: new Date('2024-12-31T15:00:00Z'),
        state: 'accepted',
      }
      await countFacts(tx, { referral: [id] }, () => put(tx, 'referral', referral, id), 'new')
      if (at < 3) await assign(tx, id, coachId)
      const asked = { referralId: id, personId, days: 7, dueOn: '2025-01-14', missedOn: '2025-01-29', state: 'due' }
      await put(tx, 'follow_up', asked)
    }
    return ok({ coachId, otherId, items, services })
  })
  if (!made.ok) throw new Error('refused')
  await team.isCoach(made.value.coachId)
  const { rows: found } = await db.owner(`select person_id from membership where role = 'coach'`)
  return { db, everybody: team.scope, coach: { org: team.org, person: found[0].person_id }, ...made.value }
}

/** Counters as they were moved along the way, and as a rebuild gives them; the rebuild is taken back. */
async function counters({ db, everybody }: World): Promise<{ along: unknown; anew: unknown }> {
  const seen: { along: unknown; anew: unknown } = { along: null, anew: null }
  await db.act(everybody, 'test.rebuild', async (tx) => {
    seen.along = await shown(tx)
    await rebuild(tx)
    seen.anew = await shown(tx)
    return refuse('test.back', 'Taken back.')
  })
  return {
    along: [seen.along, await ways(db, everybody.org, 'referral_way')],
    anew: [seen.anew, await ways(db, everybody.org, 'way_of_referral')],
  }
}

/** How far each referral came, as it is kept and as it is. */
async function ways(db: TestDb, org: number, from: 'referral_way' | 'way_of_referral'): Promise<unknown> {
  const { rows } = await db.owner(
    `with act as materialized (select set_config('app.org', '${org}', false) as org)
     select w.* from act cross join lateral (select * from ${from} where act.org is not null and org_id = '${org}') w order by referral_id`,
  )
  expect(rows).not.toEqual([])
  return rows
}

async function shown(tx: Tx): Promise<unknown> {
  const cells = await sql`
    select m.slug, c.dimension, c.category, c.month, c.counts_from, c.numerator::float8, c.denominator::float8 from cell c
    join measure m on m.org_id = c.org_id and m.id = c.measure_id
    where c.org_id = ${tx.org} and (c.numerator <> 0 or c.denominator <> 0) order by 1, 2, 3, 4, 5`.execute(tx.sql)
  const values = await sql`
    select m.slug, c.dimension, c.category, c.month, c.counts_from, c.value::float8, c.times from cell_value c
    join measure m on m.org_id = c.org_id and m.id = c.measure_id
    where c.org_id = ${tx.org} and c.times <> 0 order by 1, 2, 3, 4, 5, 6`.execute(tx.sql)
  return [cells.rows, values.rows]
}
