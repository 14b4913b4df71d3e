import { expect, test } from 'vitest'
import { stages } from '../path/model.ts'
import { countGroups, groupShown, rosterChoice, stagesIn } from './rules.ts'

test('an address that asks for an order, a filter or a page that is not there is no choice', () => {
  for (const asked of [
    'sort=password',
    'page=-1',
    'page=0',
    'page=1.5',
    'page=x',
    'trained=maybe',
    'stands=tall',
    'group=tall',
  ])
    expect(rosterChoice(new URLSearchParams(asked)), asked).toBeNull()
})

test('an address without wishes, or with names that are not ours, shows the whole roster by name', () => {
  for (const asked of ['', 'q=&zone=&language=&trained=&sort=&page=', 'fields=phone&include=sessions'])
    expect(rosterChoice(new URLSearchParams(asked)), asked).toEqual({
      search: '',
      group: null,
      zone: null,
      language: null,
      trained: null,
      stands: null,
      sort: 'name',
      page: 1,
    })
  expect(rosterChoice(new URLSearchParams('page=1000000000'))?.page).toBe(100_000)
})

test('whoever looks for somebody finds them wherever they stand; else the active ones are shown', () => {
  const shown = (asked: string) => {
    const choice = rosterChoice(new URLSearchParams(asked))
    return choice && groupShown(choice)
  }
  for (const asked of ['', 'zone=Wilson', 'language=Spanish&sort=zone']) expect(shown(asked), asked).toBe('active')
  for (const asked of ['q=ana', 'trained=yes', 'stands=withdrawn']) expect(shown(asked), asked).toBe('all')
  expect(shown('q=ana&group=left')).toBe('left')
})

test('everybody is in one group; who signed up for a class and took no step is a learner, apart from the coaches', () => {
  const everywhere = [...stages, 'trained' as const].map((stage) => ({ stage, isLearner: false, count: 1 }))
  const nowhere = { stage: null, isLearner: false, count: 3 }
  const counts = countGroups([...everywhere, nowhere, { ...nowhere, isLearner: true, count: 5 }])
  expect(counts).toEqual({
    active: 2,
    leave: 1,
    boarding: 2,
    training: 1,
    applied: 4,
    new: 3,
    left: 4,
    learners: 5,
    all: 22,
  })
  expect(Object.values(stagesIn).flat()).toHaveLength(everywhere.length)
})
