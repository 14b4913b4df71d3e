import { expect, test } from 'vitest'
import { z } from 'zod'
import { columnOf, fieldsOf } from './field.ts'
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

test('a field is kept under its own name, in the writing of tables', () => {
  expect(['heldOn', 'about', 'countsFromOn'].map(columnOf)).toEqual(['held_on', 'about', 'counts_from_on'])
})
