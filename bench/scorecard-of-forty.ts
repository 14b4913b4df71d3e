import type { EditionContent, MeasureShown } from '../src/publish/model.ts'

const titles = [
  'New recovery coaches trained',
  'Coaches active in the last quarter',
  'Hours of training that coaches attended',
  'Training sessions held in the county',
  'Enrolments that ended in completion',
  'Overdose survivors referred to the team',
  'Outreach attempts after an overdose',
  'Survivors reached within 72 hours',
  'First visits made together with a medic',
  'Naloxone kits handed out',
  'Households with a kit after a visit',
  'Fentanyl test strips given',
  'People who began treatment within 14 days',
  'People who stayed in treatment for 90 days',
  'First appointments that were kept',
  'Rides given to an appointment',
  'People helped to a photo ID',
  'Applications for Medicaid sent',
  'People with stable housing at six months',
  'People with work or school at six months',
  'Families who joined a support group',
  'Participants satisfied with the services',
  'Participants who would send a friend',
  'Follow-up calls answered',
  'Peer support hours in the jail',
  'People met before their release',
  'Releases with a kit in the hand',
  'Syringes exchanged',
  'Wounds cared for on the street',
  'Tests for hepatitis C with a result',
  'Partner agencies in the weekly call',
  'Referrals between partners closed in a week',
  'School staff trained to give naloxone',
  'Officers who carry naloxone',
  'Emergency department visits for an overdose',
  'Ambulance calls for an overdose',
  'Deaths from an overdose',
  'Repeat overdoses within a year',
  'Residents receiving buprenorphine',
  'Babies born exposed to opioids',
]

/** An edition of 40 measures with words and 60 monthly readings each, around the measures of `edition`. */
export function scorecardOfForty(edition: EditionContent): EditionContent {
  const measures = titles.map((title, index) => ({
    ...madeOf(edition, index),
    slug: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    title,
    readings: monthlyReadings(index),
    targets: [],
    splits: [],
  }))
  const slugs = (kind: MeasureShown['kind']) => measures.flatMap((each) => (each.kind === kind ? [each.slug] : []))
  const [performance, indicators] = [slugs('performance'), slugs('indicator')]
  return {
    ...edition,
    measures,
    results: edition.results.map((result, index) => ({
      ...result,
      indicators: indicators.filter((_, at) => at % edition.results.length === index),
    })),
    programs: edition.programs.map((program, index) => ({
      ...program,
      measures: performance.filter((_, at) => at % edition.programs.length === index),
    })),
  }
}

function madeOf({ measures }: EditionContent, index: number): MeasureShown {
  const found = measures[index % measures.length]
  if (!found) throw new Error('the edition has no measures')
  return found
}

/** Sixty months to the end of 2024, going up and down in a way of its own for each measure. */
function monthlyReadings(seed: number): MeasureShown['readings'] {
  return Array.from({ length: 60 }, (_, index) => {
    const year = 2020 + Math.floor(index / 12)
    const month = (index % 12) + 1
    const at = `${year}-${String(month).padStart(2, '0')}`
    const value = 40 + seed + Math.round(14 * Math.sin(index / (4 + (seed % 5)))) + ((index * (37 + 2 * seed)) % 11)
    return {
      period: {
        label: `${new Date(`${at}-15`).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })} ${year}`,
        from: `${at}-01`,
        to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
      },
      value,
      numerator: value,
      denominator: null,
      status: 'final',
      reason: null,
    }
  })
}
