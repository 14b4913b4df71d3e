// Over 250 lines would be two files; here one sample county is read, set and composed from its own doors.
import { expect, test } from 'vitest'
import type { Ask } from '../platform/http/test-team.ts'
import { catalogue } from './catalogue.ts'
import { readingsOf } from './readings.ts'
import { keysBehind } from './records/store.ts'
import { findMeasure, listMeasures } from './store.ts'
import { idIn, type Room, sampleRoom } from './test-room.ts'
import { typedResponse } from './test-typed.ts'

const today = '2025-01-15'
const textOf = async (ask: Ask, path: string): Promise<string> => plain(await (await ask(path)).text())
/** What a person reads: no markup, one space. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')

const readingsNow = async ({ db, team }: Room, id: string) =>
  db.read(team.scope, async (tx) => (await readingsOf(tx, await listMeasures(tx, [id]), today))[0]?.readings ?? [])
const valuesNow = async (room: Room, id: string) =>
  (await readingsNow(room, id)).map(({ period, value, reason }) => `${period.label}: ${value ?? reason}`)

test('the seed’s measure reads as its page does, and the number of records behind each value is the value', async () => {
  const room = await sampleRoom()
  const id = room.measure('new-recovery-coaches-trained')
  expect(await valuesNow(room, id)).toEqual(['2020: 5', '2021: 14', '2022: 0', '2023: 39', '2024: 12'])
  const curve = await textOf(room.team.as('viewer'), `/measures/${id}`)
  expect(curve).toContain('12 coaches in 2024, provisional')
  const page = await textOf(room.team.as('viewer'), `/measures/${id}/readings`)
  expect(page).toContain('Counts coaches, on the day trained. Also by zone and language.')
  const records = await textOf(room.team.as('viewer'), `/measures/${id}/records?from=2024-01-01`)
  expect(records).toContain('2024: 12 coaches, provisional. These are the 12 coaches.')
})

test('for every computed reading of every measure, whole or split, the records behind it are as many as it says', async () => {
  const { db, team } = await sampleRoom()
  await db.read(team.scope, async (tx) => {
    const computed = (await listMeasures(tx)).filter(({ definition }) => definition)
    for (const { measure, readings, splits } of await readingsOf(tx, computed, today)) {
      const all = [
        ...readings.map((reading) => ({ reading, split: undefined })),
        ...splits.flatMap(({ dimension, categories }) =>
          categories.flatMap(({ name, readings: own }) =>
            own.map((reading) => ({ reading, split: { dimension, category: name } })),
          ),
        ),
      ]
      for (const { reading, split } of all)
        for (const part of ['numerator', 'denominator'] as const) {
          const asked = { period: reading.period, part, ...(split && { split }) }
          const { total, keys } = await keysBehind(tx, measure, asked, { from: 0, most: 10_000, today })
          expect(keys.length).toBe(total)
          if (measure.shape === 'amount') continue
          const said = measure.shape === 'count' ? reading.value : reading[part]
          if (said !== null) expect(total, `${measure.slug} ${reading.period.label} ${part}`).toBe(said)
        }
    }
  })
})

test('records are shown fifty a page, and no record twice', async () => {
  const room = await sampleRoom()
  const id = room.measure('training-completion')
  const ask = room.team.as('coordinator')
  const [newest] = (await readingsNow(room, id)).filter(({ denominator }) => (denominator ?? 0) > 50)
  if (!newest) throw new Error('the sample has no period with more than fifty enrollments')
  const seen: string[] = []
  for (let page = 1; page <= Math.ceil((newest.denominator ?? 0) / 50); page++) {
    const html = await (
      await ask(`/measures/${id}/records?from=${newest.period.from}&part=denominator&page=${page}`)
    ).text()
    seen.push(
      ...[...html.matchAll(/href="\/team\/wilson(\/training\/enrolments\/[^"]+)"/g)].map(([, href]) => href ?? ''),
    )
  }
  expect(new Set(seen).size).toBe(newest.denominator)
  expect(seen.length).toBe(newest.denominator)
})

test('an address that names no reading is not found', async () => {
  const { team, measure } = await sampleRoom()
  const id = measure('new-recovery-coaches-trained')
  for (const query of [
    '',
    '?from=2024-02-30',
    '?from=2024-02-01',
    '?from=1999-01-01',
    '?from=2024-01-01&dimension=zone&category=Nowhere',
  ])
    expect((await team.as('viewer')(`/measures/${id}/records${query}`)).status, query).toBe(404)
  expect((await team.as('viewer')(`/measures/${measure('naloxone-kits')}/records?from=2023-07-01`)).status).toBe(404)
})

test('a period that was not collected is never shown as a zero, and a true zero is', async () => {
  const room = await sampleRoom()
  const survey = await textOf(room.team.as('viewer'), `/measures/${room.measure('satisfied-with-services')}/readings`)
  expect(survey).toMatch(/2020 not collected/)
  const coaches = await textOf(
    room.team.as('viewer'),
    `/measures/${room.measure('new-recovery-coaches-trained')}/readings`,
  )
  expect(coaches).toMatch(/2022 0 final/)
})

test('the list says value, question, origin and sample of each measure, and is filtered by links and by words', async () => {
  const { team } = await sampleRoom()
  const ask = team.as('viewer')
  const all = await textOf(ask, '/measures')
  // Four of the response are typed by hand in place of what is counted.
  expect(all).toContain(`${catalogue.length - 1 - typedResponse.length + 8} measures`)
  expect(all).toContain('Number of new recovery coaches trained 12 2024 , provisional How much did we do? counted')
  expect(all).toContain('Naloxone kits handed out 517 FY 2024 , final How much did we do? entered sample')
  expect(await textOf(ask, '/measures?kept=computed')).toContain(
    `${catalogue.length - 1 - typedResponse.length} measures`,
  )
  expect(await textOf(ask, '/measures?asks=indicator')).toContain('2 measures')
  expect(await textOf(ask, '/measures?asks=better+off&kept=entered')).toContain('1 measure')
  expect(await textOf(ask, '/measures?q=NALOXONE kits')).toContain('1 measure')
  expect(await textOf(ask, "/measures?q=%25'--")).toContain('0 measures')
})

test('books are closed up to a day, and a later period no longer counts as complete', async () => {
  const room = await sampleRoom()
  const id = room.measure('new-recovery-coaches-trained')
  const ask = room.team.as('coordinator')
  expect((await ask(`/measures/${id}/complete`, { collectedThrough: '2025-01-16', version: '1' })).status).toBe(422)
  expect((await ask(`/measures/${id}/complete`, { collectedThrough: '2019-12-31', version: '1' })).status).toBe(422)
  expect((await ask(`/measures/${id}/complete`, { collectedThrough: '2023-12-31', version: '1' })).status).toBe(303)
  const readings = await readingsNow(room, id)
  expect(readings.map(({ period, status }) => `${period.label} ${status}`).slice(-2)).toEqual([
    '2023 final',
    '2024 open',
  ])
  expect(await textOf(ask, `/measures/${id}`)).toContain('The coordinator closed books')
})

// ---- Settings

const settings = {
  title: 'Survivors reached',
  slug: 'survivors-reached',
  asks: 'how well',
  better: 'higher',
  shape: 'share',
  unit: '%',
  decimals: '1',
  calendarKind: 'year',
  startMonth: '1',
  years: '',
  lastYear: '',
  names: '',
  collectedFrom: '2020-01-01',
  collectedThrough: '',
  settlesAfterDays: '0',
  endedOn: '',
  source: 'The log',
  version: '1',
}

test('settings are saved with their history, and a changed address asks first', async () => {
  const { team, measure } = await sampleRoom()
  const path = `/measures/${measure('survivors-reached')}`
  const ask = team.as('editor')
  const refused = await ask(`${path}/settings`, { ...settings, slug: 'reached' })
  expect(refused.status).toBe(422)
  const text = await refused.text()
  expect(text).toContain('A new address breaks links')
  expect(text).toContain('value="reached"')
  expect((await ask(`${path}/settings`, { ...settings, slug: 'naloxone-kits', isSlugConfirmed: 'yes' })).status).toBe(
    422,
  )
  expect((await ask(`${path}/settings`, { ...settings, slug: 'reached', isSlugConfirmed: 'yes' })).status).toBe(303)
  const page = await textOf(ask, `${path}/readings`)
  expect(page).toContain('58.0%')
  expect(page).toContain('/wilson/m/reached')
  expect(page).toContain('The editor saved settings')
})

test('two people who save the same settings see both texts, and nothing is lost', async () => {
  const { team, measure } = await sampleRoom()
  const path = `/measures/${measure('survivors-reached')}/settings`
  const ask = team.as('editor')
  expect((await ask(path, { ...settings, title: 'Survivors we reached' })).status).toBe(303)
  const second = await ask(path, { ...settings, title: 'People reached after an overdose' })
  expect(second.status).toBe(422)
  const text = await second.text()
  expect(text).toContain('Survivors we reached')
  expect(text).toContain('People reached after an overdose')
  expect(text).toContain('name="version" value="2"')
  expect((await ask(path, { ...settings, title: 'People reached after an overdose', version: '2' })).status).toBe(303)
})

test('a calendar or a kind of number does not change under readings that were entered', async () => {
  const { team, measure } = await sampleRoom()
  const path = `/measures/${measure('survivors-reached')}/settings`
  const problems = async (more: Record<string, string>): Promise<string> =>
    (await team.as('editor')(path, { ...settings, ...more })).text()
  expect(await problems({ calendarKind: 'quarter' })).toContain('for which readings are kept')
  expect(await problems({ shape: 'count', unit: 'people' })).toContain('Readings are entered as they are')
  expect(await problems({ unit: 'people' })).toContain('The unit of a share is %.')
  expect(await problems({ calendarKind: 'span', years: '', lastYear: '2024' })).toContain(
    'Years in a span is a whole number',
  )
  expect(await problems({ calendarKind: 'own', names: 'A, B, C, D, E' })).toContain('Write 2, 3, 4, 6 or 12 names')
  expect(await problems({ title: ' \u200b\u00a0 ' })).toContain('Title is missing.')
  expect(await problems({ price: '5' })).toContain('This form does not take price.')
})

// ---- New measures

const words = {
  title: 'Spanish-speaking coaches trained',
  slug: '',
  asks: 'how much',
  better: 'higher',
  unit: 'coaches',
  decimals: '0',
  calendarKind: 'year',
  startMonth: '1',
  years: '',
  lastYear: '',
  names: '',
  collectedFrom: '2020-01-01',
  collectedThrough: '2024-12-31',
  settlesAfterDays: '30',
  endedOn: '',
  source: '',
}
const counting = { fact: 'coach_trained', shape: 'count', on: 'trainedOn', of_language: 'Spanish' }

test('a measure of one’s own shows its readings before it is saved, and counts the same once it is', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const before = (await room.db.read(room.team.scope, (tx) => listMeasures(tx))).length
  const tried = await ask('/measures/new?fact=coach_trained', { ...counting, title: '', act: 'try' })
  expect(tried.status).toBe(200)
  const shown = plain(await tried.text())
  expect(shown).toContain('Counts coaches with language “Spanish”, on the day trained. Nothing is saved yet.')
  expect(await room.db.read(room.team.scope, (tx) => listMeasures(tx))).toHaveLength(before)
  const added = await ask('/measures/new?fact=coach_trained', { ...words, ...counting })
  expect(added.status).toBe(303)
  const values = await valuesNow(room, idIn(added))
  expect(values).toHaveLength(5)
  for (const value of values) expect(shown).toContain(value.replace(': ', ' '))
  const measure = await room.db.read(room.team.scope, (tx) => findMeasure(tx, idIn(added)))
  expect(measure).toMatchObject({ slug: 'spanish-speaking-coaches-trained', isSample: false })
})

test('a definition that cannot be counted is refused with what was typed, and nothing is kept', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const before = (await room.db.read(room.team.scope, (tx) => listMeasures(tx))).length
  const share = await ask('/measures/new?fact=enrolment', {
    ...words,
    fact: 'enrolment',
    shape: 'share',
    on: 'endedOn',
    unit: '%',
  })
  expect(share.status).toBe(422)
  const text = await share.text()
  expect(text).toContain('A share needs at least one condition')
  expect(text).toContain('Spanish-speaking coaches trained')
  expect((await ask('/measures/new?fact=coach_trained', { ...words, ...counting, fact: 'enrolment' })).status).toBe(422)
  expect((await ask('/measures/new?fact=coach_trained', { ...words, ...counting, of_shoe: '42' })).status).toBe(422)
  expect((await ask('/measures/new?fact=coach', { ...words, ...counting })).status).toBe(404)
  expect(await room.db.read(room.team.scope, (tx) => listMeasures(tx))).toHaveLength(before)
})

test('a changed definition is counted anew at once, and the readings before are in the history', async () => {
  const room = await sampleRoom()
  const id = room.measure('days-from-sign-up-to-completion')
  const ask = room.team.as('editor')
  const change = {
    fact: 'enrolment',
    shape: 'share',
    on: 'endedOn',
    those_outcome: 'completed',
    split_courseKind: 'yes',
    version: '1',
  }
  expect((await ask(`/measures/${id}/definition`, { ...change, act: 'try' })).status).toBe(200)
  expect((await ask(`/measures/${id}/definition`, change)).status).toBe(303)
  expect(await valuesNow(room, id)).toEqual(await valuesNow(room, room.measure('training-completion')))
  expect((await ask(`/measures/${id}/definition`, change)).status).toBe(422)
  const back = { fact: 'enrolment', shape: 'median', on: 'endedOn', amount: 'daysToOutcome', version: '2' }
  expect((await ask(`/measures/${id}/definition`, back)).status).toBe(303)
  expect(await room.db.read(room.team.scope, (tx) => findMeasure(tx, id))).toMatchObject({ unit: 'days to outcome' })
})

test('a measure that comes with the product and is not in use yet is offered', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  expect(await textOf(ask, '/measures/new')).not.toContain('Enrollments where nobody came')
  expect(await textOf(ask, '/measures/new')).toContain('Days from first interest to first shift, in the middle')
  const id = room.measure('no-shows')
  await ask(`/measures/${id}/definition`, {
    fact: 'enrolment',
    shape: 'share',
    on: 'endedOn',
    those_outcome: 'withdrawn',
    version: '1',
  })
  expect(await textOf(ask, '/measures/new')).toContain('Enrollments where nobody came')
  expect(await (await ask('/measures/new?from=no-shows')).text()).toContain('value="Enrollments where nobody came"')
})
