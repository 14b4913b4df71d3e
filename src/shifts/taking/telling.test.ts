import { expect, test } from 'vitest'
import { shiftsRoutes } from '../routes.tsx'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { offerPlace, takeOffer, takePlace } from './actions.ts'

const open = async () => {
  const there = await shop((needs) => shiftsRoutes(needs))
  const coach = async (name: string, email = '', language = 'English') => {
    const id = await there.coach(name)
    await there.db.owner(
      `with act as (select set_config('app.act', 'test.reach', false), set_config('app.org', $4, false))
       update coach set email = nullif($2, ''), language = $3 from act where id = $1`,
      [id, email, language, String(there.team.org)],
    )
    return id
  }
  return { ...there, coach, send: there.team.as('coordinator') }
}
const take = async ({ hand, needs }: Shop, shiftId: string, coachId: string): Promise<string> => {
  const taken = await takePlace(hand, { shiftId, by: { coachId, as: 'coach', zone }, needs })
  if (!taken.ok) throw new Error('refused')
  return taken.value
}
const mails = async ({ db }: Shop) =>
  (await db.owner('select to_address as "to", subject, body from mail order by to_address, id')).rows as readonly {
    to: string
    subject: string
    body: string
  }[]
const said = async ({ team }: Shop, answer: Response): Promise<string> => {
  expect(answer.status).toBe(303)
  const html = await (
    await team.as('coordinator')((answer.headers.get('location') ?? '').replace('/team/wilson', ''))
  ).text()
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a coach whose shift is canceled gets a mail in their language, and the page says who could not be told', async () => {
  const there = await open()
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00', { coaches: 3 })
  await take(there, shiftId, await there.coach('Ana', 'ana@example.org'))
  await take(there, shiftId, await there.coach('Luz', 'luz@example.org', 'Spanish'))
  await take(there, shiftId, await there.coach('Ben'))
  const page = await said(there, await there.send(`/shifts/${shiftId}/cancel`, {}))
  expect(page).toContain('2 people are told by mail. 1 person has no mail address here and is not told.')
  const [ana, luz] = await mails(there)
  expect(ana).toEqual({
    to: 'ana@example.org',
    subject: 'Your shift is canceled: Monday, January 20, 2025, 6:00 p.m.',
    body: `This shift of yours is canceled. You do not need to come.

- Monday, January 20, 2025, 6:00 p.m. – Monday, January 20, 2025, 10:00 p.m., on call

Your shifts:

http://localhost/team/wilson/mine/shifts

Wilson County
`,
  })
  expect(luz?.subject).toBe('Se canceló su turno: lunes, 20 de enero de 2025, 6:00 p.m.')
})

test('a coach whom a coordinator gives a shift, or takes off one, gets a mail, and one who takes it themselves does not', async () => {
  const there = await open()
  const ana = await there.coach('Ana', 'ana@example.org')
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00')
  await take(there, await there.shift('2025-01-22', '18:00', '22:00'), ana)
  expect(await mails(there)).toEqual([])
  expect(await said(there, await there.send(`/shifts/${shiftId}/give`, { coachId: ana }))).toContain(
    '1 person is told by mail.',
  )
  const { rows } = await there.db.owner(`select id from shift_place where shift_id = $1`, [shiftId])
  expect(await said(there, await there.send(`/shifts/places/${rows[0].id}/release`, { note: '' }))).toContain(
    '1 person is told by mail.',
  )
  expect((await mails(there)).map(({ subject }) => subject)).toEqual([
    'You have a shift: Monday, January 20, 2025, 6:00 p.m.',
    'You were taken off a shift: Monday, January 20, 2025, 6:00 p.m.',
  ])
})

test('a shift written down after it is over is told nobody', async () => {
  const there = await open()
  const ana = await there.coach('Ana', 'ana@example.org')
  const shiftId = await there.shift('2024-12-20', '18:00', '22:00')
  expect(await said(there, await there.send(`/shifts/${shiftId}/assign`, { coachId: ana }))).not.toContain('is told')
  expect(await mails(there)).toEqual([])
})

test('a coach whose offered shift somebody takes is told that they need not come', async () => {
  const there = await open()
  const [ana, ben] = [await there.coach('Ana', 'ana@example.org'), await there.coach('Ben')]
  const placeId = await take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana)
  const { hand, needs } = there
  const offered = await offerPlace(hand, {
    placeId,
    by: { coachId: ana, as: 'coach', zone },
    form: { toCoachId: '', returnPlaceId: '', note: '' },
    needs,
  })
  if (!offered.ok) throw new Error('refused')
  await takeOffer(hand, { offerId: offered.value, by: { coachId: ben, as: 'coach', zone }, needs })
  expect((await mails(there)).map(({ subject }) => subject)).toEqual([
    'Somebody took your shift: Monday, January 20, 2025, 6:00 p.m.',
  ])
})

test('a virtual shift with a link says whose clock its hours go by', async () => {
  const there = await open()
  const ana = await there.coach('Ana', 'ana@example.org')
  const virtual = { mode: 'virtual', link: 'https://meet.example.org/a' } as const
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00', virtual)
  await there.send(`/shifts/${shiftId}/give`, { coachId: ana })
  expect((await mails(there))[0]?.body).toContain('10:00 p.m. (Eastern Time), virtual')
  expect(await (await there.team.as('coordinator')(`/shifts/${shiftId}`)).text()).toContain('(Eastern Time)')
})
