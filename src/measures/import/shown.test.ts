import { expect, test } from 'vitest'
import { type TestCell, workbook } from '../../platform/sheet/test-workbook.ts'
import { plain, said, warmLine } from './test-import.ts'

const yearly = { calendarKind: 'year', decimals: '1' }
const percent = { ...yearly, shape: 'share', unit: '%' }

const yearsOf = (...cells: TestCell[]): TestCell[][] => cells.map((cell, at) => [String(2011 + at), cell])
const book = (rows: TestCell[][], more?: Parameters<typeof workbook>[1]): Uint8Array =>
  workbook([['Year', 'Value'], ...rows], more)

test('a percentage from a workbook reads as it is shown, and as in the CSV of the same table', async () => {
  const cells = [
    { value: 0.72, formatId: 9 },
    { value: 0.072, format: '0.0%' },
    { value: 1, format: '0%' },
    { value: 0, format: '0%' },
    { value: 0.455, format: '0.0%', formula: 'A1/B1' },
  ]
  const expected = ['2011: 72', '2012: 7.2', '2013: 100', '2014: 0', '2015: 45.5']
  const { room, id, send, press } = await warmLine(percent)
  await press(await (await send(book(yearsOf(...cells)), 'a.xlsx')).text(), 'import')
  expect(await said(room, id)).toEqual(expected)
  const csv = 'Year,Value\n2011,72%\n2012,7.2%\n2013,100%\n2014,0%\n2015,45.5 %\n'
  expect(plain(await (await send(csv)).text())).toContain('5 rows: 5 there already.')
})

test('a column in percent with 0.72 and no sign is asked about, once and before anything is written', async () => {
  const { room, id, send, press } = await warmLine(percent)
  const html = await (await send('Year,Value\n2011,72%\n2012,0.72\n2013,1\n')).text()
  expect(plain(html)).toContain('What does 0.72 mean, without a percent sign?')
  expect(html).not.toContain('value="import"')
  expect((await press(html, 'import')).status).toBe(422)
  expect(await said(room, id)).toEqual([])
  const parts = await (await press(html, 'preview', { percents: 'parts' })).text()
  await press(parts, 'import')
  expect(await said(room, id)).toEqual(['2011: 72', '2012: 72', '2013: 100'])
})

test('0.72 may be less than one percent, and rows that do not fit the choice are left out', async () => {
  const { room, id, send, press } = await warmLine({ ...percent, decimals: '2' })
  const mixed = book(yearsOf({ value: 0.72, format: '0%' }, 72, 0.72, { value: 0.5, format: '0.0"%"' }))
  const html = await (await send(mixed, 'a.xlsx')).text()
  const parts = plain(await (await press(html, 'preview', { percents: 'parts' })).text())
  expect(parts).toContain('4 rows: 3 new, 1 not readable.')
  expect(parts).toContain(
    '“72” has no percent sign, and numbers without one are read as parts of 1. Write 72% if that is meant.',
  )
  const percents = await (await press(html, 'preview', { percents: 'percents' })).text()
  await press(percents, 'import')
  expect(await said(room, id)).toEqual(['2011: 72', '2012: 72', '2013: 0.72', '2014: 0.5'])
})

test('all values of a percentage at most 1 and without a sign are asked about too, with a comma as well', async () => {
  const { room, id, send, press } = await warmLine(percent)
  const html = await (await send('Year;Value\n2011;0,72\n2012;0,5\n')).text()
  const parts = await (await press(html, 'preview', { percents: 'parts' })).text()
  await press(parts, 'import')
  expect(await said(room, id)).toEqual(['2011: 72', '2012: 50'])
})

test('a sign that does not belong to the measure is refused: a percentage, money, a span of time, a day', async () => {
  const { send } = await warmLine(yearly)
  const cells = [
    { value: 0.45, formatId: 9 },
    { value: 12, format: '"$"#,##0' },
    { value: 1.5, format: '[h]:mm' },
    { value: 45_292, format: 'yyyy' },
    { value: 1_234_567, format: '0.0,' },
  ]
  const text = plain(await (await send(book(yearsOf(...cells)), 'a.xlsx')).text())
  expect(text).toContain('5 rows: 5 not readable.')
  expect(text).toContain('“45%” is a percentage, and this measure is in calls.')
  expect(text).toContain('“$12” is an amount of money, and this measure is in calls.')
  expect(text).toContain('“36:00” is a span of time, and this measure is in calls.')
  expect(text).toContain('“2024” is a day in the workbook, not a number.')
  expect(text).toContain('The cell holds 1234567, but its number format shows something else.')
  expect(plain(await (await send('Year,Value\n2011,45%\n')).text())).toContain('“45%” is a percentage')
})

test('money reads in a measure of money, in a workbook and in a CSV, an amount in accounts as well', async () => {
  const { room, id, send, press } = await warmLine({ ...yearly, unit: 'dollars', decimals: '2' })
  const cells = [
    { value: 1234.5, format: '"$"#,##0.00' },
    { value: -20, format: '_($* #,##0_);_($* \\(#,##0\\)' },
    { value: 5, format: '[$€-407]0' },
  ]
  const text = await (await send(book(yearsOf(...cells)), 'a.xlsx')).text()
  expect(plain(text)).toContain('“€5” is an amount of money, and this measure is in dollars.')
  await press(text, 'import')
  expect(await said(room, id)).toEqual(['2011: 1234.5', '2012: -20'])
  expect(plain(await (await send('Year,Value\n2011,"$1,234.50"\n2012,($20)\n')).text())).toContain('2 there already')
})

test('hours read as spans of time, and minutes too', async () => {
  const { room, id, send, press } = await warmLine({ ...yearly, unit: 'volunteer hours' })
  const cells = [{ value: 80 / 24, format: '[h]:mm' }, '1h30', '90 min', 36, { value: 0.25, formatId: 18 }]
  const html = await (await send(book(yearsOf(...cells)), 'a.xlsx')).text()
  expect(plain(html)).toContain('“6:00 AM” is a time of day, not a number of hours.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['2011: 80', '2012: 1.5', '2013: 1.5', '2014: 36'])
  const minutes = await warmLine({ ...yearly, unit: 'minutes' })
  await minutes.press(await (await minutes.send('Year,Value\n2011,1:30\n2012,45\n2013,45 min\n')).text(), 'import')
  expect(await said(minutes.room, minutes.id)).toEqual(['2011: 90', '2012: 45', '2013: 45'])
})

test('a month that a workbook shows by its name is one period', async () => {
  const { room, id, send, press } = await warmLine()
  const rows = [
    [{ value: 45_292, format: 'mmmm' }, 41],
    [{ value: 45_323, format: 'mmm yy' }, 38],
    [{ value: 45_352, formatId: 14 }, 35],
    ['2024-04-01 00:00:00', 30],
    ['May 1, 2024', 29],
  ]
  await press(await (await send(book(rows), 'a.xlsx')).text(), 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 38', 'Mar 2024: 35', 'Apr 2024: 30', 'May 2024: 29'])
})

test('more decimals than the measure shows are asked about: a figure in thousands never becomes a single digit', async () => {
  const { room, id, send, press } = await warmLine({ calendarKind: 'year' })
  const html = await (await send('Year;Value\n2011;1.234\n2012;16.5\n2013;1.000\n2014;41.0\n2015;12\n')).text()
  expect(plain(html)).toContain('Some values have more decimals than this measure shows')
  expect(html).not.toContain('value="import"')
  const without = await (await press(html, 'preview', { decimals: 'left out' })).text()
  expect(plain(without)).toContain('5 rows: 2 new, 3 not readable.')
  expect(plain(without)).toContain('“1.234” is not a whole number. Write 1234 if that is meant, or round it.')
  const rounded = await (await press(html, 'preview', { decimals: 'rounded' })).text()
  await press(rounded, 'import')
  expect(await said(room, id)).toEqual(['2011: 1', '2012: 17', '2013: 1', '2014: 41', '2015: 12'])
})

test('the same with a comma for decimals, and from a workbook', async () => {
  const { send } = await warmLine({ calendarKind: 'year' })
  const comma = plain(await (await send('Year;Value\n2011;1,234\n2012;16,5\n')).text())
  expect(comma).toContain('Some values have more decimals than this measure shows')
  const typed = plain(await (await send(book(yearsOf(1.234)), 'a.xlsx')).text())
  expect(typed).toContain('Some values have more decimals than this measure shows')
})

test('the two counts of a share are whole numbers, so that thousands are never read as decimals', async () => {
  const { send } = await warmLine(percent)
  const text = plain(await (await send('Year;Numerator;Denominator\n2011;1.234;2.5\n2012;1,5;3\n')).text())
  expect(text).toContain('not all numbers are written alike')
  const one = plain(await (await send('Year;Numerator;Denominator\n2011;1.5;2.500\n2012;45%;100\n')).text())
  expect(one).toContain('“1.5” is not a whole number.')
  expect(one).toContain('“2.500” is not a whole number. Write 2500 if that is meant, or round it.')
  expect(one).toContain('“45%” is a percentage, and here a count belongs.')
})

test('rows that are hidden or filtered out are told, and read only if somebody says so', async () => {
  const { room, id, send, press } = await warmLine(yearly)
  const html = await (
    await send(book(yearsOf(5, 14, 0, 39), { hiddenRows: [3, 5], hiddenColumns: [2] }), 'a.xlsx')
  ).text()
  expect(plain(html)).toContain('Rows 3 and 5 are hidden or filtered out in the workbook.')
  expect(plain(html)).toContain('Hidden in the workbook: column “Value”.')
  expect(html).not.toContain('value="import"')
  const all = plain(await (await press(html, 'preview', { hidden: 'read' })).text())
  expect(all).toContain('4 rows: 4 new.')
  const without = await (await press(html, 'preview', { hidden: 'left out' })).text()
  expect(plain(without)).toContain('2 rows: 2 new.')
  await press(without, 'import')
  expect(await said(room, id)).toEqual(['2011: 5', '2013: 0'])
})

test('a line of totals is never a reading', async () => {
  const { room, id, send, press } = await warmLine(yearly)
  const html = await (await send('Label,Year,Value\n,2011,5\nTotal,2012,58\n,Grand total,58\nPromedio,2013,7\n')).text()
  expect(plain(html)).toContain('4 rows: 1 new, 3 not readable.')
  expect(plain(html)).toContain('The line says “Total”: a sum over other lines is no reading of its own.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['2011: 5'])
})

test('a merged period is filled down, a merged value is a fault and never counted twice', async () => {
  const { send } = await warmLine(yearly)
  const rows: TestCell[][] = [
    ['2011', 5, 'a'],
    [null, 6, 'b'],
    ['2012', 7, 'c'],
    ['2013', null, 'd'],
  ]
  const text = plain(
    await (await send(workbook([['Year', 'Value', 'Note'], ...rows], { merged: ['A2:A3', 'B4:B5'] }), 'a.xlsx')).text(),
  )
  expect(text).toContain('4 rows: 1 new, 2 in contradiction, 1 not readable.')
  expect(text).toContain('2011 reads otherwise on line 3.')
  expect(text).toContain('Write the value, or choose why there is none.')
})

test('why there is no value may stand where the value would', async () => {
  const { room, id, send, press } = await warmLine(yearly)
  const html = await (await send('Year,Value\n2017,6\n2018,not collected\n2019,Withheld\n2020,n/a\n')).text()
  expect(plain(html)).toContain('“n/a” is not a number')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['2017: 6', '2018: not collected', '2019: withheld'])
})

test('what changes something stands first, what changes nothing is folded', async () => {
  const { send, press } = await warmLine(yearly)
  await press(await (await send('Year,Value,Region\n2011,5,East\n2012,6,East\n')).text(), 'import')
  const html = await (await send('Year,Value,Region\n2011,5,East\n2012,7,East\n2013,8,East\n2014,x,East\n')).text()
  const [open = '', folded = ''] = html.split('<details')
  const at = ['“x” is not a number', 'Was 6.', '2013'].map((text) => plain(open).indexOf(text))
  expect(at).toEqual([...at].sort((a, b) => a - b))
  expect(at[0]).toBeGreaterThan(0)
  expect(plain(folded)).toContain('1 row that changes no reading')
  expect(plain(open)).toContain('Columns that are passed over: Region.')
})

test('an import with a question that nobody answered says which, at its place, and writes nothing', async () => {
  const { room, id, send, press } = await warmLine({ calendarKind: 'year' })
  const html = await (await send('Year;Value\n2011;1.234\n2012;16.5\n2015;12\n')).text()
  const refused = await press(html, 'import')
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).not.toContain('Readings changed')
  expect(again).toContain(
    '<a href="#decimals">“Some values have more decimals than this measure shows” is not answered yet.</a>',
  )
  expect(again).toMatch(/<fieldset class="options wrong" aria-describedby="problem-decimals">/)
  expect(again).toMatch(
    /<p class="problem" id="problem-decimals">Choose one of these. Until then nothing is imported.</,
  )
  expect(again).toMatch(/<input type="radio" name="decimals" id="decimals"/)
  expect(await said(room, id)).toEqual([])
})

test('a question that arises while the preview is open is said as one, not as readings that changed', async () => {
  const { room, id, send, press } = await warmLine({ ...yearly, decimals: '1' })
  const html = await (await send('Year,Value\n2011,16.5\n2012,7\n')).text()
  expect(plain(html)).toContain('2 rows: 2 new.')
  await room.db.act(room.team.scope, 'test.edit', async (tx) => ({
    ok: true,
    value: await tx.client.query('update measure set decimals = 0 where id = $1', [id]),
  }))
  const again = await (await press(html, 'import')).text()
  expect(plain(again)).toContain('“Some values have more decimals than this measure shows” is not answered yet.')
  expect(again).not.toContain('Readings changed')
  expect(await said(room, id)).toEqual([])
})

test('who reads the rows anew without an answer is told at each question that was asked, not at one that comes next', async () => {
  const { send, press } = await warmLine({ ...yearly, unit: '%', decimals: '0' })
  const html = await (await send(book(yearsOf(0.45, 12.5, 72), { hiddenRows: [3] }), 'a.xlsx')).text()
  expect(html).not.toContain('is not answered yet')
  const none = await press(html, 'preview')
  expect(none.status).toBe(422)
  const said = plain(await none.text())
  expect(said).toContain('“Row 3 is hidden or filtered out in the workbook” is not answered yet.')
  expect(said).toContain('“What does 0.45 mean, without a percent sign?” is not answered yet.')
  const next = await press(html, 'preview', { hidden: 'read', percents: 'percents' })
  expect(next.status).toBe(200)
  const asked = plain(await next.text())
  expect(asked).toContain('Some values have more decimals than this measure shows')
  expect(asked).not.toContain('is not answered yet')
})
