import { coachesRoom } from './coaches/room.ts'
import { policyOf } from './core/stats/withheld/policy.ts'
import { fundingRoom } from './funding/room.ts'
import { measuresRoom } from './measures/room.ts'
import { currentReading } from './measures/rules.ts'
import { partnersRoom } from './partners/room.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { PublishNeeds } from './publish/actions.ts'
import { publishRoom } from './publish/room.ts'
import type { Warning } from './scorecard/facts.ts'
import { scorecardRoom } from './scorecard/room.ts'
import { publishCheck, textWarnings } from './scorecard/rules.ts'
import { withholdApart } from './solver.ts'
import { trainingRoom } from './training/room.ts'

/** What publishing needs of the rooms to its left. What was checked and read is kept as long as the answer is. */
export const publishNeedsOf = ({ pages, published }: Pick<PublishNeeds, 'pages' | 'published'>): PublishNeeds => ({
  pages,
  published,
  readings: readingsBesideCurve,
  words,
  warnings,
  organisation: organisationShown,
  money: fundingRoom.publicMoney,
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

const warnings: PublishNeeds['warnings'] = (said, { publishedOn, measures, note, money }) => [
  ...publishCheck(said, {
    today: publishedOn,
    newestReadingTo: new Map(
      measures.flatMap((measure) => {
        const newest = currentReading(measure.readings)
        return newest ? [[measure.slug, newest.period.to]] : []
      }),
    ),
  }),
  ...publishRoom.textsOf({ measures, note, ...(money && { money }) }).flatMap(({ measure, where, words }) => {
    const section = sectionOf[where]
    if (section === undefined) return []
    const found = textWarnings(words, Number(publishedOn.slice(0, 4)))
    return found.map((one): Warning => ({ ...one, measure, section }))
  }),
]

/** Words that stand with the numbers of a measure, and the note of the edition: they are not on the scorecard. */
const sectionOf: Readonly<Record<string, Warning['section']>> = {
  'What is new in this edition': 'what is new',
  'Unit and source': 'notes and labels',
  'Notes on the chart': 'notes and labels',
  Targets: 'notes and labels',
  Breakdowns: 'notes and labels',
  Money: 'notes and labels',
}

const organisationShown: PublishNeeds['organisation'] = async (tx) => {
  const { slug, name, about, contact, website, brand, isSample } = await readOrganisation(tx)
  const [opening] = await coachesRoom.openOpenings(tx)
  const courses = await trainingRoom.offeredCourses(tx)
  return {
    slug,
    name,
    about,
    contact,
    website,
    brand,
    isSample,
    ...(opening && { becomeACoach: `/${slug}/apply/${opening.slug}` }),
    ...(courses.length > 0 && { openClasses: `/${slug}/classes` }),
  }
}
