import { expect, test } from 'vitest'
import { z } from 'zod'
import { name, title } from '../../core/text.ts'
import { parseTyped } from './parse.ts'
import { Typed } from './typed.ts'

const schema = z.strictObject({ name: name(), title: title('Title', { optional: true }) })
const parse = (fields: Record<string, string>) => parseTyped(schema, new Typed(Object.entries(fields)), 'test.wrong')

test('what was typed is read into a value', () => {
  expect(parse({ name: ' Ana ' })).toEqual({ ok: true, value: { name: 'Ana', title: '' } })
})

test('each wrong field has its problem', () => {
  expect(parse({ title: 'a\u0000' })).toEqual({
    ok: false,
    problems: [
      { code: 'test.wrong', field: 'name', message: 'Name is missing.' },
      { code: 'test.wrong', field: 'title', message: expect.stringContaining('hidden character') },
    ],
  })
})

test('a field that the form does not have is refused by name (BI-R05)', () => {
  expect(parse({ name: 'A', role: 'administrator', orgId: '2' })).toEqual({
    ok: false,
    problems: [{ code: 'test.wrong', message: 'This form does not take role, orgId.' }],
  })
})

test('every form may carry the version it was read at', () => {
  expect(parse({ name: 'A', version: '3' }).ok).toBe(true)
  expect(parse({ name: 'A', version: '3', role: 'viewer' })).toMatchObject({ ok: false })
})
