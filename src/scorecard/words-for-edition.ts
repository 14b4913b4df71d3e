import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import type { MeasureForEdition, WordsForEdition } from './facts.ts'
import type { Kept, MeasureNamed, PartnerNamed } from './model.ts'
import { definitionInForce, stretchOf } from './rules.ts'
import { all, placements } from './store.ts'

/** What other rooms know and an edition needs to name: the measures and the partners of the organisation. */
export type Named = { readonly measures: readonly MeasureNamed[]; readonly partners: readonly PartnerNamed[] }

/** All words of the scorecard as they stand, with the definitions in force on a day: eight queries, however many measures. */
export async function wordsForEdition(tx: Tx, asOf: Day, { measures, partners }: Named): Promise<WordsForEdition> {
  const places = await placements(tx)
  const slugs = new Map(measures.map((measure) => [measure.id, measure.slug]))
  const standing = (isHere: (place: (typeof places)[number]) => boolean): readonly string[] =>
    places.filter(isHere).flatMap((place) => slugs.get(place.measureId) ?? [])
  const results = await all(tx, 'result')
  const programs = await all(tx, 'program')
  const written = {
    definitions: byMeasure(await all(tx, 'measure_definition')),
    story: byMeasure(await all(tx, 'story')),
    partners: byMeasure(await all(tx, 'measure_partner')),
    whatWorks: byMeasure(await all(tx, 'what_works')),
    actions: byMeasure(await all(tx, 'action')),
  }
  const partnerOf = new Map(partners.map((partner) => [partner.id, partner]))
  return {
    results: results.map(({ id, title, statement }) => ({
      title,
      statement,
      indicators: standing((place) => place.resultId === id),
    })),
    programs: programs.map(({ id, title, about, customers }) => ({
      title,
      about,
      customers,
      measures: standing((place) => place.programId === id),
    })),
    measures: measures.map((measure) => wordsOf(measure, asOf, written, partnerOf)),
  }
}

type Written = {
  readonly definitions: ReadonlyMap<string, readonly Kept<'measure_definition'>[]>
  readonly story: ReadonlyMap<string, readonly Kept<'story'>[]>
  readonly partners: ReadonlyMap<string, readonly Kept<'measure_partner'>[]>
  readonly whatWorks: ReadonlyMap<string, readonly Kept<'what_works'>[]>
  readonly actions: ReadonlyMap<string, readonly Kept<'action'>[]>
}

function wordsOf(
  { id, slug, title, calendar }: MeasureNamed,
  asOf: Day,
  written: Written,
  partners: ReadonlyMap<string, PartnerNamed>,
): MeasureForEdition {
  const inForce = definitionInForce(written.definitions.get(id) ?? [], asOf)
  return {
    slug,
    title,
    definition: inForce
      ? {
          number: inForce.number,
          lay: inForce.lay,
          technical: inForce.technical,
          effectiveOn: inForce.effectiveOn,
        }
      : null,
    story: (written.story.get(id) ?? []).map(({ writtenOn, fromOn, toOn, body }) => ({
      writtenOn,
      period: fromOn && toOn ? stretchOf(calendar, fromOn, toOn) : null,
      body,
    })),
    partners: (written.partners.get(id) ?? []).flatMap(({ partnerId, brings }) => {
      const partner = partners.get(partnerId)
      return partner ? [{ name: partner.name, sector: partner.sector, brings, website: partner.website }] : []
    }),
    whatWorks: (written.whatWorks.get(id) ?? []).map(({ claim, source, sourceUrl, costBand, whereWeDoIt }) => ({
      claim,
      source,
      sourceUrl,
      costBand,
      whereWeDoIt,
    })),
    actions: (written.actions.get(id) ?? []).map((action) => ({
      what: action.what,
      owner: action.owner,
      partner: partners.get(action.partnerId ?? '')?.name ?? '',
      startsOn: action.startsOn,
      dueOn: action.dueOn,
      status: action.status,
      progress: action.progress,
      updatedOn: action.updatedOn,
    })),
  }
}

function byMeasure<T extends { readonly measureId: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.measureId)
    if (group) group.push(row)
    else groups.set(row.measureId, [row])
  }
  return groups
}
