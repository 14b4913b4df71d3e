import type { PrivacyCase } from './cases.ts'
import { type Known, possibleValues } from './derive.ts'
import { addRelease, type Cell, enter, isSmall, type Release, releaseOf } from './small-table.ts'
import { faultsIn, notPresent, type Verdict, verdictOf } from './verdict.ts'
import { type Answer, must, type World } from './world.ts'

/** Publishes the small table of a case, collects everything that is public of it, and works out what a reader can. */
export async function judgePrivacy(world: World, { data }: PrivacyCase): Promise<Verdict> {
  const release = releaseOf(data)
  return release
    ? verdictOf(await releaseFaults(world, release))
    : notPresent(`the product publishes no table of ${Object.keys(data).join(', ')}`)
}

/** A series by months, whose counts of 1 to 10 are withheld. */
export const withheldFaults = async (world: World, series: readonly number[]): Promise<readonly string[]> => {
  const release = releaseOf({ series })
  return release ? releaseFaults(world, release) : ['the series cannot be published']
}

type Artefact = { readonly path: string; readonly answer: Answer }
type Edition = {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly shown: ReadonlyMap<string, number | null>
}

async function releaseFaults(world: World, release: Release): Promise<readonly string[]> {
  const { id, slug } = await addRelease(world, release)
  const editions: Edition[] = []
  const faults: string[] = []
  const inForce = new Map<string, Cell>()
  for (const cells of release.editions) {
    for (const cell of cells) inForce.set(keyOf(cell), cell)
    await enter(world, id, release, cells)
    if (!(await publishSafely(world))) continue // what cannot be published tells nobody anything
    const number = await newest(world)
    const artefacts = await everythingPublic(world, slug, number)
    const shown = shownIn(artefacts, slug, number)
    editions.push({ number, cells: [...inForce.values()], shown })
    faults.push(
      ...artefacts.flatMap(({ path, answer }) => [
        ...faultsIn([answer]),
        ...wordsIn(answer.text, path, [...inForce.values()], shown),
      ]),
    )
    faults.push(...lineFaults(artefacts, slug, shown))
    if (release.target !== undefined) faults.push(...changeFaults(artefacts, slug, [...inForce.values()]))
  }
  if (editions.length === 0) faults.push('nothing could be published')
  faults.push(...derivable(release, editions))
  must(303, await world.ask('editor', `/team/wilson/scorecard/measures/${id}/places`, { form: {} }))
  await publishSafely(world)
  return faults
}

/** Publishes, after withholding besides what the check proposes; answers whether it could be. */
async function publishSafely(world: World): Promise<boolean> {
  for (let tries = 0; tries < 6; tries++) {
    const draft = (await world.ask('administrator', '/team/wilson/publish')).text
    const { text, typed } = await world.seen(draft)
    if (!typed.mark && (await explained(world, draft))) continue
    if (!typed.mark) return !/cannot be published/.test(text)
    const way = /cannot be published yet/.test(text) ? '/withhold' : ''
    const form = { mark: typed.mark, note: '' }
    const answer = await world.ask('administrator', `/team/wilson/publish${way}`, { form })
    if (answer.status === 303 && way === '') return true
    if (answer.status !== 303 && way !== '') return false
  }
  return false
}

/** Words of the sample county with a number like a withheld one are about something else; says so. False where there are none. */
async function explained(world: World, draft: string): Promise<boolean> {
  const figures = [...draft.matchAll(/name="figure" value="([^"]+)"/g)].map(([, mark = '']) => ['figure', mark])
  if (figures.length === 0) return false
  const body = new URLSearchParams([...figures, ['reason', 'meetings, not people'], ['note', '']]).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await world.ask('administrator', '/team/wilson/publish/explain', { body, headers })).status === 303
}

const newest = async (world: World): Promise<number> =>
  (await world.rows<{ number: number }>('select max(number) as number from edition where org_id = $1', [world.org]))[0]
    ?.number ?? 0

/** Every address that leads to the measure or to the whole, of the edition and of the newest, with all that they link to on our side. */
async function everythingPublic(world: World, slug: string, number: number): Promise<readonly Artefact[]> {
  const pages = [`/wilson/m/${slug}`, `/wilson/editions/${number}/m/${slug}`].flatMap((page) => [
    ...['', '.json', '.csv', '.svg'].map((end) => page + end),
    `/embed${page}`,
  ])
  const waiting = [...pages, '/wilson', '/wilson.json', '/embed/wilson', '/', '/sitemap.xml']
  const found = new Map<string, Answer>()
  for (let path = waiting.shift(); path !== undefined && found.size < 80; path = waiting.shift()) {
    if (found.has(path)) continue
    const answer = await world.send(path)
    found.set(path, answer)
    const links = [...answer.text.matchAll(/(?:href|src|content)="([^"#?]+)/g)].map(([, to]) => to ?? '')
    waiting.push(
      ...links.map((to) => to.replace(/^https?:\/\/[^/]+/, '')).filter((to) => to.startsWith('/') && to.includes(slug)),
    )
  }
  return [...found].filter(([, { status }]) => status !== 404).map(([path, answer]) => ({ path, answer }))
}

const keyOf = ({ group, from }: Pick<Cell, 'group' | 'from'>): string => `${group} ${from}`

type Read = {
  readonly period: { readonly from: string }
  readonly value: number | null
  readonly numerator?: number | null
}

/** What the open data of an edition say of each cell; null where it is withheld. */
function shownIn(artefacts: readonly Artefact[], slug: string, number: number): Map<string, number | null> {
  const json = artefacts.find(({ path }) => path === `/wilson/editions/${number}/m/${slug}.json`)?.answer.text ?? '{}'
  const { readings = [], splits = [] } = JSON.parse(json) as {
    readonly readings?: readonly Read[]
    readonly splits?: readonly {
      readonly categories: readonly { readonly name: string; readonly readings: readonly Read[] }[]
    }[]
  } // our own open data
  const shown = new Map<string, number | null>()
  const keep = (group: string, all: readonly Read[]): void => {
    for (const { period, value, numerator } of all) shown.set(keyOf({ group, from: period.from }), numerator ?? value)
  }
  keep('', readings)
  for (const { categories } of splits) for (const { name, readings: own } of categories) keep(name, own)
  return shown
}

/** Small counts that all editions together give away, or leave fewer than five values. */
function derivable({ isRunning = false, per }: Release, editions: readonly Edition[]): readonly string[] {
  const ranges = new Map<string, readonly [number, number]>()
  const known: Known[] = []
  const small = new Map<string, string>()
  const put = (cell: Cell, shown: number | null | undefined, name: string): string => {
    const key = `${keyOf(cell)} = ${cell.count}` // the same count said twice is one number
    const isShown = shown !== null && shown !== undefined && per === undefined
    const before = ranges.get(key)
    if (before && before[0] === before[1]) return key
    ranges.set(key, isShown ? [shown, shown] : [0, isSmall(cell.count) ? 10 : 10_000])
    if (isSmall(cell.count)) small.set(key, name)
    if (per !== undefined && typeof shown === 'number') ranges.set(key, countsBehind(shown, cell.of ?? 0, per))
    return key
  }
  for (const { number, cells, shown } of editions) {
    const keys = cells.map((cell) => ({
      cell,
      key: put(cell, shown.get(keyOf(cell)), `${cell.count} in edition ${number}`),
    }))
    for (const whole of keys.filter(({ cell }) => cell.group === '')) {
      const parts = keys.filter(({ cell }) => cell.group !== '' && cell.from === whole.cell.from)
      if (parts.length === 0) continue
      const rest = whole.cell.count - parts.reduce((sum, { cell }) => sum + cell.count, 0)
      const left = `rest of ${whole.key}`
      ranges.set(left, rest === 0 ? [0, 0] : [0, 10_000])
      known.push({
        terms: [...parts.map(({ key }) => ({ of: key, by: 1 })), { of: left, by: 1 }, { of: whole.key, by: -1 }],
        equals: 0,
      })
    }
  }
  if (isRunning)
    for (const [at, { cells }] of editions.entries())
      for (const { cells: earlier } of editions.slice(0, at)) {
        const [before, now] = [earlier[0], cells[0]]
        if (!before || !now || now.count < before.count) continue
        const [key, grown] = [`growth from ${before.count} to ${now.count}`, now.count - before.count]
        ranges.set(key, [0, isSmall(grown) ? 10 : 10_000])
        if (isSmall(grown)) small.set(key, `the ${grown} between ${before.count} and ${now.count}`)
        known.push({
          terms: [
            { of: `${keyOf(before)} = ${before.count}`, by: 1 },
            { of: key, by: 1 },
            { of: `${keyOf(now)} = ${now.count}`, by: -1 },
          ],
          equals: 0,
        })
      }
  return [...small].flatMap(([key, name]) => {
    const count = possibleValues(ranges, known, key)
    return count >= 5 ? [] : [count === 1 ? `${name} can be worked out` : `${name} has only ${count} possible values`]
  })
}

/** The counts that a rate with one decimal and its population leave. */
const countsBehind = (rate: number, population: number, per: number): readonly [number, number] => [
  Math.ceil(((rate - 0.05) * population) / per),
  Math.floor(((rate + 0.05) * population) / per),
]

/** A withheld number that stands somewhere beside its period or its group, in words or in an attribute. */
function wordsIn(
  text: string,
  path: string,
  cells: readonly Cell[],
  shown: ReadonlyMap<string, number | null>,
): readonly string[] {
  const rows = text.split(/\n|<tr|<circle|<li|<p|<title|<desc|[{}]/).map((row) => row.replace(/<[^>]*>/g, ' '))
  return cells.flatMap((cell) => {
    if (shown.get(keyOf(cell)) !== null) return []
    const month = new Date(`${cell.from}T00:00:00Z`).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })
    const period = `${month}\\w* ${cell.from.slice(0, 4)}|${cell.from}|${cell.from.slice(5) === '01-01' ? cell.from.slice(0, 4) : cell.from}`
    const beside = cell.group === '' ? `(?:${period})[^\\d]{0,40}` : `${cell.group}\\b.{0,40}?`
    const isThere = new RegExp(`${beside}(?<![\\d.,/#-])${cell.count}(?![\\d.,/:-]|\\s+(?:[A-Z]|to |of ))`)
    const row = rows.find((each) => isThere.test(each))
    return [
      ...(row
        ? [
            `${cell.count} stands beside ${cell.group || cell.from} in ${path}: ${row.replace(/\s+/g, ' ').trim().slice(0, 80)}`,
          ]
        : []),
      ...(new RegExp(`data-(?:value|count|y|number)="${cell.count}"`).test(text)
        ? [`${cell.count} is an attribute in ${path}`]
        : []),
    ]
  })
}

/** The line of a curve stops at a withheld point. */
function lineFaults(
  artefacts: readonly Artefact[],
  slug: string,
  shown: ReadonlyMap<string, number | null>,
): readonly string[] {
  const points = [...shown].filter(([key, value]) => key.startsWith(' ') && value !== null).length
  return artefacts.flatMap(({ path, answer }) => {
    const line = path.includes(slug) ? /class="line" d="([^"]+)"/.exec(answer.text)?.[1] : undefined
    const drawn = line?.match(/-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?/g)?.length ?? 0
    return drawn > points ? [`the line goes through a withheld point in ${path}`] : []
  })
}

/** The change to a withheld number stands nowhere, neither as a difference nor in percent. */
function changeFaults(artefacts: readonly Artefact[], slug: string, cells: readonly Cell[]): readonly string[] {
  const [before, now] = cells
  if (!before || !now || !isSmall(now.count)) return []
  const percent = Math.abs(Math.round((100 * (now.count - before.count)) / before.count))
  // On a page of many measures another may have that percentage for its value: there it counts where it is told as a change.
  const asChange = '(?:[-+\u2212\u2013]|(?:up|down|by|fell|rose)\\s)'
  return artefacts.flatMap(({ path, answer }) =>
    new RegExp(`${path.includes(slug) ? '\\b' : asChange}${percent}\\s?(?:%|percent)`).test(
      answer.text.replace(/<style[\s\S]*?<\/style>/g, '').replace(/style="[^"]*"/g, ''),
    )
      ? [`a change of ${percent}% stands in ${path}`]
      : [],
  )
}
