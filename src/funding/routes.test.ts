import { expect, test } from 'vitest'
import { freshDb } from '../platform/db/test-db.ts'
import { type Ask, teamOn } from '../platform/http/test-team.ts'
import { fundingRoom } from './room.ts'

const fund = {
  name: 'Settlement',
  funder: 'Opioid settlements',
  kind: 'settlement',
  fromOn: '2022-07-01',
  untilOn: '',
  note: '',
}
const resolution = {
  forWhat: '8',
  item: '',
  strategy: '',
  resolution: '2024-14',
  resolvedOn: '2024-06-10',
  amountCents: '100,000',
  fromOn: '2024-07-01',
  untilOn: '2025-06-30',
  ordinanceKind: 'settlement project',
  ordinanceOn: '2024-06-17',
}
const payment = {
  kind: 'spent',
  happenedOn: '2024-10-01',
  amountCents: '1,000.50',
  what: 'Stipends',
  whom: 'Coaches',
  share1: '100',
}

const idIn = (answer: Response): string => /([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
const textOf = async (answer: Promise<Response>): Promise<string> =>
  (await (await answer).text()).replace(/<[^>]+>/g, ' ')

async function countyWithMoney() {
  const team = await teamOn(await freshDb(), fundingRoom.room().doors)
  const ask = team.as('finance officer')
  const fundId = idIn(await ask('/funding/funds/add', fund))
  const authorizationId = idIn(await ask(`/funding/funds/${fundId}/authorize`, resolution))
  const entryId = idIn(await ask('/funding/spend', { ...payment, authorization1: authorizationId }))
  return { team, ask, fundId, authorizationId, entryId }
}

test('the team reads the books, a finance officer and an administrator write in them, and for anybody else they are not there', async () => {
  const { team, fundId, authorizationId, entryId } = await countyWithMoney()
  const pages = [
    '/funding',
    '/funding/entries',
    `/funding/funds/${fundId}`,
    `/funding/authorizations/${authorizationId}`,
    `/funding/entries/${entryId}`,
  ]
  const writing = [
    '/funding/funds/add',
    '/funding/spend',
    `/funding/funds/${fundId}/money`,
    `/funding/funds/${fundId}/change`,
  ]
  const status = async (ask: Ask, paths: readonly string[]) =>
    new Set((await Promise.all(paths.map((path) => ask(path)))).map((answer) => answer.status))
  for (const who of ['administrator', 'editor', 'coordinator', 'viewer', 'finance officer'] as const)
    expect(await status(team.as(who), pages), who).toEqual(new Set([200]))
  for (const who of ['administrator', 'finance officer'] as const)
    expect(await status(team.as(who), writing), who).toEqual(new Set([200]))
  for (const who of ['editor', 'coordinator', 'viewer'] as const)
    expect(await status(team.as(who), writing), who).toEqual(new Set([404]))
  for (const who of ['coach', 'privacy officer', 'neighbour'] as const)
    expect(await status(team.as(who), [...pages, ...writing]), who).toEqual(new Set([404]))
})

test('a fund shows what is in it, what may be spent of it, and what was', async () => {
  const { ask, fundId } = await countyWithMoney()
  await ask(`/funding/funds/${fundId}/money`, {
    kind: 'received',
    happenedOn: '2024-08-01',
    amountCents: '5000',
    what: 'Payment 3',
    whom: '',
  })
  const page = await textOf(ask(`/funding/funds/${fundId}`))
  for (const words of [
    '$3,999.50',
    '$1,000.50',
    'Post-overdose response team (Exhibit A, item 8)',
    '$98,999.50',
    'Payment 3',
    'added fund',
  ])
    expect(page).toContain(words)
  expect(await textOf(ask('/funding'))).toContain('$3,999.50')
})

test('an amount that is none, below nothing, finer than a cent or a billion is refused at its field, and what was typed stays', async () => {
  const { ask, authorizationId } = await countyWithMoney()
  for (const [typed, said] of [
    ['0', 'Amount is nothing. The least is $0.01.'],
    ['-20', 'Amount is an amount in dollars, such as 1,250 or 1250.50.'],
    ['12.345', 'Amount has more than two digits behind the point. Write whole cents.'],
    ['1000000000', 'Amount is too much. The most is $999,999,999.99.'],
    ['', 'Amount is missing.'],
  ] as const) {
    const answer = await ask('/funding/spend', {
      ...payment,
      authorization1: authorizationId,
      amountCents: typed,
      what: 'Kept as typed',
    })
    expect(answer.status, typed).toBe(422)
    const page = await answer.text()
    expect(page, typed).toContain(said)
    expect(page).toContain('Kept as typed')
  }
})

test('a split that comes to 99.99% is refused, and so is the same payment once more unless it is meant', async () => {
  const { ask, fundId, authorizationId } = await countyWithMoney()
  const second = idIn(await ask(`/funding/funds/${fundId}/authorize`, { ...resolution, forWhat: '7' }))
  const split = { ...payment, authorization1: authorizationId, share1: '60', authorization2: second, share2: '39.99' }
  expect(await textOf(ask('/funding/spend', split))).toContain(
    'The shares come to 99.99%. They have to come to 100% exactly.',
  )
  expect(await textOf(ask('/funding/spend', { ...split, share2: '40.001' }))).toContain(
    'Share 2 in percent is a number such as 25 or 33.33.',
  )
  const again = { ...payment, authorization1: authorizationId }
  expect(await textOf(ask('/funding/spend', again))).toContain('One just like it is in the books')
  expect((await ask('/funding/spend', { ...again, isAnother: 'yes' })).status).toBe(303)
})

test('a fund that was closed meanwhile takes nothing, and says so at the form that was open', async () => {
  const { ask, fundId } = await countyWithMoney()
  const empty = idIn(await ask('/funding/funds/add', { ...fund, name: 'Old grant', kind: 'grant' }))
  expect(await textOf(ask(`/funding/funds/${fundId}/close`, { version: '1' }))).toContain(
    'more was spent than received',
  )
  expect((await ask(`/funding/funds/${empty}/close`, { version: '1' })).status).toBe(303)
  const money = { kind: 'received', happenedOn: '2024-08-01', amountCents: '50', what: 'Late', whom: '' }
  const late = await ask(`/funding/funds/${empty}/money`, money)
  expect([
    late.status,
    (await late.text()).includes('Old grant was closed on 15 Jan 2025. Open it again first.'),
  ]).toEqual([422, true])
})

test('an entry is reversed with a reason, shows what takes it back, and is not reversed again', async () => {
  const { ask, entryId } = await countyWithMoney()
  const form = { happenedOn: '2024-11-01', why: 'Paid to the wrong people' }
  const back = await ask(`/funding/entries/${entryId}/reverse`, form)
  expect(back.status).toBe(303)
  expect(await textOf(ask(`/funding/entries/${entryId}`))).toContain('It was reversed, and does not count.')
  expect(await textOf(ask(`/funding/entries/${idIn(back)}`))).toContain('Paid to the wrong people')
  expect(await textOf(ask(`/funding/entries/${entryId}/reverse`, form))).toContain(
    'This was reversed already. It is reversed once only.',
  )
})
