import { expect, test } from 'vitest'
import { inOrder } from './rules.ts'

const line = (what: string) => ({ what, why: 'It waits.', act: 'Do it', href: '/there' })

test('nothing waits when all is done', () => {
  expect(inOrder([])).toEqual([])
})

test('an alert comes before the work of the day, which stays in the order of the rooms', () => {
  const all = [line('A class waits'), { ...line('A spike'), isAlert: true }, line('A value is due')]
  expect(inOrder(all).map(({ what }) => what)).toEqual(['A spike', 'A class waits', 'A value is due'])
})
