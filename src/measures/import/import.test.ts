import { expect, test } from 'vitest'
import { enteredReadings, targetsOf } from '../entered/store.ts'
import { findMeasure } from '../store.ts'
import { idIn } from '../test-room.ts'
import { plain, said, warmLine } from './test-import.ts'

test('a sheet is shown first, then imported whole, and can be undone whole', async () => {
  const { room, id, ask, send, press } = await warmLine()
  const preview = await send('period,value,note\n2024-01,41,\n2024-02,38,ice storm\nMarch 2024,35,\n')
  expect(preview.status).toBe(200)
  const html = await preview.text()
  expect(plain(html)).toContain('3 rows: 3 new.')
  expect(await said(room, id)).toEqual([])
  const done = await press(html, 'import')
  expect(done.headers.get('location')).toContain('?said=imported')
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 38 (ice storm)', 'Mar 2024: 35'])
  expect((await ask(`/measures/${id}/imports/${idIn(done)}/undo`, {})).status).toBe(303)
  expect(await said(room, id)).toEqual([])
  expect((await ask(`/measures/${id}/imports/${idIn(done)}/undo`, {})).status).toBe(422)
})

test('undoing an import puts back what it changed', async () => {
  const { room, id, ask, send, press } = await warmLine()
  await press(await (await send('period,value,note\n2024-01,41,first\n')).text(), 'import')
  const html = await (await send('period,value\n2024-01,43\n2024-02,38\n')).text()
  expect(plain(html)).toContain('2 rows: 1 new, 1 changed.')
  expect(plain(html)).toContain('Was 41.')
  const second = await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 43 (first)', 'Feb 2024: 38'])
  await ask(`/measures/${id}/imports/${idIn(second)}/undo`, {})
  expect(await said(room, id)).toEqual(['Jan 2024: 41 (first)'])
})

test('an import is not undone over what somebody edited since', async () => {
  const { room, id, ask, send, press } = await warmLine()
  const done = await press(await (await send('period,value\n2024-01,41\n2024-02,38\n')).text(), 'import')
  const reading = await room.db.read(room.team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    return measure && (await enteredReadings(tx, measure))[1]
  })
  const form = {
    from: '2024-02-01',
    value: '39',
    numerator: '',
    denominator: '',
    reason: '',
    status: 'final',
    source: '',
    note: '',
    version: '1',
  }
  expect((await ask(`/measures/${id}/readings/${reading?.id}`, form)).status).toBe(303)
  const undo = await ask(`/measures/${id}/imports/${idIn(done)}/undo`, {})
  expect(undo.status).toBe(422)
  expect(plain(await undo.text())).toContain('Feb 2024 was edited or removed after this import.')
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 39'])
})

const six = 'id,measure_type,actual_value_date,target_value,actual_value,comment\n'

test('the values file of a hosted scorecard is read as it is: any day of a period, month first, and an id that is the measure’s', async () => {
  const { room, id, send, press } = await warmLine()
  const html = await (
    await send(`${six}77,PM,01/31/2024,40,41,\n77,PM,02/05/2024,40,38,ice storm\n77,PM,3/1/2024,40,35,\n`)
  ).text()
  expect(plain(html)).toContain('3 rows: 3 new.')
  expect(plain(html)).toContain('Import 3 readings ')
  expect(plain(html)).toContain('Targets are passed over')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 38 (ice storm)', 'Mar 2024: 35'])
})

test('in the values file of a hosted scorecard 90 is 90% and 0.5 is half a percent, and nobody is asked', async () => {
  const { room, id, send, press } = await warmLine({ shape: 'share', unit: '%', decimals: '1' })
  const html = await (await send(`${six}77,PM,01/31/2024,,90,\n77,PM,02/29/2024,,0.5,\n`)).text()
  expect(plain(html)).toContain('2 rows: 2 new.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 90', 'Feb 2024: 0.5'])
  const other = plain(await (await send('period,value\n2024-03,90\n2024-04,0.5\n')).text())
  expect(other, 'any other sheet is asked about').not.toContain('2 rows: 2 new.')
})

test('targets come with a sheet: shown first, also for a period without a value, and taken back with the whole import', async () => {
  const { room, id, ask, send, press } = await warmLine({}, 'editor')
  const targets = async () =>
    room.db.read(room.team.scope, async (tx) => {
      const measure = await findMeasure(tx, id)
      const kept = measure ? ((await targetsOf(tx, [measure])).get(id) ?? []) : []
      return kept.map(({ period, value, note }) => `${period.label}: ${value}${note && ` (${note})`}`)
    })
  const first = await (await send('period,value,target\n2024-01,41,40\n2024-02,38,\n')).text()
  await press(first, 'import')
  expect(await targets()).toEqual(['Jan 2024: 40'])
  const html = await (
    await send(
      `${six}77,PM,01/31/2024,45,41,\n77,PM,02/05/2024,,38,\n77,PM,12/31/2027,60,,by law\n77,PM,03/31/2024,1.5,35,\n`,
    )
  ).text()
  const text = plain(html)
  expect(text).toContain('Some values have more decimals than this measure shows')
  const read = await (await press(html, 'preview', { decimals: 'left out' })).text()
  expect(plain(read)).toContain('4 rows: 1 with a target only, 2 there already, 1 not readable.')
  expect(plain(read)).toContain('2 Jan 2024 45 40')
  expect(plain(read)).toContain('4 Dec 2027 60 none')
  expect(plain(read)).toContain('Import 2 targets')
  expect(await targets()).toEqual(['Jan 2024: 40'])
  const done = await press(read, 'import')
  expect(await targets()).toEqual(['Jan 2024: 45', 'Dec 2027: 60 (by law)'])
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 38'])
  const undo = `/measures/${id}/imports/${idIn(done)}/undo`
  await ask(`/measures/${id}/targets`, { from: '2024-01-01', value: '50', note: '', version: '2' })
  expect(plain(await (await ask(undo, {})).text())).toContain('Jan 2024 was edited or removed after this import.')
  await ask(`/measures/${id}/targets`, { from: '2024-01-01', value: '45', note: '', version: '3' })
  expect((await ask(undo, {})).status).toBe(422)
  // Who may only enter readings neither sets nor takes back a target.
  const refused = await room.team.as('coordinator')(undo, {})
  expect(plain(await refused.text())).toContain('This import set targets, which you may not change.')
  const again = await (await send('period,target\n2024-01,30\n2024-02,31\n')).text()
  const second = await press(again, 'import')
  expect(await targets()).toEqual(['Jan 2024: 30', 'Feb 2024: 31', 'Dec 2027: 60 (by law)'])
  expect((await ask(`/measures/${id}/imports/${idIn(second)}/undo`, {})).status).toBe(303)
  expect(await targets()).toEqual(['Jan 2024: 45', 'Dec 2027: 60 (by law)'])
})

test('a values file of several measures, and two days of one period that disagree, are said', async () => {
  const { room, id, send } = await warmLine()
  const two = await send(`${six}77,PM,01/31/2024,,41,\n78,PM,01/31/2024,,9,\n`)
  expect(two.status).toBe(422)
  expect(plain(await two.text())).toContain('values of 2 measures: PM 77, PM 78.')
  const html = plain(
    await (await send(`${six}77,PM,01/05/2024,,41,\n77,PM,01/31/2024,,42,\n77,PM,13/31/2024,,4,\n`)).text(),
  )
  expect(html).toContain('reads otherwise on line 3')
  expect(html).toContain('13/31/2024')
  expect(await said(room, id)).toEqual([])
})

test('the same file twice changes nothing the second time', async () => {
  const { room, id, send, press } = await warmLine()
  const file = 'external_id,period,value\nA1,2024-01,41\nA2,2024-02,38\n'
  await press(await (await send(file)).text(), 'import')
  const again = await (await send(file)).text()
  expect(plain(again)).toContain('2 rows: 2 there already.')
  expect(plain(again)).toContain('This same file was imported on')
  expect(plain(again)).toContain('No row brings anything new.')
  expect((await press(again, 'import')).status).toBe(422)
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Feb 2024: 38'])
})

test('lines that contradict each other are shown and left out; a line said twice counts once', async () => {
  const { room, id, send, press } = await warmLine()
  const html = await (
    await send('external_id,period,value\nA1,2024-01,41\nA1,2024-01,41\nA2,2024-02,40\nA2,2024-02,43\nA3,2024-03,5\n')
  ).text()
  const text = plain(html)
  expect(text).toContain('5 rows: 2 new, 1 listed twice, 2 in contradiction.')
  expect(text).toContain('Feb 2024 reads otherwise on line 5.')
  expect(text).toContain('Line 2 says the same.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41', 'Mar 2024: 5'])
})

test('numbers written in mixed ways are not guessed row by row: one way is chosen for the sheet', async () => {
  const { room, id, send, press } = await warmLine({ decimals: '1' })
  const html = await (
    await send('period;value\n2024-01;1.234,5\n2024-02;1,234.5\n2024-03;1 234,5\n2024-04;1\u00a0234\n')
  ).text()
  expect(plain(html)).toContain('How are numbers written in this sheet?')
  expect(html).not.toContain('value="import"')
  const comma = await (await press(html, 'preview', { decimalMark: 'comma' })).text()
  expect(plain(comma)).toContain('4 rows: 3 new, 1 not readable.')
  expect(plain(comma)).toContain('“1,234.5” is not a number with a decimal comma.')
  await press(comma, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 1234.5', 'Mar 2024: 1234.5', 'Apr 2024: 1234'])
})

test('what is wrong is named with its line, its column and its value; the other rows can be imported', async () => {
  const { room, id, send, press } = await warmLine()
  const html = await (
    await send(
      'period,value\n2024-13,41\n2024-02-30,41\n2024-02-15,41\n2024-03,1e309\n2024-04,\n2026-05,3\n2024-06,7\n',
    )
  ).text()
  const text = plain(html)
  expect(text).toContain('7 rows: 1 new, 6 not readable.')
  expect(text).toContain('2 not readable period: “2024-13” names no period.')
  expect(text).toContain(
    '4 not readable period: 2024-02-15 is not the first day of a period. Feb 2024 begins on 1 Feb 2024',
  )
  expect(text).toContain('5 not readable value: “1e309” is not a number')
  expect(text).toContain('6 not readable value: Write the value, or choose why there is none.')
  expect(text).toContain('May 2026 has not begun yet.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jun 2024: 7'])
})

test('files that people really have are read, or refused with what to do', async () => {
  const { room, id, send, press } = await warmLine()
  const dated = (text: string): string => text.replaceAll('2026', '2024')
  const mixed = dated('period,value\r\n2026-01,41\n2026-02,38\r2026-03,"35\n36"\r\n')
  const html = await (await send(mixed)).text()
  expect(plain(html)).toContain('3 rows: 2 new, 1 not readable.')
  const quote = await send(dated('period,value,note\n2026-01,41,"unclosed\n2026-02,38,ok\n2026-03,35,ok\n'))
  expect(quote.status).toBe(422)
  expect(plain(await quote.text())).toContain('Line 2 opens a quote')
  const wide = Buffer.from('\ufeffperiod;value;place\n2024-01;41;Añelo County\n', 'utf16le')
  expect(plain(await (await send(wide)).text())).toContain('1 row: 1 new.')
  const marked = await (await send('\ufeffperiod,value\n2024-01,41\n')).text()
  expect(plain(marked)).toContain('1 row: 1 new.')
  expect((await send('year of our lord,value\n2024,1\n')).status).toBe(422)
  expect((await send('')).status).toBe(422)
  expect((await send('%PDF-1.7')).status).toBe(422)
  await press(marked, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41'])
})

test('a preview that is no longer what would happen is shown again instead of imported', async () => {
  const { room, id, ask, send, press } = await warmLine()
  const html = await (await send('period,value\n2024-01,41\n')).text()
  const form = {
    from: '2024-01-01',
    value: '40',
    numerator: '',
    denominator: '',
    reason: '',
    status: 'final',
    source: '',
    note: '',
  }
  await ask(`/measures/${id}/readings/new`, form)
  const late = await press(html, 'import')
  expect(late.status).toBe(422)
  const again = await late.text()
  expect(plain(again)).toContain('Readings changed while the preview was open.')
  expect(plain(again)).toContain('1 row: 1 changed.')
  expect(await said(room, id)).toEqual(['Jan 2024: 40'])
  await press(again, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41'])
})

test('a share is imported by its two counts', async () => {
  const { room, id, send, press } = await warmLine({ shape: 'share', unit: '%', calendarKind: 'quarter' })
  const html = await (
    await send('Quarter,Numerator,Denominator\n2024-Q1,3,4\nQ2 2024,5,4\nQ3 2024,0,0\n2024-10-01,,\n2023-10-01,1,3\n')
  ).text()
  expect(plain(html)).toContain('5 rows: 2 new, 3 not readable.')
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Q4 2023: 33.333333', 'Q1 2024: 75'])
})

test('pasted cells are read as a sheet, and a forged sheet is not', async () => {
  const { room, id, ask, press } = await warmLine()
  const html = await (await ask(`/measures/${id}/import`, { pasted: 'period\tvalue\n2024-01\t41\n' })).text()
  expect((await press(html, 'import', { sheet: '{"rows":[]}' })).status).toBe(422)
  expect((await press(html, 'import', { sheet: 'nothing' })).status).toBe(422)
  expect(await said(room, id)).toEqual([])
  await press(html, 'import')
  expect(await said(room, id)).toEqual(['Jan 2024: 41'])
})
