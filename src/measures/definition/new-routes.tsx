import type { FactWindow } from '../../core/fact.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { type Typed, typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { catalogue, factWindows } from '../catalogue.ts'
import type { Measure } from '../model.ts'
import { access } from '../rules.ts'
import { addMeasure } from '../settings/actions.ts'
import { settingsForm, typedSettings } from '../settings/model.ts'
import { listMeasures } from '../store.ts'
import { type Defined, typedDefinition } from './model.ts'
import { ChoosePage, NewPage, type Tried } from './pages.tsx'
import { valuesOf } from './store.ts'
import { blank, readDefinition, split, triedSettings, tryOut, windowOf } from './trying.ts'

/** A new measure: from the catalogue, over a fact of one's own choice, or entered. */
export const newRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/new', may: access.write, answer: showNew },
  { method: 'POST', path: '/measures/new', may: access.write, answer: add },
]

/** Numbers from outside are mostly about people: whoever enters their own work says so. */
const entered = { shape: 'count', settlesAfterDays: 0, isPersonLevel: true } as const

type Start = { readonly window: FactWindow | null; readonly typed: Typed; readonly query: string }

function startIn({ searchParams }: URL): Start | null {
  const builtIn = catalogue.find(({ slug }) => slug === searchParams.get('from'))
  const window = windowOf(builtIn?.definition.fact ?? searchParams.get('fact') ?? '')
  if (!window && searchParams.get('kind') !== 'entered') return null
  const settings = {
    ...blank,
    ...(builtIn ? { ...builtIn } : window ? { isPersonLevel: window.isPersonLevel } : entered),
  }
  const defined: Defined | null = builtIn ?? (window ? plainCount(window) : null)
  const typed = typedFrom({
    ...typedSettings(settings),
    ...(builtIn ? {} : { asks: '', better: '' }),
    ...(defined ? typedDefinition(defined) : {}),
  })
  const query = builtIn ? `from=${builtIn.slug}` : window ? `fact=${window.name}` : 'kind=entered'
  return { window, typed, query }
}

const plainCount = (window: FactWindow): Defined => ({
  shape: 'count',
  definition: { fact: window.name, on: Object.keys(window.days)[0] ?? '', of: {}, splits: [] },
})

async function showNew(visit: Visit): Promise<Response> {
  const start = startIn(visit.url)
  if (start) return showStart(visit, start, fresh(start.typed))
  const used = await visit.db.read(visit.scope, (tx) => listMeasures(tx))
  const offered = catalogue.flatMap((builtIn) => {
    const window = windowOf(builtIn.definition.fact)
    return window && !used.some((measure) => isSame(measure, builtIn)) ? [{ builtIn, window }] : []
  })
  return page(<ChoosePage visit={visit} offered={offered} windows={factWindows} />)
}

async function showStart(
  visit: Visit,
  { window, query }: Start,
  form: Refused,
  tried: Tried | null = null,
): Promise<Response> {
  const values = window ? await visit.db.read(visit.scope, (tx) => valuesOf(tx, window)) : {}
  return page(
    <NewPage
      visit={visit}
      form={form}
      action={visit.to(`/measures/new?${query}`)}
      window={window}
      values={values}
      tried={tried}
    />,
    form.problems.length > 0 ? 422 : 200,
  )
}

async function add(visit: Visit): Promise<Response> {
  const start = startIn(visit.url)
  if (!start) return notFound()
  const typed = await visit.typed()
  const parts = split(typed)
  const defined = start.window ? readDefinition(parts.definition, start.window) : null
  if (parts.isTrying && start.window) {
    if (!defined?.ok) return showStart(visit, start, { typed, problems: defined?.problems ?? [] })
    return showStart(
      visit,
      start,
      fresh(typed),
      await tryOut(visit, start.window, defined.value, triedSettings(parts.settings)),
    )
  }
  const form = settingsForm({ isNew: true, isComputed: start.window !== null })
  const settings = parseTyped(form, start.window ? parts.settings : parts.all, 'measures.settings-wrong')
  const problems = [...(defined && !defined.ok ? defined.problems : []), ...(settings.ok ? [] : settings.problems)]
  if (problems.length > 0 || !settings.ok) return showStart(visit, start, { typed, problems })
  const added = await addMeasure(visit, { settings: settings.value, defined: defined?.ok ? defined.value : null })
  return added.ok
    ? goTo(visit.to(`/measures/${added.value}?said=added`))
    : showStart(visit, start, { typed, problems: added.problems })
}

const isSame = (measure: Measure, { shape, definition }: Defined): boolean =>
  measure.definition !== null && key(measure.shape, measure.definition) === key(shape, definition)
const key = (shape: Measure['shape'], { fact, on, of, those, amount }: Defined['definition']): string =>
  JSON.stringify([shape, fact, on, inOrder(of), inOrder(those ?? {}), amount ?? null])
const inOrder = (conditions: Readonly<Record<string, string | boolean>>) =>
  Object.entries(conditions).sort(([one], [other]) => one.localeCompare(other))
