import { expect, test } from 'vitest'
import { type Field, field, sentForm } from '../test-outreach.ts'
import { outreachWaiting } from '../waiting.ts'

const idIn = (answer: Response): string =>
  /\/([0-9a-f-]{36})(\?|$)/.exec(answer.headers.get('location') ?? '')?.[1] ?? 'no id'

type Store = Field & { readonly kit: string; readonly ana: string; readonly add: string; readonly referralId: string }

/** Ana has a referral in hand, and there is a kit to hand out. */
async function store(): Promise<Store> {
  const made = await field()
  const ana = await made.coach('Ana')
  await made.team.isCoach(ana)
  const referralId = await made.referral({ coachId: ana })
  const kit = await made.item('Kit')
  return { ...made, kit, ana, referralId, add: `/referrals/${referralId}/attempts/add` }
}

const give = (made: Store, count: number, more: Record<string, string> = {}) =>
  made.team.as('coach')(made.add, sentForm({ [`gave-${made.kit}`]: String(count), ...more }))

/** How many of each lot are in Ana's bag, by lot. */
const inBag = async (made: Store): Promise<string> =>
  (
    await made.db.owner(
      `select l.lot, sum(m.quantity)::int as n from supply_move m join supply_lot l on l.id = m.lot_id where m.coach_id = $1 group by 1 order by 1`,
      [made.ana],
    )
  ).rows
    .map(({ lot, n }) => `${lot} ${n}`)
    .join(', ')

const received = (made: Store, more: Record<string, string> = {}) =>
  made.team.as('coordinator')('/outreach/supplies/receive', {
    itemId: made.kit,
    lot: 'A1',
    expiresOn: '2026-01-01',
    place: 'Office',
    count: '10',
    ...more,
  })

test('who keeps supplies changes them, the rest of the team reads them, and coaches and others find nothing there', async () => {
  const made = await store()
  const lotId = idIn(await received(made))
  const pages = [
    '/outreach/supplies',
    '/outreach/supplies/receive',
    '/outreach/supplies/items/add',
    `/outreach/supplies/lots/${lotId}`,
    `/outreach/supplies/items/${made.kit}`,
  ]
  for (const path of pages) {
    for (const who of ['administrator', 'coordinator'] as const)
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(200)
    for (const who of ['coach', 'privacy officer', 'neighbour'] as const)
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    const isForm = path.endsWith('receive') || path.endsWith('add')
    for (const who of ['viewer', 'editor'] as const)
      expect((await made.team.as(who)(path)).status, `${who} ${path}`).toBe(isForm ? 404 : 200)
  }
  for (const who of ['viewer', 'editor', 'coach', 'neighbour'] as const)
    for (const act of ['move', 'count', 'discard', 'recall', 'recall-over'])
      expect(
        (await made.team.as(who)(`/outreach/supplies/lots/${lotId}/${act}`, { version: '1' })).status,
        `${who} ${act}`,
      ).toBe(404)
})

test('a lot is received once by its number, and more of it is added to it', async () => {
  const made = await store()
  const first = idIn(await received(made))
  expect(idIn(await received(made, { count: '5' }))).toBe(first)
  expect(await (await made.team.as('viewer')(`/outreach/supplies/lots/${first}`)).text()).toContain('>15<')
  const other = await received(made, { expiresOn: '2026-02-01' })
  expect(other.status).toBe(422)
  expect(await other.text()).toContain('Lot A1 is here already, and runs out on 1 Jan 2026.')
  expect(await (await received(made, { lot: 'B', expiresOn: '2025-01-14' })).text()).toContain(
    'This lot ran out on 14 Jan 2025.',
  )
})

test('what is moved to a bag is in it, and never more than there is', async () => {
  const made = await store()
  const lotId = idIn(await received(made))
  const move = (more: Record<string, string>) =>
    made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/move`, {
      from: 'at Office',
      toCoachId: made.ana,
      toPlace: '',
      count: '4',
      ...more,
    })
  expect((await move({})).status).toBe(303)
  expect(await inBag(made)).toBe('A1 4')
  expect(await (await move({ count: '7' })).text()).toContain('There are 6 by our count.')
  expect(await (await move({ toCoachId: '' })).text()).toContain('Say where it goes')
  expect(await (await move({ toPlace: 'Van' })).text()).toContain('Not both')
  expect(await (await move({ toCoachId: '', toPlace: 'Office' })).text()).toContain('It lies there already.')
  expect((await move({ from: made.ana, toCoachId: '', toPlace: 'Van', count: '1' })).status).toBe(303)
  expect(await inBag(made)).toBe('A1 3')
})

test('a count says how many there really are, and what is discarded is gone', async () => {
  const made = await store()
  const lotId = idIn(await received(made))
  const at = (act: string, form: Record<string, string>) =>
    made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/${act}`, { from: 'at Office', ...form })
  await at('count', { count: '8' })
  expect((await made.one<{ n: number }>('select sum(quantity)::int as n from supply_move')).n).toBe(8)
  expect(await (await at('discard', { count: '9' })).text()).toContain('There are 8 by our count.')
  await at('discard', { count: '8' })
  expect((await made.one<{ n: number }>('select sum(quantity)::int as n from supply_move')).n).toBe(0)
})

test('who discards what somebody discarded meanwhile reads why nothing was done', async () => {
  const made = await store()
  const lotId = idIn(await received(made))
  const discard = () =>
    made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/discard`, { from: 'at Office', count: '10' })
  expect((await discard()).status).toBe(303)
  expect(await (await discard()).text()).toContain('There are 0 by our count.')
})

test('what an attempt gives is taken from the bag, the first to run out first', async () => {
  const made = await store()
  await made.bag(made.ana, made.kit, { lot: 'late', expiresOn: '2026-06-01', count: 5 })
  await made.bag(made.ana, made.kit, { lot: 'soon', expiresOn: '2025-03-01', count: 2 })
  await made.bag(made.ana, made.kit, { lot: 'never', count: 5 })
  expect((await give(made, 3)).status).toBe(303)
  expect(await inBag(made)).toBe('late 4, never 5, soon 0')
})

test('what ran out is not given, but on a day on which it was still good', async () => {
  const made = await store()
  await made.bag(made.ana, made.kit, { lot: 'old', expiresOn: '2025-01-14', count: 5 })
  expect(await (await give(made, 1)).text()).toContain('there are 0 of Kit here that did not run out')
  expect((await give(made, 1, { on: '2025-01-14' })).status).toBe(303)
  expect(await inBag(made)).toBe('old 4')
})

test('stock does not fall below nothing: who gave more counts first, and then it is kept', async () => {
  const made = await store()
  await made.bag(made.ana, made.kit, { lot: 'A', count: 1 })
  const answer = await give(made, 2)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(
    'By our count there is 1 of Kit here. If you counted and had 2, check that you counted.',
  )
  expect((await give(made, 2, { isCounted: 'yes' })).status).toBe(303)
  expect(await inBag(made)).toBe('A 0')
  expect((await give(made, 1, { isCounted: 'yes' })).status).toBe(303)
  expect(await inBag(made)).toBe('A 0')
})

test('what was counted of an item that nobody received goes to a lot that is not known', async () => {
  const made = await store()
  expect((await give(made, 2)).status).toBe(422)
  expect((await give(made, 2, { isCounted: 'yes' })).status).toBe(303)
  expect(await inBag(made)).toBe('not known 0')
  expect(await made.one('select -quantity as n from supply_move where why = $1', ['given'])).toEqual({ n: 2 })
})

test('nothing is given where nobody was met, and to a family only when it asks; what was typed stays', async () => {
  const made = await store()
  await made.bag(made.ana, made.kit, { lot: 'A', count: 5 })
  const nobody = await (await give(made, 1, { outcome: 'no answer', note: 'Kept as typed' })).text()
  expect(nobody).toContain('You talked with nobody, so nothing is left there.')
  expect(nobody).toContain('Kept as typed')
  expect(nobody).toContain(`href="#gave-${made.kit}"`)
  const family = await (await give(made, 1, { outcome: 'reached family' })).text()
  expect(family).toContain('only when they ask for it themselves')
  expect(await inBag(made)).toBe('A 5')
  expect((await give(made, 1, { outcome: 'reached family', isAskedByFamily: 'yes' })).status).toBe(303)
  expect(await inBag(made)).toBe('A 4')
})

test('what an attempt gave follows its correction, and comes back when the attempt is taken back', async () => {
  const made = await store()
  await made.bag(made.ana, made.kit, { lot: 'A', count: 5 })
  const form = sentForm({ [`gave-${made.kit}`]: '2' })
  await made.team.as('coach')(made.add, form)
  expect(await inBag(made)).toBe('A 3')
  const at = `/referrals/${made.referralId}/attempts/${form.attemptId}`
  expect(
    (await made.team.as('coach')(at, { ...form, [`gave-${made.kit}`]: '5', version: '1' })).status,
    'all five, with its own two',
  ).toBe(303)
  expect(await inBag(made)).toBe('A 0')
  expect((await made.team.as('coach')(at, { ...form, [`gave-${made.kit}`]: '6', version: '2' })).status).toBe(422)
  expect((await made.team.as('coach')(at, { ...form, [`gave-${made.kit}`]: '', version: '2' })).status).toBe(303)
  expect(await inBag(made)).toBe('A 5')
  await made.team.as('coach')(at, { ...form, version: '3' })
  expect(await inBag(made)).toBe('A 3')
  await made.team.as('coach')(`${at}/remove`, { version: '4' })
  expect(await inBag(made)).toBe('A 5')
})

test('a recalled lot is given to nobody from that day on, and what was given of it is found', async () => {
  const made = await store()
  const lotId = await made.bag(made.ana, made.kit, { lot: 'BAD', count: 5 })
  const form = sentForm({ [`gave-${made.kit}`]: '2', on: '2025-01-14' })
  await made.team.as('coach')(made.add, form)
  expect((await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/recall`, { version: '1' })).status).toBe(
    303,
  )
  expect(
    (await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/recall`, { version: '1' })).status,
    'by an older page',
  ).toBe(422)

  const answer = await give(made, 1, { isCounted: 'yes' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Lot BAD of Kit was recalled. Give none of it to anybody')
  expect((await give(made, 1, { on: '2025-01-14' })).status, 'given before it was recalled').toBe(303)
  const note = { ...form, note: 'Only the note is corrected', version: '1' }
  expect(
    (
      await made.team.as('coordinator')(`/referrals/${made.referralId}/attempts/${form.attemptId}`, {
        ...note,
        coachId: made.ana,
      })
    ).status,
  ).toBe(303)

  const toBag = { from: made.ana, toCoachId: await made.coach('Ben'), toPlace: '', count: '1' }
  expect(await (await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/move`, toBag)).text()).toContain(
    'It goes into no bag any more.',
  )

  const seen = await (await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}`)).text()
  expect(seen).toContain('3 of this lot were given out.')
  expect(seen).toContain(`/referrals/${made.referralId}/attempts/${form.attemptId}`)
  expect(seen).toContain('Bag of Ana')
  const told = await (await made.team.as('viewer')(`/outreach/supplies/lots/${lotId}`)).text()
  expect(told).toContain('3 of this lot were given out.')
  expect(told).not.toContain('/referrals/')

  expect(
    (await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/recall-over`, { version: '2' })).status,
  ).toBe(303)
  expect((await give(made, 1)).status).toBe(303)
})

test('a coordinator says from where something was given', async () => {
  const made = await store()
  await received(made)
  const form = { [`gave-${made.kit}`]: '1' }
  const ask = made.team.as('coordinator')
  expect(await (await ask(made.add, sentForm(form))).text()).toContain('Say from where it was given.')
  expect((await ask(made.add, sentForm({ ...form, from: 'at Office' }))).status).toBe(303)
  expect((await ask(made.add, sentForm({ ...form, from: 'nowhere' }))).status).toBe(422)
})

test('Today says what is low, what runs out, and which recalled lot is still in a bag, and names nobody', async () => {
  const made = await store()
  const due = async () => {
    const all = await made.db.read(made.team.scope, async (tx) =>
      Promise.all(outreachWaiting.map((one) => one.due(tx, '2025-01-15'))),
    )
    return all.flat().map(({ what }) => what)
  }
  expect(await due()).toEqual(['1 item of supplies is low'])
  const lotId = await made.bag(made.ana, made.kit, { lot: 'A', expiresOn: '2025-02-01', count: 9 })
  expect(await due()).toEqual(['1 lot of supplies runs out soon, or did'])
  await made.team.as('coordinator')(`/outreach/supplies/lots/${lotId}/recall`, { version: '1' })
  expect(await due()).toEqual(['A recalled lot is still in 1 bag', '1 item of supplies is low'])
  expect(await (await made.team.as('viewer')('/outreach/supplies')).text()).toContain('Low: 5 or fewer')
})
