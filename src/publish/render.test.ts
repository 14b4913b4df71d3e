import { brotliCompressSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvText } from '../platform/sheet/write-csv.ts'
import { hashOf } from '../platform/ui/styles.ts'
import type { EditionContent, EditionNamed } from './model.ts'
import { pictures, renderEdition } from './render.ts'
import {
  empty,
  longTitle,
  manyMeasures,
  monthly,
  reading,
  sampleEdition,
  withMeasure,
  yearly,
} from './sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const earlier: readonly EditionNamed[] = [
  { number: 1, publishedOn: '2025-11-01', asOf: '2025-10-31', note: '' },
  { number: 2, publishedOn: '2026-05-04', asOf: '2026-04-30', note: 'Corrects 2023.' },
]
const rendered = (content: EditionContent): Map<string, string> =>
  new Map([
    ...renderEdition(content, earlier, assets).map(({ path, body }) => [path, body.toString()] as const),
    ...pictures(content).map(({ path, svg }) => [path, svg] as const),
  ])
const at = (content: EditionContent, path: string): string => rendered(content).get(path) ?? 'no such page'
const path = '/wilson/m/new-recovery-coaches-trained'
const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })

test('an edition has all its addresses, as the newest and for ever', () => {
  const pages = renderEdition(sampleEdition, earlier, assets)
  const paths = pages.map((page) => page.path)
  for (const base of ['/wilson', '/wilson/editions/3'])
    for (const end of [
      '',
      '.json',
      '/m/overdose-deaths',
      '/m/overdose-deaths.json',
      '/m/overdose-deaths.csv',
      '/m/overdose-deaths.svg',
    ])
      expect(paths).toContain(`${base}${end}`)
  for (const address of [
    '/embed/wilson',
    '/embed/wilson/m/overdose-deaths',
    '/embed/wilson/editions/3/m/overdose-deaths',
    '/wilson/editions',
  ])
    expect(paths).toContain(address)
  expect(new Set(paths).size).toBe(paths.length)
  for (const page of pages) expect(page.isNewest).toBe(!/^(\/embed)?\/wilson\/editions\/3/.test(page.path))
})

test('the page says 12 coaches in 2024, the figures of the five years, and its edition', () => {
  const html = at(sampleEdition, path)
  expect(html).toContain('<data value="12">12</data>')
  expect(html).toContain('coaches in 2024')
  for (const [label, value] of [
    ['2020', 5],
    ['2021', 14],
    ['2022', 0],
    ['2023', 39],
    ['2024', 12],
  ])
    expect(html).toContain(`<th scope="row">${label}</th><td>${value}</td>`)
  expect(html).toContain('Edition of 3 Nov 2026')
  expect(html).toContain(
    '<link rel="canonical" href="https://better-off.example/wilson/m/new-recovery-coaches-trained"/>',
  )
})

test('an old address says which edition it is and leads to the newest', () => {
  const html = at(sampleEdition, `/wilson/editions/3/m/new-recovery-coaches-trained`)
  expect(html).toContain('This is edition 3')
  expect(html).toContain('<a href="/wilson">See the newest edition</a>')
  expect(at(sampleEdition, path)).not.toContain('This is edition')
})

test('all editions are listed, newest first', () => {
  const html = at(sampleEdition, '/wilson/editions')
  expect([...html.matchAll(/href="(\/wilson\/editions\/\d)"/g)].map((match) => match[1])).toEqual([
    '/wilson/editions/3',
    '/wilson/editions/2',
    '/wilson/editions/1',
  ])
})

test('sections without words are not shown to the public', () => {
  const html = at(withMeasure({ partners: [], actions: [] }), path)
  expect(html).toContain('id="story"')
  expect(html).not.toContain('id="partners"')
  expect(html).not.toContain('id="action-plan"')
})

const sixty = withMeasure({ readings: monthly(60), calendar: 'month', title: longTitle })
for (const [name, content] of [
  ['five points', sampleEdition],
  ['sixty points and a long title', sixty],
] as const)
  test(`a measure page of ${name} is one document of at most 12 KB compressed`, () => {
    const html = at(content, path)
    expect(brotliCompressSync(html).length).toBeLessThanOrEqual(12_000)
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(15_000)
  })

test('a scorecard of 40 measures is one document of at most 30 KB compressed', () => {
  const html = at(manyMeasures(40), '/wilson')
  expect(html.match(/class="small-curve"/g)).toHaveLength(40)
  expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(30_000)
})

test('nothing is loaded before paint: no style sheet, no blocking script, no picture of another host', () => {
  for (const [address, body] of rendered(sampleEdition)) {
    if (/\.\w+$/.test(address)) continue
    expect(/<link[^>]+stylesheet/.exec(body)?.[0]).toBeUndefined()
    expect(/<script(?![^>]*(async|application\/ld\+json|speculationrules))/.exec(body)?.[0]).toBeUndefined()
    expect(/<img/.exec(body)?.[0]).toBeUndefined()
    expect(/ style="/.exec(body)?.[0]).toBeUndefined()
    expect(/ on\w+="/.exec(body)?.[0]).toBeUndefined()
  }
})

test('every page asks for its typeface ahead of its styles, and shows it without moving anything', () => {
  for (const { body, contentType } of renderEdition(sampleEdition, earlier, assets)) {
    if (!contentType.startsWith('text/html')) continue
    const html = body.toString()
    expect(html).toMatch(/<link rel="preload" href="\/assets\/latin.woff2" as="font"[^>]* crossorigin[^>]*><style>/)
    expect(html.match(/font-display:\w+/g)).toEqual(['font-display:optional', 'font-display:optional'])
  }
})

test('a policy allows the page its own style and nothing from elsewhere; only an embed may be framed', () => {
  for (const { path: address, policy, body, contentType } of renderEdition(sampleEdition, earlier, assets)) {
    if (!contentType.startsWith('text/html')) continue
    const style = /<style>(.*?)<\/style>/s.exec(body.toString())?.[1] ?? ''
    expect(policy).toContain(`style-src ${hashOf(style)};`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).toMatch(address.startsWith('/embed/') ? /frame-ancestors \*$/ : /frame-ancestors 'none'$/)
  }
})

test('the measure as JSON has the shape that was promised', () => {
  const json: unknown = JSON.parse(at(sampleEdition, `${path}.json`))
  expect(json).toMatchObject({
    title: 'New recovery coaches trained for the Post-Overdose Response Team',
    asks: 'how much',
    unit: 'coaches',
    better: 'higher',
    edition: 3,
    readings: [5, 14, 0, 39, 12].map((value, index) => ({
      period: year(2020 + index),
      value,
      numerator: value,
      denominator: null,
      status: 'final',
      reason: null,
    })),
    links: { csv: 'https://better-off.example/wilson/m/new-recovery-coaches-trained.csv' },
  })
})

test('readings come in order of time whatever order they were stored in', () => {
  const content = withMeasure({ readings: yearly([5, 14, 0]).toReversed() })
  const { readings } = JSON.parse(at(content, `${path}.json`)) as { readings: { value: number }[] }
  expect(readings.map(({ value }) => value)).toEqual([5, 14, 0])
})

test('the scorecard as JSON names results, programs and each measure with its current reading', () => {
  const json = JSON.parse(at(sampleEdition, '/wilson.json')) as {
    measures: { slug: string; current: { value: number } }[]
  }
  expect(json.measures.find(({ slug }) => slug === 'new-recovery-coaches-trained')?.current.value).toBe(12)
})

test('nothing prints a number that is none', () => {
  const broken = [Number.NaN, Infinity, -Infinity, -0, 0.25].map((value, index) => reading(year(2020 + index), value))
  for (const shape of ['count', 'share', 'amount', 'median'] as const)
    for (const readings of [broken, [], broken.slice(0, 1), yearly([0]), yearly([0, 0, 0])])
      for (const [address, body] of rendered(
        withMeasure({ readings, shape, targets: [{ period: year(2020), value: Number.NaN, note: '' }] }),
      ))
        expect(/NaN|Infinity|undefined|[^\d]-0[^.\d]/.exec(body)?.[0], address).toBeUndefined()
})

test('the value of a withheld period is in no artefact at all', () => {
  // BI-P14 and BI-R43: the series 14, 12, 5, 13 with the third withheld; 777 stands for the 5, so that a search can find it.
  const held = { ...reading(year(2022), 777), reason: 'withheld' as const, denominator: 778 }
  const readings = [reading(year(2020), 14), reading(year(2021), 12), held, reading(year(2023), 13)]
  const splits = [{ dimension: 'Zone', categories: [{ name: 'City', readings: [held] }] }]
  const withIt = rendered(withMeasure({ readings, splits, targets: [], story: [] }))
  const without = rendered(
    withMeasure({
      readings: [readings[0], readings[1], empty(year(2022), 'withheld'), readings[3]].flatMap((each) => each ?? []),
      splits: [{ dimension: 'Zone', categories: [{ name: 'City', readings: [empty(year(2022), 'withheld')] }] }],
      targets: [],
      story: [],
    }),
  )
  expect(withIt.size).toBeGreaterThan(30)
  for (const [address, body] of withIt) {
    expect(/77[78]/.exec(body)?.[0], address).toBeUndefined()
    // The same bytes as if the value had never been known: no axis, path or order can give it away.
    expect(body, address).toBe(without.get(address))
  }
})

test('a withheld period breaks the curve, and says why in words', () => {
  const readings = [
    reading(year(2020), 14),
    reading(year(2021), 12),
    empty(year(2022), 'withheld'),
    reading(year(2023), 13),
  ]
  const html = at(withMeasure({ readings, targets: [] }), path)
  expect(html).toContain('2022 withheld to protect people')
  expect(html).toContain('<th scope="row">2022</th><td>–</td><td>withheld to protect people</td>')
})

test('CSV comes back as it went out, and a spreadsheet runs none of it', () => {
  const content = withMeasure({
    readings: [
      reading({ ...year(2020), label: '=1+1' }, -5),
      reading({ ...year(2021), label: 'a "quoted", name\nof two lines' }, 14),
    ],
    unit: '@coaches',
    targets: [],
  })
  const csv = at(content, `${path}.csv`)
  expect(csv.startsWith('\ufeffperiod,')).toBe(true)
  const rows: string[][] = parse(csv, { bom: true })
  expect(rows[0]?.slice(0, 7)).toEqual(['period', 'from', 'to', 'dimension', 'category', 'value', 'unit'])
  expect(rows[1]?.slice(0, 7)).toEqual(["'=1+1", '2020-01-01', '2020-12-31', '', '', '-5', "'@coaches"])
  expect(rows[2]?.[0]).toBe('a "quoted", name\nof two lines')
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(csvText([[`${start}x`]])).toMatch(/^\ufeff"?'/)
})

test('a cell without a figure says why in the CSV, so that no program takes it for a zero', () => {
  const content = withMeasure({
    readings: [reading(year(2020), 14), empty(year(2021), 'withheld'), empty(year(2022), 'not collected')],
    targets: [],
  })
  const rows: Record<string, string>[] = parse(at(content, `${path}.csv`), { columns: true, bom: true })
  expect(rows.map(({ value, numerator, denominator, reason }) => [value, numerator, denominator, reason])).toEqual([
    ['14', '14', '', ''],
    ['withheld', 'withheld', '', 'withheld'],
    ['not collected', '', '', 'not collected'],
  ])
})

test('hostile words are words everywhere', () => {
  const hostile = '</script></style></title><img src=x onerror=alert(1)>"\'><svg/onload=alert(1)>'
  const [action, partner, claim] = [
    sampleEdition.measures[0]?.actions[0],
    sampleEdition.measures[0]?.partners[0],
    sampleEdition.measures[0]?.whatWorks[0],
  ]
  const content = withMeasure({
    title: hostile,
    unit: hostile,
    sentence: hostile,
    source: hostile,
    readings: [reading({ ...year(2024), label: hostile }, 12)],
    story: [{ writtenOn: '2026-01-01', period: null, body: `[x](javascript:alert(1)) ${hostile}` }],
    ...(action && { actions: [{ ...action, what: hostile, owner: hostile }] }),
    ...(partner && { partners: [{ ...partner, name: hostile, website: 'javascript:alert(1)' }] }),
    ...(claim && { whatWorks: [{ ...claim, sourceUrl: 'javascript:alert(1)' }] }),
  })
  const spoiled = {
    ...content,
    organisation: {
      ...content.organisation,
      name: hostile,
      website: 'javascript:alert(1)',
      contact: hostile,
      brand: '</style><script>alert(1)</script>',
    },
  }
  for (const [address, body] of rendered(spoiled)) {
    if (address.endsWith('.json') || address.endsWith('.csv')) continue
    expect(/<img|<svg\/|<script>|href="javascript/.exec(body)?.[0], address).toBeUndefined()
    expect(body.match(/<\/style>/g)?.length, address).toBe(body.match(/<style>/g)?.length)
  }
})

test('labels that a program might take for its own stay labels', () => {
  const labels = ['__proto__', 'constructor', 'toString', 'null', 'undefined value', 'NaN value', 'true']
  const readings = labels.map((label, index) => reading({ ...year(2015 + index), label }, index + 31))
  const splits = [
    { dimension: 'constructor', categories: labels.map((name) => ({ name, readings: readings.slice(0, 1) })) },
  ]
  const content = withMeasure({ readings, splits })
  const json = JSON.parse(at(content, `${path}.json`)) as {
    readings: { period: { label: string } }[]
    splits: { categories: { name: string }[] }[]
  }
  expect(json.readings.map(({ period }) => period.label)).toEqual(labels)
  expect(json.splits[0]?.categories.map(({ name }) => name)).toEqual(labels)
  for (const label of labels) expect(at(content, path)).toContain(`<th scope="row">${label}</th>`)
})

test('a measure named like a property of every object is found by its own name', () => {
  const content = {
    ...withMeasure({ slug: 'constructor' }),
    programs: [{ title: 'P', about: '', customers: '', measures: ['constructor', 'valueOf'] }],
  }
  expect(at(content, '/wilson')).toContain('href="/wilson/m/constructor"')
  expect(at(content, '/wilson')).not.toContain('valueOf')
})

test('the page can be found by machines: a dataset with its downloads, a picture to share', () => {
  const html = at(sampleEdition, path)
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}'
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'Dataset',
    version: '3',
    temporalCoverage: '2020-01-01/2024-12-31',
    license: 'https://creativecommons.org/licenses/by/4.0/',
  })
  expect(html).toContain(
    '<meta property="og:image" content="https://better-off.example/wilson/m/new-recovery-coaches-trained.png"/>',
  )
})

test('what is made up is marked, on every page that shows it', () => {
  expect(at(sampleEdition, '/wilson/m/overdose-deaths')).toContain('<span class="mark">sample</span>')
  expect(at(sampleEdition, '/embed/wilson/m/overdose-deaths')).toContain('<span class="mark">sample</span>')
  expect(at(sampleEdition, path)).not.toContain('<span class="mark">sample</span>')
  expect(JSON.parse(at(sampleEdition, '/wilson/m/overdose-deaths.json'))).toMatchObject({ isSample: true })
})
