// Longer than most: the screens of coordinators and coaches, asked as they ask.
import icalendar from 'node-ical'
import { expect, test } from 'vitest'
import { openShiftRoutes } from './calendar/routes.ts'
import { shiftRound } from './gaps/round.ts'
import { shiftsRoutes } from './routes.tsx'
import { loadSample } from './sample.ts'
import { takePlace } from './taking/actions.ts'
import { type Shop, shop } from './test-shifts.ts'

/** The shop with its doors in front. */
async function open() {
  const there = await shop((needs) => shiftsRoutes(needs))
  const page = async (who: 'coordinator' | 'coach' | 'viewer', path: string) => (await there.team.as(who)(path)).text()
  return { ...there, page, send: there.team.as('coordinator'), ask: there.team.as('coach') }
}
const placeIds = async ({ db }: Pick<Shop, 'db'>): Promise<string[]> =>
  (await db.owner('select id from shift_place order by id')).rows.map(({ id }) => id)
const need = {
  d2: 'yes',
  d4: 'yes',
  starts: '18:00',
  ends: '22:00',
  fromOn: '2025-01-01',
  mode: 'in person',
  coaches: '2',
  isFirstVisit: 'yes',
}

test('a coordinator writes the need down, makes the week from it, opens it, and sees its gaps in words', async () => {
  const { send, page } = await open()
  expect((await send('/shifts/needs/add', need)).status).toBe(303)
  expect(await page('coordinator', '/shifts?week=2025-01-22')).toContain('Make 2 shifts from the need')
  expect((await send('/shifts/make', { week: '2025-01-20' })).status).toBe(303)
  const drafts = await page('coordinator', '/shifts?week=2025-01-20')
  expect(drafts).toContain('4 places in drafts')
  await send('/shifts/open', { week: '2025-01-20' })
  const week = await page('viewer', '/shifts?week=2025-01-20')
  expect(week).toContain('0 of 4 places filled. 4 places still without a coach.')
  expect(week).toContain('2 coaches')
  expect(week).toContain('Tue 21 Jan')
  expect(week).not.toContain('Open 4 drafts')
})

test('a first visit for one coach alone is refused at its field, and what was typed stays', async () => {
  const { send } = await open()
  const answer = await send('/shifts/needs/add', { ...need, coaches: '1', place: 'Library door' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('id="coaches-problem"')
  expect(html).toContain('Library door')
})

test('the week of the clock change says so, and its night shift has its real hours', async () => {
  const { shift, page } = await open()
  await shift('2025-03-08', '22:00', '06:00')
  const week = await page('coordinator', '/shifts?week=2025-03-03')
  expect(week).toContain('Clocks go forward: this day has 23 hours.')
  expect(week).toContain('7 hours, since the clocks go forward')
})

test('an ended need cancels what nobody took and keeps what a coach has', async () => {
  const { db, send, coach, team } = await open()
  await send('/shifts/needs/add', need)
  await send('/shifts/make', { week: '2025-01-20' })
  await send('/shifts/open', { week: '2025-01-20' })
  const ana = await coach('Ana')
  await team.isCoach(ana)
  const { rows: shifts } = await db.owner('select id, need_id, day::text from shift order by day')
  expect((await team.as('coach')(`/mine/shifts/${shifts[0].id}/take`, {})).status).toBe(303)
  for (const { need_id } of shifts)
    expect((await send(`/shifts/needs/${need_id}/end`, { untilOn: '2025-01-15', version: '1' })).status).toBe(303)
  const { rows } = await db.owner('select state, count(*)::int as n from shift_place group by 1 order by 1')
  expect(rows).toEqual([
    { state: 'cancelled', n: 2 },
    { state: 'claimed', n: 1 },
    { state: 'open', n: 1 },
  ])
})

test('a coach sees open shifts with why not for the others, takes one, and finds it on the page', async () => {
  const { ask, coach, shift, team, page } = await open()
  await team.isCoach(await coach('Ana'))
  const first = await shift('2025-01-20', '18:00', '22:00')
  await shift('2025-01-20', '20:00', '23:00')
  expect((await ask(`/mine/shifts/${first}/take`, {})).status).toBe(303)
  const mine = await page('coach', '/mine/shifts')
  expect(mine).toContain('Mon 20 Jan 2025, 6 pm to 10 pm')
  expect(mine).toContain('1 more is open, and you may not take it')
  expect(mine).toContain('You have another shift at that time')
})

test('who takes a shift reads that it is theirs, with a way into their calendar, and undoes it at once even where that is late', async () => {
  const there = await open()
  const { db, ask, coach, shift, team, page } = there
  await team.isCoach(await coach('Ana'))
  const tonight = await shift('2025-01-15', '22:00', '06:00')
  const taken = await ask(`/mine/shifts/${tonight}/take`, {})
  const address = taken.headers.get('location')?.replace(/^\/team\/\w+/, '') ?? ''
  const shown = await page('coach', address)
  expect(shown).toContain('Saved. Tonight, 10 pm to 6 am, is yours.')
  expect(shown).toContain('Add to your calendar')
  expect(shown).toContain('Yours, waits for confirmation')
  expect(await page('coach', `/mine/shifts/${tonight}`)).not.toContain('Add to your calendar')
  const [place] = await placeIds(there)
  const note = /name="note" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  expect((await ask(`/mine/places/${place}/release`, { note })).headers.get('location')).toMatch(
    /\/mine\/shifts\?said=saved$/,
  )
  expect((await db.owner('select state from shift_place')).rows).toEqual([{ state: 'open' }])
})

test('of two coaches the slower is told on the page that the last place is gone', async () => {
  const there = await open()
  const { ask, coach, shift, team, send } = there
  const [ana, ben] = [await coach('Ana'), await coach('Ben')]
  const only = await shift('2025-01-20', '18:00', '22:00')
  expect((await send(`/shifts/${only}/give`, { coachId: ben })).status).toBe(303)
  await team.isCoach(ana)
  const answer = await ask(`/mine/shifts/${only}/take`, {})
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('The last one went to somebody else.')
})

test('a coach changes no place of another: theirs is not there', async () => {
  const there = await open()
  const { ask, coach, shift, team, send } = there
  const [ana, ben] = [await coach('Ana'), await coach('Ben')]
  await send(`/shifts/${await shift('2025-01-14', '18:00', '22:00')}/assign`, { coachId: ben })
  const coming = await shift('2025-01-20', '18:00', '22:00')
  await send(`/shifts/${coming}/give`, { coachId: ben })
  await team.isCoach(ana)
  for (const id of await placeIds(there))
    for (const [act, form] of [
      ['release', { note: 'x' }],
      ['offer', {}],
      ['start', {}],
      ['hours', { hours: '4' }],
    ] as const)
      expect((await ask(`/mine/places/${id}/${act}`, form)).status, act).toBe(404)
  expect((await ask(`/mine/shifts/${coming}`)).status).toBe(404)
})

test('a coach says the hours afterwards, a coordinator corrects them, and the history keeps both', async () => {
  const there = await open()
  const { ask, coach, shift, team, send, page, needs } = there
  const ana = await coach('Ana')
  await team.isCoach(ana)
  const held = await shift('2025-01-20', '18:00', '22:00')
  await ask(`/mine/shifts/${held}/take`, {})
  const [place = ''] = await placeIds(there)
  expect((await ask(`/mine/places/${place}/hours`, { hours: '4' })).status).toBe(422)
  needs.now = new Date('2025-01-21T03:00:00Z')
  expect(await (await ask(`/mine/places/${place}/hours`, { hours: '9' })).text()).toContain('The most is 8.')
  expect((await ask(`/mine/places/${place}/hours`, { hours: '4.5', note: 'Stayed on' })).status).toBe(303)
  expect(await page('coordinator', '/shifts/hours')).toContain('4.5 hours: Stayed on')
  const settle = { outcome: 'completed', hours: '4', note: '' }
  const stale = await send(`/shifts/places/${place}/settle`, { ...settle, version: '1' })
  expect(stale.status).toBe(422)
  expect(await stale.text()).toContain('<strong>Saved now:</strong> <span>4.5</span>')
  expect((await send(`/shifts/places/${place}/settle`, { ...settle, version: '3' })).status).toBe(303)
  expect(await page('coordinator', `/shifts/places/${place}`)).toMatch(/<del>4.5<\/del> <ins>4<\/ins>/)
  expect(await (await ask(`/mine/places/${place}/hours`, { hours: '8' })).text()).toContain(
    'A coordinator has confirmed',
  )
})

test('a coordinator confirms many hours at once as the coaches said, but none that changed meanwhile', async () => {
  const there = await open()
  const { db, ask, coach, shift, team, send, needs } = there
  await team.isCoach(await coach('Ana'))
  for (const day of ['2025-01-20', '2025-01-21', '2025-01-22'])
    await ask(`/mine/shifts/${await shift(day, '18:00', '22:00')}/take`, {})
  const ids = await placeIds(there)
  needs.now = new Date('2025-01-23T12:00:00Z')
  for (const id of ids) await ask(`/mine/places/${id}/hours`, { hours: '4' })
  const read = new FormData()
  for (const id of ids) read.append('place', `${id} 3`)
  await ask(`/mine/places/${ids[2]}/hours`, { hours: '5' })
  await send('/shifts/hours', read)
  const { rows } = await db.owner('select is_settled, count(*)::int as n from shift_place group by 1 order by 1')
  expect(rows).toEqual([
    { is_settled: false, n: 1 },
    { is_settled: true, n: 2 },
  ])
})

test('a missed shift takes no hours, and may be corrected', async () => {
  const there = await open()
  const { db, coach, shift, send, needs } = there
  await send(`/shifts/${await shift('2025-01-20', '18:00', '22:00')}/give`, { coachId: await coach('Ana') })
  const [place = ''] = await placeIds(there)
  needs.now = new Date('2025-01-21T12:00:00Z')
  await send(`/shifts/places/${place}/settle`, { outcome: 'missed', hours: '4', note: '', version: '2' })
  const state = async () => (await db.owner('select state, hours, is_settled from shift_place')).rows[0]
  expect(await state()).toEqual({ state: 'missed', hours: null, is_settled: true })
  await send(`/shifts/places/${place}/settle`, { outcome: 'completed', hours: '3.5', note: '', version: '3' })
  expect(await state()).toEqual({ state: 'completed', hours: '3.50', is_settled: true })
})

test('a virtual session is recorded by its coach: a day to come, no minutes, a name slipped in are refused', async () => {
  const { ask, coach, team, page } = await open()
  await team.isCoach(await coach('Ana'))
  const session = { heldOn: '2025-01-14', minutes: '45', kind: 'video' }
  expect((await ask('/mine/virtual', session)).status).toBe(303)
  const wrong: readonly Record<string, string>[] = [
    { heldOn: '2025-01-16' },
    { minutes: '0' },
    { kind: 'in person' },
    { person: 'Somebody' },
  ]
  for (const one of wrong) expect((await ask('/mine/virtual', { ...session, ...one })).status).toBe(422)
  expect(await page('coordinator', '/shifts/virtual')).toContain('14 Jan 2025')
})

test('a meeting link is any address with https, and no other', async () => {
  const { ask, coach, team, page } = await open()
  await team.isCoach(await coach('Ana'))
  for (const link of ['http://meet.example.org/a', 'javascript:alert(1)', 'ftp://example.org'])
    expect((await ask('/mine/virtual/link', { link })).status, link).toBe(422)
  expect((await ask('/mine/virtual/link', { link: 'https://meet.example.org/ana?pwd=1' })).status).toBe(303)
  expect(await page('coach', '/mine/virtual')).toContain('https://meet.example.org/ana?pwd=1')
})

test('the rules for shifts are changed over the version that was read', async () => {
  const { send } = await open()
  const rules = { restHours: '10', isTwoOnFirstVisit: 'yes', lateHours: '24', daysAhead: '14', gapDays: '7' }
  expect((await send('/shifts/settings', { ...rules, version: '0' })).status).toBe(303)
  const stale = await send('/shifts/settings', { ...rules, restHours: '12', version: '0' })
  expect(stale.status).toBe(422)
  const both = await stale.text()
  expect(both).toContain('<strong>Saved now:</strong> <span>10</span>')
  expect(both).toContain('value="12"')
})

// A coach's calendar, read by a parser that is not ours.

async function calendar() {
  const there = await open()
  await there.team.isCoach(await there.coach('Ana'))
  const page = await (await there.ask('/mine/calendar', {})).text()
  const secret = /http:\/\/localhost\/calendar\/([\w-]{43})\.ics/.exec(page)?.[1] ?? ''
  const [route] = openShiftRoutes()
  const get = (token: string): Promise<Response> => {
    if (!route) throw new Error('the calendar has a door')
    return route.answer({
      params: { token },
      db: there.db,
      clock: () => there.needs.now,
      baseUrl: 'http://localhost',
    } as unknown as Parameters<typeof route.answer>[0]) // all that this door reads
  }
  const events = async () => {
    const read = icalendar.sync.parseICS(await (await get(`${secret}.ics`)).text())
    return Object.values(read).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []))
  }
  return { ...there, secret, get, events }
}

test('a calendar program reads the shifts with neutral titles and the right instants, and follows changes', async () => {
  const { ask, shift, events, get, secret, send, ...there } = await calendar()
  const night = await shift('2025-03-08', '22:00', '06:00', {
    mode: 'in person',
    place: 'Recovery house, Room 2; ring',
  })
  const evening = await shift('2025-01-20', '18:00', '22:00')
  for (const id of [night, evening]) await ask(`/mine/shifts/${id}/take`, {})
  const text = await (await get(`${secret}.ics`)).text()
  expect(text).not.toMatch(/overdose|recovery|ana\b|room|wilson county/i)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const before = await events()
  expect(
    before.map(({ summary, start, end, status }) => [summary, start.toISOString(), end?.toISOString(), status]),
  ).toEqual([
    ['Better Off shift', '2025-01-20T23:00:00.000Z', '2025-01-21T03:00:00.000Z', 'CONFIRMED'],
    ['Better Off shift', '2025-03-09T03:00:00.000Z', '2025-03-09T10:00:00.000Z', 'CONFIRMED'],
  ])
  expect((await send(`/shifts/${evening}/cancel`, {})).status).toBe(303)
  const night2 = (await there.db.owner(`select id from shift_place where shift_id = $1`, [night])).rows[0].id
  await ask(`/mine/places/${night2}/release`, { note: '' })
  const after = await events()
  expect(after.map(({ uid, status }) => [uid, status])).toEqual(before.map(({ uid }) => [uid, 'CANCELLED']))
  after.forEach((event, at) => expect(Number(event.sequence)).toBeGreaterThan(Number(before[at]?.sequence)))
})

test('a calendar address is 256 bits of chance, kept as its hash alone, and any other looks like nothing', async () => {
  const { secret, get, db, ask } = await calendar()
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const { rows } = await db.owner(
    `select to_jsonb(f)::text as kept from shift_feed f union all select coalesce(after, before)::text from history`,
  )
  for (const { kept } of rows) expect(kept).not.toContain(secret)
  expect((await get(`${secret}.ics`)).status).toBe(200)
  const guesses = ['x.ics', secret, `${secret.slice(0, -1)}.ics`, `${'A'.repeat(43)}.ics`, `${secret}.ics.ics`]
  const nothing = await get('never.ics')
  for (const guess of guesses) {
    const answer = await get(guess)
    expect([answer.status, [...answer.headers]], guess).toEqual([404, [...nothing.headers]])
  }
  await ask('/mine/calendar', {})
  expect((await get(`${secret}.ics`)).status, 'a new address ends the one before').toBe(404)
})

test('a revoked address and that of an ex-coach are not there', async () => {
  const first = await calendar()
  await first.ask('/mine/calendar/revoke', {})
  expect((await first.get(`${first.secret}.ics`)).status).toBe(404)
  const second = await calendar()
  expect((await second.get(`${second.secret}.ics`)).status).toBe(200)
  await second.db.door('test.unlink', (sql) =>
    sql.updateTable('membership').set({ coach_id: null, role: 'viewer' }).where('coach_id', 'is not', null).execute(),
  )
  expect((await second.get(`${second.secret}.ics`)).status).toBe(404)
})

test('a viewer reads and changes nothing, and a neighbor finds nothing', async () => {
  const { team, shift } = await open()
  const id = await shift('2025-01-20', '18:00', '22:00')
  for (const path of [
    '/shifts',
    '/shifts/needs',
    `/shifts/${id}`,
    '/shifts/hours',
    '/shifts/virtual',
    '/shifts/settings',
  ]) {
    expect((await team.as('viewer')(path)).status, path).toBe(200)
    expect((await team.as('neighbour')(path)).status, path).toBe(404)
    expect((await team.as('coach')(path)).status, path).toBe(404)
    expect((await team.as('stranger')(path)).status, path).toBe(303)
  }
  for (const path of ['/shifts/make', `/shifts/${id}/cancel`, `/mine/shifts/${id}/take`, '/mine/calendar'])
    expect((await team.as('viewer')(path, {})).status, path).toBe(404)
})

test('the sample county has a month of shifts that were worked, and its week shows them', async () => {
  const there = await open()
  const coaches: string[] = []
  for (let number = 1; number <= 12; number++) coaches.push(await there.coach(`Coach ${number}`))
  await there.db.act(there.team.scope, 'test.loadSample', async (tx) => {
    await loadSample(tx, { coaches, now: there.needs.now })
    return { ok: true, value: null }
  })
  const { rows } = await there.db.owner(
    `select state, count(*)::int as n, bool_and(is_sample) as marked from shift_place p
     where shift_id in (select id from shift where day between '2024-12-01' and '2024-12-31') group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { state: 'completed', n: 90, marked: true },
    { state: 'missed', n: 7, marked: true },
  ])
  expect(await there.page('coordinator', '/shifts?week=2024-12-02')).toContain('places filled')
  expect(await there.page('coordinator', '/shifts')).toContain('still without a coach')
})

const single = { mode: 'on call', coaches: '1', starts: '18:00', ends: '22:00', place: '', link: '', credential: '' }

test('a shift at half past two in the night when clocks go forward is refused, and what was typed stays', async () => {
  const { send, db } = await open()
  const answer = await send('/shifts/add', { ...single, day: '2025-03-09', starts: '02:30', ends: '05:00' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Clocks go forward on 9 Mar 2025, and 02:30 does not come.')
  expect(html).toContain('value="02:30"')
  expect((await db.owner('select from shift')).rowCount).toBe(0)
})

test('a shift written down late is given to the coach who was there, and their hours are confirmed', async () => {
  for (const isCounted of [false, true]) {
    const { send, page, coach, db, needs } = await open()
    const ana = await coach('Ana')
    const added = await send('/shifts/add', { ...single, day: '2024-12-20' })
    const path = (added.headers.get('location') ?? '').replace('/team/wilson', '').replace(/\?.*/, '')
    if (isCounted) await shiftRound(db, needs)
    expect(await page('coordinator', path)).toContain('Give a place to a coach')
    expect((await send(`${path}/assign`, { coachId: ana })).status).toBe(303)
    expect(await page('coordinator', '/shifts/hours')).toContain('Ana')
    const [placeId] = await placeIds({ db })
    const { rows } = await db.owner('select version from shift_place')
    const settled = await send(`/shifts/places/${placeId}/settle`, {
      outcome: 'completed',
      hours: '3.5',
      note: '',
      version: String(rows[0].version),
    })
    expect(settled.status).toBe(303)
    const kept = await db.owner('select state, hours::float8, is_settled, passed_on::text from shift_place')
    expect(kept.rows).toEqual([{ state: 'completed', hours: 3.5, is_settled: true, passed_on: '2024-12-20' }])
  }
})

test('a shift that is over is given by a coordinator alone, and nobody is in two places at once', async () => {
  const { send, coach, shift, hand, needs } = await open()
  const [ana, ben] = [await coach('Ana'), await coach('Ben', 'inactive')]
  const [one, other] = [await shift('2024-12-20', '18:00', '22:00'), await shift('2024-12-20', '20:00', '23:00')]
  const own = await takePlace(hand, {
    shiftId: one,
    by: { coachId: ana, as: 'coach', zone: 'America/New_York' },
    needs,
  })
  expect(own).toMatchObject({ ok: false, problems: [{ code: 'shifts.over' }] })
  expect((await send(`/shifts/${one}/assign`, { coachId: ana })).status).toBe(303)
  const twice = await send(`/shifts/${other}/assign`, { coachId: ana })
  expect(twice.status).toBe(422)
  expect(await twice.text()).toContain('Ana has another shift at that time')
  // Who was active then may not be any more.
  expect((await send(`/shifts/${other}/assign`, { coachId: ben })).status).toBe(303)
})
