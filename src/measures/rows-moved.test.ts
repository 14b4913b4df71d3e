import { expect, test } from 'vitest'
import type { Tx } from '../platform/db/db.ts'
import { type Keys, rowsOf } from './rows-moved.ts'

test('changes of one kind are asked in the same words, and each by its own keys', async () => {
  const many = Array.from({ length: 33 }, (_, at) => `${at}`)
  const changes: Keys[] = [
    { coach_trained: ['ann'], coach_first_shift: ['ann'] },
    { coach_trained: ['bea'], coach_first_shift: ['cho'] },
    { coach_trained: ['eli', 'flo'], coach_first_shift: ['eli'] },
    { coach_trained: ['a', 'b', 'c', 'd', 'e'] },
    { coach_trained: ['f', 'g', 'h', 'i', 'j', 'k'] },
    { coach_trained: many },
  ]
  const asked = await Promise.all(changes.map(askedFor))
  expect(asked.map((all) => all.map(({ values }) => values.slice(1)))).toEqual([
    [['ann'], ['ann']],
    [['bea'], ['cho']],
    [['eli', 'flo'], ['eli']],
    [['a', 'b', 'c', 'd', 'e', 'a', 'a', 'a']],
    [['f', 'g', 'h', 'i', 'j', 'k', 'f', 'f']],
    [[many]],
  ])
  const [ann, bea, eli, five, six, all] = asked.map(([trained]) => trained?.text)
  expect([bea, six]).toEqual([ann, five])
  expect(new Set([ann, eli, five, all]).size).toBe(4)
})

test('rows that two facts find by the same keys are read once', async () => {
  const keys = ['ann']
  expect(await askedFor({ enrolment: keys, hours_attended: keys })).toHaveLength(2)
  expect(await askedFor({ enrolment: keys })).toHaveLength(1)
})

/** What is asked of a database that answers nothing. */
async function askedFor(touched: Keys) {
  const asked: { readonly text: string; readonly values: readonly unknown[] }[] = []
  const send = async (text: string, values: readonly unknown[]) => {
    asked.push({ text, values })
    return { rows: [] }
  }
  await rowsOf({ org: 1, send } as unknown as Tx, touched)
  return asked
}
