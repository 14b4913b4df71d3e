import { expect, test } from 'vitest'
import { closeFund } from '../../funding/funds/actions.ts'
import { done, settlementWith } from '../../funding/test-money.ts'
import { takeStepOn } from '../store.ts'
import { type ClaimsCounty, claimsCounty, idIn, testNeeds, textOf } from '../test-claims.ts'
import { payClaims } from './actions.ts'
import { seenMark } from './figures.ts'
import { others } from './store.ts'

const miles = { drivenOn: '2025-01-14', miles: '23', fromPlace: 'Library', toPlace: 'Hospital' }
const versionOn = async (answer: Response | Promise<Response>): Promise<string> =>
  /name="version" value="([^"]*)"/.exec(await (await answer).text())?.[1] ?? ''

/** Two claims that the team approved, and a fund to pay them from. */
async function approved() {
  const county = await claimsCounty()
  const { team, db, tripId } = county
  const hand = { db, scope: { org: team.org, person: null }, today: '2025-01-15' }
  const money = await settlementWith({ db, team, hand, today: '2025-01-15' })
  const coach = team.as('coach')
  const claims = [
    idIn(await coach('/mine/claims/miles', miles)),
    await coach('/mine/claims/happened', { source: 'trip', happenedId: tripId }),
  ]
  const { rows } = await db.owner('select id from claim')
  for (const { id } of rows) expect((await team.as('coordinator')(`/claims/${id}/approve`, {})).status).toBe(303)
  const { fundId, naloxone } = money
  return { ...county, fundId, naloxone, hand, claims, ask: team.as('finance officer') }
}

const countOf = async ({ db }: ClaimsCounty, statement: string): Promise<number> =>
  Number((await db.owner(`select count(*) as n from ${statement}`)).rows[0].n)

test('finance sees what will be paid, approves it together, pays it once, and the books, the file and a mail say so', async () => {
  const county = await approved()
  const { ask, db } = county
  const authorizationId = county.naloxone
  expect(await textOf(ask('/claims/clear'))).toContain('2 claims of 1 coach, $6.44 in all.')
  expect((await ask('/claims/clear', { version: 'other' })).status).toBe(422)
  const version = await versionOn(ask('/claims/clear'))
  expect((await ask('/claims/clear', { version })).status).toBe(303)
  expect(await textOf(ask('/claims/clear', { version }))).toContain('No claim waits here any more.')
  const payment = { authorizationId, paidOn: '2025-01-15', version: await versionOn(ask('/claims/pay')) }
  const paid = await ask('/claims/pay', payment)
  expect(paid.status).toBe(303)
  expect((await ask('/claims/pay', payment)).status).toBe(422)
  const at = `/claims/batches/${idIn(paid)}`
  const file = await (await ask(`${at}/payments.csv`)).text()
  expect(file).toContain('Ida Moss,6.44,2025-01-15,2 claims')
  expect(await (await ask(`${at}/payments.csv`)).text()).toBe(file)
  expect(await textOf(ask(at))).toContain('Batch 1')
  const { rows } = await db.owner('select amount_cents::int as cents, what from money_entry')
  expect(rows).toEqual([{ cents: 644, what: 'Claims of coaches, batch 1' }])
  const mail = await db.owner('select to_address as to, subject from mail')
  expect(mail.rows).toEqual([{ to: 'ida@example.org', subject: '$6.44 for your claims' }])
})

test('fifty who pay at once pay once', async () => {
  const county = await approved()
  const { db, hand, naloxone: authorizationId } = county
  const { rows } = await db.owner(`select id from claim`)
  for (const { id } of rows)
    await db.act(hand.scope, 'test.clear', async (tx) => {
      await takeStepOn(tx, [{ id }], { step: 'cleared', takenOn: '2025-01-15' })
      return { ok: true, value: null }
    })
  const seen = seenMark(await db.read(hand.scope, (tx) => others(tx, 'cleared', null)))
  const form = { authorizationId, paidOn: '2025-01-15' }
  const asked = { seen, ownCoachId: null, form, needs: testNeeds }
  const all = await Promise.all(Array.from({ length: 50 }, () => payClaims(hand, asked)))
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await countOf(county, 'claim_batch')).toBe(1)
  expect(await countOf(county, `claim_step where step = 'paid'`)).toBe(2)
  expect(await countOf(county, 'money_entry')).toBe(1)
})

test('a fund that was closed meanwhile, and a day that is not authorized, are refused in words, and nothing is paid', async () => {
  const county = await approved()
  const { ask, hand, fundId, naloxone: authorizationId } = county
  const page = ask('/claims/clear')
  await ask('/claims/clear', { version: await versionOn(page) })
  const version = await versionOn(ask('/claims/pay'))
  const form = { authorizationId, paidOn: '2025-01-15', version }
  expect(await textOf(ask('/claims/pay', { ...form, paidOn: '2024-01-15' }))).toContain('is not among these days')
  await done(closeFund(hand, { id: fundId, version: 1, isClosed: true }))
  expect(await textOf(ask('/claims/pay', form))).toContain('Settlement was closed on 15 Jan 2025.')
  expect(await countOf(county, 'claim_batch')).toBe(0)
  expect(await countOf(county, `claim where state = 'cleared'`)).toBe(2)
})

test('a coordinator neither clears nor pays, and nobody else finds these pages', async () => {
  const { team } = await approved()
  for (const who of ['coordinator', 'viewer', 'coach', 'privacy officer', 'neighbour'] as const)
    for (const path of ['/claims/clear', '/claims/pay', '/claims/batches'])
      expect((await team.as(who)(path)).status, `${who} ${path}`).toBe(404)
})
