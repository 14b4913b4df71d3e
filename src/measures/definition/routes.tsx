import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { changeDefinition } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import { typedDefinition } from './model.ts'
import { DefinitionPage, type Tried } from './pages.tsx'
import { valuesOf } from './store.ts'
import { readDefinition, split, tryOut, windowOf } from './trying.ts'

/** What a computed measure counts. */
export const definitionRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/definition', may: access.write, answer: (visit) => showDefinition(visit) },
  { method: 'POST', path: '/measures/:id/definition', may: access.write, answer: change },
]

async function showDefinition(visit: Visit, refused?: Refused, tried: Tried | null = null): Promise<Response> {
  const id = visit.params.id ?? ''
  const found = await visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    const window = windowOf(measure?.definition?.fact ?? '')
    if (!measure?.definition || !window) return null
    const { shape, definition } = measure
    return {
      measure,
      defined: { shape, definition },
      window,
      values: await valuesOf(tx, window),
      history: await historyOf(tx, [id], 20),
    }
  })
  if (!found) return notFound()
  const { measure, defined, window, values, history } = found
  const form = formOver(typedFrom(typedDefinition(defined)), measure.version, refused)
  return page(
    <DefinitionPage
      visit={visit}
      measure={measure}
      form={form}
      window={window}
      values={values}
      tried={tried}
      history={historyInWords(history, measure)}
    />,
    refused && refused.problems.length > 0 ? 422 : 200,
  )
}

async function change(visit: Visit): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const measure = await visit.db.read(visit.scope, (tx) => findMeasure(tx, id))
  const window = windowOf(measure?.definition?.fact ?? '')
  if (!measure || !window) return notFound()
  const { definition, settings, isTrying } = split(typed)
  const unknown = Object.keys(settings.values()).filter((name) => name !== 'version')
  const defined = readDefinition(definition, window)
  if (!defined.ok) return showDefinition(visit, { typed, problems: defined.problems })
  if (unknown.length > 0) {
    const message = `This form does not take ${unknown.slice(0, 5).join(', ')}.`
    return showDefinition(visit, { typed, problems: [{ code: 'measures.definition-wrong', message }] })
  }
  if (isTrying) return showDefinition(visit, fresh(typed), await tryOut(visit, window, defined.value, measure))
  const saved = await changeDefinition(visit, { id, version: typed.version(), defined: defined.value })
  return saved.ok
    ? goTo(visit.to(`/measures/${id}?said=saved`))
    : showDefinition(visit, { typed, problems: saved.problems })
}
