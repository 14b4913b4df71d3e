import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['Spanish', 'es'],
  ['español', 'es'],
  ['Espan\u0303ol', 'es'],
  ['Spanish, some English', 'es'],
  ['es', 'es'],
  ['English', 'en'],
  ['English and Spanish', 'en'],
  ['Estonian', 'en'],
  ['', 'en'],
])('a coach whose language is “%s” is written to in: %s', (spoken, language) => {
  expect(languageOf(spoken)).toBe(language)
})
