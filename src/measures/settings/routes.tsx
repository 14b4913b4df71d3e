import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { closeBooks, saveSettings } from './actions.ts'
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
    return page(
      <View
        visit={visit}
        measure={measure}
        form={formOver(typedFrom(typedSettings(measure)), measure.version, refused)}
        history={historyInWords(history, measure)}
      />,
      refused ? 422 : 200,
    )
  }

const showSettings = shown(SettingsPage, 'any')
const showComplete = shown(CompletePage, 'computed')

async function save(visit: Visit): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const settings = parseTyped(settingsForm, typed, 'measures.settings-wrong')
  if (!settings.ok) return showSettings(visit, { typed, problems: settings.problems })
  const version = typed.version()
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
  const version = typed.version()
  const through = read.value.collectedThrough
  const saved = await closeBooks(visit.db, visit.scope, { id, version, through, today: visit.today })
  return saved.ok
    ? goTo(visit.to(`/measures/${id}?said=saved`))
    : showComplete(visit, { typed, problems: saved.problems })
}
