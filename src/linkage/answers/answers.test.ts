import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { put } from '../../platform/db/verbs.ts'
import { sendOnward } from '../onward/actions.ts'
import { noon, release, type Shop, serviceOf, shop } from '../test-linkage.ts'

type Handed = { readonly path: string; readonly onwardId: string; readonly consentId: string }
const hours = (count: number): Date => new Date(noon.getTime() + count * 3_600_000)

/** Ida Moss is sent to the clinic of RC3, which gets a link. */
async function handed(county: Shop, what: readonly string[] = ['identity', 'contact', 'help']): Promise<Handed> {
  const { personId, referralId, rc3, needs } = county
  const serviceId = await serviceOf(county, rc3)
  const consentId = await release(county, { personId, recipientId: rc3 })
  const onwardId = await county.act(async (tx) =>
    ok(
      await put(tx, 'onward_referral', {
        referralId,
        personId,
        serviceId,
        state: 'accepted',
        offeredOn: '2025-01-15',
        acceptedOn: '2025-01-15',
      }),
    ),
  )
  const form = { consentId, exception: null, exceptionWhy: '' }
  const hand = { db: county.db, scope: county.team.scope, today: '2025-01-15' }
  const sent = await sendOnward(hand, { referralId, id: onwardId, version: 1, form, what, needs })
  if (!sent.ok) throw new Error(sent.problems.map(({ message }) => message).join(' '))
  return { path: `/answer/${sent.value}`, onwardId, consentId }
}
const state = async ({ one }: Shop): Promise<unknown> => (await one('select state from onward_referral')).state
const says = async (response: Response, status: number): Promise<string> => {
  const html = await response.text()
  expect(response.status, html.slice(0, 400)).toBe(status)
  return html
}
/** What nobody may learn from a link that opens nothing. */
const people = ['Ida', 'Moss', '252 555', 'Elm St', '1990', 'Wilson', 'RC3', 'Methadone']
const saysNothing = async (response: Response): Promise<void> => {
  const html = await says(response, 410)
  for (const word of people) expect(html, word).not.toContain(word)
  expect(html).toContain('This link is not open any more')
}

test('the link shows what the consent covers, with the notice, and no name in its title or address', async () => {
  const county = await shop()
  const { path } = await handed(county)
  const answer = await county.open(path)
  const html = await says(answer, 200)
  for (const words of [
    'Ida Moss',
    '252 555 0101',
    '1 Elm St',
    'Methadone clinic (Treatment)',
    '42 CFR part 2 prohibits',
  ])
    expect(html).toContain(words)
  expect(html).toContain('Name and birth date; Phone, address and how to reach them; What help they ask for')
  expect(/<title>([^<]*)/.exec(html)?.[1]).toBe('Community outreach: your answer – Wilson County')
  expect(html).not.toContain('overdose')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-robots-tag')).toContain('noindex')
  const spanish = await says(await county.open(`${path}?lang=es`), 200)
  for (const words of ['Apoyo comunitario', 'Methadone clinic (Tratamiento)', 'teléfono'])
    expect(spanish).toContain(words)
  const wrong = await says(await county.open(path, { answer: 'attend', on: '', pageLanguage: 'es' }), 422)
  expect(wrong).toContain('Elija el día.')
})

test('a link that opens nothing says so in Spanish too, however it is asked, and so does one tried too often', async () => {
  const county = await shop()
  const path = `/answer/${'x'.repeat(43)}`
  const form = { answer: 'attend', on: '2025-01-15', pageLanguage: 'es' }
  for (const answer of [await county.open(`${path}?lang=es`), await county.open(path, form)]) {
    const html = await says(answer, 410)
    expect(html).toContain('<html lang="es"')
    expect(html).toContain('Este enlace ya no está abierto')
    expect(html).toContain(`href="${path}?lang=en"`)
    for (const word of people) expect(html, word).not.toContain(word)
  }
  let last = await county.open(path, form)
  for (let tries = 0; tries < 120 && last.status !== 429; tries++) last = await county.open(path, form)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  const html = await says(last, 429)
  expect(html).toContain('Hubo demasiados intentos. Espere')
  expect(html).not.toContain('too many')
})

test('what is not shared is not shown', async () => {
  const county = await shop()
  const { path } = await handed(county, ['help'])
  const html = await says(await county.open(path), 200)
  for (const word of ['Ida', '252 555', 'Elm St', '1990']) expect(html).not.toContain(word)
  expect(html).toContain('Methadone clinic')
})

test('opening it changes nothing, however often and by whatever; only a pressed button does', async () => {
  const county = await shop()
  const { path } = await handed(county)
  const before = await county.one('select row_to_json(l) as link, o.version from onward_link l, onward_referral o')
  for (let count = 0; count < 3; count++) await says(await county.open(path), 200)
  expect(await county.one('select row_to_json(l) as link, o.version from onward_link l, onward_referral o')).toEqual(
    before,
  )
  expect(await county.one('select count(*)::int as count from person_read')).toEqual({ count: 0 })
})

test('a partner answers once for the appointment and once for whether they came, by the same link', async () => {
  const county = await shop()
  const { path } = await handed(county)
  await says(await county.open(path, { answer: 'schedule', on: '', time: '' }), 422)
  await says(await county.open(path, { answer: 'schedule', on: '2025-01-14', time: '' }), 422)
  expect(await state(county)).toBe('sent')
  expect(await says(await county.open(path, { answer: 'schedule', on: '2025-01-16', time: '09:00' }), 200)).toContain(
    'Keep this link',
  )
  expect(await state(county)).toBe('scheduled')
  const again = await says(await county.open(path, { answer: 'schedule', on: '2025-01-17', time: '' }), 422)
  expect(again).toContain('The appointment is set already.')
  expect(again).toContain('Thursday, January 16, 2025, 9:00 a.m.')
  county.needs.now = hours(24)
  expect(await says(await county.open(path, { answer: 'attend', on: '2025-01-16' }), 200)).toContain('Keep this link')
  expect(await county.one('select state, attended_on::text from onward_referral')).toEqual({
    state: 'attended',
    attended_on: '2025-01-16',
  })
  expect(await county.one('select state from referral where id = $1', [county.referralId])).toEqual({ state: 'linked' })
  expect(await says(await county.open(path, { answer: 'not come' }), 422)).toContain('This was answered already')
  expect(await state(county)).toBe('attended')
})

test('the same link shows how far it is, and asks at 30, 60 and 90 days whether they are still there', async () => {
  const county = await shop()
  const { path } = await handed(county)
  const at = (day: string) => (county.needs.now = new Date(`${day}T17:00:00Z`))
  const kept = async () =>
    (await county.db.owner('select days, is_kept, state from follow_up order by days')).rows.map((one) =>
      Object.values(one).join(' '),
    )
  await says(await county.open(path, { answer: 'attend', on: '2025-01-15' }), 200)
  const before = await says(await county.open(path), 200)
  expect(before).toContain('Came to the first appointment')
  expect(before).toContain('Nothing is asked now. Open this link again from Tuesday, February 11, 2025')
  expect(before).not.toContain('<form method="post" class="form"')
  for (const word of ['Ida', 'Moss', '252 555', 'Elm St', '1990'])
    expect(before, `${word}, while nothing is asked`).not.toContain(word)
  await says(await county.open(path, { answer: 'kept', days: '30' }), 422)
  at('2025-02-14')
  expect(await says(await county.open(path), 200)).toContain(
    'They are still with us, 30 days after the first appointment',
  )
  expect(await says(await county.open(`${path}?lang=es`), 200)).toContain(
    'Sigue con nosotros, 30 días después de la primera cita',
  )
  county.moved.length = 0
  await says(await county.open(path, { answer: 'kept', days: '30' }), 200)
  expect(county.moved.map((one) => Object.keys(one).join())).toEqual(['follow_up'])
  expect(await kept()).toEqual(['30 true not due', '60  not due', '90  not due'])
  await says(await county.open(path, { answer: 'not kept', days: '30' }), 422)
  at('2025-04-20')
  await says(await county.open(path, { answer: 'not kept', days: '60' }), 422)
  expect(await says(await county.open(path), 200)).toContain('Still with you after 30 days')
  await says(await county.open(path, { answer: 'not kept', days: '90' }), 200)
  expect(await kept()).toEqual(['30 true not due', '60  not due', '90 false not due'])
  at('2025-05-01')
  await saysNothing(await county.open(path))
})

test('who did not come and who got no place is written down, and the link is closed', async () => {
  for (const [answer, to] of [
    ['not come', 'no-show'],
    ['no place', 'no capacity'],
  ] as const) {
    const county = await shop()
    const { path } = await handed(county)
    await says(await county.open(path, { answer }), 200)
    expect(await state(county)).toBe(to)
    await saysNothing(await county.open(path))
  }
})

test('a link that is late, was ended, was made anew, or was never given says the same and names nobody', async () => {
  const county = await shop()
  const { path, onwardId } = await handed(county)
  await saysNothing(await county.open('/answer/no-secret'))
  await saysNothing(await county.open(`/answer/${'A'.repeat(43)}`))
  county.needs.now = hours(30 * 24 - 1)
  await says(await county.open(path), 200)
  county.needs.now = hours(30 * 24)
  await saysNothing(await county.open(path))
  await saysNothing(await county.open(path, { answer: 'attend', on: '2025-01-15' }))
  county.needs.now = noon
  const at = `/referrals/${county.referralId}/onward/${onwardId}`
  const made = await county.team.as('coach')(`${at}/link`, {})
  const newer = `/answer/${/answer\/([\w-]{43})/.exec(await made.text())?.[1]}`
  await saysNothing(await county.open(path))
  await says(await county.open(newer), 200)
  expect((await county.team.as('coach')(`${at}/link/end`, {})).status).toBe(303)
  await saysNothing(await county.open(newer))
  await saysNothing(await county.open(newer, { answer: 'no place' }))
  expect(await state(county)).toBe('sent')
})

test('a link that is forwarded opens nothing once the consent was taken back, or has ended', async () => {
  const county = await shop()
  const { path, consentId, onwardId } = await handed(county)
  const { rows } = await county.db.owner('select id from onward_link')
  await county.team.as('coach')(`/referrals/${county.referralId}/consents/${consentId}`, { how: 'on this page' })
  await saysNothing(await county.open(path))
  await saysNothing(await county.open(path, { answer: 'attend', on: '2025-01-15' }))
  // Also where the link itself is open, as by a copy of the database: the consent is asked.
  await county.act(async (tx) => {
    await tx.sql.updateTable('onward_link').set({ ended_at: null }).where('id', '=', rows[0].id).execute()
    return ok(null)
  })
  await saysNothing(await county.open(path))
  expect(await state(county)).toBe('sent')
  const again = await county.team.as('coach')(`/referrals/${county.referralId}/onward/${onwardId}/link`, {})
  expect(again.status, 'no new link either').toBe(422)
})

test('an answer that is pressed twice at the same moment is one', async () => {
  const county = await shop()
  const { path } = await handed(county)
  const all = await Promise.all(
    Array.from({ length: 5 }, () => county.open(path, { answer: 'attend', on: '2025-01-15' })),
  )
  expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422, 422, 422, 422])
  expect(await county.one('select count(*)::int as count from follow_up')).toEqual({ count: 3 })
})

test('what is sent beside an answer is refused, and a referral that was closed keeps what the partner says', async () => {
  const county = await shop()
  const { path } = await handed(county)
  await says(await county.open(path, { answer: 'attend', on: '2025-01-15', state: 'ended', orgId: '2' }), 422)
  await says(await county.open(path, { answer: 'erase' }), 422)
  expect(await state(county)).toBe('sent')
  await county.act(async (tx) => {
    await tx.sql
      .updateTable('referral')
      .set({ state: 'closed', closed_reason: 'moved', closed_on: '2025-01-15' })
      .where('id', '=', county.referralId)
      .execute()
    return ok(null)
  })
  await says(await county.open(path, { answer: 'attend', on: '2025-01-15' }), 200)
  expect(await state(county)).toBe('attended')
  expect(await county.one('select state from referral where id = $1', [county.referralId])).toEqual({ state: 'closed' })
})
