import { common, type Part, type TypedMeasure, teamLog } from './sample.ts'
import type { NewMeasure } from './store.ts'

// A county that keeps its response elsewhere, and types these by hand.

/** Survivors reached, by part of the county: those of a year add up to the whole. */
const reachedByPart: Readonly<Record<string, readonly Part[]>> = {
  'Wilson city': [
    [24, 52],
    [38, 70],
    [40, 74],
    [52, 86],
    [50, 84],
  ],
  'North of the county': [
    [12, 27],
    [17, 36],
    [19, 38],
    [28, 48],
    [26, 44],
  ],
  'South of the county': [
    [5, 17],
    [12, 26],
    [13, 29],
    [18, 34],
    [15, 29],
  ],
}

const measures: readonly NewMeasure[] = [
  {
    ...common,
    isPersonLevel: false,
    slug: 'outreach-attempts',
    title: 'Outreach attempts',
    kind: 'performance',
    asks: 'how much',
    better: 'higher',
    unit: 'attempts',
    shape: 'count',
    source: teamLog,
  },
  {
    ...common,
    publishesSplits: true,
    slug: 'survivors-reached',
    title: 'Survivors reached after an overdose',
    kind: 'performance',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    shape: 'share',
    source: teamLog,
  },
  {
    ...common,
    isPersonLevel: false,
    slug: 'naloxone-kits',
    title: 'Naloxone kits handed out',
    kind: 'performance',
    asks: 'how much',
    better: 'higher',
    unit: 'kits',
    shape: 'count',
    calendar: { kind: 'fiscal year', startMonth: 7 },
    source: 'The county’s supply room (sample)',
  },
  {
    ...common,
    slug: 'connected-to-treatment',
    title: 'People referred who attended a first treatment appointment',
    kind: 'performance',
    asks: 'better off',
    better: 'higher',
    unit: '%',
    shape: 'share',
    source: 'Reports of the treatment partners (sample)',
  },
]

const years: Readonly<Record<string, Pick<TypedMeasure, 'firstYear' | 'years' | 'byPart'>>> = {
  'outreach-attempts': { firstYear: 2020, years: [148, 231, 262, 318, 296] },
  'survivors-reached': {
    firstYear: 2020,
    years: [
      [41, 96],
      [67, 132],
      [72, 141],
      [98, 168],
      [91, 157],
    ],
  },
  'naloxone-kits': { firstYear: 2021, years: [212, 344, 402, 517] },
  'connected-to-treatment': {
    firstYear: 2020,
    years: [
      [12, 38],
      [21, 60],
      [24, 64],
      [39, 88],
      [36, 83],
    ],
  },
}

export const typedResponse: readonly TypedMeasure[] = measures.map((measure) => ({
  measure,
  ...(years[measure.slug] ?? { firstYear: 0, years: [] }),
  ...(measure.slug === 'survivors-reached' && { byPart: reachedByPart }),
}))
