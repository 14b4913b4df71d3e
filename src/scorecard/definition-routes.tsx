import { formDoor } from '../platform/doors/form-door.tsx'
import type { TeamRoute } from '../platform/http/route.ts'
import { defineMeasure, type ScorecardNeeds } from './actions.ts'
import { definitionSchema } from './model.ts'
import { access } from './rules.ts'
import { backTo, doneAt, standingAt } from './standing.ts'
import { all } from './store.ts'

/** The doors of definitions, of which each change makes the next number. */
export const definitionRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] =>
  formDoor({
    path: '/scorecard/measures/:measureId/definitions/add',
    may: access.write,
    read: async (tx, { params }) => {
      const at = await standingAt(tx, needs, params.measureId ?? '')
      return at && { ...at, newest: (await all(tx, 'measure_definition', { measureId: at.measureId }))[0] }
    },
    title: ({ newest }) => (newest ? 'Change the definition' : 'Write the definition'),
    trail: ({ trail }) => trail,
    form: definitionSchema,
    code: 'scorecard.wrong',
    // A new one takes effect today, unless its writer says otherwise.
    start: ({ newest }, { request, today }) =>
      request.method === 'POST' ? { ...newest } : { ...newest, effectiveOn: today },
    version: ({ newest }) => newest?.number ?? 0,
    save: ({ newest }) => (newest ? `Keep as version ${newest.number + 1}` : 'Keep the definition'),
    send: (visit, words, { shown: { measureId }, typed }) =>
      defineMeasure(visit, { measureId, read: typed.version(), words }),
    back: ({ measureId }) => backTo('measure_definition', measureId),
    to: (_, { measureId }) => doneAt('measure_definition', measureId, 'saved'),
    said: '',
  })
