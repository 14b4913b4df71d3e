import { counted } from '../../core/counted.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type FileField, type FileReading, fileFields, type Rows } from '../handover/file/model.ts'
import { mostRows } from '../handover/file/rules.ts'
import { naloxoneCodes } from './catalogue.ts'
import { readEms } from './file.ts'
import { type EmsTold, tellAll } from './lines.ts'
import type { EmsLine, EmsRecord } from './model.ts'
import { type EmsWishes, said, strangeTo } from './rules.ts'

/** Whether a file is an ambulance service's, by its name: a workbook is a ZIP too. */
export const isEmsFile = (name: string): boolean => /\.(?:xml|zip)$/i.test(name)

/**
 * The suspected overdoses of an ambulance service's file as rows of a partner's, each by its place among the records, so that they go
 * the way of every file: preview, import, undo. Of all other records it is only counted why they are none. Refuses a file of which
 * no record could be read, or in which none is suspected.
 */
export async function rowsOfEms(bytes: Uint8Array, wishes: EmsWishes): Promise<Result<Rows>> {
  const rows: { line: number; cells: string[]; fault?: string }[] = []
  const notes: string[] = []
  const tally = openTally()
  for await (const told of tellAll(readEms({ bytes }, mostUnpacked), wishes)) {
    tally.add(told)
    if (told.kind === 'fault') notes.push(told.message)
    if (told.kind !== 'line' || !told.line.suspected) continue
    const fault = strangeTo(told.record, told.line, wishes)
    rows.push({ line: tally.records(), cells: cellsOf(told.record, told.line), ...(fault !== null && { fault }) })
  }
  if (tally.records() === 0) return refuse('referrals.ems-wrong', notes[0] ?? 'It holds no record.', 'file')
  if (rows.length > mostRows)
    return refuse(
      'referrals.file-long',
      `A file has ${mostRows.toLocaleString('en-US')} suspected overdoses at most. Split it.`,
    )
  if (rows.length === 0)
    return refuse(
      'referrals.ems-none',
      `${counted(tally.records(), 'record')} in it, and none is a suspected overdose.`,
      'file',
    )
  const more = notes.length - mostNotes
  return ok({
    columns: columns.map(([field]) => fileFields.get(field) ?? field),
    rows,
    notes: more > 0 ? [...notes.slice(0, mostNotes), `${counted(more, 'document')} more could not be read.`] : notes,
    records: tally.sums(),
  })
}

const mostNotes = 20
/** Some 20,000 records of 30 KB: a large county's year, read in about half a minute. */
const mostUnpacked = 600 * 1024 * 1024

type Cell = (record: EmsRecord, line: EmsLine) => string

const first = (record: EmsRecord, element: string): string => said(record, element)[0]?.trim() ?? ''
const joined = (record: EmsRecord, ...elements: readonly string[]): string =>
  elements
    .map((element) => first(record, element))
    .filter(Boolean)
    .join(', ')

/** What a follow-up needs of a record, by the field of a referral. Nothing else of it is kept. */
const columns: readonly (readonly [FileField, Cell])[] = [
  ['firstName', (record) => first(record, 'ePatient.03')],
  ['lastName', (record) => first(record, 'ePatient.02')],
  ['phone', (record) => first(record, 'ePatient.18')],
  ['bornOn', (record) => first(record, 'ePatient.17')],
  ['isSaidMinor', (record) => (isSaidMinor(record) ? 'yes' : '')],
  ['address', (record) => joined(record, 'ePatient.05', 'ePatient.09')],
  ['housing', (record) => (first(record, 'ePatient.22') === '2522001' ? 'unhoused' : '')],
  ['language', languageOf],
  ['occurredAt', (_, { at }) => at ?? ''],
  ['place', (record) => joined(record, 'eScene.15', 'eScene.19')],
  ['eventZone', (_, { zone }) => zone ?? ''],
  ['outcome', (_, { fatal }) => ({ true: 'fatal', false: 'nonfatal', null: 'unknown' })[`${fatal}`]],
  ['naloxoneBy', naloxoneBy],
  ['transport', transportOf],
  // The same record again is the same referral. Numbers are told apart by their agency.
  [
    'sourceRecord',
    ({ uuid }, { agency, recordId }) => uuid || (recordId === null ? '' : `${agency} ${recordId}`.slice(0, 120)),
  ],
  ['note', noteOf],
]

/** Which of these columns holds what. */
export const emsReading: FileReading = {
  columns: Object.fromEntries(columns.map(([field], at) => [field, at])),
  dayOrder: null,
  source: 'ems',
}

const cellsOf = (record: EmsRecord, line: EmsLine): string[] => columns.map(([, cell]) => cell(record, line))

/** Where no day of birth is given: younger than 18 in years, or counted in smaller units. */
const isSaidMinor = (record: EmsRecord): boolean => {
  const age = first(record, 'ePatient.15')
  return /^\d+$/.test(age) && (first(record, 'ePatient.16') !== '2516009' || Number(age) < 18)
}

/** NEMSIS names languages by three letters (ISO 639-2). */
const languages: Readonly<Record<string, string>> = {
  eng: 'en',
  spa: 'es',
  ara: 'ar',
  fra: 'fr',
  fre: 'fr',
  hat: 'ht',
  hin: 'hi',
  kor: 'ko',
  vie: 'vi',
  zho: 'zh',
  chi: 'zh',
  sgn: 'ase',
}

function languageOf(record: EmsRecord): string {
  const spoken = first(record, 'ePatient.24').toLowerCase()
  return spoken === '' ? '' : (languages[spoken] ?? 'other')
}

const givers: Readonly<Record<string, string>> = {
  9905043: 'self',
  9905045: 'bystander',
  9905047: 'law enforcement',
  9905049: 'bystander',
}

/** Who gave the first naloxone of the record. */
function naloxoneBy({ values }: EmsRecord, { naloxone }: EmsLine): string {
  if (naloxone !== true) return naloxone === false ? 'nobody' : 'unknown'
  const given = values.get('eMedications.03')?.find(({ text, pn }) => pn === null && isNaloxone(text.trim()))
  const by = values.get('eMedications.10')?.find(({ medication, isNil }) => medication === given?.medication && !isNil)
  if (!by || by.text.trim() === '') return 'unknown'
  return givers[by.text.trim()] ?? 'ems'
}

const isNaloxone = (code: string): boolean => naloxoneCodes.some((one) => one === code)

function transportOf(record: EmsRecord): string {
  const code = first(record, 'eDisposition.30')
  if (['4230001', '4230003', '4230005', '4230007'].includes(code)) return 'transported'
  return code === '4230009' ? 'refused' : 'unknown'
}

function noteOf(_: EmsRecord, { fatal, because, warnings, agency, recordId }: EmsLine): string {
  const ask = 'Ask the ambulance service whether this person lives before anybody visits.'
  return [
    ...(fatal === null ? [ask] : []),
    `Suspected: ${because.join('; ')}.`,
    ...(warnings.length > 0 ? [`To check: ${warnings.join('; ')}.`] : []),
    `Record ${recordId ?? 'without a number'} of agency ${agency ?? 'unknown'}.`,
  ]
    .join(' ')
    .slice(0, 2_000)
}

/** Counts records by what was told of them. */
function openTally(): {
  add(told: EmsTold): void
  records(): number
  sums(): readonly (readonly [number, string])[]
} {
  let records = 0
  const kinds = { repeated: 0, none: 0, elsewhere: 0, died: 0, unknown: 0 }
  const reasons = new Map<string, number>()
  return {
    add(told) {
      if (told.kind === 'fault') return
      records++
      if (told.kind === 'repeated') {
        kinds.repeated++
        return
      }
      const { suspected, because, fatal } = told.line
      if (!suspected) {
        kinds.none++
        if (because.length > 1) kinds.elsewhere++
        return
      }
      if (fatal) kinds.died++
      if (fatal === null) kinds.unknown++
      for (const reason of new Set(because.map((one) => one.replace(/ \(\w+\.\d+\)$/, ''))))
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    },
    records: () => records,
    sums() {
      const sums: [number, string][] = [
        [records, 'in the file'],
        ...[...reasons]
          .sort(([, one], [, other]) => other - one)
          .slice(0, 30)
          .map(([reason, count]): [number, string] => [count, `suspected: ${reason}`]),
        [kinds.unknown, 'suspected, and not known whether the person lives: ask before anybody visits'],
        [kinds.died, 'suspected, of people who died'],
        [kinds.none, 'not suspected, and not kept'],
        [kinds.elsewhere, 'of these would be suspected by another rule set'],
        [kinds.repeated, 'said again, passed over'],
      ]
      return sums.filter(([count]) => count > 0)
    },
  }
}
