import type { EditionContent } from '../model.ts'

/** Where the pages of an edition are: as the newest one, or under its own number for ever. */
export type Addresses = {
  readonly isNewest: boolean
  readonly scorecard: string
  readonly measure: (slug: string) => string
  readonly embeddedScorecard: string
  readonly embeddedMeasure: (slug: string) => string
  readonly editions: string
}

export function newestAddresses({ organisation: { slug } }: Pick<EditionContent, 'organisation'>): Addresses {
  return addresses(`/${slug}`, `/${slug}`, true)
}

export function lastingAddresses({
  organisation: { slug },
  number,
}: Pick<EditionContent, 'organisation' | 'number'>): Addresses {
  return addresses(`/${slug}`, `/${slug}/editions/${number}`, false)
}

const addresses = (home: string, base: string, isNewest: boolean): Addresses => ({
  isNewest,
  scorecard: base,
  measure: (slug) => `${base}/m/${slug}`,
  embeddedScorecard: `/embed${base}`,
  embeddedMeasure: (slug) => `/embed${base}/m/${slug}`,
  editions: `${home}/editions`,
})
