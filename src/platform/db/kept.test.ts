import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok, refuse } from '../../core/result.ts'
import type { Scope, Tx } from './db.ts'
import { keptUntilWritten } from './kept.ts'
import { freshDb } from './test-db.ts'
import { put } from './verbs.ts'

async function twoCounties() {
  const db = await freshDb()
  await db.owner(`set app.act = 'test.setUp'`)
  const add = async (slug: string): Promise<Scope> => {
    const text = 'insert into organisation (id, slug, name) values ($1, $2, $2) returning org_id'
    return { org: (await db.owner(text, [newId(), slug])).rows[0].org_id, person: null }
  }
  let times = 0
  const counting = keptUntilWritten(async (tx: Tx) => {
    times++
    const { length } = await tx.sql.selectFrom('partner').select('id').where('org_id', '=', tx.org).execute()
    if (length > 2) throw new Error('more than can be counted')
    return length
  })
  return {
    wilson: await add('wilson'),
    nash: await add('nash'),
    times: () => times,
    count: (scope: Scope, today = '2025-01-15') => db.read(scope, (tx) => counting(tx, today)),
    partner: (scope: Scope, { isRefused = false, isCounted = true } = {}) =>
      db.act(scope, 'test.addPartner', async (tx) => {
        await put(tx, 'partner', { name: newId(), sector: 'health', about: '', website: '' })
        const within = isCounted ? await counting(tx, '2025-01-15') : 0
        return isRefused ? refuse('test.no', 'Not today.') : ok(within)
      }),
  }
}

test('what was worked out is kept until somebody of the county writes, or the day is another', async () => {
  const { wilson, nash, times, count, partner } = await twoCounties()
  expect([await count(wilson), await count(wilson), await count(nash), times()]).toEqual([0, 0, 0, 2])
  await partner(wilson)
  expect(times()).toBe(3) // within the act, which sees its own
  expect([await count(wilson), await count(wilson), await count(nash), times()]).toEqual([1, 1, 0, 4])
  expect([await count(wilson, '2025-01-16'), times()]).toEqual([1, 5])
})

test('what an act sees before it ends is not kept, whether it was refused or not', async () => {
  const { wilson, times, count, partner } = await twoCounties()
  expect(await count(wilson)).toBe(0)
  expect(await partner(wilson, { isRefused: true })).toMatchObject({ ok: false })
  expect([await count(wilson), times()]).toEqual([0, 2])
  expect(await partner(wilson)).toEqual({ ok: true, value: 1 })
  expect([await count(wilson), times()]).toEqual([1, 4])
})

test('what failed is asked again', async () => {
  const { wilson, times, count, partner } = await twoCounties()
  await partner(wilson)
  await partner(wilson)
  await partner(wilson, { isCounted: false })
  await expect(count(wilson)).rejects.toThrow('more than can be counted')
  const before = times()
  await expect(count(wilson)).rejects.toThrow('more than can be counted')
  expect(times()).toBe(before + 1)
})
