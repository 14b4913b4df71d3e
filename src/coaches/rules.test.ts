import { expect, test } from 'vitest'
import { searchKey } from './facts.ts'
import { phoneInWords, phoneToKeep } from './model.ts'
import { mayBeSaved, searchWords } from './rules.ts'

const form = {
  name: 'Ana Bell',
  email: 'ana@example.org',
  phone: '',
  zone: '',
  language: 'English',
  isSomebodyElse: false,
}

test('a name is found without its accents, apostrophes and hyphens', () => {
  expect(searchKey('Siobhán O’Brien-Ñuñez')).toBe('siobhan obrien nunez')
  expect(searchKey("  Łukasz  O'Dea ")).toBe('lukasz odea')
  expect(searchKey('王小明')).toBe('王小明')
})

test('a search takes at most eight words, and signs alone are no words', () => {
  expect(searchWords('Obrien  SIOBHAN')).toEqual(['obrien', 'siobhan'])
  expect(searchWords('%_?*')).toEqual([])
  expect(searchWords('a b c d e f g h i j')).toHaveLength(8)
})

test('a phone number is kept in one form and shown readable (BI-F06)', () => {
  expect(phoneToKeep('+1 (555) 010-0199 ext. 5')).toBe('+15550100199;ext=5')
  expect(phoneInWords('+15550100199;ext=5')).toBe('(555) 010-0199 ext. 5')
  expect(phoneToKeep('252.555.0142')).toBe('+12525550142')
  expect(phoneToKeep(phoneInWords('+442079460000'))).toBe('+442079460000')
  expect(phoneToKeep('555-0142')).toBe(null)
  expect(phoneToKeep('call me')).toBe(null)
})

test('the same mail address is refused, the same name is asked about', () => {
  const known = [{ id: '1', name: 'Aña Bell', email: null }]
  expect(mayBeSaved(form, known)[0]).toMatchObject({ code: 'coaches.same-name', field: 'isSomebodyElse' })
  expect(mayBeSaved({ ...form, isSomebodyElse: true }, known)).toEqual([])
  expect(mayBeSaved(form, known, { id: '1', name: 'Ana Bell' })).toEqual([])
  expect(
    mayBeSaved({ ...form, isSomebodyElse: true }, [{ id: '1', name: 'Cy Dow', email: 'Ana@example.org' }])[0],
  ).toMatchObject({ code: 'coaches.address-taken' })
})
