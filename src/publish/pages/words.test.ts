import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Reading } from '../../measures/model.ts'
import type { EditionContent } from '../model.ts'
import { renderEdition } from '../render.ts'
import { coachesTrained, empty, reading, sampleEdition, withMeasure, yearly } from '../sample-edition.ts'
import { citation } from './about.tsx'
import { methods } from './meaning.tsx'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const path = '/wilson/m/new-recovery-coaches-trained'
const at = (content: EditionContent, address: string): string =>
  renderEdition(content, [], assets)
    .find((page) => page.path === address)
    ?.body.toString() ?? 'no such page'
const textOf = (html: string): string =>
  html
    .replace(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const fiscal = (label: number) => ({ label: `FY ${label}`, from: `${label - 1}-11-01`, to: `${label}-10-31` })

test('beside a fiscal label stand its first and its last day, where the value is named and in the table', () => {
  const readings = [2025, 2026].map((label) => reading(fiscal(label), label - 2014))
  const content = withMeasure({ readings, calendar: 'fiscal year from November', targets: [] })
  const page = textOf(at(content, path))
  expect(page).toContain('12 coaches in FY 2026 (1 Nov 2025 to 31 Oct 2026)')
  expect(page).toMatch(/FY 2025 \(1 Nov 2024 to 31 Oct 2025\) 11 final/)
  expect(textOf(at(content, '/wilson'))).toContain('in FY 2026 (1 Nov 2025 to 31 Oct 2026)')
  expect(textOf(at(content, `/embed${path}`))).toContain('in FY 2026 (1 Nov 2025 to 31 Oct 2026)')
  expect(at(content, `${path}.json`)).toContain('"from": "2025-11-01"')
  expect(textOf(at(sampleEdition, path))).not.toContain('1 Jan 2024 to')
})

test('a year without any reading is a row that says so, in table, CSV and JSON', () => {
  const readings = [reading(year(2019), 4), empty(year(2020), 'no value'), reading(year(2021), 6)]
  const content = withMeasure({ readings, targets: [] })
  expect(textOf(at(content, path))).toMatch(/2020 – no value 2021 6 final/)
  const rows = parse<Record<string, string>>(at(content, `${path}.csv`), { columns: true, bom: true })
  expect(rows.map(({ period, value, reason }) => [period, value, reason])).toEqual([
    ['2019', '4', ''],
    ['2020', 'no value', 'no value'],
    ['2021', '6', ''],
  ])
  const json = JSON.parse(at(content, `${path}.json`)) as { readings: Reading[] }
  expect(json.readings[1]).toMatchObject({ value: null, reason: 'no value' })
  expect(at(content, `${path}.svg`)).toContain('2020: no value<')
  expect(textOf(at(content, path))).toContain('no value: 2020')
  expect(textOf(at(content, path))).not.toContain('2020 no value')
})

test('a percentage of change that cannot be is replaced by why there is none', () => {
  const saying = (values: readonly number[]): readonly [string, unknown, string] => {
    const content = withMeasure({ readings: yearly(values), shape: 'amount', targets: [] })
    const { evidence } = JSON.parse(at(content, `${path}.json`)) as {
      evidence: { classic: { noBaselineChange: string | null } }
    }
    const rows = parse<Record<string, string>>(at(content, `${path}.csv`), { columns: true, bom: true })
    const [, said = ''] =
      /Baseline % change ([^<]*?)(?: Evidence| Table| Percent| CSV|$)/.exec(textOf(at(content, path))) ?? []
    return [said.trim(), evidence.classic.noBaselineChange, rows.at(-1)?.change_note ?? '']
  }
  const none = 'no percentage: it started from 0'
  expect(saying([0, 4, 12, 20, 39])).toEqual([none, none, none])
  const below = 'no percentage: it started below 0'
  expect(saying([-3, 4, 12])).toEqual([below, below, below])
  const one = 'no percentage: there is only one value'
  expect(saying([7])).toEqual([one, one, one])
  expect(saying([5, 12])).toEqual(['+140%', null, ''])
})

test('a percentage of a target of zero is replaced by why there is none', () => {
  const content = withMeasure({ readings: yearly([5, 14]), targets: [{ period: year(2021), value: 0, note: '' }] })
  expect(textOf(at(content, path))).toContain('Percent of target no percentage: the target is 0')
  expect(textOf(at(withMeasure({ targets: [] }), path))).not.toContain('Percent of target')
})

test('the curve names its table, and a link leads there, on the page and in an embed', () => {
  for (const address of [path, `/embed${path}`]) {
    const html = at(sampleEdition, address)
    expect(html).toMatch(/<svg class="curve"[^>]* aria-details="table-of-values"/)
    expect(html).toMatch(/<table id="table-of-values"/)
    expect(html).toMatch(/<figure class="chart">.*<a href="#table-of-values">Table of values<\/a>.*<\/figure>/s)
  }
  const none = at(withMeasure({ readings: [] }), path)
  expect(none).not.toContain('table-of-values')
})

test('no sentence ends in two stops, whatever a title or a name ends in', () => {
  const content: EditionContent = {
    ...withMeasure({ title: 'Are people better off?', source: 'The log' }),
    organisation: { ...sampleEdition.organisation, name: 'Wilson Co.', about: '' },
  }
  const measure = content.measures.find(({ slug }) => slug === coachesTrained.slug) ?? coachesTrained
  expect(citation({ content, measure, baseUrl: assets.baseUrl })).toContain(
    'Wilson Co. (2026). Are people better off? Edition 3',
  )
  for (const address of [path, '/wilson', `/embed${path}`, '/wilson/editions']) {
    const page = at(content, address)
    expect(page.replace(/\.\.\//g, '')).not.toMatch(/[.?!]\.(?!\d)/)
  }
  expect(textOf(at(content, path))).toContain('The log. Counted from the team’s own records.')
  expect(at(content, '/wilson')).toContain('content="The scorecard of Wilson Co."')
})

test('every rule that a signal may come from is printed with its setting, and how the limits are made', () => {
  const printed = (values: readonly number[]): string => {
    const measure = withMeasure({ readings: yearly(values), targets: [] }).measures.find(
      ({ slug }) => slug === coachesTrained.slug,
    )
    return measure?.evidence ? methods(measure, measure.evidence).join(' ') : ''
  }
  const steady = [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22, 21]
  const rules = [
    'a value outside the limits',
    'seven values in a row on one side of the average',
    'seven values in a row that each rise, or each fall',
    'two of three values in a row beyond two thirds of the way to the same limit',
  ]
  for (const rule of rules) {
    expect(printed(steady)).toContain(rule)
    expect(printed(steady.slice(0, 8))).toContain(rule)
    expect(printed(steady.slice(0, 5))).not.toContain(rule)
  }
  expect(printed(steady)).toContain('2.66 times the average step')
  expect(printed(steady)).toContain('the first 12 values')
  expect(printed(steady.slice(0, 5))).toContain(
    'A direction is claimed where chance alone would give one in at most 1 of 20',
  )
  expect(printed(steady.slice(0, 4))).not.toContain('A direction is claimed')
})

test('a scorecard says on top what turned, what needs attention and what is too early to say, and marks what turned', () => {
  const review = { reviewedOn: '2026-02-01', word: 'turned', sentence: '.' } as const
  const html = at(withMeasure({ reviews: [review] }), '/wilson')
  expect(textOf(html)).toContain(
    'Of 5 measures, 1 turned for the better ( New recovery coaches trained for the Post-Overdose Response Team ), none needs attention, 1 is getting better',
  )
  expect(textOf(html)).toContain('and 3 are too early to say.')
  expect(html.match(/<li class="turned">/g)).toHaveLength(1)
  const worse = at(withMeasure({ reviews: [{ ...review, word: 'worse' }] }), '/wilson')
  expect(textOf(worse)).toContain('none turned for the better, 1 needs attention ( New recovery coaches')
})

test('the ways in for people stand in the header and beside the numbers of coaches, where a county has such pages', () => {
  const { organisation } = sampleEdition
  const open = { ...organisation, becomeACoach: '/wilson/apply/port', openClasses: '/wilson/classes' }
  const doors = (address: string, content: EditionContent = { ...sampleEdition, organisation: open }) =>
    at(content, address).match(/<nav class="doors[^>]*>.*?<\/nav>/g) ?? []
  expect(doors('/wilson')).toEqual([
    '<nav class="doors" aria-label="Take part"><a href="/wilson/apply/port">Become a recovery coach</a><a href="/wilson/classes">Open classes</a></nav>',
  ])
  expect(doors(path)).toHaveLength(2)
  expect(doors('/wilson/m/overdose-deaths')).toHaveLength(1)
  expect(doors('/wilson', sampleEdition)).toEqual([])
})
