import { policyOf } from './core/stats/withheld/policy.ts'
import { curveFactsOf } from './measures/curve/store.ts'
import { currentReading } from './measures/rules.ts'
import { listMeasures, readingsOf } from './measures/store.ts'
import { partners } from './partners/store.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { PublishNeeds } from './publish/actions.ts'
import { textsOf } from './publish/told/texts.ts'
import { keptChecks } from './publish/withheld/check.ts'
import { keptEditions } from './publish/withheld/store.ts'
import { publishCheck, textWarnings } from './scorecard/rules.ts'
import { wordsForEdition } from './scorecard/words-for-edition.ts'
import { withholdApart } from './solver.ts'

/** What publishing needs of the rooms to its left. What was checked and read is kept as long as the answer is. */
export const publishNeedsOf = ({ pages, published }: Pick<PublishNeeds, 'pages' | 'published'>): PublishNeeds => ({
  pages,
  published,
  readings: readingsBesideCurve,
  words,
  warnings,
  organisation: organisationShown,
  policy: async (tx) => policyOf((await readOrganisation(tx)).smallCounts),
  editions: keptEditions(),
  checks: keptChecks(withholdApart),
})

/** The draft readings of every measure. */
export const allReadings: PublishNeeds['readings'] = async (tx, today) => readingsOf(tx, await listMeasures(tx), today)

/** With what stands beside the readings: baselines, reviews and notes. */
const readingsBesideCurve: PublishNeeds['readings'] = async (tx, today) => {
  const all = await allReadings(tx, today)
  const facts = await curveFactsOf(
    tx,
    all.map(({ measure }) => measure),
  )
  return all.map((one) => {
    const curve = facts.get(one.measure.id)
    return curve ? { ...one, curve } : one
  })
}

const words: PublishNeeds['words'] = async (tx, today) =>
  wordsForEdition(tx, today, { measures: await listMeasures(tx), partners: await partners(tx) })

const warnings: PublishNeeds['warnings'] = (said, { publishedOn, measures }) => [
  ...publishCheck(said, {
    today: publishedOn,
    newestReadingTo: new Map(
      measures.flatMap((measure) => {
        const newest = currentReading(measure.readings)
        return newest ? [[measure.slug, newest.period.to]] : []
      }),
    ),
  }),
  ...textsOf({ measures }).flatMap(({ measure, where, words }) =>
    besideNumbers.includes(where)
      ? textWarnings(words, Number(publishedOn.slice(0, 4))).map((found) => ({
          ...found,
          measure,
          section: 'notes and labels' as const,
        }))
      : [],
  ),
]

/** Words that stand with the numbers of a measure, not on its scorecard. */
const besideNumbers = ['Unit and source', 'Notes on the chart', 'Targets', 'Breakdowns']

const organisationShown: PublishNeeds['organisation'] = async (tx) => {
  const { slug, name, about, contact, website, brand, isSample } = await readOrganisation(tx)
  return { slug, name, about, contact, website, brand, isSample }
}
