import { expect, test } from 'vitest'
import { factWindows } from './measures/catalogue.ts'
import { records } from './rooms.ts'

test('every fact that a measure may count has its records behind it, and nothing else has', () => {
  expect(Object.keys(records).sort()).toEqual(factWindows.map(({ name }) => name).sort())
})
