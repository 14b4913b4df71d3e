import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { type EmsSource, readEms } from './file.ts'
import { tellAll } from './lines.ts'
import type { EmsLine } from './model.ts'
import { printEms } from './print.ts'
import { usualWishes } from './rules.ts'
import { el, emsDocument, header, medication, naloxone, nil, record, type Written } from './test-documents.ts'

type Read = { readonly lines: readonly EmsLine[]; readonly said: readonly string[] }

async function readAll(source: EmsSource | string | Uint8Array): Promise<Read> {
  const lines: EmsLine[] = []
  const said: string[] = []
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  for await (const told of tellAll(readEms(bytes instanceof Uint8Array ? { bytes } : bytes), usualWishes))
    if (told.kind === 'line') lines.push(told.line)
    else said.push(told.message)
  return { lines, said }
}

async function one(written: Written): Promise<EmsLine> {
  const { lines, said } = await readAll(emsDocument([record(written)]))
  expect(said).toEqual([])
  expect(lines).toHaveLength(1)
  return lines[0]!
}

const impression = (code: string): Written => ({ situation: el('eSituation.11', code) })
const improved = el('eMedications.07', '9916001')
const numbers = ({ lines }: Read) => lines.map(({ recordId }) => recordId)

test('one record says all that a team asks first, its number as it was written', async () => {
  const line = await one({ ...impression('T40.1X1A'), id: '0024E0012', medications: medication(naloxone, improved) })
  expect(line).toEqual({
    recordId: '0024E0012',
    agency: '0042',
    at: '2026-11-02T23:40:10-05:00',
    suspected: true,
    because: ['impression T40.1X1A (eSituation.11)', 'improved after naloxone 7242 (eMedications.03)'],
    naloxone: true,
    fatal: false,
    zone: null,
    warnings: [],
  })
})

test.each([
  ['F11', true],
  ['F11.20', true],
  ['F11.921', true],
  ['F1', false],
  ['F12.20', false],
  ['xF11', false],
  ['T40.0X1A', true],
  ['T40.1X1A', true],
  ['T40.2X4A', true],
  ['T40.3', true],
  ['T40.3X', true],
  ['T40.411A', true],
  ['T40.4X1A', true],
  ['T40.6', true],
  ['T40.601A', true],
  ['T40.69', true],
  ['T40.1X1D', false], // a later encounter
  ['T40.1X1S', false], // what is left of it
  ['T40.2X5A', false], // an adverse effect
  ['T40.2X6A', false], // too little taken
  ['T40.5X1A', false], // cocaine
  ['T40.601D', false],
  ['T401X1A', false],
  ['t40.1X1A', false],
  ['F19', false],
  ['F10.92', false],
])('an impression of %s is a suspected opioid overdose: %s', async (code, suspected) => {
  const line = await one(impression(code))
  expect(line.suspected).toBe(suspected)
  expect(line.because.join()).toContain(code)
})

test.each([
  ['T50.901A', '2301067', true],
  ['T42.4X1A', '2301067', true],
  ['T42.4X1', '2301067', true],
  ['T42.4X5A', '2301067', false], // an adverse effect
  ['T42.4X1D', '2301067', false],
  ['T51.0X1A', '2301067', false], // alcohol
  ['F19.20', '2301053', true],
  ['F19', '2301053', true],
  ['F19.20', '2301067', false],
  ['F10.92', '2301053', false],
])(
  '%s after dispatch %s is no opioid overdose, and whether it is one of any drug is told: %s',
  async (code, reason, isAny) => {
    const line = await one({ ...impression(code), dispatch: el('eDispatch.01', reason) })
    expect(line.suspected).toBe(false)
    expect(line.because.some((why) => why.startsWith('it would be one by "Any drug": '))).toBe(isAny)
  },
)

test('a record without its UUID is known by its number in its agency, and one without a number is still told', async () => {
  const without = (id: string) => record({ id }).replace(/ UUID="[^"]*"/, '')
  const read = await readAll(emsDocument([without('1'), without('1'), without('2')]))
  expect(numbers(read)).toEqual(['1', '2'])
  expect(read.lines[0]?.warnings).toEqual([
    'PatientCareReport/@UUID is missing: the record is known by its number alone',
  ])
  expect(numbers(await readAll(emsDocument([without(''), without('')])))).toEqual([null, null])
  expect(await one({ id: '' })).toMatchObject({
    recordId: null,
    warnings: ['eRecord.01 is empty: the record has no number'],
  })
})

test('every impression and symptom is read, and a symptom that is marked as not present is not there', async () => {
  const both = el('eSituation.11', 'R41.82') + el('eSituation.12', 'I10') + el('eSituation.12', 'F11.20')
  expect((await one({ situation: both })).because).toEqual(['impression F11.20 (eSituation.12)'])
  const symptom = (attributes: string) => el('eSituation.10', 'T40.1X1A', attributes) + el('eSituation.11', 'R41.82')
  expect((await one({ situation: symptom('') })).because).toEqual(['symptom T40.1X1A (eSituation.10)'])
  const absent = await one({ situation: symptom(' PN="8801031"') })
  expect(absent).toMatchObject({ suspected: false, warnings: [] })
  expect(absent.because[0]).toContain('eSituation.10 T40.1X1A (not given or not present)')
})

test('naloxone makes a record suspected if the patient was better after it, and no other medication does', async () => {
  const other = medication(el('eMedications.03', '4850'), improved)
  expect(await one({ medications: medication(naloxone) + other })).toMatchObject({ suspected: false, naloxone: true })
  expect(await one({ medications: medication(naloxone, improved) })).toMatchObject({ suspected: true, naloxone: true })
  for (const code of ['203192', '197117'])
    expect(await one({ medications: medication(el('eMedications.03', code)) })).toMatchObject({ naloxone: true })
})

test.each([
  ['nothing recorded', medication(nil('eMedications.03')), null],
  ['not reporting', medication(nil('eMedications.03', '7701005')), null],
  ['not applicable', medication(nil('eMedications.03', '7701001')), false],
  ['another medication', medication(el('eMedications.03', '4850')), false],
  [
    '72420 and 1819, which are others',
    medication(el('eMedications.03', '72420')) + medication(el('eMedications.03', '1819')),
    false,
  ],
  ['naloxone refused', medication(el('eMedications.03', '7242', ' PN="8801019"')), false],
  ['refused and then given', medication(el('eMedications.03', '7242', ' PN="8801019"')) + medication(naloxone), true],
  ['the number 7242 of another list', medication(el('eMedications.03', '7242', ' CodeType="9924005"')), false],
  ['a value that says it is none', medication(el('eMedications.03', '7242', ' NV="7701003"')), null],
])('whether naloxone was given, by %s', async (_, medications, naloxoneGiven) => {
  expect((await one({ medications })).naloxone).toBe(naloxoneGiven)
})

test.each([
  ['eDisposition.19', { disposition: el('eDisposition.19', '4219007') }, true],
  ['eDisposition.19', { disposition: el('eDisposition.19', '4219009') }, true],
  ['eArrest.18', { arrest: el('eArrest.18', '3018003') }, true],
  ['eArrest.18 in the hospital', { arrest: el('eArrest.18', '3018001') }, true],
  ['eArrest.16', { arrest: el('eArrest.16', '3016005') }, true],
  ['eScene.08', { scene: el('eScene.08', '2708009') }, true],
  ['eSituation.13', { situation: el('eSituation.11', 'I46.9') + el('eSituation.13', '2813007') }, true],
  ['the morgue', { disposition: el('eDisposition.21', '4221009') }, true],
  ['obvious death as an impression', impression('R99'), true],
  ['the hospital', { more: el('eOutcome', el('eOutcome.01', '20')) }, true],
  ['alive', { disposition: el('eDisposition.19', '4219001') }, false],
  ['no arrest', { disposition: '', arrest: el('eArrest.01', '3001001') }, false],
  ['refused', { disposition: el('eDisposition.28', '4228003') }, false],
  ['nothing', { disposition: nil('eDisposition.19') }, null],
] as const)('whether somebody died, by %s', async (_, written, fatal) => {
  const line = await one(written)
  expect(line.fatal).toBe(fatal)
  expect(line.warnings).toEqual(
    fatal === null ? ['eDisposition.19 does not tell: ask whether this person lives before anybody visits'] : [],
  )
})

test('what is true of the living too is told, and is no death', async () => {
  const arrest =
    el('eArrest.01', '3001003') +
    el('eArrest.03', '3003007') +
    el('eArrest.12', '3012001') +
    el('eArrest.17', '9901003')
  const line = await one({ arrest })
  expect(line.fatal).toBe(false)
  expect(line.warnings.map((warning) => warning.split(' ')[0])).toEqual(['eArrest.03', 'eArrest.12', 'eArrest.17'])
})

test('without the time of the call the time of dispatch stands, with a warning', async () => {
  const dispatched = el('eTimes.03', '2026-11-02T23:41:00-05:00')
  expect(await one({ times: nil('eTimes.01') + dispatched })).toMatchObject({
    at: '2026-11-02T23:41:00-05:00',
    warnings: ['eTimes.01 is empty: time of dispatch used'],
  })
  for (const wrong of [
    '2026-11-02T23:40:10',
    '2026-11-02T23:40:10Z',
    '2026-02-30T10:00:00-05:00',
    '1900-01-01T00:00:00-05:00',
  ]) {
    const line = await one({ times: el('eTimes.01', wrong) + dispatched })
    expect(line.at, wrong).toBe('2026-11-02T23:41:00-05:00')
    expect(line.warnings[0]).toMatch(/^eTimes\.01 .*: time of dispatch used$/)
  }
  expect((await one({ times: nil('eTimes.01') + nil('eTimes.03') })).at).toBeNull()
  expect((await one({ times: el('eTimes.01', '2026-11-03T04:40:10.250-00:00') + dispatched })).at).toBe(
    '2026-11-03T04:40:10.250-00:00',
  )
})

test('what cannot be together counts as nothing and is named', async () => {
  const line = await one({
    situation:
      el('eSituation.11', 'F11', ' NV="7701003"') +
      el('eSituation.12', 'F11', ' PN="8801019"') +
      '<eSituation.09 xsi:nil="1"/>',
  })
  expect(line.suspected).toBe(false)
  expect(line.warnings).toEqual([
    'eSituation.11 is empty',
    'eSituation.11 has a value and NV: not counted',
    'eSituation.12 has a value and PN: not counted',
    'eSituation.09 is nil without a reason: not counted',
  ])
})

test('prefixes, entities, CDATA, comments, a byte-order mark and other alphabets of bytes make no difference', async () => {
  const plain = emsDocument([record(impression('F11.20'))])
  const [expected] = (await readAll(plain)).lines
  const prefixed = plain
    .replaceAll(/<(\/?)([a-zA-Z])/g, '<$1n:$2')
    .replace('xmlns="http', 'xmlns:n="http')
    .replaceAll('xsi', 'i')
  expect(prefixed).toContain('<n:eSituation.11>')
  const written = plain.replace('F11.20', '<!-- a note -->F<![CDATA[11]]>.2&#48;').replace('24E0012', '&#x32;4E0012')
  const utf16 = plain.replace('UTF-8', 'UTF-16')
  for (const [name, source] of [
    ['prefixed', prefixed],
    ['written otherwise', written],
    ['with a mark', `\uFEFF${plain}`],
    ['UTF-16', Buffer.from(`\uFEFF${utf16}`, 'utf16le')],
    ['UTF-16 the other way', Buffer.from(`\uFEFF${utf16}`, 'utf16le').swap16()],
    ['said to be UTF-16', utf16],
    ['Latin 1', Buffer.from(plain.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
  ] as const)
    expect(await readAll(source), name).toEqual({ lines: [expected], said: [] })
})

test('what an agency adds, and what another namespace holds, is passed over', async () => {
  const strange = el('eSituation.11', 'F11.20')
  const more =
    el('eCustomResults', el('eCustomResults.ResultsGroup', strange)) +
    `<o:eSituation xmlns:o="urn:other">${strange}</o:eSituation>`
  const inside = `<o:eSituation.11 xmlns:o="urn:other">F11.20</o:eSituation.11>${el('eSituation.11', 'I10')}`
  expect(await one({ more, situation: inside })).toMatchObject({ suspected: false, warnings: [] })
})

test('of many records each stands under the agency of its own header, in their order', async () => {
  const two = (uuid: string, id: string, agency = '0042') => record({ uuid, id, agency })
  const headers = [
    header([two('a', '1'), two('b', '2')], '0042'),
    header([two('c', '1', '0043'), two('d', '3', '0099')], '0043'),
  ]
  const read = await readAll(emsDocument([], { headers }))
  expect(read.lines.map(({ agency, recordId, warnings }) => [agency, recordId, warnings])).toEqual([
    ['0042', '1', []],
    ['0042', '2', []],
    ['0043', '1', []],
    ['0043', '3', ['eResponse.01 is 0099: the record is of another agency than its header says']],
  ])
})

test('a record that repeats is taken once; if it says something else both are told, as is one number on two records', async () => {
  const again = record({ uuid: 'A', id: '1' })
  const read = await readAll(emsDocument([again, again, record({ uuid: 'a', id: '1' })]))
  expect(numbers(read)).toEqual(['1'])
  expect(read.said).toEqual(Array(2).fill('Record 1 is in it more than once and was taken once.'))
  const other = await readAll(
    emsDocument([again, record({ uuid: 'a', id: '1', ...impression('F11') }), record({ uuid: 'b', id: '1' })]),
  )
  expect(other.lines.map(({ warnings }) => warnings.length)).toEqual([0, 1, 1])
  expect(other.lines[1]?.warnings[0]).toContain('@UUID')
  expect(other.lines[2]?.warnings[0]).toContain('eRecord.01')
})

test('a document that is cut tells what stood before the cut, and that it was cut', async () => {
  const whole = emsDocument([record({ uuid: 'a', id: '1' }), record({ uuid: 'b', id: '2' })])
  const cut = await readAll(whole.slice(0, whole.lastIndexOf('eMedications')))
  expect(numbers(cut)).toEqual(['1'])
  expect(cut.said).toEqual(['It ends too early, after 1 whole record. Export it again.'])
  for (let at = 0; at < whole.length; at += 97)
    expect((await readAll(whole.slice(0, at))).said, String(at)).toHaveLength(1)
})

test('entities that expand, a document type, and what stands outside are refused before anything is read of them', async () => {
  const body = emsDocument([record()]).replace(/^<\?xml.*?\?>/, '')
  for (const type of [
    '<!DOCTYPE EMSDataSet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE EMSDataSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE EMSDataSet SYSTEM "http://localhost/nemsis.dtd">',
  ]) {
    const read = await readAll(type + body.replace('24E0012', '&x;'))
    expect(read.lines).toEqual([])
    expect(read.said).toEqual(['It has a document type (DTD), which no NEMSIS document has, so it was not read.'])
  }
  expect((await readAll(body.replace('24E0012', '&x;'))).said[0]).toContain('no whole XML')
})

test.each([
  ['nothing', '', 'holds no whole record'],
  ['a document of no records', emsDocument([]), 'It holds no record.'],
  ['another document', '<StateDataSet xmlns="http://www.nemsis.org"/>', 'it begins with StateDataSet'],
  ['a namespace of somebody else', '<EMSDataSet xmlns="urn:other"/>', 'it begins with EMSDataSet'],
  ['a table', 'Run,Name\n1,Casey', 'It is no XML document.'],
  ['crossed tags', emsDocument([record()]).replace('</Header>', '</Footer>'), 'no whole XML'],
  ['tags without end', `<EMSDataSet>${'<a>'.repeat(200)}`, 'too deep'],
  ['bytes of another alphabet', Buffer.from(emsDocument([record({ id: 'Ñandú' })]), 'latin1'), 'not UTF-8'],
])('%s is refused in a sentence', async (_, source, sentence) => {
  const { said } = await readAll(source)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(sentence)
})

test('a ZIP holds documents of one record each; one of them at fault leaves the others', async () => {
  const single = (uuid: string, id: string) => emsDocument([record({ uuid, id })])
  const read = await readAll(
    zipOf({
      'export/1.xml': single('a', '1'),
      'export/2.xml': single('b', '2').slice(0, 900),
      '__MACOSX/export/._1.xml': 'shadow',
      'readme.txt': 'hello',
      'export/3.XML': single('c', '3'),
    }),
  )
  expect(numbers(read)).toEqual(['1', '3'])
  expect(read.said).toEqual(['export/2.xml: It is empty or ends too early: it holds no whole record. Export it again.'])
  const whole = zipOf({ '1.xml': single('a', '1') })
  expect((await readAll(whole.subarray(0, whole.length - 30))).said).toEqual([
    'The ZIP file is damaged or ends too early. Pack it again.',
  ])
  expect((await readAll(zipOf({ 'a.pdf': '%PDF' }))).said).toEqual(['The ZIP file holds no XML document.'])
  const flipped = zipOf({ '1.xml': single('a', '1') }, 0x1234)
  expect((await readAll(flipped)).said).toEqual(['1.xml: It is damaged inside the ZIP file. Pack it again.'])
})

test('a ZIP that unpacks to more than there is room for is read until then, and no further', async () => {
  const documents = {
    '1.xml': emsDocument([record()]),
    '2.xml': ' '.repeat(1_000_000),
    '3.xml': emsDocument([record()]),
  }
  const told: string[] = []
  for await (const item of readEms({ bytes: zipOf(documents) }, 100_000))
    told.push(item.kind === 'fault' ? item.message : (item.record.values.get('eRecord.01')?.[0]?.text ?? ''))
  expect(told).toEqual(['24E0012', '2.xml: The ZIP file unpacks to more than can be read at once. Split it.'])
})

test('the command prints one line of JSON a record, and says whether all of the file could be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-ems-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const print = async (name: string) => {
    const out = new PassThrough()
    const said: string[] = []
    const printed = text(out)
    const isWhole = await printEms(join(folder, name), out, (sentence) => said.push(sentence))
    out.end()
    return { isWhole, said, lines: (await printed).split('\n').slice(0, -1) }
  }
  writeFileSync(join(folder, 'b.xml'), emsDocument([record({ uuid: 'b', id: '2' })]))
  writeFileSync(join(folder, 'a.xml'), emsDocument([record({ uuid: 'a', id: '1' })]))
  const one = await print('a.xml')
  expect(one).toMatchObject({ isWhole: true, said: [] })
  expect(one.lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
    ['recordId', 'agency', 'at', 'suspected', 'because', 'naloxone', 'fatal', 'zone', 'warnings'],
  ])
  expect((await print('.')).lines.map((line) => JSON.parse(line).recordId)).toEqual(['1', '2'])
  expect(await print('none.xml')).toEqual({ isWhole: false, said: ['The file none.xml is not there.'], lines: [] })
})

/** An archive as programs write it; with a check sum of its own, a damaged one. */
function zipOf(parts: Readonly<Record<string, string>>, sum?: number): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(sum ?? crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const before = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, where, Buffer.from(name)]))
    local.push(before)
    at += before.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(Buffer.concat(central).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, ...central, Buffer.from('PK\x05\x06'), end])
}
