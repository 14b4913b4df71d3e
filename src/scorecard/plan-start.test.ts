import { expect, test } from 'vitest'
import { baselinesOf } from '../measures/curve/store.ts'
import { find } from './store.ts'
import { type Room, sampleRoom } from './test-room.ts'

const seed = 'new-recovery-coaches-trained'

const frozenIn = ({ db, team, measure }: Room, slug = seed) =>
  db.read(team.scope, (tx) => baselinesOf(tx, [measure(slug)]))
const acts = async ({ db }: Room, id: string): Promise<readonly string[]> =>
  (await db.owner('select act from history where object_id = $1 order by id', [id])).rows.map(({ act }) => act)

/** The id of a fresh action of the seed's plan. */
async function action(room: Room, status: string, what = 'Pay for two classes'): Promise<string> {
  const answer = await room.team.as('editor')(`/scorecard/measures/${room.measure(seed)}/actions/add`, { what, status })
  expect(answer.status).toBe(303)
  const { rows } = await room.db.owner('select id from action where what = $1', [what])
  return rows[0]?.id ?? ''
}

test('reporting that an action is under way freezes the baseline in the same act', async () => {
  const room = await sampleRoom()
  const id = await action(room, 'not started')
  expect(await frozenIn(room)).toEqual([])
  const told = await room.team.as('coordinator')(`/scorecard/actions/${id}/report`, {
    version: '1',
    status: 'under way',
    progress: '',
  })
  expect(told.status).toBe(303)
  const [baseline] = await frozenIn(room)
  expect(baseline).toMatchObject({
    number: 1,
    actionId: id,
    madeOn: '2025-01-15',
    method: 'range',
    mean: [12, 12, 12, 12, 12],
  })
  expect(await acts(room, baseline?.id ?? '')).toEqual(['scorecard.reportOnAction'])
})

test('an action that is added under way or saved as done freezes it too', async () => {
  const added = await sampleRoom()
  const first = await action(added, 'under way')
  expect(await frozenIn(added)).toMatchObject([{ actionId: first }])
  const saved = await sampleRoom()
  const id = await action(saved, 'behind')
  expect(await frozenIn(saved)).toEqual([])
  await saved.team.as('editor')(`/scorecard/actions/${id}/edit`, {
    version: '1',
    what: 'Pay for two classes',
    status: 'done',
  })
  expect(await frozenIn(saved)).toMatchObject([{ actionId: id }])
})

test('a plan that is under way keeps its baseline, whatever starts later', async () => {
  const room = await sampleRoom()
  await action(room, 'under way')
  await action(room, 'under way', 'Call everybody')
  expect(await frozenIn(room)).toHaveLength(1)
})

test('a report that is refused freezes nothing', async () => {
  const room = await sampleRoom()
  const id = await action(room, 'not started')
  const late = { version: '9', status: 'under way', progress: 'Begun' }
  expect((await room.team.as('editor')(`/scorecard/actions/${id}/report`, late)).status).toBe(422)
  expect(await frozenIn(room)).toEqual([])
})

test('a plan of a measure without three values starts all the same', async () => {
  const room = await sampleRoom()
  const at = `/scorecard/measures/${room.measure('outreach-attempts')}/actions/add`
  expect((await room.team.as('editor')(at, { what: 'Knock twice', status: 'under way' })).status).toBe(303)
  expect(await frozenIn(room, 'outreach-attempts')).toEqual([])
  const { rows } = await room.db.owner(`select id from action where what = 'Knock twice'`)
  expect(await room.db.read(room.team.scope, (tx) => find(tx, 'action', rows[0]?.id ?? ''))).toMatchObject({
    status: 'under way',
  })
})

test('who starts an action reads what was frozen, with the way to it, once', async () => {
  const room = await sampleRoom()
  const landed = async (answer: Response): Promise<string> =>
    (await room.team.as('editor')((answer.headers.get('location') ?? '').replace('/team/wilson', ''))).text()
  const at = `/scorecard/measures/${room.measure(seed)}/actions/add`
  const started = await room.team.as('editor')(at, { what: 'Pay for two classes', status: 'under way' })
  const page = await landed(started)
  const [baseline] = await frozenIn(room)
  expect(page.replace(/<[^>]+>/g, '')).toContain('Where the number was headed is now frozen: 0 to 39 coaches in 2025.')
  expect(page).toContain(`href="/team/wilson/measures/${room.measure(seed)}/baselines/${baseline?.id}"`)
  const { rows } = await room.db.owner(`select id from action where what = 'Pay for two classes'`)
  const id = rows[0]?.id ?? ''
  const again = await room.team.as('coordinator')(`/scorecard/actions/${id}/report`, {
    version: '1',
    status: 'under way',
    progress: 'The first class is paid.',
  })
  expect(await landed(again)).not.toContain('is now frozen')
  expect(
    await landed(await room.team.as('editor')(at, { what: 'Call', status: 'under way' })),
    'in force',
  ).not.toContain('is now frozen')
  const reported = await sampleRoom()
  const waiting = await action(reported, 'not started')
  const told = await reported.team.as('coordinator')(`/scorecard/actions/${waiting}/report`, {
    version: '1',
    status: 'done',
    progress: '',
  })
  const told2 = (told.headers.get('location') ?? '').replace('/team/wilson', '')
  expect(await (await reported.team.as('coordinator')(told2)).text()).toContain('is now frozen')
})
