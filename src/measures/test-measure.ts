import type { Definition, Measure } from './model.ts'

/** People served, counted from records unless said otherwise. */
export function measureOf(slug: string, more: Partial<Measure> = {}): Measure {
  return {
    id: `id of ${slug}`,
    slug,
    title: capital(slug.replaceAll('-', ' ')),
    kind: 'performance',
    asks: 'how much',
    better: 'lower',
    unit: more.shape === 'share' ? '%' : 'people',
    decimals: 0,
    shape: 'count',
    definition: counting(),
    calendar: { kind: 'year' },
    collectedFrom: null,
    collectedThrough: null,
    endedOn: null,
    settlesAfterDays: 0,
    source: '',
    isSample: false,
    isPersonLevel: true,
    publishesSplits: true,
    smallSplitsReason: '',
    version: 1,
    ...more,
  }
}

export const counting = (more: Partial<Definition> = {}): Definition => ({
  fact: 'overdose',
  on: 'happenedOn',
  of: {},
  splits: [],
  ...more,
})

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
