import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { readingsOf } from '../readings.ts'
import { findMeasure } from '../store.ts'
import { type Room, sampleRoom } from '../test-room.ts'
import { freezeAtStart } from './actions.ts'
import { evidenceOf } from './evidence.ts'
import { curveFacts, insertReview } from './store.ts'

const seed = 'new-recovery-coaches-trained'
const visits = 'follow-up-visits'
const reason = 'It turned'

async function planned(slug: string, now?: Date): Promise<{ room: Room; path: string; baselineId: string }> {
  const room = await sampleRoom(now)
  const measureId = room.measure(slug)
  const frozen = await room.db.act(room.team.scope, 'test.start', async (tx) => {
    await freezeAtStart(tx, { measureId, actionId: '00000000-0000-7000-8000-00000000000a', on: '2025-01-10' })
    const measure = await findMeasure(tx, measureId)
    return ok(measure ? ((await curveFacts(tx, measure)).baselines[0]?.id ?? '') : '')
  })
  return { room, path: `/measures/${measureId}`, baselineId: frozen.ok ? frozen.value : '' }
}

const textOf = async (answer: Response): Promise<string> =>
  (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a measure with too few values says that no baseline is frozen, and why', async () => {
  const { team, measure } = await sampleRoom()
  const ask = team.as('editor')
  const added = await ask('/measures/new?kind=entered')
  expect(added.status).toBe(200)
  const page = await textOf(await ask(`/measures/${measure('naloxone-kits')}`))
  expect(page).toContain('No baseline is frozen yet')
  expect(page).toContain('Freeze a baseline now')
})

test('an editor freezes, declares a review, moves it and reads its history, without JavaScript', async () => {
  const { room, path } = await planned(seed)
  const ask = room.team.as('editor')
  const page = await textOf(await ask(path))
  expect(page).toContain('Frozen on 10 Jan 2025, when an action of the plan began')
  expect(page).toContain('Rests on 4 values, 2020 to 2023')
  const declared = await ask(`${path}/reviews/new`, { dueOn: '2026-02-15', worthwhile: '', note: 'The yearly meeting' })
  expect(declared.status).toBe(303)
  const review = /\/reviews\/([0-9a-f-]{36})/.exec(await (await ask(path)).text())?.[1] ?? ''
  const moved = await ask(`${path}/reviews/${review}`, {
    version: '1',
    dueOn: '2026-03-15',
    worthwhile: '5',
    note: 'The yearly meeting',
  })
  expect(moved.status).toBe(303)
  const shown = await textOf(await ask(`${path}/reviews/${review}`))
  expect(shown).toContain('5 coaches')
  expect(shown).toMatch(/review date 15 Feb 2026 15 Mar 2026/)
})

test('a review on a day that has gone by, and one that was moved meanwhile, are shown again with what was typed', async () => {
  const { room, path } = await planned(seed)
  const ask = room.team.as('editor')
  const past = await ask(`${path}/reviews/new`, { dueOn: '2025-01-15', worthwhile: 'x', note: 'Typed & not lost' })
  expect(past.status).toBe(422)
  const page = await past.text()
  expect(page).toContain('Typed &amp; not lost')
  expect(page).toContain('Smallest difference is not a number')
  await ask(`${path}/reviews/new`, { dueOn: '2026-02-15', worthwhile: '', note: 'Mine' })
  const review = /\/reviews\/([0-9a-f-]{36})/.exec(await (await ask(path)).text())?.[1] ?? ''
  await ask(`${path}/reviews/${review}`, { version: '1', dueOn: '2026-02-15', worthwhile: '', note: 'Theirs' })
  const late = await ask(`${path}/reviews/${review}`, {
    version: '1',
    dueOn: '2026-02-15',
    worthwhile: '',
    note: 'Mine again',
  })
  expect(late.status).toBe(422)
  const both = await late.text()
  expect(both).toContain('Theirs')
  expect(both).toContain('Mine again')
  expect(both).toContain('Somebody saved this review after you opened it.')
})

test('a due review says what a verdict still needs before it is held, and stands once it was', async () => {
  const { room, path, baselineId } = await planned(seed)
  const made = await room.db.act(room.team.scope, 'test.review', async (tx) =>
    ok(
      await insertReview(tx, {
        measureId: room.measure(seed),
        baselineId,
        dueOn: '2025-01-15',
        worthwhile: 0,
        note: '',
      }),
    ),
  )
  const at = `${path}/reviews/${made.ok ? made.value : ''}`
  const ask = room.team.as('editor')
  expect(await textOf(await ask(at))).toContain(
    'A verdict needs eight values from before the plan (there are four) and three from after it began (there are none)',
  )
  expect((await ask(`${at}/withdraw`, { version: '1' })).status).toBe(422)
  expect((await ask(`${at}/hold`, { version: '1' })).status).toBe(303)
  expect(await textOf(await ask(at))).toContain('Too early to tell')
  const again = await ask(`${at}/hold`, { version: '2' })
  expect(again.status).toBe(422)
  expect(await textOf(again)).toContain('Its result stays as it was said')
})

test('a viewer reads baseline, review and what needs attention, and finds no way to change them', async () => {
  const { room, path, baselineId } = await planned(visits)
  await room.team.as('editor')(`${path}/reviews/new`, { dueOn: '2026-02-15', worthwhile: '', note: '' })
  const ask = room.team.as('viewer')
  const review = /\/reviews\/([0-9a-f-]{36})/.exec(await (await ask(path)).text())?.[1] ?? ''
  for (const at of [path, `${path}/baselines/${baselineId}`, `${path}/reviews/${review}`, '/measures/attention']) {
    const page = await (await ask(at)).text()
    expect(page, at).not.toMatch(/\/(baseline|line|hold|withdraw|notes\/new|reviews\/new)"/)
    expect(page, at).not.toMatch(/<form[^>]*method="post"[^>]*measures/)
  }
  expect(await textOf(await ask(`${path}/baselines/${baselineId}`))).toContain('a steady count (Gamma-Poisson)')
})

test('after a signal limits begin anew with a reason, and each stretch has limits of its own', async () => {
  const { room, path } = await planned(visits, new Date('2026-11-24T17:00:00Z'))
  const ask = room.team.as('editor')
  const note = { from: '2025-01-01', text: 'A second coach', beginsAnew: 'yes' }
  expect((await ask(`${path}/notes/new`, { ...note, reason: '' })).status).toBe(422)
  expect((await ask(`${path}/notes/new`, { ...note, reason })).status).toBe(303)
  const evidence = await room.db.read(room.team.scope, async (tx) => {
    const measure = await findMeasure(tx, room.measure(visits))
    const [found] = measure ? await readingsOf(tx, [measure], '2026-11-24') : []
    if (!measure || !found) throw new Error('no measure')
    return [evidenceOf(found, null), evidenceOf({ ...found, curve: await curveFacts(tx, measure) }, null)]
  })
  const centres = evidence.map((one) =>
    one.ok ? [0, 18].map((at) => Math.round(one.value.limits?.each[at]?.mean ?? 0)) : [],
  )
  expect(centres).toEqual([
    [48, 48],
    [48, 69],
  ])
})

test('a line is entered, shown with its name, and has no band', async () => {
  const { room, path } = await planned(seed)
  const ask = room.team.as('editor')
  const line = {
    source: 'partner estimate',
    drawnBy: 'Wilson County EMS',
    reason: '',
    from: '2024-01-01',
    value1: '20',
    value2: '25',
    value3: '',
    value4: '',
    value5: '',
    value6: '',
  }
  expect((await ask(`${path}/line`, { ...line, value1: '' })).status).toBe(422)
  expect((await ask(`${path}/line`, line)).status).toBe(303)
  const page = await (await ask(path)).text()
  expect(page).toContain('Estimate of a partner, Wilson County EMS')
  expect(page).toContain('Version 1')
  const drawn = /\/baselines\/([0-9a-f-]{36})[^>]*>Version 2/.exec(page)?.[1] ?? ''
  expect(await textOf(await ask(`${path}/baselines/${drawn}`))).toContain('no band')
})

test('a new version needs new values, and the page says so before anything is typed', async () => {
  const { room, path } = await planned(visits)
  const ask = room.team.as('editor')
  expect(await textOf(await ask(`${path}/baseline`))).toContain(
    'No value has come in or changed since version 1 was frozen',
  )
  expect((await ask(`${path}/baseline`, { reason: 'A look again' })).status).toBe(422)
})
