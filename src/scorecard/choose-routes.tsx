import { z } from 'zod'
import { markOf } from '../core/mark.ts'
import { storyAt } from '../measures/rules.ts'
import { buttonDoor } from '../platform/doors/button-door.tsx'
import { formDoor } from '../platform/doors/form-door.tsx'
import type { Refused, TeamRoute } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import type { ScorecardNeeds } from './actions.ts'
import { moveForm } from './entry-routes.tsx'
import { kinds } from './kinds.ts'
import { asChoice, ChoiceFields, type Group } from './pages/choose.tsx'
import { chooseMeasures, chooseResults, type Holder, movePlacement, placeMeasure } from './place-actions.ts'
import { access } from './rules.ts'
import { all, find, placements, servedResults } from './store.ts'

/** The doors for choosing what stands where, and in which order. */
export const chooseRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] => [
  ...measuresOf(needs, 'result'),
  ...measuresOf(needs, 'program'),
  ...formDoor({
    ...ofChoice,
    path: '/scorecard/programs/:id/results',
    read: async (tx, { params }) => {
      const program = await find(tx, 'program', params.id ?? '')
      if (!program || program.removedAt !== null) return null
      const served = (await servedResults(tx)).filter((link) => link.programId === program.id)
      return {
        name: program.title,
        path: `/scorecard/programs/${program.id}`,
        id: program.id,
        chosen: { results: served.map((link) => link.resultId) },
        groups: [{ name: 'results', legend: 'Results', options: (await all(tx, 'result')).map(asChoice) }],
        lead: 'The results that this program adds to. It does not answer for them alone.',
      }
    },
    title: 'Choose results',
    send: (visit, _, { shown, typed }) => {
      const resultIds = [...new Set(typed.all('results'))]
      return chooseResults(visit, { programId: shown.id, resultIds, opened: typed.text('version') })
    },
  }),
  ...formDoor({
    ...ofChoice,
    path: '/scorecard/measures/:measureId/places',
    read: async (tx, { params }) => {
      const measure = (await needs.measures(tx)).find(({ id }) => id === params.measureId)
      if (!measure) return null
      const here = (await placements(tx)).filter((place) => place.measureId === measure.id)
      return {
        name: measure.title,
        path: storyAt(measure.id),
        id: measure.id,
        chosen: {
          results: here.flatMap((place) => place.resultId ?? []),
          programs: here.flatMap((place) => place.programId ?? []),
        },
        groups: [
          { name: 'results', legend: 'Results', options: (await all(tx, 'result')).map(asChoice) },
          { name: 'programs', legend: 'Programs', options: (await all(tx, 'program')).map(asChoice) },
        ],
        lead:
          measure.kind === 'indicator'
            ? 'An indicator of the whole population stands under the results it tells. It may stand in several places; its number is kept once.'
            : 'A measure of a program stands under the programs it is about. It may stand in several places; its number is kept once.',
      }
    },
    title: 'Choose its place',
    send: (visit, _, { shown, typed }) => {
      const chosen = (name: string, kind: Holder['kind']): readonly Holder[] =>
        [...new Set(typed.all(name))].map((id) => ({ kind, id }))
      const holders = [...chosen('results', 'result'), ...chosen('programs', 'program')]
      return placeMeasure(visit, { measureId: shown.id, holders, opened: typed.text('version') })
    },
  }),
  buttonDoor({
    path: '/scorecard/placements/:id/move',
    may: access.write,
    form: moveForm,
    code: 'scorecard.wrong',
    send: (visit, { way }) => movePlacement(visit, { id: visit.params.id ?? '', way, needs }),
    about: 'id',
    back: () => '/scorecard',
    to: (holder) => `/scorecard?arrange=yes#block-${holder.id}`,
    said: '',
  }),
]

function measuresOf(needs: ScorecardNeeds, kind: Holder['kind']): readonly TeamRoute[] {
  const path = `/scorecard/${kinds[kind].path}`
  return formDoor({
    ...ofChoice,
    path: `${path}/:id/measures`,
    read: async (tx, { params }) => {
      const holder = await find(tx, kind, params.id ?? '')
      if (!holder || holder.removedAt !== null) return null
      const { id } = holder
      const here = (await placements(tx)).filter(
        (place) => (kind === 'result' ? place.resultId : place.programId) === id,
      )
      const measures = await needs.measures(tx)
      const group = (of: 'indicator' | 'performance', legend: string): Group => ({
        name: 'measures',
        legend,
        options: measures.filter((measure) => measure.kind === of).map(asChoice),
      })
      const indicators = group('indicator', 'Indicators of the whole population')
      const performance = group('performance', 'Measures of a program')
      return {
        name: holder.title,
        path: `${path}/${id}`,
        id,
        chosen: { measures: here.map((place) => place.measureId) },
        groups: kind === 'result' ? [indicators, performance] : [performance, indicators],
        lead:
          kind === 'result'
            ? 'A result is told by three or four indicators of the whole population. A measure may stand in several places; its number is kept once.'
            : 'A program is told by a few measures of its own customers: how much, how well, and whether anyone is better off. A measure may stand in several places; its number is kept once.',
      }
    },
    title: kind === 'result' ? 'Choose indicators' : 'Choose measures',
    send: (visit, _, { shown, typed }) => {
      const choice = { measureIds: typed.all('measures'), opened: typed.text('version') }
      return chooseMeasures(visit, { holder: { kind, id: shown.id }, ...choice, needs })
    },
  })
}

/** What may be chosen, by the names that the ticks are sent under, and what is. */
type Choosing = {
  /** What it is chosen for, and its page. */
  readonly name: string
  readonly path: string
  readonly id: string
  readonly lead: string
  readonly chosen: Readonly<Record<string, readonly string[]>>
  readonly groups: readonly Group[]
}

// Each name may come many times; they are read apart.
const ticks = z.string().optional()

/** What all choices have in common. */
const ofChoice = {
  may: access.write,
  trail: ({ name, path }: Choosing) => [
    { name: 'Scorecard', path: '/scorecard' },
    { name, path },
  ],
  above: ({ lead }: Choosing) => <p class="choose-lead">{lead}</p>,
  form: z.strictObject({ measures: ticks, results: ticks, programs: ticks }),
  code: 'scorecard.wrong',
  start: ({ chosen }: Choosing) =>
    new Typed(Object.entries(chosen).flatMap(([name, ids]) => ids.map((id) => [name, id] as const))),
  version: ({ chosen }: Choosing) => markOf(Object.values(chosen).flat().sort()),
  fields: (form: Refused, { groups }: Choosing) => <ChoiceFields form={form} groups={groups} />,
  save: 'Save the choice',
  back: ({ path }: Choosing) => path,
  said: 'saved',
} as const
