import { curveAt, access as measures, recordsAt, settingsAt, storyAt } from '../measures/rules.ts'
import { isOneOf, type Visit } from '../platform/http/route.ts'
import { access } from './rules.ts'

/** Where the team changes what an edition says of a measure, by how it is called among changes and texts; below its own address. */
export const changedAt = (what: string, measureId: string): string =>
  (what.startsWith('Breakdown by ') ? settingsAt : (places[what] ?? recordsAt))(measureId)

const at =
  (page: (id: string) => string, part: string) =>
  (id: string): string =>
    `${page(id)}#${part}`

const ofSettings = ['Title', 'Question', 'Better', 'Unit', 'Unit and source', 'Decimals', 'Period', 'Source', 'Sample']

const places: Readonly<Record<string, (measureId: string) => string>> = {
  Measure: () => '/scorecard',
  ...Object.fromEntries(ofSettings.map((what) => [what, settingsAt])),
  'What is said of the curve': curveAt,
  Baseline: at(curveAt, 'turn'),
  Reviews: at(curveAt, 'reviews'),
  'Notes on the chart': at(curveAt, 'notes'),
  Targets: at(curveAt, 'targets'),
  Definition: at(storyAt, 'definition'),
  Story: at(storyAt, 'story'),
  'Story behind the curve': at(storyAt, 'story'),
  Partners: at(storyAt, 'partners'),
  'What works': at(storyAt, 'what-works'),
  'Action plan': at(storyAt, 'action-plan'),
}

/** The same for what stands above single measures. */
export const changedAbove = (what: string): string =>
  what === 'Organization' ? '/admin/organisation' : what.startsWith('Money') ? '/funding/years' : '/scorecard'

/** Whether somebody who sees the draft may open such a place: the organization and settings are not everybody's. */
export const mayOpen = (visit: Visit, place: string): boolean =>
  isOneOf(
    visit,
    place.startsWith('/admin/') ? ['administrator'] : place.endsWith('/settings') ? measures.write : access.seeDraft,
  )
