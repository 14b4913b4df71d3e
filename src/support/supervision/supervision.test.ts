import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { supportInShort } from '../coach/store.ts'
import { county, type SupportCounty, testNeeds } from '../test-support.ts'
import { supportRound } from './round.ts'
import { dueInWords, isOverdue, monthEndsToCount } from './rules.ts'

let here: SupportCounty
let ask: ReturnType<SupportCounty['team']['as']>
let coordinator = ''
let amos = ''
beforeEach(async () => {
  here = await county()
  ask = here.team.as('coordinator')
  coordinator = await here.person('coordinator')
  amos = await here.coach('Amos Hinnant', { from: '2024-12-16' })
})

const hold = (coachId: string, heldOn: string, more: Record<string, string> = {}, who = ask) =>
  who(`/support/coaches/${coachId}/session`, { supervisorId: coordinator, heldOn, minutes: '45', note: '', ...more })

test('supervision falls due an interval after the last session, or after somebody came on board', async () => {
  expect(await (await ask('/support')).text()).toContain('15 Jan 2025, due today')
  const late = await here.coach('Bettina Lucas', { from: '2024-12-15' })
  expect(await (await ask('/support')).text()).toContain('Supervision is overdue for 1 active coach of 2.')
  expect((await hold(late, '2025-01-10')).status).toBe(303)
  const html = await (await ask('/support')).text()
  expect(html).toContain('No supervision is overdue.')
  expect(html).not.toContain('9 Feb 2025')
  expect(await (await ask(`/support/coaches/${late}`)).text()).toContain('9 Feb 2025 (due in 25 days)')
})

test('in short a coach has who stands by them, and supervision is due by the same interval', async () => {
  const short = (id: string) => here.db.read(here.team.scope, (tx) => supportInShort(tx, id))
  const alone = await short(amos)
  expect(alone).toMatchObject({ mentor: null, supervisor: null, lastOn: null })
  expect(alone.dueOn('2024-12-16')).toBe('2025-01-15')
  expect(alone.dueOn(null), 'who is not active').toBeNull()
  await ask(`/support/coaches/${amos}/supervisor`, { personId: coordinator })
  await hold(amos, '2025-01-10')
  const held = await short(amos)
  expect(held).toMatchObject({ supervisor: { since: '2025-01-15' }, lastOn: '2025-01-10' })
  expect(held.dueOn('2024-12-16')).toBe('2025-02-09')
})

test('interval and ratio are the settings of the organization', async () => {
  expect((await ask('/support/settings', { intervalDays: '14', coachesEach: '1', version: '0' })).status).toBe(303)
  expect(await (await ask('/support')).text()).toContain('30 Dec 2024, 16 days overdue')
  const choose = (coachId: string) => ask(`/support/coaches/${coachId}/supervisor`, { personId: coordinator })
  expect((await choose(amos)).status).toBe(303)
  expect((await choose(amos)).status, 'the same again').toBe(303)
  const full = await choose(await here.coach('Bettina Lucas'))
  expect(full.status).toBe(422)
  expect(await full.text()).toContain('supervises as many as your rules allow (1).')
  for (const wrong of ['6', '367', 'monthly', ''])
    expect((await ask('/support/settings', { intervalDays: wrong, coachesEach: '8', version: '1' })).status).toBe(422)
  expect((await ask('/support/settings', { intervalDays: '30', coachesEach: '8', version: '0' })).status).toBe(422)
})

test('nobody supervises themself, and only somebody of the team supervises', async () => {
  const both = await here.join('Both', { role: 'coordinator', coachId: amos })
  expect((await hold(amos, '2025-01-10', { supervisorId: both })).status).toBe(422)
  expect((await hold(amos, '2025-01-10', { supervisorId: await here.person('viewer') })).status).toBe(422)
})

test('a session to come, longer than a day allows or far back is refused, with nothing lost', async () => {
  for (const more of [
    { heldOn: '2025-01-16' },
    { heldOn: '2022-01-15' },
    { minutes: '481' },
    { minutes: '4' },
  ] as Record<string, string>[]) {
    const answer = await hold(amos, '2025-01-10', { ...more, note: 'Kept & typed' })
    expect(answer.status, JSON.stringify(more)).toBe(422)
    expect(await answer.text()).toContain('Kept &amp; typed')
  }
})

test('a note is read by its supervisor and that coach: not by an administrator, another coach or the history', async () => {
  const note = 'Wants shorter shifts'
  expect((await hold(amos, '2025-01-10', { note })).status).toBe(303)
  const { rows } = await here.db.owner('select id from supervision_session')
  const page = `/support/sessions/${rows[0].id}`
  expect(await (await ask(page)).text()).toContain(note)
  for (const path of [page, `/support/coaches/${amos}`])
    expect(await (await here.team.as('administrator')(path)).text(), path).not.toContain(note)
  const other = await here.coach('Bettina Lucas')
  await here.team.isCoach(other)
  expect(await (await here.team.as('coach')('/mine/supervision')).text()).not.toContain(note)
  await here.team.isCoach(amos)
  expect(await (await here.team.as('coach')('/mine/supervision')).text()).toContain(note)
  const seenBy = (person: string | null) =>
    here.db.read(
      { org: here.team.org, person },
      async (tx) => (await sql`select words from supervision_note`.execute(tx.sql)).rows.length,
    )
  expect(await seenBy(coordinator)).toBe(1)
  expect(await seenBy(await here.person('coach'))).toBe(1)
  expect(await seenBy(await here.person('administrator'))).toBe(0)
  expect(await seenBy(null)).toBe(0)
  const history = await here.db.owner(`select count(*) from history where after::text like '%shorter shifts%'`)
  expect(Number(history.rows[0].count)).toBe(0)
})

test('nobody writes a note in the name of a supervisor, and whoever corrects the day leaves it as it is', async () => {
  const administrator = here.team.as('administrator')
  expect((await hold(amos, '2025-01-09', { note: 'Not mine' }, administrator)).status).toBe(422)
  await hold(amos, '2025-01-10', { note: 'Mine' })
  const { rows } = await here.db.owner('select id from supervision_session')
  const page = `/support/sessions/${rows[0].id}`
  const form = { heldOn: '2025-01-09', minutes: '30', version: '1' }
  expect((await administrator(page, { ...form, note: 'Changed' })).status).toBe(422)
  expect((await administrator(page, form)).status).toBe(303)
  expect(await (await ask(page)).text()).toContain('Mine')
  const stale = await ask(page, { ...form, note: 'Typed later' })
  expect(stale.status).toBe(422)
  expect(await stale.text()).toContain('Typed later')
  expect((await administrator(`${page}/remove`, {})).status).toBe(303)
  expect((await here.db.owner('select from supervision_note')).rows).toEqual([])
})

test('days to the due day are said, and overdue begins the day after', () => {
  expect(['2025-01-15', '2025-01-16', '2025-01-14', '2025-01-10'].map((day) => dueInWords(day, '2025-01-15'))).toEqual([
    'due today',
    'due in 1 day',
    '1 day overdue',
    '5 days overdue',
  ])
  expect([isOverdue('2025-01-15', '2025-01-15'), isOverdue('2025-01-14', '2025-01-15')]).toEqual([false, true])
})

test('months are counted once they are over, from the first session on and after the last that was counted', () => {
  expect(monthEndsToCount(null, null, '2025-01-15')).toEqual([])
  expect(monthEndsToCount(null, '2024-11-03', '2025-01-15')).toEqual(['2024-11-30', '2024-12-31'])
  expect(monthEndsToCount('2024-11-30', '2024-01-03', '2025-01-31')).toEqual(['2024-12-31'])
  expect(monthEndsToCount('2024-12-31', '2024-01-03', '2025-01-31')).toEqual([])
  expect(monthEndsToCount('2024-12-31', '2024-01-03', '2025-02-01')).toEqual(['2025-01-31'])
})

test('a month that is over is counted once by the program itself, of whoever was active on its last day', async () => {
  const months = async () =>
    (await here.db.owner(`select coach_id, ends_on::text, interval_days from supervision_month order by ends_on, id`))
      .rows
  await here.coach('Later', { from: '2025-01-01' })
  await here.coach('On leave', { from: '2024-11-01', stage: 'on leave' })
  await supportRound(here.db, testNeeds)
  expect(await months(), 'nobody supervises yet').toEqual([])
  await hold(amos, '2024-12-20')
  await supportRound(here.db, testNeeds)
  await supportRound(here.db, testNeeds)
  expect(await months()).toEqual([{ coach_id: amos, ends_on: '2024-12-31', interval_days: 30 }])
  const { rows } = await here.db.owner('select is_on_schedule from supervision_month_fact')
  expect(rows).toEqual([{ is_on_schedule: true }])
})
