import type { EmsCondition, EmsRuleSet, EmsTest } from './model.ts'

/** Naloxone in RxNorm, as NEMSIS's definition lists it. Whole codes: 72420 is something else, and 1819 is buprenorphine. */
export const naloxoneCodes = ['7242', '203192', '197117'] as const

const impressions = ['eSituation.11', 'eSituation.12'] as const
const symptoms = ['eSituation.09', 'eSituation.10'] as const

const coded = (pattern: string): readonly EmsCondition[] => [
  { says: 'impression', all: [{ elements: impressions, pattern }] },
  { says: 'symptom', all: [{ elements: symptoms, pattern }] },
]

const opioid: readonly EmsCondition[] = [
  ...coded(String.raw`F11.*|T40\.[0-3]X?[1-4]?A?|T40\.4.?[1-4]?A?|T40\.6[09]?[1-4]?A?`),
  {
    says: 'improved after naloxone',
    all: [
      { elements: ['eMedications.03'], codes: naloxoneCodes },
      { elements: ['eMedications.07'], codes: ['9916001'] },
    ],
    isOfOneMedication: true,
  },
]

/**
 * The rule sets that come with the product, newest first of each key. NEMSIS's is its case definition "Opioid Overdose" of 27 May
 * 2025, whose pattern is matched whole (as NEMSIS itself writes it since December 2025: before, T40.1X1D passed, against its
 * text). It holds for records since its first edition of 26 August 2021, and older ones are judged by it too.
 */
export const ruleSets: readonly EmsRuleSet[] = [
  {
    key: 'nemsis-opioid',
    name: 'NEMSIS opioid overdose',
    source: 'NEMSIS case definition of 27 May 2025',
    from: '2021-08-26',
    any: opioid,
  },
  {
    key: 'any-drug',
    name: 'Any drug',
    source: 'our own: the same, poisoning by any other drug (T36 to T50), and F19 where dispatch said overdose',
    from: '2021-08-26',
    any: [
      ...opioid,
      ...coded(String.raw`T(?:3[6-9]|4\d|50)\.[0-9A-Z][0-9A-Z][1-4]A?`).slice(0, 1),
      {
        says: 'dispatched as an overdose, impression',
        all: [
          { elements: impressions, pattern: String.raw`F19(\..*)?` },
          { elements: ['eDispatch.01'], codes: ['2301053'] },
        ],
      },
    ],
  },
]

/** Any of these, and the person died. */
export const diedBy: readonly EmsTest[] = [
  { elements: ['eDisposition.19'], codes: ['4219007', '4219009'] },
  { elements: ['eArrest.18'], codes: ['3018001', '3018003'] },
  { elements: ['eSituation.13'], codes: ['2813007'] },
  { elements: ['eScene.08'], codes: ['2708009'] },
  { elements: ['eArrest.16'], codes: ['3016005'] },
  { elements: ['eDisposition.21'], codes: ['4221009'] },
  { elements: ['eOutcome.01', 'eOutcome.02'], codes: ['20'] },
  { elements: impressions, codes: ['R99'] },
]

/** None of those and any of these, and the person lived when the crew left them. */
export const livedBy: readonly EmsTest[] = [
  { elements: ['eDisposition.19'], codes: ['4219001', '4219003', '4219005', '4219011'] },
  { elements: ['eArrest.01'], codes: ['3001001'] },
  { elements: ['eDisposition.28'], codes: ['4228003', '4228007'] },
]

/** NEMSIS's "Patient Death" takes these too, which are true of living people: they are told, and answer nothing. */
export const deathToAskAbout: readonly (EmsTest & { readonly says: string })[] = [
  { elements: symptoms, codes: ['R99'], says: 'R99 as a symptom' },
  { elements: ['eArrest.03'], codes: ['3003007', '3003009'], says: 'no resuscitation' },
  { elements: ['eArrest.12'], codes: ['3012001'], says: 'no return of circulation' },
  { elements: ['eArrest.16'], codes: ['3016001'], says: 'resuscitation stopped' },
  {
    elements: ['eArrest.17'],
    codes: ['9901001', '9901003', '9901035', '9901067', '9901071'],
    says: 'a rhythm without circulation on arrival',
  },
]

/** Elements in which a value with a pertinent negative is as it should be: the medication not given, the symptom not there. */
export const mayBeNegated: ReadonlySet<string> = new Set(['eMedications.03', 'eSituation.10'])

/** Elements in which a value may be approximate, by a pertinent negative that is none. */
export const mayBeApproximate: ReadonlySet<string> = new Set(['ePatient.15'])

/** Who is to be found, where, and what helps; a file keeps nothing else of a record. */
const ofPerson = [
  'ePatient.02',
  'ePatient.03',
  'ePatient.05',
  'ePatient.06',
  'ePatient.08',
  'ePatient.09',
  'ePatient.15',
  'ePatient.16',
  'ePatient.17',
  'ePatient.18',
  'ePatient.22',
  'ePatient.24',
  'eScene.11',
  'eScene.15',
  'eScene.17',
  'eScene.19',
  'eScene.21',
  'eMedications.10',
  'eDisposition.30',
]

const ofDecisions = [
  ...diedBy,
  ...livedBy,
  ...deathToAskAbout,
  ...ruleSets.flatMap(({ any }) => any.flatMap(({ all }) => all)),
]

/** All elements that are read; whatever else a record holds is passed over as it streams by. */
export const elementsRead: ReadonlySet<string> = new Set([
  'eRecord.01',
  'eResponse.01',
  'eTimes.01',
  'eTimes.03',
  ...ofPerson,
  ...ofDecisions.flatMap(({ elements }) => elements),
])
