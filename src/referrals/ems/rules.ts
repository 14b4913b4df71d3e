import {
  deathToAskAbout,
  diedBy,
  livedBy,
  mayBeApproximate,
  mayBeNegated,
  naloxoneCodes,
  ruleSets,
} from './catalogue.ts'
import type { EmsCondition, EmsLine, EmsRecord, EmsRuleSet, EmsTest, EmsValue } from './model.ts'

/** A rule set that holds for records from a day on, and whose they may be: of which counties and agencies, or, with none, of all. */
export type EmsRuleInForce = EmsRuleSet & { readonly counties: readonly string[]; readonly agencies: readonly string[] }

/** What an organization asks beside what the record says. */
export type EmsWishes = { readonly rules: readonly EmsRuleInForce[]; readonly zones: readonly string[] }

const usual: readonly EmsRuleInForce[] = ruleSets
  .filter(({ key }) => key === 'nemsis-opioid')
  .map((rules) => ({ ...rules, counties: [], agencies: [] }))

export const usualWishes: EmsWishes = { rules: usual, zones: [] }

type Chosen = Pick<EmsRuleInForce, 'counties' | 'agencies'> & { readonly ruleSet: string; readonly fromOn: string }

/** What holds for an organization: NEMSIS's definition until the first day that it chose otherwise for. */
export const wishesOf = (chosen: readonly Chosen[], zones: readonly string[]): EmsWishes => ({
  rules: [
    ...usual,
    ...chosen.flatMap(({ ruleSet, fromOn, counties, agencies }) =>
      ruleSets.filter(({ key }) => key === ruleSet).map((rules) => ({ ...rules, from: fromOn, counties, agencies })),
    ),
  ],
  zones,
})

/** What is told of a record: whether it is a suspected overdose and why, whether naloxone was given, and whether the person died. */
export function judge(record: EmsRecord, { rules, zones }: EmsWishes): EmsLine {
  const { at, warnings: ofTime } = momentOf(record)
  const fatal = fatalOf(record)
  const ofUnit = said(record, 'eResponse.01')[0] ?? ''
  const agency = record.agency || ofUnit
  const recordId = said(record, 'eRecord.01')[0] ?? null
  return {
    recordId,
    agency: agency || null,
    at,
    ...suspicion(record, ruleSetOn(rules, at)),
    naloxone: naloxoneOf(record),
    fatal,
    zone: zoneOf(record, zones),
    warnings: [
      ...(recordId === null ? ['eRecord.01 is empty: the record has no number'] : []),
      ...(record.agency === '' ? [`dAgency.02 is empty${agency === '' ? '' : ': eResponse.01 used'}`] : []),
      ...(ofUnit !== '' && ofUnit.trim() !== agency.trim()
        ? [`eResponse.01 is ${ofUnit}: the record is of another agency than its header says`]
        : []),
      ...(record.uuid === '' ? ['PatientCareReport/@UUID is missing: the record is known by its number alone'] : []),
      ...ofTime,
      ...(said(record, 'eSituation.11').length === 0 ? ['eSituation.11 is empty'] : []),
      ...aboutDeath(record, fatal),
      ...contradictions(record),
    ],
  }
}

const none: readonly EmsValue[] = []
const valuesOf = (record: EmsRecord, element: string): readonly EmsValue[] => record.values.get(element) ?? none

/** Whether the text of an element is its value: there, and taken back by nothing beside it. */
const counts = (element: string, { text, isNil, nv, pn }: EmsValue): boolean =>
  !isNil && nv === null && (pn === null || isApproximate(element, pn)) && text.trim() !== ''

/** The one PN that leaves a value standing. */
const isApproximate = (element: string, pn: string): boolean => mayBeApproximate.has(element) && pn.trim() === '8801029'

/** The values of an element as they stand in the record, unchanged. */
export const said = (record: EmsRecord, element: string): readonly string[] =>
  valuesOf(record, element)
    .filter((value) => counts(element, value))
    .map(({ text }) => text)

/** An instant as NEMSIS writes it: with its offset, never Z, between 1950 and 2050. */
const moment =
  /^(?:19[5-9]\d|20[0-4]\d|2050)-(?:0[1-9]|1[0-2])-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?[+-](?:0\d|1[0-4]):[0-5]\d$/

/** Whether a text is such an instant, on a day that there is. */
function isMoment(text: string): boolean {
  const [, day] = moment.exec(text) ?? []
  return day !== undefined && new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day)
}

function momentOf(record: EmsRecord): { readonly at: string | null; readonly warnings: readonly string[] } {
  const [call, notified] = ['eTimes.01', 'eTimes.03'].map((element) => said(record, element)[0]?.trim())
  if (call && isMoment(call)) return { at: call, warnings: [] }
  const what = call ? `"${call.slice(0, 40)}" is no time with an offset` : 'is empty'
  if (notified && isMoment(notified)) return { at: notified, warnings: [`eTimes.01 ${what}: time of dispatch used`] }
  const other = notified ? `"${notified.slice(0, 40)}" is no time with an offset` : 'is empty'
  return { at: null, warnings: [`eTimes.01 ${what}`, `eTimes.03 ${other}: nobody knows when it happened`] }
}

/** The rule set in force at a time: the newest that had begun; what is older than all is judged by the first. */
function ruleSetOn(rules: readonly EmsRuleInForce[], at: string | null): EmsRuleInForce {
  const inOrder = [...rules].sort((one, other) => (one.from < other.from ? -1 : 1))
  const found = at === null ? inOrder.at(-1) : (inOrder.findLast(({ from }) => from <= at.slice(0, 10)) ?? inOrder[0])
  if (!found) throw new Error('a record is judged by some rule set')
  return found
}

/** Why a record is not this team's: it is of another agency, or of another county; null where it is, or does not say. */
export function strangeTo(record: EmsRecord, { at, agency }: EmsLine, { rules }: EmsWishes): string | null {
  const { counties, agencies } = ruleSetOn(rules, at)
  if (agencies.length > 0 && !agencies.includes(agency ?? ''))
    return `dAgency.02 is ${agency ?? 'empty'}: a record of another agency.`
  const county = said(record, 'eScene.21')[0]?.trim()
  return county === undefined || counties.length === 0 || counties.includes(county)
    ? null
    : `eScene.21 is ${county}: a record of another county.`
}

function suspicion(record: EmsRecord, rules: EmsRuleSet): Pick<EmsLine, 'suspected' | 'because'> {
  const because = reasonsBy(record, rules)
  if (because.length > 0) return { suspected: true, because }
  const elsewhere = ruleSets.filter(({ key }) => key !== rules.key).flatMap((other) => besides(record, other))
  return { suspected: false, because: [lookedAt(record, rules), ...elsewhere] }
}

/** What holds of a record by a rule set, each with the code and where it stands: `impression T40.1X1A (eSituation.11)`. */
const reasonsBy = (record: EmsRecord, { any }: EmsRuleSet): readonly string[] => [
  ...new Set(any.flatMap((condition) => reasonsFor(record, condition))),
]

/** What another rule set finds is told, for a person to see: rule sets differ, and a record is not to vanish by one in silence. */
const besides = (record: EmsRecord, other: EmsRuleSet): readonly string[] =>
  reasonsBy(record, other).map((reason) => `it would be one by "${other.name}": ${reason}`)

function reasonsFor(
  record: EmsRecord,
  { says, all: [first, ...more], isOfOneMedication }: EmsCondition,
): readonly string[] {
  const found = hits(record, first).filter(({ medication }) =>
    more.every((test) => hits(record, test).some((one) => !isOfOneMedication || one.medication === medication)),
  )
  return found.map(({ element, code }) => `${says} ${code} (${element})`)
}

type Hit = { readonly element: string; readonly code: string; readonly medication: number }

/** Where a test holds. A code of another list than the one it is looked for in is another code. */
function hits(record: EmsRecord, test: EmsTest): readonly Hit[] {
  const isCode = 'codes' in test ? (code: string) => test.codes.includes(code) : wholly(test.pattern)
  return test.elements.flatMap((element) =>
    valuesOf(record, element)
      .filter((value) => counts(element, value) && value.codeType !== notDrugs && isCode(value.text.trim()))
      .map(({ text, medication }) => ({ element, code: text.trim(), medication })),
  )
}

/** Codes of SNOMED stand for blood products alone. */
const notDrugs = '9924005'

const patterns = new Map<string, RegExp>()

/** The whole text, not a part of it: an alternative that is open at one end takes later encounters too. */
function wholly(pattern: string): (text: string) => boolean {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`)
  patterns.set(pattern, known)
  return (text) => known.test(text)
}

function lookedAt(record: EmsRecord, { name, any }: EmsRuleSet): string {
  const elements = [...new Set(any.flatMap(({ all }) => all.flatMap(({ elements: of }) => of)))]
  const found = elements.flatMap((element) =>
    valuesOf(record, element).flatMap((value) => {
      const code = value.text.trim().slice(0, 40)
      if (code === '') return []
      if (counts(element, value)) return [`${element} ${code}`]
      return value.pn !== null ? [`${element} ${code} (not given or not present)`] : []
    }),
  )
  return `nothing of "${name}" holds; looked at ${found.join(', ') || `${elements.join(', ')}, which are empty`}`
}

const isAny = (record: EmsRecord, tests: readonly EmsTest[]): boolean =>
  tests.some((test) => hits(record, test).length > 0)

function fatalOf(record: EmsRecord): boolean | null {
  if (isAny(record, diedBy)) return true
  return isAny(record, livedBy) ? false : null
}

function aboutDeath(record: EmsRecord, fatal: boolean | null): readonly string[] {
  if (fatal) return []
  const doubts = deathToAskAbout.flatMap((test) =>
    [...new Set(hits(record, test).map(({ element }) => element))].map(
      (element) => `${element} says ${test.says}: ask whether this person lives before anybody visits`,
    ),
  )
  return fatal === null && doubts.length === 0
    ? ['eDisposition.19 does not tell: ask whether this person lives before anybody visits']
    : doubts
}

/** NEMSIS's "not applicable": nothing was to be given. "Not recorded" and "not reporting" tell nothing. */
const notApplicable = '7701001'

/** Whoever gave it and whatever came of it; null where nothing is recorded of medications. */
function naloxoneOf(record: EmsRecord): boolean | null {
  const given = valuesOf(record, 'eMedications.03')
  if (hits(record, { elements: ['eMedications.03'], codes: naloxoneCodes }).length > 0) return true
  const isTold = given.some((value) => {
    if (value.nv !== null) return value.nv.trim() === notApplicable && value.text.trim() === ''
    return !value.isNil && value.text.trim() !== ''
  })
  return isTold ? false : null
}

/** The zone of the organization that is named as the ZIP code or the county of the scene. */
function zoneOf(record: EmsRecord, zones: readonly string[]): string | null {
  const places = [...said(record, 'eScene.19').map((zip) => zip.trim().slice(0, 5)), ...said(record, 'eScene.21')]
  return zones.find((zone) => places.includes(zone.trim())) ?? null
}

/** What cannot be together. None of it counts as a value. */
const contradictions = (record: EmsRecord): readonly string[] => [
  ...new Set(
    [...record.values].flatMap(([element, values]) =>
      values.flatMap((value) => {
        const fault = contradiction(element, value)
        return fault === null ? [] : [`${element} ${fault}: not counted`]
      }),
    ),
  ),
]

function contradiction(element: string, { text, isNil, nv, pn }: EmsValue): string | null {
  const hasText = text.trim() !== ''
  if (nv !== null && pn !== null) return 'has both NV and PN'
  if (hasText && isNil) return 'is nil and has a value'
  if (hasText && nv !== null) return 'has a value and NV'
  if (hasText && pn !== null)
    return mayBeNegated.has(element) || isApproximate(element, pn) ? null : 'has a value and PN'
  if (isNil) return nv === null && pn === null ? 'is nil without a reason' : null
  return nv !== null || pn !== null ? 'has a reason to be empty and is not nil' : null
}
