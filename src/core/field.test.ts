import { expect, test } from 'vitest'
import { z } from 'zod'
import { columnOf, fieldsOf, fills, wordsOfColumn } from './field.ts'
import { dayText, line, tick } from './text.ts'

test('a form tells its fields in their order, also where it checks more, or makes something else of what it read', () => {
  const plain = z.strictObject({
    name: line('Name').refine((name) => name !== 'x', 'Not x.'),
    isOver: tick('It is over'),
  })
  const labels = (form: z.ZodType): readonly string[] => [...fieldsOf(form).values()].map(({ label }) => label)
  expect(labels(plain)).toEqual(['Name', 'It is over'])
  expect(labels(plain.refine(() => true))).toEqual(['Name', 'It is over'])
  expect(labels(plain.transform(({ name }) => name))).toEqual(['Name', 'It is over'])
})

test('what nobody is told of is no field, though the form takes it', () => {
  expect([...fieldsOf(z.strictObject({ heldOn: dayText('Day'), came: z.string().optional() })).keys()]).toEqual([
    'heldOn',
  ])
})

test('a column is called as the first form that fills it calls it, and nothing where none does', () => {
  fills('tent', z.strictObject({ pitchedOn: dayText('Day it was pitched') }))
  fills('tent', z.strictObject({ pitchedOn: dayText('Day'), isOver: tick('It is over') }))
  const called = ['pitched_on', 'is_over', 'color'].map((column) => wordsOfColumn('tent', column)?.label)
  expect(called).toEqual(['Day it was pitched', 'It is over', undefined])
  expect(wordsOfColumn('house', 'pitched_on')).toBe(undefined)
})

test('a field is kept under its own name, in the writing of tables', () => {
  expect(['heldOn', 'about', 'countsFromOn'].map(columnOf)).toEqual(['held_on', 'about', 'counts_from_on'])
})
