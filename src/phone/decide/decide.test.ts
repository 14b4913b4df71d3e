import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { attemptItem, type Phones, phones, standingsIn } from '../test-phones.ts'

const waiting = (made: Phones): Promise<{ id: string; version: string }> =>
  made.one(`select id, version::text from phone_item where state in ('quarantine', 'conflict') order by number limit 1`)
const decide = (made: Phones, { id, version }: { id: string; version: string }, how: 'keep' | 'set-aside') =>
  made.team.as('coordinator')(`/phones/items/${id}/${how}`, { version })

/** What a phone that was ended sent: it waits. */
async function quarantined(made: Phones, form: Readonly<Record<string, string>> = {}) {
  const phone = await made.phone()
  await made.db.owner('update phone set ended_at = now() where id = $1', [phone.id])
  const item = attemptItem(made.referralId, form)
  await made.push(phone, [item])
  return { phone, item, ...(await waiting(made)) }
}

test('what phones sent is for who decides, and is not there for anybody else', async () => {
  const made = await phones()
  const { id } = await quarantined(made)
  const live = await made.phone()
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'neighbour'] as const) {
    for (const path of ['/phones', `/phones/items/${id}`]) expect((await made.team.as(who)(path)).status).toBe(404)
    for (const path of [`items/${id}/keep`, `items/${id}/set-aside`, `${live.id}/end`])
      expect((await made.team.as(who)(`/phones/${path}`, { version: '1' })).status, `${who} ${path}`).toBe(404)
  }
  expect(await made.attempts()).toEqual([])
})

test('a coordinator reads what a phone sent that was ended, which is written down, and keeps it as its coach’s work, once', async () => {
  const made = await phones()
  const { phone, item, ...row } = await quarantined(made, { note: 'Ask after four' })
  const shown = await (await made.team.as('coordinator')(`/phones/items/${row.id}`)).text()
  for (const words of ['Talked with them', 'Ask after four', 'a phone that was ended', 'Ana'])
    expect(shown).toContain(words)
  expect((await made.db.owner('select what from person_read')).rows).toEqual([{ what: 'phone' }])
  expect((await decide(made, row, 'keep')).status).toBe(303)
  expect(await made.attempts()).toMatchObject([{ id: item.id, coach_id: made.ana }])
  expect(await (await decide(made, row, 'keep')).text()).toContain('Somebody decided about this already.')
  expect((await made.items()).map(({ state, isEmpty }) => [state, isEmpty])).toEqual([['settled', true]])
  expect(standingsIn(await made.push(phone, [item])), 'sent once more').toEqual(['already kept'])
  expect((await made.attempts()).length).toBe(1)
})

test('what was set aside stays so, and its phone is told', async () => {
  const made = await phones()
  const { phone, item, ...row } = await quarantined(made)
  expect((await decide(made, row, 'set-aside')).status).toBe(303)
  expect((await made.push(phone, [item])).answers).toMatchObject([
    { standing: 'refused', problems: [{ code: 'phone.set-aside' }] },
  ])
  expect(await made.attempts()).toEqual([])
})

test('what the rules of its page forbid is refused here too, and goes on waiting', async () => {
  const made = await phones()
  const row = await quarantined(made, { outcome: 'no answer', isTrained: 'yes' })
  const answer = await decide(made, row, 'keep')
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('nobody was shown how')
  expect((await made.items()).map(({ state }) => state)).toEqual(['quarantine'])
})

test('of a conflict the second is kept beside the first, or takes its place where a field holds one value', async () => {
  const made = await phones()
  const phone = await made.phone()
  const first = attemptItem(made.referralId)
  const contact = (number: string) => ({
    id: newId(),
    act: 'contact',
    about: made.referralId,
    payload: JSON.stringify({ 'was-phone': '2525550101', phone: number }),
  })
  const second = { ...attemptItem(made.referralId, { outcome: 'engaged' }), id: first.id }
  await made.push(phone, [first, second, contact('252 555 0111'), contact('252 555 0122')])
  const both = async (): Promise<string> =>
    (await (await made.team.as('coordinator')(`/phones/items/${(await waiting(made)).id}`)).text()).replace(
      /<[^>]+>/g,
      '|',
    )
  for (const words of ['|What came of it|', '|Talked with them|', '|Talked with them, and they want help|'])
    expect(await both(), 'both versions of the attempt').toContain(words)
  expect((await decide(made, await waiting(made), 'keep')).status).toBe(303)
  expect((await made.attempts()).map(({ outcome }) => String(outcome)).sort()).toEqual(['engaged', 'reached'])
  for (const words of ['+12525550111|', '|252 555 0122|'])
    expect(await both(), 'both versions of the number').toContain(words)
  expect((await decide(made, await waiting(made), 'keep')).status).toBe(303)
  const day = (await (await made.ask(phone, '/phone/day')).json()) as { people: unknown[] }
  expect(day.people).toMatchObject([{ phone: '+12525550122' }])
  expect(await waiting(made)).toBeUndefined()
})

test('the page says which phone holds what did not arrive, since when, and whose clock is wrong; Today says it after a day', async () => {
  const made = await phones()
  const phone = await made.phone()
  phone.clockOff = 3 * 3_600_000
  const since = new Date(made.needs.now.getTime() - 30 * 3_600_000 + phone.clockOff).toISOString()
  await made.push(phone, [], { unsent: 4, unsentSince: since, refused: 1 })
  const ask = made.team.as('coordinator')
  const shown = await (await ask('/phones')).text()
  for (const words of ['4 items, since Tue 14 Jan 2025, 6 am', '1 item', '180 minutes off'])
    expect(shown).toContain(words)
  expect((await ask(`/phones/${phone.id}/end`, {})).status).toBe(303)
  expect((await made.ask(phone, '/phone/day')).status).toBe(403)
  expect((await ask(`/phones/${phone.id}/end`, {})).status).toBe(422)
})
