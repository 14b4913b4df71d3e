import { policyOf } from './core/stats/withheld/policy.ts'
import { measuresRoom } from './measures/room.ts'
import { currentReading } from './measures/rules.ts'
import { partnersRoom } from './partners/room.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { PublishNeeds } from './publish/actions.ts'
import { publishRoom } from './publish/room.ts'
import { scorecardRoom } from './scorecard/room.ts'
import { publishCheck, textWarnings } from './scorecard/rules.ts'
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
  editions: publishRoom.keptEditions(),
  checks: publishRoom.keptChecks(withholdApart),
})

/** With what stands beside the readings: baselines, reviews and notes. */
const readingsBesideCurve: PublishNeeds['readings'] = async (tx, today) => {
  const all = await measuresRoom.allReadings(tx, today)
  const facts = await measuresRoom.curveFactsOf(
    tx,
    all.map(({ measure }) => measure),
  )
  return all.map((one) => {
    const curve = facts.get(one.measure.id)
    return curve ? { ...one, curve } : one
  })
}

const words: PublishNeeds['words'] = async (tx, today) =>
  scorecardRoom.wordsForEdition(tx, today, {
    measures: await measuresRoom.all(tx),
    partners: await partnersRoom.all(tx),
  })

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
  ...publishRoom.textsOf({ measures }).flatMap(({ measure, where, words }) =>
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
