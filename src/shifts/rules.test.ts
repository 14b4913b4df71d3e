import { expect, test } from 'vitest'
import { type PlaceState, states } from './model.ts'
import { after, type Step, steps } from './rules.ts'

/** Every step that is allowed, as a coordinator would write it on a wall; all others are forbidden. */
const allowed: readonly (readonly [from: PlaceState, step: Step, to: PlaceState])[] = [
  ['draft', 'open', 'open'],
  ['draft', 'cancel', 'cancelled'],
  ['open', 'claim', 'claimed'],
  ['open', 'claim afterwards', 'claimed'],
  ['open', 'miss', 'missed'],
  ['open', 'cancel', 'cancelled'],
  ['claimed', 'confirm', 'confirmed'],
  ['claimed', 'release', 'open'],
  ['claimed', 'swap', 'swapped'],
  ['claimed', 'start', 'in progress'],
  ['claimed', 'complete', 'completed'],
  ['claimed', 'miss', 'missed'],
  ['claimed', 'cancel', 'cancelled'],
  ['confirmed', 'release', 'open'],
  ['confirmed', 'swap', 'swapped'],
  ['confirmed', 'start', 'in progress'],
  ['confirmed', 'complete', 'completed'],
  ['confirmed', 'miss', 'missed'],
  ['confirmed', 'cancel', 'cancelled'],
  ['in progress', 'complete', 'completed'],
  ['in progress', 'miss', 'missed'],
  ['completed', 'correct to completed', 'completed'],
  ['completed', 'correct to missed', 'missed'],
  ['missed', 'claim afterwards', 'claimed'],
  ['missed', 'correct to completed', 'completed'],
  ['missed', 'correct to missed', 'missed'],
]

test('a place goes only the ways that are on the wall; every other step is forbidden', () => {
  const found = states.flatMap((from) =>
    (Object.keys(steps) as Step[]).flatMap((step) => {
      const to = after(from, step)
      return to === null ? [] : [[from, step, to]]
    }),
  )
  expect(found.map(String).sort()).toEqual(allowed.map(String).sort())
  expect(states.length * Object.keys(steps).length - found.length).toBe(82)
})

test('what was swapped or canceled stays as it is', () => {
  for (const step of Object.keys(steps) as Step[])
    expect([after('swapped', step), after('cancelled', step)]).toEqual([null, null])
})
