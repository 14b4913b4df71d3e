import { expect, test } from 'vitest'
import { filledDown } from './merged.ts'
import { readSheet } from './read.ts'
import type { Sheet } from './sheet.ts'
import { type TestCell, workbook } from './test-workbook.ts'

type More = Parameters<typeof workbook>[1]

async function sheetOf(rows: readonly (readonly TestCell[])[], more?: More): Promise<Sheet> {
  const read = await readSheet(workbook(rows, more), 'a.xlsx')
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.value
}

/** How cells of one column read: the text, and the mark behind a stroke. */
async function shown(cells: readonly TestCell[], more?: More): Promise<readonly string[]> {
  const { rows } = await sheetOf([['value'], ...cells.map((cell) => [cell])], more)
  return rows.map((row) => [row.cells[0], row.marks.get(0)].filter(Boolean).join(' | '))
}

test('a number that a workbook shows as a percentage reads as one', async () => {
  expect(
    await shown([
      { value: 0.45, formatId: 9 },
      { value: 0.072, format: '0.0%' },
      { value: 1, format: '0%;-0%' },
      { value: -0.07, format: '0%;[Red]\\-0%' },
      { value: 45, format: '0"%"' },
      0.72,
      { value: 0.29, formatId: 10, formula: 'A1/A2' },
    ]),
  ).toEqual([
    '45% | number',
    '7.2% | number',
    '100% | number',
    '-7% | number',
    '45% | number',
    '0.72 | number',
    '29% | number',
  ])
})

test('money reads with its sign, an amount in accounts as well', async () => {
  expect(
    await shown([
      { value: 1234.5, formatId: 8 },
      { value: -1234.5, format: '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)' },
      { value: 12, format: '[$€-407] #,##0.00' },
      { value: 12, format: '"US$" 0' },
      { value: 12, format: '[$-409]0' },
    ]),
  ).toEqual(['$1234.5 | number', '$-1234.5 | number', '€12 | number', 'US$12 | number', '12 | number'])
})

test('a number that is shown in thousands or millions is told apart: what is seen is not what is kept', async () => {
  expect(
    await shown([
      { value: 1_234_567, format: '0.0,' },
      { value: 1_234_567, format: '#,##0.0,,"M"' },
      { value: 1.2, format: '0.0"M"' },
      { value: 1_234_567, format: '[>=1000000]0.0,,"M";0' },
      { value: 1_234_567, format: '#,##0' },
      { value: 1_234_567, format: '#,##0_);(#,##0)' },
    ]),
  ).toEqual([
    '1234567 | unclear',
    '1234567 | unclear',
    '1.2 | unclear',
    '1234567 | unclear',
    '1234567 | number',
    '1234567 | number',
  ])
})

test('a span of time reads in hours and minutes, however many hours it has', async () => {
  expect(
    await shown([
      { value: 80 / 24, format: '[h]:mm' },
      { value: 1.25, formatId: 46 },
      { value: 1.5, format: '[hh]:mm:ss' },
      { value: 90 / 1440, format: '[mm]:ss' },
      { value: 6.5 / 24, formatId: 20 },
      { value: 30 / 1440, formatId: 45 },
      { value: 90, format: '0" min"' },
      { value: 30, format: 'General" hrs"' },
    ]),
  ).toEqual([
    '80:00 | time',
    '30:00 | time',
    '36:00 | time',
    '1:30 | time',
    '6:30 | time',
    '0:30 | time',
    '90 min | number',
    '30 hrs | number',
  ])
})

test('a time of day is no span, and days that a time does not show are told', async () => {
  expect(
    await shown([
      { value: 0.25, formatId: 18 },
      { value: 0.75, format: 'h:mm AM/PM' },
      { value: 80 / 24, formatId: 20 },
      { value: 1.5 / 24, formatId: 45 },
    ]),
  ).toEqual(['6:00 AM | time', '6:00 PM | time', '80:00 | unclear', '1:30 | unclear'])
})

test('a day, a month and a year read as far as they are shown', async () => {
  const may15 = 45_427
  expect(
    await shown([
      { value: may15, formatId: 14 },
      { value: may15 + 0.6, formatId: 22 },
      { value: may15, formatId: 16 },
      { value: may15, formatId: 17 },
      { value: may15, format: 'mmmm' },
      { value: may15, format: 'mmm yy' },
      { value: may15, format: '[$-409]mmmm yyyy;@' },
      { value: may15, format: 'yyyy' },
      { value: may15, format: 'd. "de" mmmm' },
    ]),
  ).toEqual([
    '2024-05-15 | date',
    '2024-05-15 14:24 | date',
    '2024-05-15 | date',
    '2024-05 | date',
    '2024-05 | date',
    '2024-05 | date',
    '2024-05 | date',
    '2024 | date',
    '2024-05-15 | date',
  ])
  expect(
    await shown(
      [
        { value: may15 - 1462, formatId: 14 },
        { value: may15 - 1462, format: 'mmmm' },
        { value: 1.5, format: '[h]:mm' },
      ],
      {
        isFrom1904: true,
      },
    ),
  ).toEqual(['2024-05-15 | date', '2024-05 | date', '36:00 | time'])
})

test('a formula keeps how its value is shown', async () => {
  const { rows } = await sheetOf([
    ['value', 'note'],
    [{ value: 0.45, format: '0%', formula: 'B1/B2' }, 'kept'],
  ])
  expect(rows[0]?.marks.get(0)).toBe('number')
  expect([...(rows[0]?.formulas ?? [])]).toEqual([0])
})

test('rows and columns that are hidden or filtered out are told', async () => {
  const sheet = await sheetOf(
    [
      ['period', 'value', 'note'],
      ['2020', 5, 'a'],
      ['2021', 14, 'b'],
      ['2022', 0, 'c'],
    ],
    { hiddenRows: [3], hiddenColumns: [3] },
  )
  expect(sheet.rows.map(({ line, isHidden }) => [line, isHidden])).toEqual([
    [2, false],
    [3, true],
    [4, false],
  ])
  expect(sheet.hiddenColumns).toEqual([2])
})

test('merged cells are known, and a label is filled down where somebody asks for it', async () => {
  const sheet = await sheetOf(
    [
      ['Course', 'Name', 'Hours'],
      ['Naloxone', 'Per Lund', 4],
      [null, 'Ulla Dahl', null],
      ['Academy', 'Cy Dow', 30],
    ],
    { merged: ['A2:A3', 'C2:C3'] },
  )
  expect(sheet.merged).toEqual([
    { fromLine: 2, toLine: 3, fromColumn: 0, toColumn: 0 },
    { fromLine: 2, toLine: 3, fromColumn: 2, toColumn: 2 },
  ])
  expect(sheet.rows[1]?.cells).toEqual(['', 'Ulla Dahl'])
  expect(filledDown(sheet, [0, 1]).rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [2, 'Naloxone', 'Per Lund', '4'],
    [3, 'Naloxone', 'Ulla Dahl'],
    [4, 'Academy', 'Cy Dow', '30'],
  ])
})
