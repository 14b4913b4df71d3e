import { expect, test } from 'vitest'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { endOffer, offerPlace, takePlace } from './actions.ts'

const by = (coachId: string) => ({ coachId, as: 'coach' as const, zone })

async function taken(there: Shop, coachId: string, day: string): Promise<string> {
  const shiftId = await there.shift(day, '18:00', '22:00')
  const place = await takePlace(there.hand, { shiftId, by: by(coachId), needs: there.needs })
  if (!place.ok) throw new Error('refused')
  return place.value
}
const reach = (there: Shop, coachId: string, email: string, language = 'English') =>
  there.db.owner(
    `with act as (select set_config('app.act', 'test.reach', false), set_config('app.org', $4, false))
     update coach set email = $2, language = $3 from act where id = $1`,
    [coachId, email, language, String(there.team.org)],
  )
const offer = (there: Shop, coachId: string, placeId: string, form: { toCoachId?: string; returnPlaceId?: string }) =>
  offerPlace(there.hand, {
    placeId,
    by: by(coachId),
    form: { toCoachId: '', returnPlaceId: '', note: 'My child is ill', ...form },
    needs: there.needs,
  })
const mails = async (there: Shop) =>
  (await there.db.owner('select to_address, subject, body from mail order by id')).rows

test('the coach to whom a shift is offered gets a mail, once, and nobody when it is offered to everybody', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  await reach(there, ben, 'ben@example.org')
  const placeId = await taken(there, ana, '2025-01-20')
  await offer(there, ana, placeId, {})
  expect(await mails(there)).toEqual([])
  const first = await offer(there, ana, placeId, { toCoachId: ben })
  if (!first.ok) throw new Error('refused')
  expect(await mails(there)).toEqual([
    {
      to_address: 'ben@example.org',
      subject: 'A shift is offered to you: Monday, January 20, 2025, 6:00 p.m.',
      body: `Ana asks whether you take this shift:

- Monday, January 20, 2025, 6:00 p.m. – Monday, January 20, 2025, 10:00 p.m., on call

Take it or say no on your own page:

http://localhost/team/wilson/mine/shifts

Until you take it, it stays with Ana.

Wilson County
`,
    },
  ])
  await endOffer(there.hand, { offerId: first.value, coachId: ana, needs: there.needs })
  expect((await offer(there, ana, placeId, { toCoachId: ben })).ok).toBe(true)
  expect(await mails(there), 'asked again').toHaveLength(1)
})

test('an exchange is asked for in the language of the coach who is asked, with both shifts', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  await reach(there, ben, 'ben@example.org', 'Spanish')
  const [own, theirs] = [await taken(there, ana, '2025-01-20'), await taken(there, ben, '2025-01-22')]
  expect((await offer(there, ana, own, { returnPlaceId: theirs })).ok).toBe(true)
  const [mail] = await mails(there)
  expect(mail.subject).toBe('Le ofrecen un turno: lunes, 20 de enero de 2025, 6:00 p.m.')
  expect(mail.body).toContain('A cambio tomaría este turno suyo:\n\n- miércoles, 22 de enero de 2025, 6:00 p.m.')
  expect(mail.body).toContain(', de guardia')
  expect(mail.body).not.toContain('My child is ill')
})

test('who has no mail address, or may not take the shift, gets no mail', async () => {
  const there = await shop()
  const [ana, ben, dee] = [await there.coach('Ana'), await there.coach('Ben'), await there.coach('Dee', 'on leave')]
  await reach(there, dee, 'dee@example.org')
  const placeId = await taken(there, ana, '2025-01-20')
  expect((await offer(there, ana, placeId, { toCoachId: ben })).ok).toBe(true)
  expect((await offer(there, ana, placeId, { toCoachId: dee })).ok).toBe(false)
  expect(await mails(there)).toEqual([])
})
