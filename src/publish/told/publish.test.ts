import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { insertEntered } from '../../measures/entered/store.ts'
import { insertMeasures } from '../../measures/store.ts'
import { insert } from '../../scorecard/store.ts'
import { draftEdition } from '../actions.ts'
import { type County, county, publish, today } from '../test-county.ts'

/** The sample county with people served in 2020 to 2024: 40, 14, 3, 39, 22, and a story about them. */
async function withStory(body: string): Promise<County & { readonly measureId: string; readonly storyId: string }> {
  const there = await county()
  const program = await there.db.owner('select id from program limit 1')
  let told = { measureId: '', storyId: '' }
  const done = await there.db.act(there.team.scope, 'test.serve', async (tx) => {
    const ids = await insertMeasures(tx, [
      {
        slug: 'people-served',
        title: 'People served',
        kind: 'performance',
        asks: 'how much',
        better: 'higher',
        unit: 'people',
        decimals: 0,
        shape: 'count',
        definition: null,
        calendar: { kind: 'year' },
        collectedFrom: null,
        collectedThrough: null,
        endedOn: null,
        settlesAfterDays: 0,
        source: '',
        isSample: false,
        isPersonLevel: true,
        publishesSplits: false,
        smallSplitsReason: '',
      },
    ])
    const measureId = ids.get('people-served') ?? ''
    await insertEntered(
      tx,
      [40, 14, 3, 39, 22].map((value, at) => ({
        measureId,
        period: { label: String(2020 + at), from: `${2020 + at}-01-01`, to: `${2020 + at}-12-31` },
        value,
        numerator: value,
        denominator: null,
        status: 'final' as const,
        reason: null,
        source: '',
        note: '',
      })),
    )
    await tx.sql
      .insertInto('placement')
      .values({ org_id: tx.org, id: crypto.randomUUID(), measure_id: measureId, program_id: program.rows[0].id })
      .execute()
    const storyId = await insert(
      tx,
      'story',
      { writtenOn: '2025-01-10', fromOn: null, toOn: null, body },
      { measureId },
    )
    told = { measureId, storyId }
    return ok(null)
  })
  if (!done.ok) throw new Error('not added')
  return { ...there, ...told }
}

/** The story says something else, or the measure counts no people. */
async function change(
  { db, team, measureId }: County & { readonly measureId: string },
  to: { readonly body?: string; readonly isPersonLevel?: boolean },
): Promise<void> {
  const done = await db.act(team.scope, 'test.change', async (tx) => {
    if (to.body !== undefined)
      await tx.sql.updateTable('story').set({ body: to.body }).where('measure_id', '=', measureId).execute()
    if (to.isPersonLevel !== undefined)
      await tx.sql
        .updateTable('measure')
        .set({ is_person_level: to.isPersonLevel })
        .where('slug', '=', 'people-served')
        .execute()
    return ok(null)
  })
  if (!done.ok) throw new Error('not changed')
}

/** The page once its check is over. */
async function screenOf({ db, team, needs }: County, who: 'editor' | 'viewer' = 'editor'): Promise<string> {
  await draftEdition(db, team.scope, needs, today)
  return (await team.as(who)('/publish')).text()
}
const markIn = (screen: string): string => /name="figure" value="([0-9a-f]+)"/.exec(screen)?.[1] ?? ''

test('a story that tells a withheld count stops the publication, which says where, which words, and a way out (S16)', async () => {
  const there = await withStory('In 2022 only **3** people came.')
  expect(await publish(there)).toMatchObject({ ok: false, problems: [{ code: 'publish.told-in-words' }] })
  const screen = await screenOf(there)
  expect(screen).toContain('Words that tell a withheld number')
  expect(screen).toContain('People served, 2022')
  expect(screen).toContain('<mark>3</mark>')
  expect(screen).toContain(`/measures/${there.measureId}/story#story`)
  expect(screen).not.toContain('Publish edition 1</button>')
})

test('other words are published, and nothing of what was told', async () => {
  const there = await withStory('In 2022 only a few people came.')
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
})

test('whoever says what a number is instead publishes it, and who said so is kept', async () => {
  const there = await withStory('We work with 3 mentors.')
  const mark = markIn(await screenOf(there))
  const unsaid = await there.team.as('editor')('/publish/explain', { figure: mark, reason: ' ' })
  expect(unsaid.status).toBe(422)
  expect(await unsaid.text()).toContain('Say what the number is.')
  const none = await there.team.as('editor')('/publish/explain', { reason: 'Mentors.' })
  expect(none.status).toBe(422)
  const said = await there.team.as('editor')('/publish/explain', { figure: mark, reason: 'Mentors of the team.' })
  expect(said.status).toBe(303)
  const screen = await screenOf(there)
  expect(screen).toContain('Mentors of the team.')
  expect(screen).toContain('Publish edition 1</button>')
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  const kept = await there.db.owner(
    "select act, after ->> 'reason' as reason from history where kind = 'figure_explained'",
  )
  expect(kept.rows).toEqual([{ act: 'publish.explainFigures', reason: 'Mentors of the team.' }])
  const [edition] = (await there.db.owner('select accepted from edition')).rows
  expect(edition.accepted).toContainEqual({
    code: 'publish.figure-explained',
    measure: 'people-served',
    section: 'Story',
    words: '3',
    reason: 'Mentors of the team.',
  })
})

test('what a person said of a number holds for its sentence, and can be taken back', async () => {
  const there = await withStory('We work with 3 mentors.')
  await there.team.as('editor')('/publish/explain', { figure: markIn(await screenOf(there)), reason: 'Mentors.' })
  await change(there, { body: 'We worked with 3 of them.' })
  expect(await publish(there)).toMatchObject({ ok: false, problems: [{ code: 'publish.told-in-words' }] })
  await change(there, { body: 'We work with 3 mentors.' })
  const { rows } = await there.db.owner('select id from figure_explained')
  expect((await there.team.as('viewer')('/publish/ask-again', { id: rows[0].id })).status).toBe(404)
  expect((await there.team.as('neighbour')('/publish/ask-again', { id: rows[0].id })).status).toBe(404)
  expect((await there.team.as('editor')('/publish/ask-again', { id: rows[0].id })).status).toBe(303)
  expect(await publish(there)).toMatchObject({ ok: false })
})

test('only who may publish says what a number is', async () => {
  const there = await withStory('We work with 3 mentors.')
  const mark = markIn(await screenOf(there))
  for (const who of ['viewer', 'neighbour'] as const)
    expect((await there.team.as(who)('/publish/explain', { figure: mark, reason: 'Mentors.' })).status).toBe(404)
  expect(await screenOf(there, 'viewer')).not.toContain('Keep what they are')
})

test('the note of an edition is read too', async () => {
  const there = await withStory('In 2022 only a few people came.')
  const refused = await publish(there, 'In 2022 only three people came.')
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'publish.told-in-words', field: 'note' }] })
  expect(await publish(there, 'Figures for 2024 are complete.')).toEqual({ ok: true, value: 1 })
})

test('a note whose number is something else is kept while that is said', async () => {
  const there = await withStory('In 2022 only a few people came.')
  const { mark } = await draftEdition(there.db, there.team.scope, there.needs, today)
  const note = 'For 2022 three people of the team checked the figures.'
  const refused = await there.team.as('editor')('/publish', { mark, note })
  const screen = await refused.text()
  expect(refused.status).toBe(422)
  const figure = markIn(screen)
  const said = await there.team.as('editor')('/publish/explain', { figure, reason: 'Who checked.', note })
  expect(await said.text()).toContain(`value="${note}"`)
  expect(await publish(there, note)).toEqual({ ok: true, value: 1 })
})

test('what an earlier edition tells is said to be readable there still', async () => {
  const there = await withStory('In 2022 only 3 people came.')
  await change(there, { isPersonLevel: false })
  expect(await publish(there)).toEqual({ ok: true, value: 1 })
  await change(there, { isPersonLevel: true })
  await change(there, { body: 'Only a few people came.' })
  const screen = await screenOf(there)
  expect(screen).toContain('Edition 1 tells')
  expect(screen).toContain('can still be read')
  expect(await publish(there)).toEqual({ ok: true, value: 2 })
})

test('notes, sources and labels are looked at as the scorecard’s own words are', async () => {
  const there = await withStory('A few people came.')
  const done = await there.db.act(there.team.scope, 'test.source', async (tx) => {
    await tx.sql
      .updateTable('measure')
      .set({ source: 'Told by two residents of Marsh Bend' })
      .where('slug', '=', 'people-served')
      .execute()
    return ok(null)
  })
  expect(done.ok).toBe(true)
  const { warnings } = await draftEdition(there.db, there.team.scope, there.needs, today)
  expect(
    warnings.filter(({ measure }) => measure?.slug === 'people-served').map(({ excerpt }) => excerpt?.marked),
  ).toContain('two residents')
})

test('a note that looks personal is asked about once, and kept by whoever publishes it again', async () => {
  const there = await withStory('A few people came.')
  const { mark } = await draftEdition(there.db, there.team.scope, there.needs, today)
  const note = 'Call Dana at 252-555-0142 with questions.'
  const asked = await there.team.as('editor')('/publish', { mark, note })
  expect(asked.status).toBe(422)
  const screen = await asked.text()
  expect(screen).toContain('252-555-0142”: This looks like a phone number.')
  expect(screen).toContain(`name="noteSeen" value="${note}"`)
  expect((await there.db.owner('select number from edition')).rows).toEqual([])
  const other = await there.team.as('editor')('/publish', { mark, note: `${note} Or 252-555-0143.`, noteSeen: note })
  expect(other.status).toBe(422)
  expect((await there.team.as('editor')('/publish', { mark, note, noteSeen: note })).status).toBe(303)
  const { rows } = await there.db.owner('select accepted from edition')
  expect(rows[0].accepted).toContainEqual({
    code: 'scorecard.personal-detail',
    measure: null,
    section: 'what is new',
  })
})

test('a note without anything personal is published at once', async () => {
  const there = await withStory('A few people came.')
  const { mark } = await draftEdition(there.db, there.team.scope, there.needs, today)
  expect((await there.team.as('editor')('/publish', { mark, note: 'Figures for 2024 are complete.' })).status).toBe(303)
})
