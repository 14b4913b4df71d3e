import { expect, test } from 'vitest'
import { areDone, inOrder } from './rules.ts'

const line = (what: string) => ({ what, why: 'It waits.', act: 'Do it', href: '/there' })

test('nothing waits when all is done', () => {
  expect(inOrder([])).toEqual([])
})

test('what cannot wait comes first, then what is for today, then the rest, each in the order of the rooms', () => {
  const [now, today] = [{ when: 'now' }, { when: 'today' }] as const
  const all = [line('A class'), { ...line('A referral'), ...today }, { ...line('A spike'), ...now }, line('A value')]
  expect(inOrder(all).map(({ what }) => what)).toEqual(['A spike', 'A referral', 'A class', 'A value'])
})

test('the first steps are over once all is done that can be done on these pages', () => {
  const step = { ...line('The first course'), isDone: async () => true }
  const mail = { ...step, isHosts: true, isOver: false }
  expect(areDone([{ ...step, isOver: true }, mail])).toBe(true)
  expect(areDone([{ ...step, isOver: false }, mail])).toBe(false)
})
