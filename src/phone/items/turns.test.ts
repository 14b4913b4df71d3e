import { expect, test } from 'vitest'
import { inTurn } from './turns.ts'

test('batches of a county go in two at a time in their order, those of another do not wait for them, and a fault holds up nobody', async () => {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string, org = 1): Promise<string> =>
    inTurn(org, async () => {
      begun.push(name)
      await new Promise<void>((done) => ends.set(name, done))
      if (name === 'b') throw new Error('b')
      return name
    })
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await new Promise((done) => setImmediate(done))
  }
  const all = ['a', 'b', 'c', 'd'].map((name) => work(name))
  const failed = expect(all[1]).rejects.toThrow('b')
  const other = work('other', 2)
  expect(begun).toEqual(['a', 'b', 'other'])
  await end('b')
  await failed
  expect(begun).toEqual(['a', 'b', 'other', 'c'])
  await end('a')
  expect(begun).toEqual(['a', 'b', 'other', 'c', 'd'])
  for (const name of ['c', 'd', 'other']) await end(name)
  expect(await Promise.all([all[0], all[2], all[3], other])).toEqual(['a', 'c', 'd', 'other'])
})
