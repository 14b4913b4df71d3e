import type { PrivacyCase } from './cases.ts'
import { faultsIn, notPresent, type Verdict, verdictOf } from './verdict.ts'
import { must, type World } from './world.ts'

/**
 * The product publishes whole readings and no table by group, and a person withholds a reading by its reason; it does not yet
 * withhold small counts over a release by itself. So a series with a withheld point can be tried, and the others cannot.
 */
export async function judgePrivacy(world: World, { data, class: kind }: PrivacyCase): Promise<Verdict> {
  const { series } = data
  if (kind === 'leak-channel' && Array.isArray(series) && series.every((each) => typeof each === 'number'))
    return verdictOf(await withheldFaults(world, series))
  return notPresent('small counts are not yet withheld over a whole release, and no table by group is published')
}

/** Publishes a series by months whose counts of 1 to 10 are withheld, and looks for them in everything that is public. */
export async function withheldFaults(world: World, series: readonly number[]): Promise<readonly string[]> {
  const slug = `withheld-${world.next()}`
  const id = await addSeries(world, slug, series)
  await world.publish()
  const [newest] = await world.rows<{ number: number }>('select max(number) as number from edition where org_id = $1', [
    world.org,
  ])
  const pages = [`/wilson/m/${slug}`, `/wilson/editions/${newest?.number}/m/${slug}`].flatMap((page) => [
    page,
    `${page}.json`,
    `${page}.csv`,
    `${page}.svg`,
    `/embed${page}`,
  ])
  const faults: string[] = []
  for (const path of [...pages, '/wilson', '/wilson.json', '/embed/wilson']) {
    const answer = must(200, await world.send(path))
    faults.push(...faultsIn([answer]), ...leaksIn(answer.text, path, series, slug))
  }
  must(303, await world.ask('editor', `/team/wilson/scorecard/measures/${id}/places`, { form: {} }))
  return faults
}

const isSmall = (value: number): boolean => value >= 1 && value <= 10

async function addSeries(world: World, slug: string, series: readonly number[]): Promise<string> {
  const settings = {
    title: `Withheld ${slug}`,
    slug,
    asks: 'how much',
    better: 'higher',
    unit: 'people',
    decimals: '0',
    shape: 'count',
  }
  const rest = { calendarKind: 'month', collectedFrom: '2024-01-01', settlesAfterDays: '0', source: '' }
  const added = must(
    303,
    await world.ask('editor', '/team/wilson/measures/new?kind=entered', { form: { ...settings, ...rest } }),
  )
  const id = added.location.split('/').pop()?.split('?')[0] ?? ''
  const [program] = await world.rows<{ id: string }>('select id from program where removed_at is null limit 1')
  must(
    303,
    await world.ask('editor', `/team/wilson/scorecard/measures/${id}/places`, {
      form: { programs: program?.id ?? '' },
    }),
  )
  for (const [at, value] of series.entries()) {
    const said = isSmall(value) ? { value: '', reason: 'withheld' } : { value: String(value), reason: '' }
    const form = { from: monthAt(at), status: 'final', source: '', note: '', ...said }
    must(303, await world.ask('editor', `/team/wilson/measures/${id}/readings/new`, { form }))
  }
  return id
}

const monthAt = (at: number): string => `2024-${String(at + 1).padStart(2, '0')}-01`

function leaksIn(text: string, path: string, series: readonly number[], slug: string): readonly string[] {
  const faults: string[] = []
  for (const [at, value] of series.entries()) {
    if (!isSmall(value)) continue
    const label = new Date(`${monthAt(at)}T00:00:00Z`).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })
    // Beside its month: in a table, a title of a point, a row of the CSV, a reading of the JSON.
    const beside = new RegExp(`(${label}\\w* 2024|${monthAt(at)})[^\\d]{0,40}\\b${value}\\b(?! [A-Z])`)
    const row = text.split(/\n|<tr|<circle/).find((each) => beside.test(each.replace(/<[^>]*>/g, ' ')))
    if (row) faults.push(`${value} stands beside its month in ${path}`)
    if (new RegExp(`data-\\w+="${value}"|value="${value}"`).test(text))
      faults.push(`${value} is an attribute in ${path}`)
  }
  const line = /class="line" d="([^"]+)"/.exec(text)?.[1]
  const shown = series.filter((value) => !isSmall(value)).length
  if (line && path.includes(slug) && pointsOf(line) > shown)
    faults.push(`the line goes through a withheld point in ${path}`)
  return faults
}

const pointsOf = (line: string): number => line.match(/-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?/g)?.length ?? 0
