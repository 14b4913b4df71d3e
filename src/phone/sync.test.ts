import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { endPhone, phonesOf } from '../platform/access/phones.ts'
import { attemptItem, phones, standingsIn } from './test-phones.ts'

test('what a phone sends is kept by the verb of the page, dated by the phone’s own form, and said to be kept', async () => {
  const made = await phones()
  const phone = await made.phone()
  const item = attemptItem(made.referralId, { hasNaloxone: 'yes' })
  const answer = await made.push(phone, [item])
  expect(answer).toMatchObject({
    better_off: 1,
    knew: 0,
    answers: [{ line: 1, id: item.id, standing: 'kept', problems: [] }],
  })
  expect(answer.knows).toBeGreaterThan(0)
  expect(await made.attempts()).toMatchObject([
    { id: item.id, outcome: 'reached', coach_id: made.ana, has_naloxone: true },
  ])
  expect(await made.items()).toEqual([{ sent_id: item.id, state: 'kept', why: '', isEmpty: true }])
  expect(await made.one(`select act, person_id from history where kind = 'attempt'`)).toEqual({
    act: 'outreach.logAttempt',
    person_id: made.personId,
  })
})

test('a phone that nobody set up, a secret that is none, and a page’s cookie are told nothing', async () => {
  const made = await phones()
  const phone = await made.phone()
  for (const token of ['x'.repeat(43), '', phone.id]) {
    expect((await made.ask({ token }, '/phone/day')).status).toBe(401)
    expect((await made.ask({ token }, '/phone/items', '{}')).status).toBe(401)
  }
  expect((await made.ask(phone, '/phone/items', '{}', 'text/plain')).status).toBe(415)
  expect(await made.attempts()).toEqual([])
})

test('a poison item first, a broken line and an act that nobody knows stop none of the others', async () => {
  const made = await phones()
  const phone = await made.phone()
  const good = Array.from({ length: 4 }, () => attemptItem(made.referralId))
  const wrong = attemptItem(made.referralId, { outcome: 'no such outcome' })
  const nested = { ...attemptItem(made.referralId), payload: '{"mode":{"a":1}}' }
  const newer = attemptItem(made.referralId, {}, { act: 'from a newer app' })
  const answer = await made.push(phone, [wrong, '{"id":', ...good, nested, newer])
  expect(standingsIn(answer)).toEqual(['refused', 'refused', 'kept', 'kept', 'kept', 'kept', 'refused', 'quarantine'])
  expect(answer.answers[0]?.problems).toEqual([
    {
      code: 'outreach.attempt-wrong',
      field: 'outcome',
      message: 'What came of it was not one of the list. Choose it again.',
    },
  ])
  expect(answer.answers[1]).toMatchObject({ line: 2, id: null })
  expect((await made.attempts()).length).toBe(4)
})

test('what was refused is mended under the same id, and then kept', async () => {
  const made = await phones()
  const phone = await made.phone()
  const item = attemptItem(made.referralId, { mode: '' })
  expect(standingsIn(await made.push(phone, [item]))).toEqual(['refused'])
  const mended = { ...attemptItem(made.referralId), id: item.id }
  expect(standingsIn(await made.push(phone, [mended]))).toEqual(['kept'])
})

test('a fault of ours strikes one item alone: it waits sealed, and what was sent is in no log', async () => {
  const made = await phones()
  const phone = await made.phone()
  await made.db.owner(`alter table attempt add constraint no_mondays check (outcome <> 'moved')`)
  const items = [
    attemptItem(made.referralId),
    attemptItem(made.referralId, { outcome: 'moved', nextOn: '2025-02-01', note: 'Lives with Zelda now' }),
    attemptItem(made.referralId),
  ]
  expect(standingsIn(await made.push(phone, items))).toEqual(['kept', 'quarantine', 'kept'])
  expect((await made.items()).map(({ state, why }) => [state, why])).toEqual([
    ['kept', ''],
    ['quarantine', 'fault'],
    ['kept', ''],
  ])
  expect(JSON.stringify(made.faults)).not.toContain('Zelda')
  expect(made.faults).toEqual([{ act: 'attempt', code: '23514' }])
  const { payload } = await made.one<{ payload: Buffer }>(`select payload from phone_item where why = 'fault'`)
  expect(payload.toString('latin1')).not.toContain('Zelda')
})

test('a referral of another county, of a colleague and of nobody are refused alike, as not there', async () => {
  const made = await phones()
  const phone = await made.phone()
  const ofBen = await made.referral({ coachId: await made.coach('Ben') })
  const inNash = await made.one<{ id: string }>(
    `with act as (select set_config('app.act', 'test.setUp', false)),
     p as (insert into person_served (org_id, id) select $1, gen_random_uuid() from act returning id)
     insert into referral (org_id, id, person_id, source, received_at, received_on, clock_from, due_at)
     select $1, gen_random_uuid(), id, 'ems', now(), '2025-01-13', 'receipt', now() from p returning id`,
    [made.team.neighbourOrg],
  )
  const answer = await made.push(
    phone,
    [ofBen, inNash.id, newId()].map((about) => attemptItem(about)),
  )
  const [first] = answer.answers
  for (const one of answer.answers) expect(one).toEqual({ ...first, id: one.id, line: one.line, standing: 'refused' })
  expect(first?.problems.map(({ code }) => code)).toEqual(['outreach.not-in-hand'])
  expect(await made.items()).toEqual([])
})

test('what was done for a referral that left the coach’s hands meanwhile waits for a coordinator', async () => {
  const made = await phones()
  const phone = await made.phone()
  await made.act((tx) => tx.sql.updateTable('referral_assignment').set({ until_at: new Date() }).execute())
  const item = attemptItem(made.referralId)
  for (const _ of [1, 2]) expect(standingsIn(await made.push(phone, [item]))).toEqual(['quarantine'])
  expect(await made.items()).toEqual([{ sent_id: item.id, state: 'quarantine', why: 'not in hand', isEmpty: false }])
  expect(await made.attempts()).toEqual([])
})

test('two phones of one coach: each sends its own, the same item from both is one, and each is told its own number', async () => {
  const made = await phones()
  const [one, two] = [await made.phone(), await made.phone()]
  const item = attemptItem(made.referralId)
  expect(standingsIn(await made.push(one, [item, attemptItem(made.referralId)]))).toEqual(['kept', 'kept'])
  const answer = await made.push(two, [item, attemptItem(made.referralId)])
  expect(standingsIn(answer)).toEqual(['already kept', 'kept'])
  expect(answer.knew).toBe(0)
  expect((await made.attempts()).length).toBe(3)
})

test('a clock that is years off is no reason to refuse: the time is set right, and a time that leads nowhere is when it arrived', async () => {
  const made = await phones()
  const phone = await made.phone()
  const untyped = (startedAt: string) => attemptItem(made.referralId, { on: '', at: '' }, { startedAt })
  phone.clockOff = 3 * 365 * 86_400_000
  const ahead = untyped(new Date(made.needs.now.getTime() + phone.clockOff - 3_600_000).toISOString())
  expect(standingsIn(await made.push(phone, [ahead]))).toEqual(['kept'])
  phone.clockOff = 0
  const changed = await made.push(phone, [untyped('2019-01-01T00:00:00Z'), untyped('no time at all')])
  expect(standingsIn(changed)).toEqual(['kept', 'kept'])
  expect(changed.answers[0]?.problems.map(({ code }) => code)).toEqual(['phone.clock-wrong'])
  const { rows } = await made.db.owner('select attempted_at from attempt order by attempted_at')
  expect(rows.map(({ attempted_at }) => attempted_at.toISOString())).toEqual([
    '2025-01-15T16:00:00.000Z',
    '2025-01-15T17:00:00.000Z',
    '2025-01-15T17:00:00.000Z',
  ])
  expect(await made.one('select clock_off_seconds::int from phone')).toEqual({ clock_off_seconds: 0 })
})

test('sixty days without a network are accepted, by the time at which it was done', async () => {
  const made = await phones()
  const phone = await made.phone()
  const old = attemptItem(made.referralId, { on: '', at: '' }, { startedAt: '2024-11-17T15:30:00Z', app: '0' })
  expect(standingsIn(await made.push(phone, [old]))).toEqual(['kept'])
  expect(await made.one('select attempted_on::text from attempt')).toEqual({ attempted_on: '2024-11-17' })
})

test('the day holds what is in the coach’s hands and nothing else, and that it was read is written down', async () => {
  const made = await phones()
  const phone = await made.phone()
  await made.referral({ coachId: await made.coach('Ben') })
  const later = await made.referral({ coachId: made.ana })
  await made.push(phone, [attemptItem(later, { nextOn: '2025-01-20' })])
  const kit = await made.item('Kit')
  await made.bag(made.ana, kit, { lot: 'A', count: 3 })
  const day = (await (await made.ask(phone, '/phone/day')).json()) as Record<string, unknown>
  expect(day).toMatchObject({
    better_off: 1,
    coach: 'The coach',
    today: '2025-01-15',
    county: { name: 'Wilson County', zone: 'America/New_York' },
    referrals: [{ id: made.referralId, attempts: 0, asksWhyInPerson: true, whyNot: null }],
    people: [{ name: 'Ida Moss', phone: '2525550101' }],
    items: [{ id: kit, name: 'Kit', here: 3 }],
    days: [
      { title: 'Shifts', lines: [] },
      { title: 'Classes', lines: [] },
    ],
  })
  expect((await made.db.owner(`select by_right, what from person_read`)).rows).toEqual([
    { by_right: 'assigned', what: 'phone' },
  ])
})

test('a removed coach and a phone that was ended are given nothing, and what they still send waits, unread by any verb', async () => {
  const made = await phones()
  const [ended, removed] = [await made.phone(), await made.phone()]
  await made.db.owner('update phone set ended_at = now() where id = $1', [ended.id])
  const first = attemptItem(made.referralId, { note: 'Zelda is her sister' })
  expect(standingsIn(await made.push(ended, [first]))).toEqual(['quarantine'])
  expect((await made.ask(ended, '/phone/day')).status).toBe(403)
  await made.db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) delete from membership using act where person_id = $1`,
    [made.personId],
  )
  const second = attemptItem(made.referralId)
  for (const _ of [1, 2]) expect(standingsIn(await made.push(removed, [second]))).toEqual(['quarantine'])
  const answer = await made.ask(removed, '/phone/day')
  expect(answer.status).toBe(403)
  expect(await answer.text()).not.toContain('Ida')
  expect(await made.attempts()).toEqual([])
  expect((await made.items()).map(({ state, why, isEmpty }) => [state, why, isEmpty])).toEqual([
    ['quarantine', 'access ended', false],
    ['quarantine', 'access ended', false],
  ])
})

test('how somebody is reached: two fields changed by two people are both kept, one field changed by two is a conflict with both', async () => {
  const made = await phones()
  const phone = await made.phone()
  const contact = (payload: Readonly<Record<string, string>>) => ({
    id: newId(),
    act: 'contact',
    about: made.referralId,
    payload: JSON.stringify(payload),
  })
  const was = { 'was-phone': '2525550101', 'was-address': '' }
  const answer = await made.push(phone, [
    contact({ ...was, phone: '252 555 0199' }),
    contact({ ...was, address: '4 Elm Street' }),
    contact({ ...was, phone: '252 555 0144' }),
    contact({ ...was, phone: '(252) 555-0199' }),
  ])
  expect(standingsIn(answer)).toEqual(['kept', 'kept', 'conflict', 'kept'])
  const day = (await (await made.ask(phone, '/phone/day')).json()) as { people: unknown[] }
  expect(day.people).toMatchObject([{ phone: '+12525550199', address: '4 Elm Street' }])
  expect((await made.items()).at(-2)).toMatchObject({ state: 'conflict', why: 'saved meanwhile', isEmpty: false })
})

test('they agreed by word, once, however often it is sent', async () => {
  const made = await phones()
  const phone = await made.phone()
  const item = { id: newId(), act: 'agreed', about: made.referralId, payload: '{"agrees":"yes"}' }
  expect(standingsIn(await made.push(phone, [item, item]))).toEqual(['kept', 'already kept'])
  expect(standingsIn(await made.push(phone, [item]))).toEqual(['already kept'])
  expect(await made.one('select count(*)::int as count from consent')).toEqual({ count: 1 })
})

test('a coach ends a lost phone of their own, and nobody else does by its id; it is given nothing from then on', async () => {
  const made = await phones()
  const [lost, other] = [await made.phone(), await made.phone()]
  const oneself = { id: made.personId, sessionId: '', device: 'Safari on iPhone', now: made.needs.now, baseUrl: '' }
  const listed = async () =>
    (await made.db.door('test.list', (door) => phonesOf(door, made.personId))).map(({ id }) => id)
  await endPhone(made.db, { ...oneself, id: newId() }, lost.id)
  expect((await listed()).toSorted()).toEqual([lost.id, other.id].toSorted())
  await endPhone(made.db, oneself, lost.id)
  expect(await listed()).toEqual([other.id])
  expect((await made.ask(lost, '/phone/day')).status).toBe(403)
  expect((await made.ask(other, '/phone/day')).status).toBe(200)
  expect((await made.db.owner(`select what from account_event where what like 'phone%' order by id`)).rows).toEqual([
    { what: 'phone-added' },
    { what: 'phone-added' },
    { what: 'phone-ended' },
  ])
})

test('after a restore a phone offers all again, also when the answer to what it sent first was lost', async () => {
  const made = await phones()
  const phone = await made.phone()
  const items = (count: number) => Array.from({ length: count }, () => attemptItem(made.referralId))
  const [before, middle, anew] = [items(3), items(3), items(5)]
  await made.push(phone, before)
  const told = await made.push(phone, middle)
  const restore = async () => {
    const ids = middle.map(({ id }) => id)
    await made.db.owner(`delete from phone_item where sent_id = any($1)`, [ids])
    await made.db.owner(
      `with act as (select set_config('app.act', 'test.restore', false)) delete from attempt using act where id = any($1)`,
      [ids],
    )
    // The restored database counts on from where it stood.
    await made.db.owner(
      `select setval(pg_get_serial_sequence('phone_item', 'number'), (select max(number) from phone_item))`,
    )
  }
  await restore()
  const lost = await made.push(phone, anew) // its answer never arrives
  expect(lost.knew, 'less than it was told').toBeLessThan(told.knows)
  expect(lost.knows, 'while the new ones have higher numbers').toBeGreaterThanOrEqual(told.knows)
  const again = await made.push(phone, anew)
  expect(standingsIn(again)).toEqual(anew.map(() => 'already kept'))
  expect(again.knew, 'still less than it was told').toBeLessThan(told.knows)
  await made.push(phone, [...before, ...middle])
  expect((await made.attempts()).map(({ id }) => id)).toEqual(
    [...before, ...middle, ...anew].map(({ id }) => id).sort(),
  )
})

test('an answer that was lost is no restore: nothing is offered again', async () => {
  const made = await phones()
  const phone = await made.phone()
  const items = (count: number) => Array.from({ length: count }, () => attemptItem(made.referralId))
  const told = await made.push(phone, items(3))
  const batch = items(2)
  await made.push(phone, batch) // its answer never arrives
  expect((await made.push(phone, [...batch, ...items(1)])).knew).toBe(told.knows)
})
