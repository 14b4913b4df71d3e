import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { Typed } from '../../platform/http/form.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { differencesIn, versionIn } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { changedMeanwhile, closeBooks, saveSettings } from './actions.ts'
import { settingLabels } from './fields.tsx'
import { completeForm, settingsForm, typedSettings } from './model.ts'
import { CompletePage, SettingsPage } from './pages.tsx'

type Show = (visit: Visit, refused?: Refused) => Promise<Response>

export const settingsRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/settings', may: access.write, answer: (visit) => showSettings(visit) },
  { method: 'POST', path: '/measures/:id/settings', may: access.write, answer: save },
  { method: 'GET', path: '/measures/:id/complete', may: access.enter, answer: (visit) => showComplete(visit) },
  { method: 'POST', path: '/measures/:id/complete', may: access.enter, answer: close },
]

const shown =
  (View: typeof SettingsPage, isFor: 'any' | 'computed'): Show =>
  async (visit, refused) => {
    const id = visit.params.id ?? ''
    const found = await visit.db.read(visit.scope, async (tx) => {
      const measure = await findMeasure(tx, id)
      return measure ? { measure, history: await historyOf(tx, [id], 20) } : null
    })
    if (!found || (isFor === 'computed' && !found.measure.definition)) return notFound()
    const { measure, history } = found
    const isConflict = refused?.problems.some((problem) => problem.code === changedMeanwhile) ?? false
    const saved = typedSettings(measure)
    const labels =
      isFor === 'computed'
        ? { collectedThrough: settingLabels.collectedThrough }
        : labelsFor(measure.definition !== null)
    return page(
      <View
        visit={visit}
        measure={measure}
        form={refused ?? fresh(new Typed(Object.entries(saved)))}
        conflict={isConflict && refused ? differencesIn(labels, saved, refused) : null}
        version={isConflict || !refused ? measure.version : versionIn(refused)}
        history={historyInWords(history, measure)}
      />,
      refused ? 422 : 200,
    )
  }

function labelsFor(isComputed: boolean): Readonly<Record<string, string>> {
  const { shape, ...rest } = settingLabels
  return isComputed ? rest : { ...rest, shape }
}

const showSettings = shown(SettingsPage, 'any')
const showComplete = shown(CompletePage, 'computed')

async function save(visit: Visit): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const settings = parseTyped(settingsForm, typed, 'measures.settings-wrong')
  if (!settings.ok) return showSettings(visit, { typed, problems: settings.problems })
  const version = versionIn(fresh(typed))
  const saved = await saveSettings(visit.db, visit.scope, { id, version, settings: settings.value, today: visit.today })
  return saved.ok
    ? goTo(visit.to(`/measures/${id}?said=saved`))
    : showSettings(visit, { typed, problems: saved.problems })
}

async function close(visit: Visit): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const read = parseTyped(completeForm, typed, 'measures.complete-wrong')
  if (!read.ok) return showComplete(visit, { typed, problems: read.problems })
  const version = versionIn(fresh(typed))
  const through = read.value.collectedThrough
  const saved = await closeBooks(visit.db, visit.scope, { id, version, through, today: visit.today })
  return saved.ok
    ? goTo(visit.to(`/measures/${id}?said=saved`))
    : showComplete(visit, { typed, problems: saved.problems })
}
