import type { FactWindow } from '../../core/fact.ts'
import type { Problem } from '../../core/result.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { factWindows } from '../catalogue.ts'
import type { Measure } from '../model.ts'
import { settingsForm, type typedSettings } from '../settings/model.ts'
import { type Defined, definitionForm, isDefinitionField } from './model.ts'
import type { Tried } from './pages.tsx'
import { checkDefinition, definitionInWords } from './rules.ts'
import { previewReadings } from './store.ts'

/** A measure of which nothing is said yet. */
export const blank: Parameters<typeof typedSettings>[0] = {
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
  isPersonLevel: false,
  publishesSplits: false,
  smallSplitsReason: '',
  version: 0,
}

/** Settings as far as they are fit to count by: a half-filled form shows readings as well. */
export function triedSettings(
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
  const read = settingsForm({ isNew: true, isComputed: true }).safeParse(filled)
  return read.success ? read.data : blank
}

export const windowOf = (fact: string): FactWindow | null => factWindows.find(({ name }) => name === fact) ?? null

/** The fields of a form: those of the definition, and those of the settings. */
export function split(typed: Typed): { all: Typed; definition: Typed; settings: Typed; isTrying: boolean } {
  const fields = Object.entries(typed.values()).filter(([name]) => name !== 'act')
  return {
    all: new Typed(fields),
    definition: new Typed(fields.filter(([name]) => isDefinitionField(name))),
    settings: new Typed(fields.filter(([name]) => !isDefinitionField(name))),
    isTrying: typed.text('act') === 'try',
  }
}

type Read = { ok: true; value: Defined } | { ok: false; problems: readonly Problem[] }

export function readDefinition(typed: Typed, window: FactWindow): Read {
  const read = parseTyped(definitionForm(window), typed, 'measures.definition-wrong')
  if (!read.ok) return read
  const checked = checkDefinition(read.value.definition, read.value.shape, window)
  return checked.ok ? { ok: true, value: { shape: read.value.shape, definition: checked.value } } : checked
}

type Said = ReturnType<typeof triedSettings>

/** The readings that a definition would give now. */
export async function tryOut(
  visit: Visit,
  window: FactWindow,
  { shape, definition }: Defined,
  said: Said,
): Promise<Tried> {
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
