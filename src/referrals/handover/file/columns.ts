import { type FileField, type FileReading, fileFields, type RememberedReading } from './model.ts'

const listed = (text: string): readonly string[] => text.split(',').map((word) => word.trim())

// As exports of dispatch, ambulance and hospital systems head their columns, in plain letters.
const headings: Readonly<Partial<Record<FileField, readonly string[]>>> = {
  name: listed('name, patient name, patient, full name, client name, person, nombre'),
  firstName: listed('first name, firstname, patient first name, given name, fname, first'),
  lastName: listed('last name, lastname, patient last name, surname, family name, lname, last'),
  phone: listed(
    'phone, phone number, patient phone, patient phone number, telephone, mobile, cell, contact number, telefono',
  ),
  bornOn: listed('dob, date of birth, birth date, birthdate, patient dob, patient date of birth, born'),
  address: listed('address, home address, patient address, street address, residence'),
  occurredAt: listed(
    'incident date time, incident datetime, date time, datetime, event date time, unit notified date time, date and time, call time, arrival date time, day and time',
  ),
  occurredOn: listed(
    'incident date, event date, date of incident, overdose date, date of overdose, date, call date, visit date',
  ),
  occurredTime: listed('incident time, event time, time of incident, overdose time, time, call time'),
  place: listed('incident address, incident location, location, scene address, scene, place, where it happened'),
  eventZone: listed('zone, district, incident zone, beat, response area'),
  outcome: listed('outcome, patient outcome, fatal, disposition outcome'),
  naloxoneBy: listed('naloxone, narcan, naloxone given by, narcan given by'),
  transport: listed('transport, transported, disposition, transport disposition'),
  sourceRecord: listed(
    'run number, incident number, pcr number, record id, record number, incident id, case number, number, id, erecord 01, call number',
  ),
  language: listed('language, preferred language, idioma'),
  note: listed('note, notes, comments, narrative, remarks'),
  sender: listed('sender, reported by, crew, unit, medic, provider, who sends it'),
  source: listed('source, who tells of it, referral source'),
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which columns hold what: as the files of this partner were read before, else by their headings. Each column is taken once. */
export function recognized(columns: readonly string[], remembered: RememberedReading | null): FileReading {
  const written = columns.map(plain)
  const found: Partial<Record<FileField, number>> = {}
  const taken = (at: number): boolean => Object.values(found).includes(at)
  const take = (field: FileField, names: readonly string[]): void => {
    if (found[field] !== undefined) return
    const at = names
      .map((name) => written.findIndex((one, index) => one === plain(name) && !taken(index)))
      .find((index) => index >= 0)
    if (at !== undefined) found[field] = at
  }
  for (const [field, heading] of Object.entries(remembered?.headings ?? {})) take(field as FileField, [heading]) // its own keys
  const isKnown = Object.keys(found).length > 0
  if (!isKnown) for (const [field, label] of fileFields) take(field, [label, ...(headings[field] ?? [])])
  return { columns: found, dayOrder: remembered?.dayOrder ?? null, source: remembered?.source ?? null }
}

/** A reading by the headings of its columns. */
export const byHeadings = ({ columns, ...rest }: FileReading, headed: readonly string[]): RememberedReading => ({
  ...rest,
  headings: Object.fromEntries(
    (Object.entries(columns) as [FileField, number][]).flatMap(([field, at]) => {
      const heading = headed[at]
      return heading === undefined ? [] : [[field, heading]]
    }),
  ) as RememberedReading['headings'], // fields with a column
})

/** Columns that no field is read from, from 0. */
export const passedOver = ({ columns }: FileReading, headed: readonly string[]): readonly number[] => {
  const taken = new Set(Object.values(columns))
  return [...headed.keys()].filter((at) => !taken.has(at))
}
