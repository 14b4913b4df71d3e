import { expect, test } from 'vitest'
import { partners } from '../partners/store.ts'
import { all, placements } from './store.ts'
import { needs, type Room, sampleRoom } from './test-room.ts'
import { wordsForEdition } from './words-for-edition.ts'

const edition = (room: Room, day = '2025-01-15') =>
  room.db.read(room.team.scope, async (tx) =>
    wordsForEdition(tx, day, { measures: await needs.measures(tx), partners: await partners(tx) }),
  )
const list = (room: Room, kind: 'result' | 'program') => room.db.read(room.team.scope, (tx) => all(tx, kind))

test('the scorecard shows results with indicators and programs by the three questions', async () => {
  const { team } = await sampleRoom()
  const page = await (await team.as('viewer')('/scorecard')).text()
  const order = [
    'Survival (sample)',
    'Overdose emergency visits',
    'Recovery (sample)',
    'Residents receiving buprenorphine',
    'How much did we do?',
    'New recovery coaches trained',
    'How well did we do it?',
    'Survivors reached',
    'Is anyone better off?',
    'People connected to treatment',
  ]
  const places = order.map((words) => page.indexOf(`${words}`))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(page).toContain('12 coaches')
})

test('a result is added with a warning in place of a refusal when it names a change', async () => {
  const { team } = await sampleRoom()
  const ask = team.as('editor')
  const added = await ask('/scorecard/results/add', { title: 'Deaths', statement: 'Decrease overdose deaths' })
  expect(added.status).toBe(303)
  const page = await (await ask((added.headers.get('location') ?? '').replace('/team/wilson', ''))).text()
  expect(page).toContain('“Decrease” names a change.')
  expect(await (await team.as('viewer')('/scorecard')).text()).not.toContain('names a change')
})

test('results move up and down by buttons and stay in the order the county chose', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const [first, second] = await list(room, 'result')
  const moved = await ask(`/scorecard/results/${second?.id}/move`, { way: 'up' })
  expect(moved.headers.get('location')).toContain('arrange=yes')
  expect((await list(room, 'result')).map(({ id }) => id)).toEqual([second?.id, first?.id])
  expect((await edition(room)).results.map(({ title }) => title)).toEqual(['Recovery (sample)', 'Survival (sample)'])
})

test('a measure moves among those of its question and not into another', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const measures = async () => (await edition(room)).programs[0]?.measures
  expect(await measures()).toEqual([
    'new-recovery-coaches-trained',
    'training-sessions-held',
    'training-completion',
    'outreach-attempts',
    'survivors-reached',
    'connected-to-treatment',
  ])
  const place = (await room.db.read(room.team.scope, placements)).find(
    (each) => each.measureId === room.measure('outreach-attempts'),
  )
  await ask(`/scorecard/placements/${place?.id}/move`, { way: 'up' })
  await ask(`/scorecard/placements/${place?.id}/move`, { way: 'up' })
  await ask(`/scorecard/placements/${place?.id}/move`, { way: 'up' })
  expect(await measures()).toEqual([
    'outreach-attempts',
    'new-recovery-coaches-trained',
    'training-completion',
    'training-sessions-held',
    'survivors-reached',
    'connected-to-treatment',
  ])
})

test('a measure stands under several results and programs, and its words are kept once', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const measureId = room.measure('overdose-emergency-visits')
  const results = await list(room, 'result')
  const [program] = await list(room, 'program')
  const form = new FormData()
  for (const { id } of results) form.append('results', id)
  form.append('programs', program?.id ?? '')
  expect((await ask(`/scorecard/measures/${measureId}/places`, form)).status).toBe(303)
  const words = await edition(room)
  expect(words.results.map(({ indicators }) => indicators.includes('overdose-emergency-visits'))).toEqual([true, true])
  expect(words.programs[0]?.measures).toContain('overdose-emergency-visits')
  expect(words.measures.filter(({ slug }) => slug === 'overdose-emergency-visits')).toHaveLength(1)
})

test('measures are chosen for a result, and those left out stand nowhere', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const [result] = await list(room, 'result')
  expect(
    (
      await ask(`/scorecard/results/${result?.id}/measures`, {
        measures: room.measure('residents-receiving-buprenorphine'),
      })
    ).status,
  ).toBe(303)
  expect((await edition(room)).results[0]?.indicators).toEqual(['residents-receiving-buprenorphine'])
  expect(await (await ask('/scorecard')).text()).toContain('Not on the scorecard yet')
})

test('a choice that is not on the list is refused', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const [result] = await list(room, 'result')
  for (const measures of ['00000000-0000-7000-8000-0000000000ff', 'x'])
    expect((await ask(`/scorecard/results/${result?.id}/measures`, { measures })).status).toBe(422)
  for (const results of ['00000000-0000-7000-8000-0000000000ff', "' or 1=1"])
    expect((await ask(`/scorecard/measures/${room.measure('training-completion')}/places`, { results })).status).toBe(
      422,
    )
})

test('a program says which results it serves', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const [program] = await list(room, 'program')
  expect(await (await ask('/scorecard')).text()).toContain('Served by')
  expect((await ask(`/scorecard/programs/${program?.id}/results`, {})).status).toBe(303)
  expect(await (await ask('/scorecard')).text()).not.toContain('Served by')
})

test('a program that is removed leaves its measures with their words, and comes back with all of them', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  const [program] = await list(room, 'program')
  const path = `/scorecard/programs/${program?.id}`
  expect(await (await ask(`${path}/remove`)).text()).toContain('The 6 measures under it stay, with values and words')
  const before = await edition(room)
  const removed = await ask(`${path}/remove`, { version: '1' })
  expect((await edition(room)).programs).toEqual([])
  const page = await (await ask((removed.headers.get('location') ?? '').replace('/team/wilson', ''))).text()
  expect(page).toContain(`${path}/put-back`)
  expect((await ask(`${path}/put-back`, {})).status).toBe(303)
  expect(await edition(room)).toEqual(before)
})

test('an edition carries every word of the seed page, in the order of the county', async () => {
  const room = await sampleRoom()
  const words = (await edition(room)).measures.find(({ slug }) => slug === 'new-recovery-coaches-trained')
  expect(words?.definition).toMatchObject({ number: 1, effectiveOn: '2020-01-01' })
  expect(words?.story.map(({ period }) => period)).toEqual([
    { label: '2020 to 2024', from: '2020-01-01', to: '2024-12-31' },
  ])
  for (const figure of ['**5** people', '**14** more', '2022, **no one**', '**39**', '**12**'])
    expect(words?.story[0]?.body).toContain(figure)
  expect(words?.partners.map(({ name }) => name)).toEqual([
    'Wilson County EMS',
    'Wilson County Government',
    'Wilson County OMDT',
    'Area L AHEC',
    'Wilson County Substance Prevention Coalition',
    'RC3',
    'Recovery Coaches',
  ])
  expect(words?.whatWorks).toHaveLength(7)
  expect(words?.actions).toHaveLength(5)
  expect(words?.actions[0]).toMatchObject({ partner: '', status: 'not started', updatedOn: '2025-01-20' })
})

test('an edition carries the definition in force on its day', async () => {
  const room = await sampleRoom()
  const ask = room.team.as('editor')
  await ask(`/scorecard/measures/${room.measure('new-recovery-coaches-trained')}/definitions/add`, {
    lay: 'Second',
    technical: '',
    effectiveOn: '2025-07-01',
    version: '1',
  })
  const numberOn = async (day: string) =>
    (await edition(room, day)).measures.find(({ slug }) => slug === 'new-recovery-coaches-trained')?.definition?.number
  expect([await numberOn('2025-06-30'), await numberOn('2025-07-01'), await numberOn('2019-12-31')]).toEqual([
    1,
    2,
    undefined,
  ])
})
