import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { type Item, type Phones, phones, standingsIn } from './test-phones.ts'

const trip = (about: string, form: Readonly<Record<string, string>>, more = {}): Item => ({
  id: newId(),
  act: 'trip',
  about,
  startedAt: '2025-01-15T16:00:00Z',
  payload: JSON.stringify(form),
  ...more,
})
const driven = async (made: Phones) =>
  (
    await made.db.owner(
      'select id, coach_id, driven_on::text, miles::float8, odometer_end::float8, referral_id from trip order by miles',
    )
  ).rows

test('trips are for coaches, each their own, and for who sees everybody: nobody else finds the page, or another’s trip', async () => {
  const made = await phones()
  const phone = await made.phone()
  const mine = trip(made.ana, { miles: '12.5' })
  await made.push(phone, [mine])
  const ben = await made.coach('Ben')
  const his = await made.one<{ id: string }>(
    `with act as (select set_config('app.act', 'test.setUp', false))
     insert into trip (org_id, id, coach_id, driven_on, miles) select $1, gen_random_uuid(), $2, '2025-01-14', 44 from act returning id`,
    [made.team.org, ben],
  )
  for (const path of ['/outreach/trips', `/outreach/trips/${mine.id}`]) {
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    for (const who of ['coach', 'coordinator', 'administrator'] as const)
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(200)
  }
  const list = async (who: 'coach' | 'coordinator') => (await made.team.as(who)('/outreach/trips')).text()
  expect(await list('coach')).not.toContain('44.0')
  expect(await list('coordinator')).toContain('Ben')
  const ask = made.team.as('coach')
  expect((await ask(`/outreach/trips/${his.id}`)).status).toBe(404)
  expect((await ask(`/outreach/trips/${his.id}`, { miles: '1', drivenOn: '2025-01-14', version: '1' })).status).toBe(
    404,
  )
  expect((await ask(`/outreach/trips/${his.id}/remove`, {})).status).toBe(404)
  expect((await driven(made)).length).toBe(2)
})

test('a trip is kept once: by the odometer or by its miles, for a referral or by itself, on its day or on that of the form', async () => {
  const made = await phones()
  const phone = await made.phone()
  const items = [
    trip(made.referralId, { odometerStart: '48,210.3', odometerEnd: '48222', drivenOn: '2025-01-14', miles: '' }),
    trip(made.ana, { miles: '20', drivenOn: '' }, { startedAt: '2025-01-13T15:00:00Z' }),
    trip(made.ana, { miles: '500', drivenOn: '2025-01-15' }),
  ]
  expect(standingsIn(await made.push(phone, items))).toEqual(['kept', 'kept', 'kept'])
  expect(standingsIn(await made.push(phone, items))).toEqual(['already kept', 'already kept', 'already kept'])
  const own = { coach_id: made.ana, odometer_end: null, referral_id: null }
  expect(await driven(made)).toEqual([
    {
      id: items[0]?.id,
      coach_id: made.ana,
      driven_on: '2025-01-14',
      miles: 11.7,
      odometer_end: 48222,
      referral_id: made.referralId,
    },
    { ...own, id: items[1]?.id, driven_on: '2025-01-13', miles: 20 },
    { ...own, id: items[2]?.id, driven_on: '2025-01-15', miles: 500 },
  ])
})

test('what cannot have been driven is refused at its field, and another trip under the same id is a conflict', async () => {
  const made = await phones()
  const phone = await made.phone()
  const table: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
    [{}, 'outreach.no-miles', 'odometerStart'],
    [{ odometerStart: '100' }, 'outreach.half-odometer', 'odometerEnd'],
    [{ odometerEnd: '100' }, 'outreach.half-odometer', 'odometerStart'],
    [{ odometerStart: '100', odometerEnd: '99.9' }, 'outreach.odometer-back', 'odometerEnd'],
    [{ odometerStart: '100', odometerEnd: '100' }, 'outreach.odometer-back', 'odometerEnd'],
    [{ odometerStart: '100', odometerEnd: '600.1' }, 'outreach.too-far', 'odometerEnd'],
    [{ miles: '500.1' }, 'outreach.too-far', 'miles'],
    [{ miles: '0' }, 'outreach.no-miles', 'miles'],
    [{ miles: '-3' }, 'outreach.no-miles', 'miles'],
    [{ odometerStart: '100', odometerEnd: '110', miles: '12' }, 'outreach.miles-differ', 'miles'],
    [{ miles: '12.55' }, 'outreach.trip-wrong', 'miles'],
    [{ miles: '12,5' }, 'outreach.trip-wrong', 'miles'],
    [{ miles: '12', drivenOn: '2025-01-16' }, 'outreach.trip-later', 'drivenOn'],
    [{ miles: '12', purpose: 'Visit to Ida Moss' }, 'outreach.trip-wrong', ''],
  ]
  const answer = await made.push(
    phone,
    table.map(([form]) => trip(made.ana, form)),
  )
  expect(answer.answers.map(({ problems: [first] }) => [first?.code, first?.field ?? ''])).toEqual(
    table.map(([, code, field]) => [code, field]),
  )
  expect(await driven(made)).toEqual([])
  const first = trip(made.ana, { miles: '12' })
  expect(standingsIn(await made.push(phone, [first, { ...first, payload: '{"miles":"13"}' }]))).toEqual([
    'kept',
    'conflict',
  ])
  const { id, version } = await made.one<{ id: string; version: number }>(
    `select id, version from phone_item where state = 'conflict'`,
  )
  expect((await made.team.as('coordinator')(`/phones/items/${id}/keep`, { version: String(version) })).status).toBe(303)
  expect(
    (await driven(made)).map(({ miles }) => miles),
    'kept beside the first',
  ).toEqual([12, 13])
})

test('miles for a referral that was closed or handed on since are kept; for one that never was theirs they are not', async () => {
  const made = await phones()
  const phone = await made.phone()
  const bens = await made.referral({ coachId: await made.coach('Ben') })
  await made.act((tx) => tx.sql.updateTable('referral_assignment').set({ until_at: new Date() }).execute())
  const answer = await made.push(phone, [trip(made.referralId, { miles: '8' }), trip(bens, { miles: '9' })])
  expect(standingsIn(answer)).toEqual(['kept', 'refused'])
  expect(answer.answers[1]?.problems).toMatchObject([{ code: 'outreach.not-in-hand' }])
})

test('a coach corrects their own trip over the version that they read, by the same rules; one that was not driven goes', async () => {
  const made = await phones()
  const item = trip(made.ana, { odometerStart: '100', odometerEnd: '112.5' })
  await made.push(await made.phone(), [item])
  const [ask, at] = [made.team.as('coach'), `/outreach/trips/${item.id}`]
  const page = await (await ask(at)).text()
  for (const words of ['12.5 miles for community outreach', 'value="112.5"']) expect(page).toContain(words)
  const form = { drivenOn: '2025-01-15', odometerStart: '100', odometerEnd: '113', miles: '', version: '1' }
  expect((await ask(at, { ...form, odometerEnd: '90' })).status).toBe(422)
  expect((await ask(at, form)).status).toBe(303)
  expect((await made.team.as('coordinator')(at, form)).status, 'over an old version').toBe(422)
  expect(await driven(made)).toMatchObject([{ miles: 13, odometer_end: 113 }])
  expect((await ask(`${at}/remove`, {})).status).toBe(303)
  expect(await driven(made)).toEqual([])
  const acts = (await made.db.owner(`select act from history where kind = 'trip' order by id`)).rows
  expect(acts.map(({ act }) => act)).toEqual(['outreach.recordTrip', 'outreach.correctTrip', 'outreach.removeTrip'])
})
