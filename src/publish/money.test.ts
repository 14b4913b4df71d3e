import { expect, test } from 'vitest'
import { ok } from '../core/result.ts'
import type { PublicMoney } from '../funding/facts.ts'
import { loadSample as loadFunding } from '../funding/sample.ts'
import { figureInWords } from '../measures/figures.ts'
import { draftEdition } from './actions.ts'
import { changesSince } from './changes.ts'
import { newestEdition } from './store.ts'
import { type County, county, publish, today } from './test-county.ts'

async function countyWithBooks(): Promise<County> {
  const there = await county()
  const done = await there.db.act(there.team.scope, 'test.loadFunding', async (tx) =>
    ok(await loadFunding(tx, { today })),
  )
  if (!done.ok) throw new Error('the books were refused')
  return there
}

const at = ({ pages }: County, path: string): string => pages.find((page) => page.path === path)?.body.toString() ?? ''
const wordsOf = (html: string): string =>
  html
    .replace(/^[^]*<body>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
type Json = Pick<PublicMoney, 'years' | 'isSample'>

test('an edition says what was received and spent by year and strategy, as a page and as open data, for ever', async () => {
  const there = await countyWithBooks()
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  for (const base of ['/wilson', '/wilson/editions/1']) {
    const json = JSON.parse(at(there, `${base}/money.json`)) as Json
    expect(json.isSample).toBe(true)
    expect(json.years.map((year) => Object.keys(year))).toEqual([
      ['label', 'from', 'to', 'opening', 'received', 'spent', 'closing', 'byStrategy'],
      ['label', 'from', 'to', 'opening', 'received', 'spent', 'closing', 'byStrategy'],
    ])
    expect(json.years.map(({ label, from, to, opening }) => [label, from, to, opening])).toEqual([
      ['FY 2024', '2023-07-01', '2024-06-30', 412_350_00],
      ['FY 2025', '2024-07-01', '2025-06-30', json.years[0]?.closing],
    ])
    expect(json.years[0]?.received).toBe(148_220_16 + 97_405_50 + 90_000_00)
    expect(json.years[0]?.byStrategy.map(({ strategy, name }) => [strategy, name])).toEqual([
      ['A 3', 'Recovery support services'],
      ['A 7', 'Naloxone distribution'],
      ['A 8', 'Post-overdose response team'],
      ['own peers in the emergency department', 'Peers in the emergency department'],
    ])
    for (const { opening, received, spent, closing, byStrategy } of json.years) {
      expect(opening + received - spent).toBe(closing)
      expect(byStrategy.reduce((sum, one) => sum + one.spent, 0)).toBe(spent)
      for (const cents of [opening, received, spent, closing]) expect(Number.isSafeInteger(cents)).toBe(true)
    }
    const page = wordsOf(at(there, `${base}/money`))
    expect(page).toContain('In FY 2025 so far Wilson County received $')
    expect(page).toContain('of settlement and grant money.')
    expect(page).toContain('Money received and spent sample')
    expect(at(there, base)).toContain(`href="${base}/money"`)
    // Nothing of a single payment.
    for (const one of ['A pharmacy', 'Naloxone kits', 'Stipends', 'A car dealer'])
      expect(page + at(there, `${base}/money.json`)).not.toContain(one)
  }
})

test('a county without books has no such page, and nothing leads to one', async () => {
  const there = await county()
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  expect(there.pages.filter(({ path }) => path.includes('money'))).toEqual([])
  expect(at(there, '/wilson')).not.toContain('/money')
})

test('money that is only promised is no money yet', async () => {
  const there = await county()
  await there.db.act(there.team.scope, 'test.promise', async (tx) => {
    const fund = { name: 'Grant', funder: 'A state', kind: 'grant', from_on: '2024-07-01', note: '' }
    const [fundId, entryId] = [crypto.randomUUID(), crypto.randomUUID()]
    await tx.client.query(
      'insert into fund (org_id, id, name, funder, kind, from_on, note) values ($1, $2, $3, $4, $5, $6, $7)',
      [tx.org, fundId, ...Object.values(fund)],
    )
    await tx.client.query(
      "insert into money_entry (org_id, id, kind, happened_on, amount_cents, what) values ($1, $2, 'awarded', '2024-08-01', 500, 'Award')",
      [tx.org, entryId],
    )
    await tx.client.query(
      "insert into money_line (org_id, id, entry_id, kind, happened_on, fund_id, amount_cents) values ($1, $2, $3, 'awarded', '2024-08-01', $4, 500)",
      [tx.org, crypto.randomUUID(), entryId, fundId],
    )
    return ok(null)
  })
  expect((await there.db.owner("select kind from money_line where kind = 'awarded'")).rows).toHaveLength(1)
  expect(await there.db.read(there.team.scope, (tx) => there.needs.money(tx, today))).toBeUndefined()
})

test('books that came after an edition are told as new; what is spent since is told as it was and as it will be', async () => {
  const there = await county()
  await publish(there)
  await there.db.act(there.team.scope, 'test.loadFunding', async (tx) => ok(await loadFunding(tx, { today })))
  const changes = async () => {
    const { previous, content } = await draftEdition(there.db, there.team.scope, there.needs, today)
    return changesSince(previous, content, figureInWords)
  }
  expect(await changes()).toEqual([
    {
      measure: null,
      what: 'Money',
      before: '',
      after: 'received and spent, FY 2024, FY 2025',
      at: '/funding/years',
    },
  ])
  expect(await publish(there)).toEqual({ ok: true, value: 2 })
  expect(await changes()).toEqual([])
  const kept = await there.db.read(there.team.scope, newestEdition)
  const year = kept?.money?.years.at(-1)
  if (!kept?.money || !year) throw new Error('it was published')
  const money = { ...kept.money, years: [...kept.money.years.slice(0, -1), { ...year, spent: year.spent + 1_00 }] }
  expect(changesSince(kept, { ...kept, money }, figureInWords)).toMatchObject([{ what: 'Money: FY 2025, spent' }])
  const preview = await (await there.team.as('viewer')('/publish/preview?page=money')).text()
  expect(wordsOf(preview)).toContain('In FY 2025 so far Wilson County received')
})
