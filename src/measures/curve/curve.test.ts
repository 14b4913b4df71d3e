import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { historyOf } from '../../platform/history.ts'
import { insertEntered } from '../entered/store.ts'
import { findMeasure } from '../store.ts'
import { type Room, sampleRoom } from '../test-room.ts'
import {
  declareReview,
  enterLine,
  freezeAtStart,
  freezeBaseline,
  holdDeclaredReview,
  saveReview,
  withdrawReview,
} from './actions.ts'
import { addNote, removeNote, saveNote } from './note-actions.ts'
import { curveFacts } from './store.ts'

const seed = 'new-recovery-coaches-trained'
const today = '2025-02-03'
const actionId = '00000000-0000-7000-8000-00000000000a'

const factsOf = ({ db, team, measure }: Room, slug: string) =>
  db.read(team.scope, async (tx) => {
    const found = await findMeasure(tx, measure(slug))
    if (!found) throw new Error('no measure')
    return curveFacts(tx, found)
  })

const start = (room: Room, slug: string, on = today) =>
  room.db.act(room.team.scope, 'scorecard.reportOnAction', async (tx) => {
    await freezeAtStart(tx, { measureId: room.measure(slug), actionId, on })
    return ok(null)
  })

const handOf = ({ db, team }: Room) => ({ db, scope: team.scope, today })

const review = (dueOn: string) => ({ dueOn, worthwhile: null, note: '' })
const valueOf = <T>(answer: { ok: true; value: T } | { ok: false; problems: readonly { message: string }[] }): T => {
  if (!answer.ok) throw new Error(answer.problems[0]?.message)
  return answer.value
}
const codeOf = (answer: { ok: boolean; problems?: readonly { code: string }[] }) =>
  answer.problems?.[0]?.code ?? 'taken'

test('a plan that starts freezes one baseline, and a second start changes nothing', async () => {
  const room = await sampleRoom()
  await start(room, seed)
  await start(room, seed, '2025-06-01')
  const { baselines } = await factsOf(room, seed)
  expect(baselines).toMatchObject([
    { number: 1, source: 'statistical', method: 'range', madeOn: today, actionId, mean: [12, 12, 12, 12, 12] },
  ])
  const [line] = await room.db.read(room.team.scope, (tx) => historyOf(tx, [baselines[0]?.id ?? '']))
  expect(line).toMatchObject({ act: 'scorecard.reportOnAction', kind: 'baseline' })
})

test('a measure with fewer than three values starts its plan without a baseline', async () => {
  const room = await sampleRoom()
  await start(room, 'survivors-reached', '2022-01-05')
  expect((await factsOf(room, 'survivors-reached')).baselines).toEqual([])
})

test('a frozen baseline cannot be changed or taken away, not even by hand', async () => {
  const room = await sampleRoom()
  await start(room, seed)
  for (const change of ['update baseline set method = $$better$$', 'delete from baseline'])
    await expect(
      room.db.act(room.team.scope, 'test.tamper', async (tx) => {
        await tx.client.query(change)
        return ok(null)
      }),
    ).rejects.toThrow(/permission denied/)
})

test('another county sees no baseline, review or note, and cannot freeze, declare or write here', async () => {
  const room = await sampleRoom()
  await start(room, seed)
  const nash = { ...room.team.scope, org: room.team.neighbourOrg }
  const measureId = room.measure(seed)
  for (const table of ['baseline', 'review', 'chart_note'] as const)
    expect(await room.db.read(nash, (tx) => tx.sql.selectFrom(table).selectAll().execute())).toEqual([])
  expect(codeOf(await freezeBaseline({ db: room.db, scope: nash, today }, { measureId, reason: 'Ours' }))).toBe(
    'measures.unknown',
  )
  expect(
    codeOf(await declareReview({ db: room.db, scope: nash, today }, { measureId, typed: review('2026-01-01') })),
  ).toBe('measures.unknown')
})

test('a partner’s line is kept beside the baseline in force, and a refit needs new values and a reason', async () => {
  const room = await sampleRoom()
  const measureId = room.measure('outreach-attempts')
  const freeze = (reason: string) => freezeBaseline(handOf(room), { measureId, reason })
  valueOf(await freeze(''))
  const line = {
    source: 'partner estimate',
    drawnBy: 'EMS',
    reason: '',
    from: '2025-01-01',
    values: [300, 310],
  } as const
  valueOf(await enterLine(handOf(room), { measureId, typed: line }))
  expect(codeOf(await freeze('A second look'))).toBe('measures.same-baseline')
  valueOf(
    await room.db.act(room.team.scope, 'measures.addReading', async (tx) =>
      ok(
        await insertEntered(tx, [
          {
            measureId,
            period: { label: '2019', from: '2019-01-01', to: '2019-12-31' },
            value: 120,
            numerator: 120,
            denominator: null,
            status: 'final',
            reason: null,
            source: '',
            note: '',
          },
        ]),
      ),
    ),
  )
  expect(codeOf(await freeze(''))).toBe('measures.refit-reason')
  valueOf(await freeze('2019 was found in an old log'))
  const { baselines } = await factsOf(room, 'outreach-attempts')
  expect(baselines.map(({ number, source, reason }) => [number, source, reason])).toEqual([
    [3, 'statistical', '2019 was found in an old log'],
    [2, 'partner estimate', ''],
    [1, 'statistical', ''],
  ])
  expect(baselines[2]?.restsOn.map(({ value }) => value)).toEqual([148, 231, 262, 318, 296])
})

test('a review is declared, moved with the version that was read, held on its day, and then stands', async () => {
  const room = await sampleRoom()
  const hand = handOf(room)
  const measureId = room.measure(seed)
  expect(codeOf(await declareReview(hand, { measureId, typed: review('2026-02-01') }))).toBe('measures.no-baseline')
  await start(room, seed)
  const id = valueOf(await declareReview(hand, { measureId, typed: review('2026-02-01') }))
  const at = { measureId, id, version: 1 }
  expect(codeOf(await holdDeclaredReview(hand, at))).toBe('measures.review-early')
  valueOf(await saveReview(hand, { ...at, typed: review('2026-03-01') }))
  expect(codeOf(await saveReview(hand, { ...at, typed: review('2026-04-01') }))).toBe('measures.changed-meanwhile')
  const due = { ...at, version: 2 }
  const later = { ...hand, today: '2026-03-01' }
  expect(codeOf(await saveReview(later, { ...due, typed: review('2027-03-01') }))).toBe('measures.review-due')
  expect(codeOf(await withdrawReview(later, due))).toBe('measures.review-due')
  expect(codeOf(await holdDeclaredReview(later, { ...due, version: 1 }))).toBe('measures.changed-meanwhile')
  valueOf(await holdDeclaredReview(later, due))
  const { reviews } = await factsOf(room, seed)
  expect(reviews).toMatchObject([{ dueOn: '2026-03-01', held: { on: '2026-03-01', word: 'too early' } }])
  expect(reviews[0]?.held?.sentence).toContain('A verdict needs eight values from before the plan (there are five)')
  expect(codeOf(await holdDeclaredReview(later, { ...due, version: 3 }))).toBe('measures.review-held')
})

test('the result of a held review cannot be changed, not even by hand', async () => {
  const room = await sampleRoom()
  await start(room, seed)
  const { db, team } = room
  const hand = handOf(room)
  const measureId = room.measure(seed)
  const id = valueOf(await declareReview(hand, { measureId, typed: review('2026-02-01') }))
  valueOf(await holdDeclaredReview({ ...hand, today: '2026-02-01' }, { measureId, id, version: 1 }))
  await db.act(team.scope, 'test.tamper', async (tx) => {
    await tx.sql.updateTable('review').set({ word: 'turned' }).execute()
    await tx.sql.deleteFrom('review').execute()
    return ok(null)
  })
  expect((await factsOf(room, seed)).reviews).toMatchObject([{ held: { word: 'too early' } }])
})

test('a review that was withdrawn before its day is gone, and its history stays', async () => {
  const room = await sampleRoom()
  await start(room, seed)
  const { db, team } = room
  const hand = handOf(room)
  const measureId = room.measure(seed)
  const id = valueOf(await declareReview(hand, { measureId, typed: review('2026-02-01') }))
  valueOf(await withdrawReview(hand, { measureId, id, version: 1 }))
  expect((await factsOf(room, seed)).reviews).toEqual([])
  const lines = await db.read(team.scope, (tx) => historyOf(tx, [id]))
  expect(lines.map(({ act }) => act)).toEqual(['measures.withdrawReview', 'measures.declareReview'])
})

test('a note stands beside a period that has a reading; limits do not begin anew without a signal', async () => {
  const room = await sampleRoom()
  const hand = handOf(room)
  const measureId = room.measure(seed)
  const typed = { from: '2022-01-01', text: 'No class was funded', beginsAnew: false, reason: '' }
  const id = valueOf(await addNote(hand, { measureId, typed }))
  expect(codeOf(await addNote(hand, { measureId, typed }))).toBe('measures.note-twice')
  expect(codeOf(await addNote(hand, { measureId, typed: { ...typed, from: '2011-01-01' } }))).toBe(
    'measures.note-period',
  )
  const anew = { ...typed, beginsAnew: true, reason: 'A new course' }
  expect(codeOf(await saveNote(hand, { measureId, id, version: 1, typed: anew }))).toBe('measures.note-no-signal')
  valueOf(
    await saveNote(hand, {
      measureId,
      id,
      version: 1,
      typed: { ...typed, text: 'No class was paid for' },
    }),
  )
  expect((await factsOf(room, seed)).notes).toMatchObject([
    { period: { label: '2022' }, text: 'No class was paid for', reason: null },
  ])
  expect(codeOf(await removeNote(hand, { measureId, id, version: 1 }))).toBe('measures.changed-meanwhile')
  valueOf(await removeNote(hand, { measureId, id, version: 2 }))
  expect((await factsOf(room, seed)).notes).toEqual([])
})
