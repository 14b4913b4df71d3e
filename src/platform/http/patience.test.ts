import { expect, test } from 'vitest'
import { unlessHanging } from './patience.ts'

const never = new Promise<string>(() => undefined)

test('work that ends is answered, however long it takes while the database answers others', async () => {
  let asked = 0
  let end: ((answer: string) => void) | undefined
  const work = new Promise<string>((done) => {
    end = done
  })
  const answers = async (): Promise<boolean> => {
    asked++
    if (asked === 3) end?.('imported')
    return true
  }
  expect(await unlessHanging(work, { answers, every: 1 })).toBe('imported')
  expect(asked).toBe(3)
})

test('work on a database that answers nobody is given up', async () => {
  expect(await unlessHanging(never, { answers: async () => false, every: 1 })).toBeNull()
})

test('work that fails while it is waited for fails', async () => {
  const work = Promise.reject(new Error('no room'))
  await expect(unlessHanging(work, { answers: async () => true, every: 1 })).rejects.toThrow('no room')
})
