import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { outreachRoom } from '../../outreach/room.ts'
import { put } from '../../platform/db/verbs.ts'
import { referralsRoom } from '../../referrals/room.ts'
import { linkageRoom } from '../room.ts'
import { linkageRound } from '../round.ts'
import { idIn, type Shop, shop } from '../test-linkage.ts'

const reached = (
  county: Shop,
  attemptedOn: string,
  outcome = 'reached',
  referralId = county.referralId,
): Promise<string> =>
  county.act(async (tx) =>
    ok(
      await put(tx, 'attempt', {
        referralId,
        attemptedAt: `${attemptedOn}T15:00:00Z`,
        attemptedOn,
        mode: 'phone',
        outcome,
      }),
    ),
  )
const on = (county: Shop, day: string): Promise<void> => {
  county.needs.now = new Date(`${day}T17:00:00Z`)
  return linkageRound(county.db, county.needs)
}
const standing = async ({ db }: Shop): Promise<readonly string[]> =>
  (await db.owner('select days, due_on::text, state from follow_up order by days, due_on')).rows.map(
    ({ days, due_on, state }) => `${days} ${due_on} ${state}`,
  )
/** A follow-up that is due today. */
const due = (county: Shop, referralId = county.referralId, personId = county.personId): Promise<string> =>
  county.act(async (tx) =>
    ok(
      await put(tx, 'follow_up', {
        referralId,
        personId,
        days: 7,
        dueOn: '2025-01-15',
        missedOn: '2025-01-30',
        state: 'due',
      }),
    ),
  )

test('a follow-up is for those who follow the person up', async () => {
  const county = await shop()
  const other = await county.refer('Somebody Else')
  const at = `/referrals/${county.referralId}/follow-ups/${await due(county)}`
  const theirs = await due(county, other.referralId, other.personId)
  expect((await county.team.as('stranger')(at)).status).toBe(303)
  for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const) {
    expect((await county.team.as(who)(at)).status, who).toBe(404)
    expect((await county.team.as(who)(at, { isKept: 'yes', version: '1' })).status, who).toBe(404)
  }
  for (const who of ['coach', 'coordinator', 'administrator'] as const)
    expect((await county.team.as(who)(at)).status, who).toBe(200)
  for (const path of [
    `/referrals/${other.referralId}/follow-ups/${theirs}`,
    `/referrals/${county.referralId}/follow-ups/${theirs}`,
    `/referrals/${county.referralId}/follow-ups/${newId()}`,
  ]) {
    expect((await county.team.as('coach')(path)).status, path).toBe(404)
    expect((await county.team.as('coach')(path, { version: '1' })).status, path).toBe(404)
  }
})

test('rules, services and texts are set by coordinators', async () => {
  const county = await shop()
  for (const path of ['/linkage/services', '/linkage/texts', '/linkage/rules']) {
    for (const who of ['coordinator', 'administrator'] as const)
      expect((await county.team.as(who)(path)).status, who).toBe(200)
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer', 'coach'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    expect((await county.team.as('coach')(`${path}/add`)).status).toBe(404)
    expect((await county.team.as('coordinator')(`${path}/add`)).status).toBe(200)
  }
})

test('what was asked is kept as yes or no, and what was not asked as not known', async () => {
  const county = await shop()
  const at = `/referrals/${county.referralId}/follow-ups/${await due(county)}`
  const page = await (await county.team.as('coach')(at)).text()
  expect(page).toContain('Ida Moss')
  expect(/<title>[^<]*Ida/.test(page)).toBe(false)
  const said = {
    hasHousing: 'yes',
    hasWork: 'no',
    isSupported: 'not asked',
    hadOverdose: 'no',
    note: 'Sleeps at her aunt’s',
  }
  expect((await county.team.as('coach')(at, { ...said, hasWork: 'maybe', version: '1' })).status).toBe(422)
  expect((await county.team.as('coach')(at, { ...said, version: '1' })).status).toBe(303)
  expect(
    await county.one(
      `select state, done_on::text, is_kept, has_housing, has_work, is_supported, had_overdose, has_naloxone from follow_up`,
    ),
  ).toEqual({
    state: 'done',
    done_on: '2025-01-15',
    is_kept: null,
    has_housing: true,
    has_work: false,
    is_supported: null,
    had_overdose: false,
    has_naloxone: null,
  })
  const { rows } = await county.db.owner('select note from follow_up')
  expect(rows[0].note.toString('latin1')).not.toContain('aunt')
  const again = await (await county.team.as('coach')(at)).text()
  expect(again).toContain('Sleeps at her aunt’s')
  expect(again).toMatch(/value="no" checked[^>]*>\s*<label for="hasWork-no"/)
  expect((await county.team.as('coach')(at, { ...said, hasWork: 'yes', version: '1' })).status, 'an older page').toBe(
    422,
  )
  expect((await county.team.as('coach')(at, { ...said, hasWork: 'yes', version: '2' })).status, 'corrected').toBe(303)
  expect(county.moved.at(-1)).toHaveProperty('follow_up')
})

test('after a first contact people are asked at 7, 30 and 90 days; rounds let it come due and be missed, each once', async () => {
  const county = await shop()
  await reached(county, '2025-01-14', 'no answer')
  await on(county, '2025-01-15')
  expect(await standing(county)).toEqual([])
  await reached(county, '2025-01-15')
  await reached(county, '2025-01-16', 'engaged')
  await on(county, '2025-01-16')
  const planned = ['7 2025-01-22 not due', '30 2025-02-14 not due', '90 2025-04-15 not due']
  expect(await standing(county)).toEqual(planned)
  await on(county, '2025-01-21')
  expect(await standing(county)).toEqual(planned)
  await on(county, '2025-01-22')
  expect((await standing(county))[0]).toBe('7 2025-01-22 due')
  county.moved.length = 0
  await on(county, '2025-02-05')
  expect((await standing(county))[0]).toBe('7 2025-01-22 due')
  await on(county, '2025-02-06')
  expect((await standing(county))[0]).toBe('7 2025-01-22 missed')
  expect(county.moved.length, 'counted').toBe(1)
  await on(county, '2025-02-06')
  expect(county.moved.length, 'and once').toBe(1)
})

test('a contact plans its follow-ups as it is logged, and takes them back when it was none; the round adds nothing', async () => {
  const county = await shop(
    (needs) => outreachRoom.room({ ...referralsRoom.inHand, ...needs, ...linkageRoom.forOutreach }).doors,
  )
  const at = `/referrals/${county.referralId}/attempts`
  const form = { attemptId: newId(), mode: 'phone', outcome: 'reached', on: '2025-01-15', at: '11:00' }
  const ask = county.team.as('coach')
  const planned = ['7 2025-01-22 not due', '30 2025-02-14 not due', '90 2025-04-15 not due']
  expect((await ask(`${at}/add`, form)).status).toBe(303)
  expect(await standing(county)).toEqual(planned)
  expect((await ask(`${at}/add`, { ...form, attemptId: newId(), at: '11:30' })).status, 'a second contact').toBe(303)
  await linkageRound(county.db, county.needs)
  expect(await standing(county)).toEqual(planned)
  const second = await county.one('select id from attempt where id <> $1', [form.attemptId])
  await ask(`${at}/${String(second.id)}/remove`, { version: '1' })
  expect((await ask(`${at}/${form.attemptId}`, { ...form, on: '2025-01-14', version: '1' })).status).toBe(303)
  expect(await standing(county)).toEqual(['7 2025-01-21 not due', '30 2025-02-13 not due', '90 2025-04-14 not due'])
  await ask(`${at}/${form.attemptId}`, { ...form, on: '2025-01-14', outcome: 'no answer', version: '2' })
  expect(await standing(county)).toEqual([])
})

test('closing a referral leaves its follow-ups; nobody asks after somebody who died', async () => {
  const county = await shop()
  const other = await county.refer('Somebody Else')
  for (const id of [county.referralId, other.referralId]) await reached(county, '2025-01-09', 'reached', id)
  await on(county, '2025-01-15')
  const close = (id: string, closed_reason: string) =>
    county.act(async (tx) => {
      await tx.sql
        .updateTable('referral')
        .set({ state: 'closed', closed_reason, closed_on: '2025-01-16' })
        .where('id', '=', id)
        .execute()
      return ok(null)
    })
  await close(county.referralId, 'path completed')
  await close(other.referralId, 'deceased')
  await on(county, '2025-01-16')
  const states = async (id: string) =>
    (await county.db.owner('select state from follow_up where referral_id = $1 order by days', [id])).rows.map(
      ({ state }) => state,
    )
  expect(await states(county.referralId)).toEqual(['due', 'not due', 'not due'])
  expect(await states(other.referralId)).toEqual(['not due', 'not due', 'not due'])
  // Who coordinates asks, since the coach has it in hand no more.
  const { id } = await county.one('select id from follow_up where referral_id = $1 and days = 7', [county.referralId])
  const at = `/referrals/${county.referralId}/follow-ups/${String(id)}`
  expect((await county.team.as('coordinator')(at, { hasWork: 'yes', version: '2' })).status).toBe(303)
  expect(await county.one('select state from referral where id = $1', [county.referralId])).toEqual({ state: 'closed' })
})

test('who was family, is grieving or lives elsewhere is not asked as a survivor, and an old contact not after the fact', async () => {
  const county = await shop()
  for (const path of ['family', 'grief', 'outside', 'minor'] as const) {
    const { referralId } = await county.refer('Somebody Else')
    await county.act(async (tx) => {
      await tx.sql.updateTable('referral').set({ path }).where('id', '=', referralId).execute()
      return ok(null)
    })
    await reached(county, '2025-01-15', 'reached', referralId)
  }
  await reached(county, '2024-11-20')
  await on(county, '2025-01-15')
  expect(await standing(county)).toEqual(['90 2025-02-18 not due'])
})

test('a rule of the county holds for what happens from its day on, and leaves the usual ones', async () => {
  const county = await shop()
  const ask = county.team.as('coordinator')
  expect(await (await ask('/linkage/rules')).text()).toContain('These are the usual ones')
  const rule = { after: 'first contact', days: '14', graceDays: '3', fromOn: '2025-01-15' }
  expect((await ask('/linkage/rules/add', { ...rule, fromOn: '2025-01-14' })).status).toBe(422)
  expect((await ask('/linkage/rules/add', rule)).status).toBe(303)
  expect((await ask('/linkage/rules/add', rule)).status, 'twice').toBe(422)
  expect(await county.one('select count(*)::int as count from follow_up_rule')).toEqual({ count: 7 })
  const { id } = await county.one(`select id from follow_up_rule where days = 7`)
  expect((await ask(`/linkage/rules/${String(id)}`, { untilOn: '2025-01-14', version: '1' })).status).toBe(422)
  expect((await ask(`/linkage/rules/${String(id)}`, { untilOn: '2025-01-15', version: '1' })).status).toBe(303)
  await reached(county, '2025-01-16')
  await on(county, '2025-01-16')
  expect((await standing(county)).map((one) => one.split(' ')[0])).toEqual(['14', '30', '90'])
})

test('a county without texts starts from the drafts, marked to be checked, once', async () => {
  const county = await shop()
  await county.db.owner(`select set_config('app.act', 'test.empty', false)`)
  await county.db.owner('delete from consent_text where org_id = $1', [county.team.org])
  await on(county, '2025-01-15')
  await on(county, '2025-01-16')
  const { rows } = await county.db.owner(
    `select org_id, count(*)::int as count, min(from_on)::text as "from" from consent_text group by 1 order by 1`,
  )
  expect(rows.map(({ count, from }) => [count, from])).toEqual([
    [8, '2025-01-15'],
    [8, '2025-01-15'],
  ])
  const html = await (await county.team.as('coordinator')('/linkage/texts')).text()
  expect(html).toContain('check with counsel')
  const text = idIn(
    await county.team.as('coordinator')('/linkage/texts/add', {
      kind: 'notice',
      language: 'en',
      body: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
      fromOn: '2025-01-16',
      source: '42 CFR 2.32',
      checkedOn: '2025-01-15',
    }),
  )
  const late = { source: '42 CFR 2.32', checkedOn: '2025-01-16', version: '1' }
  expect((await county.team.as('coordinator')(`/linkage/texts/${text}`, late)).status, 'to come').toBe(422)
})
