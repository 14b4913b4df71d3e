import { addMeasure, must, type World } from './world.ts'

/** A number of a measure: its whole (`group` '') or one group of it, in a period that begins on `from`. */
export type Cell = { readonly group: string; readonly from: string; readonly count: number; readonly of?: number }

/** What is published, one edition after the other; a cell that comes again is corrected. */
export type Release = {
  readonly calendar: 'year' | 'month'
  readonly editions: readonly (readonly Cell[])[]
  /** Whether the last period still runs, so that its number grows. */
  readonly isRunning?: boolean
  /** What a rate is per; its cells say of how many. */
  readonly per?: number
  /** What the last number is to be compared with. */
  readonly target?: number
}

export const isSmall = (count: number): boolean => count >= 1 && count <= 10

const numbersIn = (value: unknown): readonly number[] | null =>
  Array.isArray(value) && value.length > 0 && value.every((each) => Number.isInteger(each) && each >= 0) ? value : null

const monthAt = (at: number): string => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
const year = '2024-01-01'

/** The release that the data of a case describe; null where the product publishes nothing of that shape. */
export function releaseOf(data: Readonly<Record<string, unknown>>): Release | null {
  const only = (...names: readonly string[]): boolean => Object.keys(data).every((name) => names.includes(name))
  const whole = (count: unknown): Cell[] => (typeof count === 'number' ? [{ group: '', from: year, count }] : [])
  const parts = (names: readonly unknown[], counts: readonly number[]): Cell[] =>
    counts.map((count, at) => ({ group: `Area ${String(names[at])}`, from: year, count }))
  const counts = numbersIn(data.counts)
  if (counts && only('rows', 'counts', 'total'))
    return {
      calendar: 'year',
      editions: [[...whole(data.total), ...parts(Array.isArray(data.rows) ? data.rows : [...counts.keys()], counts)]],
    }
  const [table] = Object.values(data).filter(
    (each) => typeof each === 'object' && each !== null && !Array.isArray(each),
  )
  if (table && Object.keys(data).length === 2) {
    const [names, values] = [Object.keys(table), numbersIn(Object.values(table))]
    const total = Object.values(data).find((each) => typeof each === 'number')
    return values && total !== undefined
      ? { calendar: 'year', editions: [[...whole(total), ...parts(names, values)]] }
      : null
  }
  const running = numbersIn(data.ytd_by_month)
  if (running && only('ytd_by_month')) {
    const from = `${new Date().getUTCFullYear()}-01-01`
    return { calendar: 'year', isRunning: true, editions: running.map((count) => [{ group: '', from, count }]) }
  }
  if (only('first', 'revised') && whole(data.first).length + whole(data.revised).length === 2)
    return { calendar: 'year', editions: [whole(data.first), whole(data.revised)] }
  const series = numbersIn(data.series)
  if (series && only('series'))
    return { calendar: 'month', editions: [series.map((count, at) => ({ group: '', from: monthAt(at), count }))] }
  const { count, population, baseline, current } = data
  if (typeof count === 'number' && typeof population === 'number' && only('count', 'population', 'rate_per_100k'))
    return { calendar: 'year', per: 100_000, editions: [[{ group: '', from: year, count, of: population }]] }
  if (
    typeof baseline === 'number' &&
    typeof current === 'number' &&
    only('baseline', 'current', 'change_pct', 'target')
  ) {
    const before = { group: '', from: '2023-01-01', count: baseline }
    return { calendar: 'year', target: Number(data.target ?? current + 5), editions: [[before, ...whole(current)]] }
  }
  return null
}

/** A measure about people that stands on the scorecard; answers its id and its address. */
export function addRelease(world: World, { calendar, per }: Release): Promise<World['measure']> {
  return addMeasure(world, {
    slug: `withheld-${world.next()}`,
    calendarKind: calendar,
    isPersonLevel: 'yes',
    publishesSplits: 'yes',
    ...(per !== undefined && {
      shape: 'amount',
      unit: `cases per ${per.toLocaleString('en-US')} residents`,
      decimals: '1',
    }),
  })
}

/** Enters what an edition brings. Groups come in as a county brings them with its sample: no form asks for them. */
export async function enter(
  world: World,
  id: string,
  { isRunning = false, target }: Release,
  cells: readonly Cell[],
): Promise<void> {
  for (const { group, from, count, of } of cells) {
    if (group !== '') {
      await world.rows(
        `insert into entered_reading (org_id, id, measure_id, from_on, to_on, dimension, category, value, numerator, status)
          values ($1, gen_random_uuid(), $2, $3, ($3::date + interval '1 year' - interval '1 day')::date, 'Part of the county', $4, $5, $5, 'final')`,
        [world.org, id, from, group, count],
      )
      continue
    }
    const [kept] = await world.rows<{ id: string; version: number }>(
      `select id, version from entered_reading where measure_id = $1 and from_on = $2 and dimension = ''`,
      [id, from],
    )
    const number: Readonly<Record<string, string>> =
      of === undefined ? { value: String(count) } : { value: '', numerator: String(count), denominator: String(of) }
    const form = { from, reason: '', status: isRunning ? 'open' : 'final', source: '', note: '', ...number }
    const path = `/team/wilson/measures/${id}/readings/${kept?.id ?? 'new'}`
    must(303, await world.ask('editor', path, { form: { ...form, ...(kept && { version: String(kept.version) }) } }))
  }
  const last = cells.at(-1)
  if (target === undefined || !last) return
  const form = { from: last.from, value: String(target), note: '' }
  await world.ask('editor', `/team/wilson/measures/${id}/targets/edit`, { form })
}
