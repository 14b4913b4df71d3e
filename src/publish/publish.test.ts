import { expect, test } from 'vitest'
import { ok } from '../core/result.ts'
import { recount } from '../measures/cells.ts'
import { insertEntered } from '../measures/entered/store.ts'
import { findMeasure, insertMeasures, updateMeasure } from '../measures/store.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { teamOn } from '../platform/http/test-team.ts'
import { draftEdition, type PublishNeeds } from './actions.ts'
import type { PageMade } from './model.ts'
import { publishRoutes } from './routes.tsx'
import { type County, county, now, publish, today } from './test-county.ts'

const bytes = (pages: readonly PageMade[]): string => pages.map(({ body }) => body.toString()).join('\n')

test('the sample county publishes its breakdowns, without the one small count and the one beside it', async () => {
  const there = await county()
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  const page = there.pages.find(({ path }) => path === '/wilson/m/survivors-reached')?.body.toString() ?? ''
  expect(page).toContain('South of the county')
  expect(page).toContain('1 to 10, or withheld to protect such a number')
  const json = JSON.parse(
    there.pages.find(({ path }) => path === '/wilson/m/survivors-reached.json')?.body.toString() ?? '',
  ) as { splits: { categories: { name: string; readings: { reason: string | null; value: number | null }[] }[] }[] }
  expect(
    json.splits[0]?.categories.map(({ name, readings }) => [name, readings[0]?.reason ?? null, readings[1]?.reason]),
  ).toEqual([
    ['North of the county', 'withheld', null],
    ['South of the county', 'withheld', null],
    ['Wilson city', null, null],
  ])
  const { rows } = await there.db.owner(
    'select category, value::float8, numerator::int, denominator::int, why from withheld_number order by category',
  )
  expect(rows).toEqual([
    { category: 'North of the county', value: 44.444444, numerator: 12, denominator: 27, why: 'beside' },
    { category: 'South of the county', value: 29.411765, numerator: 5, denominator: 17, why: 'small' },
  ])
})

test('of two who publish at once one does, and the other is told; memory is made anew only for what was published', async () => {
  const there = await county()
  let forgotten = 0
  const needs = { ...there.needs, published: () => void (forgotten += 1) }
  const first = { ...there, needs }
  const slower = {
    ...there,
    needs: {
      ...needs,
      pages: async (...asked: Parameters<PublishNeeds['pages']>) => {
        expect(await publish(first)).toEqual({ ok: true, value: 1 })
        return there.needs.pages(...asked)
      },
    },
  }
  expect(await publish(slower)).toMatchObject({ ok: false, problems: [{ code: 'publish.published-meanwhile' }] })
  expect(forgotten).toBe(1)
  expect((await there.db.owner('select number from edition')).rows).toEqual([{ number: 1 }])
})

test('a small count that an edition before the rule shows is told to the team as public already', async () => {
  const there = await county()
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  const done = await there.db.act(there.team.scope, 'test.personLevel', async (tx) => {
    const seed = await findMeasure(tx, there.ids.get('new-recovery-coaches-trained') ?? '')
    if (!seed) throw new Error('the seed is there')
    await updateMeasure(tx, seed.id, seed.version, { ...seed, isPersonLevel: true })
    return ok(null)
  })
  expect(done.ok).toBe(true)
  const { withheld } = await draftEdition(there.db, there.team.scope, there.needs, today)
  expect(withheld.alreadyPublic).toContainEqual({ name: 'Number of new recovery coaches trained, 2020', edition: 1 })
})

test('what a measure’s definition says of it counts for what is withheld: a running total is known by it', async () => {
  const there = await county()
  const id = there.ids.get('survivors-reached') ?? ''
  const isRunningTotal = async (): Promise<boolean | undefined> =>
    (await draftEdition(there.db, there.team.scope, there.needs, today)).content.measures.find(
      ({ slug }) => slug === 'survivors-reached',
    )?.counted?.isRunningTotal
  expect(await isRunningTotal()).toBeUndefined()
  await there.db.act(there.team.scope, 'test.define', async (tx) => {
    await tx.sql.deleteFrom('measure_definition').where('measure_id', '=', id).execute()
    await tx.sql
      .insertInto('measure_definition')
      .values({
        org_id: tx.org,
        id: crypto.randomUUID(),
        measure_id: id,
        number: 1,
        lay: 'Survivors the team has reached.',
        technical: 'Each year adds to the year before.',
        effective_on: '2020-01-01',
      })
      .execute()
    return ok(null)
  })
  expect(await isRunningTotal()).toBe(true)
})

test('the public may not read what an edition withheld', async () => {
  const there = await county()
  await publish(there)
  await expect(there.db.published((sql) => sql.selectFrom('withheld_number').selectAll().execute())).rejects.toThrow(
    /permission denied/,
  )
})

/** The small count of the south in 2020, given away: the south's whole stands on another page under the same definition. */
async function leaking(there: County): Promise<void> {
  const done = await there.db.act(there.team.scope, 'test.leak', async (tx) => {
    const seed = await findMeasure(tx, there.ids.get('new-recovery-coaches-trained') ?? '')
    if (!seed?.definition) throw new Error('the seed is counted')
    await updateMeasure(tx, seed.id, seed.version, { ...seed, isPersonLevel: true })
    await tx.sql.deleteFrom('story').where('measure_id', '=', seed.id).execute() // it tells the five of 2020
    const zone = { ...seed, definition: { ...seed.definition, splits: [] }, isPersonLevel: false, isSample: true }
    const ids = await insertMeasures(tx, [{ ...zone, slug: 'seed-again', title: 'Coaches trained, once more' }])
    const id = ids.get('seed-again') ?? ''
    await recount(tx, [{ id, shape: zone.shape, definition: zone.definition }])
    const { rows } = await there.db.owner('select program_id from placement where measure_id = $1', [seed.id])
    await tx.sql
      .insertInto('placement')
      .values({ org_id: tx.org, id: crypto.randomUUID(), measure_id: id, program_id: rows[0].program_id })
      .execute()
    return ok(null)
  })
  if (!done.ok) throw new Error('not added')
}

/** The publish page, once the check of small counts is over: until then the page says what is under way. */
async function checked(there: Awaited<ReturnType<typeof county>>): Promise<string> {
  for (;;) {
    const answer = await there.team.as('editor')('/publish')
    if (!answer.headers.has('refresh')) return answer.text()
  }
}

test('a small count that stands on another page stops the publication, which says where and how to mend it', async () => {
  const there = await county()
  await leaking(there)
  const refused = await publish(there)
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'publish.can-be-worked-out' }] })
  const screen = await checked(there)
  expect(screen).toContain('This edition cannot be published yet')
  expect(screen).toContain('Number of new recovery coaches trained, 2020')
  expect(screen).toContain('exactly 5')
  expect(screen).toContain('Coaches trained, once more, 2020')
  expect(screen).not.toContain('Publish edition 1</button>')
  const mark = /name="mark" value="([0-9a-f]+)"/.exec(screen)?.[1] ?? ''
  const mended = await there.team.as('editor')('/publish/withhold', { mark })
  expect(mended.status).toBe(303)
  const after = await checked(there)
  expect(after).toContain('Publish edition 1</button>')
  expect(after).toContain('The editor decided so')
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  const { rows } = await there.db.owner("select act from history where kind = 'withheld_besides'")
  expect(new Set(rows.map(({ act }) => act))).toEqual(new Set(['publish.withholdBesides']))
})

test('a decision is taken back by whoever may publish, and not by a viewer', async () => {
  const there = await county()
  await leaking(there)
  const { mark } = await draftEdition(there.db, there.team.scope, there.needs, today)
  expect((await there.team.as('viewer')('/publish/withhold', { mark })).status).toBe(404)
  await there.team.as('editor')('/publish/withhold', { mark })
  const { rows } = await there.db.owner('select id from withheld_besides order by from_on')
  expect((await there.team.as('neighbour')('/publish/show-again', { id: rows[0].id })).status).toBe(404)
  expect((await there.team.as('editor')('/publish/show-again', { id: rows[0].id })).status).toBe(303)
  const left = await there.db.owner('select count(*)::int as n from withheld_besides')
  expect(left.rows[0].n).toBe(rows.length - 1)
  expect((await there.team.as('editor')('/publish/show-again', { id: 'none' })).status).toBe(422)
  expect(await publish(there)).toMatchObject({ ok: false })
})

test('a draft that became another since it was shown is not mended unseen', async () => {
  const there = await county()
  await leaking(there)
  const answer = await there.team.as('editor')('/publish/withhold', { mark: 'another' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('The draft changed while this page was open.')
})

test('no byte of any page or file of an edition holds a withheld number', async () => {
  const there = await county()
  // 907 of 931 is withheld for the rest of 24 beside; 7 of 8,641 for itself: nothing else in the county reads so.
  const done = await there.db.act(there.team.scope, 'test.enter', async (tx) => {
    await tx.sql
      .deleteFrom('entered_reading')
      .where('org_id', '=', tx.org)
      .where('measure_id', '=', there.ids.get('survivors-reached') ?? '')
      .execute()
    const measureId = there.ids.get('survivors-reached') ?? ''
    const period = (year: number) => ({ label: String(year), from: `${year}-01-01`, to: `${year}-12-31` })
    const entry = (year: number, category: string, numerator: number, denominator: number) => ({
      measureId,
      period: period(year),
      dimension: category && 'Part of the county',
      category,
      value: null,
      numerator,
      denominator,
      status: 'final' as const,
      reason: null,
      source: '',
      note: '',
    })
    await insertEntered(tx, [
      entry(2020, '', 7777, 18_333),
      entry(2020, 'South', 3, 1723),
      entry(2020, 'North', 907, 1931),
      entry(2020, 'City', 6867, 14_679),
      entry(2021, '', 7, 8641),
      entry(2022, '', 4321, 9241),
    ])
    return ok(null)
  })
  expect(done.ok).toBe(true)
  expect(await publish(there)).toMatchObject({ ok: true })
  const all = bytes(there.pages)
  for (const shown of ['7,777', '18,333', '6867', '4321']) expect(all).toContain(shown)
  for (const number of ['1723', '1,723', '907', '1931', '1,931', '8641', '8,641'])
    expect(all, `${number} is withheld`).not.toMatch(new RegExp(`(?<![0-9.])${number}(?![0-9])`))
  for (const share of [3 / 1723, 907 / 1931, 7 / 8641])
    expect(all).not.toContain(String(Math.round(100 * share * 1e4) / 1e4))
})

test('a long check says what is under way, and the page asks again by itself', async () => {
  const there = await county()
  const slow = publishRoutes(
    {
      ...there.needs,
      checks: (input) => {
        const check = there.needs.checks(input)
        const later = check.answer.then(
          (answer) => new Promise<typeof answer>((done) => setTimeout(() => done(answer), 1_500)),
        )
        return { answer: later, progress: () => ({ done: 120, of: 480 }) }
      },
    },
    () => now,
  )
  const team = await teamOn(await freshDb(), slow)
  const answer = await team.as('editor')('/publish')
  expect(answer.headers.get('refresh')).toBe('1')
  expect(await answer.text()).toContain('120 of 480 groups of numbers')
})

test('what a reader would stumble over stands first, and sections that nobody wrote are folded, measure by measure', async () => {
  const there = await county()
  const emptied = await there.db.act(there.team.scope, 'test.emptied', async (tx) => {
    await tx.client.query('delete from story')
    return ok(null)
  })
  expect(emptied.ok).toBe(true)
  const html = await checked(there)
  const check = html.slice(html.indexOf('id="check-heading"'), html.indexOf('Go to the scorecard to mend them'))
  expect(check).not.toContain('Nothing is written under')
  const [first, folded = ''] = check.split(/<details>(?=<summary>\d+ sections? of)/)
  expect(first).not.toContain('nothing written')
  expect(folded).toMatch(
    /^<summary>\d+ sections of \d+ measures with nothing written\. The public pages leave them out\./,
  )
  expect(folded).toMatch(/<li><strong>[^<]+<\/strong>: story/)
})
