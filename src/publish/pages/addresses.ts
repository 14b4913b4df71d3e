import type { EditionContent } from '../model.ts'

/** Where the pages of an edition are: as the newest one, or under its own number for ever. */
export type Addresses = {
  readonly isNewest: boolean
  readonly scorecard: string
  readonly measure: (slug: string) => string
  readonly embeddedScorecard: string
  readonly embeddedMeasure: (slug: string) => string
  readonly editions: string
  /** What is new, for programs that follow it: every edition, newest first. */
  readonly feed: string
  readonly money: string
  /** Where a draft is published from; only of its preview, which stands nowhere for anybody else. */
  readonly publish?: string
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

/** Where the team reads a draft as it would be: `publish` is their page of changes. */
export function previewAddresses(
  { organisation: { slug } }: Pick<EditionContent, 'organisation'>,
  publish: string,
): Addresses {
  const own = `${publish}/preview`
  return {
    ...addresses(`/${slug}`, own, true),
    measure: (measure) => `${own}?measure=${measure}`,
    money: `${own}?page=money`,
    publish,
  }
}

const addresses = (home: string, base: string, isNewest: boolean): Addresses => ({
  isNewest,
  scorecard: base,
  measure: (slug) => `${base}/m/${slug}`,
  embeddedScorecard: `/embed${base}`,
  embeddedMeasure: (slug) => `/embed${base}/m/${slug}`,
  editions: `${home}/editions`,
  feed: `${home}/feed.atom`,
  money: `${base}/money`,
})
