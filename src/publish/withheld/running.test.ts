import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { insertEntered } from '../../measures/entered/store.ts'
import { findMeasure, insertMeasures } from '../../measures/store.ts'
import { type County, county, publish } from '../test-county.ts'

const page = '/wilson/m/people-served'
const place = { dimension: '', category: '', numerator: null, denominator: null, reason: null, source: '', note: '' }
const period = { label: '2025', from: '2025-01-01', to: '2025-12-31' }

/** The sample county with a number of people that is entered again and again while its year runs. */
async function servedSoFar(): Promise<{ there: County; id: string; enter: (count: number) => Promise<void> }> {
  const there = await county()
  let id = ''
  const done = await there.db.act(there.team.scope, 'test.served', async (tx) => {
    const seed = await findMeasure(tx, there.ids.get('new-recovery-coaches-trained') ?? '')
    if (!seed) throw new Error('the seed is there')
    const served = { ...seed, slug: 'people-served', title: 'People served', unit: 'people', definition: null }
    const ids = await insertMeasures(tx, [{ ...served, isPersonLevel: true, publishesSplits: false }])
    id = ids.get('people-served') ?? ''
    const [row] = (await there.db.owner('select program_id from placement where measure_id = $1', [seed.id])).rows
    await tx.sql
      .insertInto('placement')
      .values({ org_id: tx.org, id: crypto.randomUUID(), measure_id: id, program_id: row.program_id })
      .execute()
    return ok(null)
  })
  if (!done.ok) throw new Error('not added')
  const enter = async (value: number): Promise<void> => {
    const entered = await there.db.act(there.team.scope, 'test.enter', async (tx) => {
      await tx.sql.deleteFrom('entered_reading').where('measure_id', '=', id).execute()
      await insertEntered(tx, [{ ...place, measureId: id, period, value, status: 'open' }])
      return ok(null)
    })
    if (!entered.ok) throw new Error('not entered')
  }
  return { there, id, enter }
}

/** The publish page, once the check of small counts is over. */
async function checked(there: County): Promise<string> {
  for (;;) {
    const answer = await there.team.as('editor')('/publish')
    if (!answer.headers.has('refresh')) return answer.text()
  }
}

const shown = (there: County, path = `${page}.json`): string =>
  there.pages.find((one) => one.path === path)?.body.toString() ?? ''

test('what a year has so far is withheld while few people came since it was published, and says from when on it is shown', async () => {
  const { there, enter } = await servedSoFar()
  await enter(12)
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  expect(shown(there)).toContain('12')
  await enter(19)
  const screen = await checked(there)
  expect(screen).toContain('It was 12 in edition 1, and only 7 came since. It is shown again from 23 on.')
  expect(await publish(there)).toEqual({ ok: true, value: 2 })
  for (const end of ['', '.json', '.csv', '.svg'])
    expect(shown(there, page + end)).not.toMatch(/(?<![0-9.#])19(?![0-9])/)
  expect(shown(there)).toContain('"withheld"')
  await enter(23)
  expect(await publish(there)).toEqual({ ok: true, value: 3 })
  expect(JSON.parse(shown(there)).readings.at(-1)).toMatchObject({ value: 23 })
})

test('a number that still grows can be withheld until its year is over, by who may publish, and be shown again', async () => {
  const { there, id, enter } = await servedSoFar()
  await enter(12)
  const screen = await checked(there)
  expect(screen).toContain('Numbers that still grow')
  expect(screen).toContain('People served, 2025')
  const asked = { measure: id, from: '2025-01-01' }
  for (const who of ['viewer', 'coordinator'] as const)
    expect((await there.team.as(who)('/publish/withhold-running', asked)).status).toBe(404)
  expect((await there.team.as('editor')('/publish/withhold-running', { ...asked, from: '2024-01-01' })).status).toBe(
    422,
  )
  expect((await there.team.as('editor')('/publish/withhold-running', asked)).status).toBe(303)
  const after = await checked(there)
  expect(after).toContain('The editor decided so')
  expect(after).not.toContain('name="measure"')
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  expect(JSON.parse(shown(there)).readings.at(-1)).toMatchObject({ value: null, reason: 'withheld' })
  await enter(15)
  const { rows } = await there.db.owner('select id from withheld_besides')
  expect((await there.team.as('editor')('/publish/show-again', { id: rows[0].id })).status).toBe(303)
  expect(await publish(there)).toEqual({ ok: true, value: 2 })
  expect(JSON.parse(shown(there)).readings.at(-1)).toMatchObject({ value: 15 })
})
