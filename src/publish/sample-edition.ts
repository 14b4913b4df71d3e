// Longer than most because it is text: one edition with every kind of measure that a public page can show.
import type { Calendar } from '../core/period.ts'
import type { Period, Reading, ReadingStatus } from '../measures/model.ts'
import { weighed } from './evidence.ts'
import type { EditionContent, MeasureShown } from './model.ts'

const year = (label: number): Period => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })

/** A period with a value. */
export const reading = (period: Period, value: number, status: ReadingStatus = 'final'): Reading => ({
  period,
  value,
  numerator: value,
  denominator: null,
  status,
  reason: null,
})
/** A period without one. */
export const empty = (period: Period, reason: NonNullable<Reading['reason']>): Reading => ({
  period,
  value: null,
  numerator: null,
  denominator: null,
  status: reason === 'not yet' ? 'open' : 'final',
  reason,
})
const share = (period: Period, numerator: number, denominator: number): Reading => ({
  period,
  value: Number(((100 * numerator) / denominator).toFixed(1)),
  numerator,
  denominator,
  status: 'final',
  reason: null,
})

/** Years from 2020, each with its value. */
export const yearly = (values: readonly number[]): Reading[] =>
  values.map((value, index) => reading(year(2020 + index), value))

/** Months to the end of 2025, each with a value that goes up and down. */
export const monthly = (count: number): Reading[] =>
  Array.from({ length: count }, (_, index) => {
    const month = 12 * 2026 - count + index
    const label = new Date(Date.UTC(0, month % 12)).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })
    const from = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    const to = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10)
    const value = 40 + Math.round(14 * Math.sin(index / 5) + ((index * 37) % 11))
    return reading({ label: `${label} ${from.slice(0, 4)}`, from: `${from}-01`, to }, value)
  })

/** A measure with the sentence and the evidence that its readings give. */
export function weighedSample(measure: MeasureShown): MeasureShown {
  const calendar: Calendar = { kind: measure.calendar === 'month' ? 'month' : 'year' }
  return { ...measure, ...weighed({ ...measure, measure: { ...measure, calendar } }, measure.baseline) }
}

const plain: MeasureShown = {
  slug: 'plain',
  title: 'Plain',
  kind: 'performance',
  asks: 'how much',
  better: 'higher',
  shape: 'count',
  unit: 'coaches',
  decimals: 0,
  isSample: true,
  isComputed: false,
  source: 'Sample figures, made up to show the page.',
  calendar: 'calendar year',
  completeThrough: null,
  readings: [],
  splits: [],
  targets: [],
  sentence: '',
  evidence: null,
  baseline: null,
  reviews: [],
  notes: [],
  definition: null,
  story: [],
  partners: [],
  whatWorks: [],
  actions: [],
}

/** The measure the product starts from: its figures are Wilson County's, its words are ours. */
export const coachesTrained: MeasureShown = weighedSample({
  ...plain,
  slug: 'new-recovery-coaches-trained',
  title: 'New recovery coaches trained for the Post-Overdose Response Team',
  isSample: false,
  isComputed: true,
  source: 'Training records of the Post-Overdose Response Team.',
  completeThrough: '2024-12-31',
  readings: yearly([5, 14, 0, 39, 12]),
  targets: [{ period: year(2024), value: 30, note: 'Sample target.' }],
  definition: {
    number: 2,
    lay: 'People who finished an approved recovery coach course for the first time, counted in the year in which they finished.',
    technical:
      'Distinct people whose **first** completion of an approved course falls in the period. A course is approved when it has at least 30 required hours. Repeats, refreshers and people who left before the end are not counted.',
    effectiveOn: '2026-01-01',
  },
  story: [
    {
      writtenOn: '2026-10-20',
      period: { label: '2020 to 2024', from: '2020-01-01', to: '2024-12-31' },
      body: 'The first five coaches were trained in 2020 with money from the Substance Prevention Coalition. Word spread, and **14 more** people finished in 2021.\n\nNobody finished a course in 2022. In 2023 interest came back strongly: 39 people completed the training. In 2024 it was 12.\n\nThe response team can only visit after an overdose when enough coaches are ready to go. The swings show how willing people here are to help, and how hard it is to keep them without steady money and support. Agencies working side by side got this far; keeping that going is the work ahead.',
    },
  ],
  partners: [
    {
      name: 'Wilson County EMS',
      sector: 'Emergency medical services',
      brings: 'Calls the team after an overdose.',
      website: '',
    },
    {
      name: 'Wilson County Government',
      sector: 'County government',
      brings: 'Houses the program.',
      website: 'https://www.wilsoncounty.example',
    },
    { name: 'Wilson County OMDT', sector: 'County program', brings: 'Links people to medicine.', website: '' },
    {
      name: 'Area L AHEC',
      sector: 'Education',
      brings: 'Runs the coach academy.',
      website: 'https://www.areal.example',
    },
    {
      name: 'Wilson County Substance Prevention Coalition',
      sector: 'Coalition',
      brings: 'Paid for the first class.',
      website: '',
    },
    { name: 'RC3', sector: 'Recovery community', brings: 'Recruits and hosts coaches.', website: '' },
    { name: 'Recovery coaches', sector: 'Volunteers', brings: 'Their own experience of recovery.', website: '' },
  ],
  whatWorks: [
    {
      claim:
        'Coaches who have lived through recovery are people a survivor can believe. Working **beside first responders** puts them there at the moment that counts.',
      source: 'Sample source: review of peer recovery support, 2023',
      sourceUrl: 'https://www.example.org/peer-review',
      costBand: 'low cost',
      whereWeDoIt: 'Every PORT visit',
    },
    {
      claim: 'Stipends and help with tuition take away the price of becoming a coach.',
      source: '',
      sourceUrl: '',
      costBand: 'some cost',
      whereWeDoIt: 'Coach academy',
    },
    {
      claim: 'Mentors, a peer network and chances to lead help people grow, and stay.',
      source: '',
      sourceUrl: '',
      costBand: 'no cost',
      whereWeDoIt: 'Monthly peer group',
    },
    {
      claim: 'Flexible shifts, coaching by video and paid mileage make up for long roads.',
      source: '',
      sourceUrl: '',
      costBand: 'some cost',
      whereWeDoIt: 'Shift calendar',
    },
  ],
  actions: [
    {
      what: 'Apply for Medicaid reimbursement and two recovery grants',
      owner: 'Program coordinator',
      partner: 'Wilson County Government',
      startsOn: '2026-02-01',
      dueOn: '2026-12-15',
      status: 'under way',
      progress: 'One grant sent in; the second is due in December.',
      updatedOn: '2026-10-28',
    },
    {
      what: 'Show the program to county commissioners twice a year',
      owner: 'Coalition chair',
      partner: '',
      startsOn: '2026-01-15',
      dueOn: '2026-11-30',
      status: 'behind',
      progress: 'The spring visit was canceled.',
      updatedOn: '2026-10-01',
    },
    {
      what: 'Offer a class each quarter for trained coaches',
      owner: 'Area L AHEC',
      partner: 'Area L AHEC',
      startsOn: null,
      dueOn: '2026-09-30',
      status: 'done',
      progress: 'Four classes held.',
      updatedOn: '2026-09-30',
    },
    {
      what: 'Keep coaching by video and lend hotspots where signal is poor',
      owner: 'Program coordinator',
      partner: '',
      startsOn: null,
      dueOn: null,
      status: 'not started',
      progress: '',
      updatedOn: '2026-08-12',
    },
  ],
})

const withinThreeDays: MeasureShown = weighedSample({
  ...plain,
  slug: 'first-visit-within-three-days',
  title: 'Referrals with a first attempt within 72 hours',
  asks: 'how well',
  shape: 'share',
  unit: '%',
  readings: [
    share(year(2020), 18, 31),
    share(year(2021), 33, 52),
    empty(year(2022), 'not collected'),
    share(year(2023), 71, 88),
    { ...share(year(2024), 80, 97), status: 'restated' },
    { ...share(year(2025), 61, 75), status: 'provisional' },
  ],
  targets: [2024, 2025].map((label) => ({ period: year(label), value: 90, note: '' })),
  definition: {
    number: 1,
    lay: 'Of all referrals, those where someone tried to reach the person within 72 hours.',
    technical: '',
    effectiveOn: '2024-01-01',
  },
})

const connected: MeasureShown = weighedSample({
  ...plain,
  slug: 'connected-to-treatment',
  title: 'Participants who attended a first treatment appointment',
  asks: 'better off',
  shape: 'count',
  unit: 'people',
  readings: [
    reading(year(2021), 12),
    reading(year(2022), 14),
    empty(year(2023), 'withheld'),
    reading(year(2024), 13),
    reading(year(2025), 21, 'open'),
  ],
  splits: [
    {
      dimension: 'Zone',
      categories: [
        { name: 'City of Wilson', readings: [reading(year(2024), 13)] },
        { name: 'Rest of the county', readings: [empty(year(2024), 'withheld')] },
      ],
    },
  ],
})

const deaths: MeasureShown = weighedSample({
  ...plain,
  slug: 'overdose-deaths',
  title: 'Overdose deaths of residents',
  kind: 'indicator',
  asks: null,
  better: 'lower',
  unit: 'deaths',
  readings: [
    reading(year(2019), 22),
    reading(year(2020), 31),
    reading(year(2021), 38),
    reading(year(2022), 41),
    reading(year(2023), 36),
    reading(year(2024), 29, 'provisional'),
  ],
})

const visits: MeasureShown = weighedSample({
  ...plain,
  slug: 'emergency-visits',
  title: 'Emergency department visits for overdose, by month',
  kind: 'indicator',
  asks: null,
  better: 'lower',
  unit: 'visits',
  calendar: 'month',
  readings: monthly(60),
})

export const sampleEdition: EditionContent = {
  organisation: {
    slug: 'wilson',
    name: 'Wilson County, North Carolina',
    about: 'A coalition of county agencies and neighbors who respond together when someone survives an overdose.',
    contact: 'coalition@wilson.example',
    website: 'https://www.wilson.example',
    brand: '#14506e',
    isSample: true,
  },
  number: 3,
  publishedOn: '2026-11-03',
  asOf: '2026-10-31',
  note: 'Adds 2024 as final.',
  results: [
    {
      title: 'Life after overdose',
      statement: 'People in Wilson County who survive an overdose are alive, supported and in recovery.',
      indicators: ['overdose-deaths', 'emergency-visits'],
    },
  ],
  programs: [
    {
      title: 'Post-Overdose Response Team',
      about: 'Within days of an overdose, a paramedic and a recovery coach visit, listen, and offer a way into care.',
      customers: 'People who survived an overdose in Wilson County, and their families.',
      measures: ['new-recovery-coaches-trained', 'first-visit-within-three-days', 'connected-to-treatment'],
    },
  ],
  measures: [coachesTrained, withinThreeDays, connected, deaths, visits],
}

/** The sample edition with one measure replaced, for looking at an edge. */
export const withMeasure = (change: Partial<MeasureShown>): EditionContent => ({
  ...sampleEdition,
  measures: sampleEdition.measures.map((measure) =>
    measure.slug === coachesTrained.slug ? { ...weighedSample({ ...measure, ...change }), ...change } : measure,
  ),
})

export const longTitle =
  'Number of new recovery coaches who completed an approved thirty-hour academy and agreed to be a part of the Post-Overdose Response Team in Wilson County'

/** A scorecard of `count` measures. */
export function manyMeasures(count: number): EditionContent {
  const asked = ['how much', 'how well', 'better off'] as const
  const measures = Array.from(
    { length: count },
    (_, index): MeasureShown =>
      weighedSample({
        ...plain,
        slug: `measure-${index + 1}`,
        title: `Measure ${index + 1}: ${['people reached after an overdose', 'coaches still active after six months', 'families offered support'][index % 3]}`,
        asks: asked[index % 3] ?? 'how much',
        readings: yearly([31, 42, 27, 55, 38 + index, 40, 51, 47 + ((index * 13) % 30)]),
      }),
  )
  return {
    ...sampleEdition,
    results: [],
    programs: sampleEdition.programs.map((program) => ({
      ...program,
      measures: measures.map((measure) => measure.slug),
    })),
    measures,
  }
}
