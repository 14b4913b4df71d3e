import { Kysely, PostgresDialect } from 'kysely'
import { expect, test } from 'vitest'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { statementsFor } from './statements.ts'

const counting = (fact: string, on: string) => ({ id: fact, shape: 'count', definition: { fact, on } })
const measures = JSON.stringify([counting('coach_trained', 'trainedOn'), counting('coach_first_shift', 'firstOn')])

test('changes of one kind are asked in the same words, and each by its own keys', async () => {
  const { asked, tx } = listening()
  const many = Array.from({ length: 33 }, (_, at) => `${at}`)
  const changes: Touched[] = [
    { coach_trained: ['ann'], coach_first_shift: ['ann'] },
    { coach_trained: ['bea'], coach_first_shift: ['cho'] },
    { coach_trained: ['dee'], coach_first_shift: ['dee'] },
    { coach_trained: ['eli', 'flo'], coach_first_shift: ['eli'] },
    { coach_trained: ['a', 'b', 'c', 'd', 'e'], coach_first_shift: ['eli'] },
    { coach_trained: ['f', 'g', 'h', 'i', 'j', 'k'], coach_first_shift: ['gus'] },
    { coach_trained: many, coach_first_shift: ['gus'] },
    { coach_trained: ['hal'] },
  ]
  for (const touched of changes) await statementsFor(tx, measures, touched)?.add('[before]')
  expect(asked.map(({ values }) => values.filter(isKey))).toEqual([
    ['ann', 'ann'],
    ['bea', 'cho'],
    ['dee', 'dee'],
    ['eli', 'flo', 'eli'],
    ['a', 'b', 'c', 'd', 'e', 'a', 'a', 'a', 'eli'],
    ['f', 'g', 'h', 'i', 'j', 'k', 'f', 'f', 'gus'],
    [many, 'gus'],
    ['hal'],
  ])
  for (const { values } of asked) expect(values.filter((value) => value === '[before]')).toHaveLength(1)
  const [ann, bea, dee, eli, five, six, all, hal] = asked.map(({ text }) => text)
  expect([bea, dee, six]).toEqual([ann, ann, five])
  expect(new Set([ann, eli, five, all, hal]).size).toBe(5)
})

const isKey = (value: unknown): boolean =>
  Array.isArray(value) || (typeof value === 'string' && /^[a-z]{1,3}$/.test(value))

/** A transaction that hears what is asked, and answers nothing. */
function listening(): { readonly asked: { text: string; values: readonly unknown[] }[]; readonly tx: Tx } {
  const asked: { text: string; values: readonly unknown[] }[] = []
  const query = async (text: string, values: readonly unknown[]) => {
    asked.push({ text, values })
    return { rows: [] }
  }
  const pool = { connect: async () => ({ query, release: () => undefined }), end: async () => undefined }
  const sql = new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) })
  return { asked, tx: { org: 1, sql, send: query } as unknown as Tx }
}
