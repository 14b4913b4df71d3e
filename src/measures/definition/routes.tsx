import type { FactWindow } from '../../core/fact.ts'
import type { Problem } from '../../core/result.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { Typed } from '../../platform/http/form.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { catalogue, factWindows } from '../catalogue.ts'
import type { Measure } from '../model.ts'
import { historyInWords } from '../pages/history-words.ts'
import { versionIn } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { addMeasure, changeDefinition, changedMeanwhile } from '../settings/actions.ts'
import { settingsForm, typedSettings } from '../settings/model.ts'
import { findMeasure, listMeasures } from '../store.ts'
import { type Defined, definitionForm, isDefinitionField, typedDefinition } from './model.ts'
import { ChoosePage, DefinitionPage, NewPage, type Tried } from './pages.tsx'
import { checkDefinition, definitionInWords } from './rules.ts'
import { previewReadings, valuesOf } from './store.ts'

export const definitionRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/new', may: access.write, answer: showNew },
  { method: 'POST', path: '/measures/new', may: access.write, answer: add },
  { method: 'GET', path: '/measures/:id/definition', may: access.write, answer: (visit) => showDefinition(visit) },
  { method: 'POST', path: '/measures/:id/definition', may: access.write, answer: change },
]

// ---- A new measure: from the catalogue, over a fact of one's own choice, or entered

type Start = { readonly window: FactWindow | null; readonly typed: Typed; readonly query: string }

function startIn({ searchParams }: URL): Start | null {
  const builtIn = catalogue.find(({ slug }) => slug === searchParams.get('from'))
  const window = windowOf(builtIn?.definition.fact ?? searchParams.get('fact') ?? '')
  if (!window && searchParams.get('kind') !== 'entered') return null
  const settings = {
    ...blank,
    ...(builtIn ? { ...builtIn } : window ? {} : { shape: 'count' as const, settlesAfterDays: 0 }),
  }
  const defined: Defined | null = builtIn ?? (window ? plainCount(window) : null)
  const typed = new Typed(
    Object.entries({
      ...typedSettings(settings),
      ...(builtIn ? {} : { asks: '', better: '' }),
      ...(defined ? typedDefinition(defined) : {}),
    }).filter(([name]) => name !== 'version'),
  )
  const query = builtIn ? `from=${builtIn.slug}` : window ? `fact=${window.name}` : 'kind=entered'
  return { window, typed, query }
}

const blank: Parameters<typeof typedSettings>[0] = {
  title: '',
  slug: '',
  kind: 'performance',
  asks: 'how much',
  better: 'higher',
  unit: '',
  decimals: 0,
  shape: 'count',
  calendar: { kind: 'year' },
  collectedFrom: null,
  collectedThrough: null,
  endedOn: null,
  settlesAfterDays: 30,
  source: '',
  version: 0,
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
  const settings = parseTyped(settingsForm, start.window ? parts.settings : parts.all, 'measures.settings-wrong')
  const problems = [...(defined && !defined.ok ? defined.problems : []), ...(settings.ok ? [] : settings.problems)]
  if (problems.length > 0 || !settings.ok) return showStart(visit, start, { typed, problems })
  const added = await addMeasure(visit.db, visit.scope, {
    settings: settings.value,
    defined: defined?.ok ? defined.value : null,
    today: visit.today,
  })
  return added.ok
    ? goTo(visit.to(`/measures/${added.value}?said=added`))
    : showStart(visit, start, { typed, problems: added.problems })
}

/** Settings as far as they are fit to count by: a half-filled form shows readings as well. */
function triedSettings(
  typed: Typed,
): Pick<
  Measure,
  'calendar' | 'collectedFrom' | 'collectedThrough' | 'unit' | 'decimals' | 'settlesAfterDays' | 'endedOn'
> {
  const filled = { ...typed.values() }
  for (const [name, value] of Object.entries({
    title: 'x',
    slug: 'x',
    asks: 'how much',
    better: 'higher',
    unit: '-',
    source: '',
  }))
    filled[name] = filled[name]?.trim() || value
  const read = settingsForm.safeParse(filled)
  return read.success ? read.data : blank
}

// ---- What a measure counts

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
  const isConflict = refused?.problems.some((problem) => problem.code === changedMeanwhile) ?? false
  const yours = refused && isConflict ? readDefinition(split(refused.typed).definition, window) : null
  return page(
    <DefinitionPage
      visit={visit}
      measure={measure}
      form={refused ?? fresh(new Typed(Object.entries(typedDefinition(defined))))}
      window={window}
      values={values}
      tried={tried}
      conflict={
        yours?.ok
          ? [
              {
                label: 'What is counted',
                theirs: definitionInWords(defined.definition, defined.shape, window),
                yours: definitionInWords(yours.value.definition, yours.value.shape, window),
              },
            ]
          : null
      }
      version={isConflict || !refused ? measure.version : versionIn(refused)}
      history={historyInWords(history, measure.calendar)}
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
  const version = versionIn(fresh(typed))
  const saved = await changeDefinition(visit.db, visit.scope, { id, version, defined: defined.value })
  return saved.ok
    ? goTo(visit.to(`/measures/${id}?said=saved`))
    : showDefinition(visit, { typed, problems: saved.problems })
}

// ---- Both

const windowOf = (fact: string): FactWindow | null => factWindows.find(({ name }) => name === fact) ?? null

/** The fields of a form: those of the definition, and those of the settings. */
function split(typed: Typed): { all: Typed; definition: Typed; settings: Typed; isTrying: boolean } {
  const fields = Object.entries(typed.values()).filter(([name]) => name !== 'act')
  return {
    all: new Typed(fields),
    definition: new Typed(fields.filter(([name]) => isDefinitionField(name))),
    settings: new Typed(fields.filter(([name]) => !isDefinitionField(name))),
    isTrying: typed.text('act') === 'try',
  }
}

type Read = { ok: true; value: Defined } | { ok: false; problems: readonly Problem[] }

function readDefinition(typed: Typed, window: FactWindow): Read {
  const read = parseTyped(definitionForm(window), typed, 'measures.definition-wrong')
  if (!read.ok) return read
  const checked = checkDefinition(read.value.definition, read.value.shape, window)
  return checked.ok ? { ok: true, value: { shape: read.value.shape, definition: checked.value } } : checked
}

type Said = ReturnType<typeof triedSettings>

async function tryOut(visit: Visit, window: FactWindow, { shape, definition }: Defined, said: Said): Promise<Tried> {
  const measure: Measure = {
    ...blank,
    ...said,
    id: '00000000-0000-7000-8000-000000000000',
    isSample: false,
    shape,
    definition,
    unit: shape === 'share' ? '%' : said.unit,
  }
  const counted = { ...measure, definition }
  const readings = await visit.db.read(visit.scope, (tx) => previewReadings(tx, counted, visit.today))
  return { words: definitionInWords(definition, shape, window), measure, readings }
}

const isSame = (measure: Measure, { shape, definition }: Defined): boolean =>
  measure.definition !== null && key(measure.shape, measure.definition) === key(shape, definition)
const key = (shape: Measure['shape'], { fact, on, of, those, amount }: Defined['definition']): string =>
  JSON.stringify([shape, fact, on, inOrder(of), inOrder(those ?? {}), amount ?? null])
const inOrder = (conditions: Readonly<Record<string, string | boolean>>) =>
  Object.entries(conditions).sort(([one], [other]) => one.localeCompare(other))
