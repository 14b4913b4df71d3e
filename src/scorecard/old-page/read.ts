// Longer than most because it is one reading from the first line to the last: text copied from a measure's page of another program, as the
// parts of a measure. What could not be told for sure is said in a warning, and nothing is made up.
import { counted } from '../../core/counted.ts'
import { textWarnings } from '../rules.ts'
import { type Figure, isAPeriod, readFigure, tellsAmount, tellsFigure } from './figure.ts'
import { headingOf, isAround, otherLabel, periodLabel, valueLabel } from './headings.ts'

export type OldPage = Omit<Figure, 'warnings'> & {
  /** The measure's name; null where the text begins with something else. */
  readonly title: string | null
  /** What the measure stands under, outermost first. */
  readonly parents: readonly string[]
  /** As they stand on the page, by the names that RBA gives them; a heading with nothing under it has an empty text. */
  readonly sections: readonly Section[]
  readonly partners: readonly string[]
  readonly warnings: readonly string[]
}
type Section = { readonly name: string; readonly text: string }

/**
 * The parts of a measure in text copied from its old page. Refuses nothing: an empty text is a page without any part. `thisYear`
 * tells a birth date from a year that is spoken of.
 */
export function readPage(copied: string, thisYear: number): OldPage {
  const warnings: string[] = []
  const parts = partsOf(withoutGuidance(tidy(copied), warnings).split('\n'))
  const { head, tile, loose, hasPlace } = parts
  const figure = readFigure(tile)
  const { title, parents } = namesIn(head, warnings)
  const sections = sectionsOf(parts, warnings)
  const partners = partnersIn(sections, warnings)
  if (copied.trim() === '')
    return { title, ...bare(figure), parents, sections, partners, warnings: ['There is no text.'] }
  if (figure.value === null) warnings.push('No value was found.')
  else if (figure.period === null) warnings.push('The page does not say for which period the value is.')
  if (!hasPlace && loose.length === 0 && sections.length === 0)
    warnings.push(
      'No heading of a measure’s page was found, such as “Story Behind the Curve”. Is it the page of a measure?',
    )
  for (const { name } of sections.filter(({ text }) => text === '')) warnings.push(`Nothing stands under “${name}”.`)
  for (const { name, text } of [{ name: 'the title', text: title ?? '' }, ...sections])
    for (const { message, excerpt } of textWarnings(text, thisYear))
      warnings.push(`In ${name}, “${excerpt?.marked}”: ${message}`)
  return { title, ...bare(figure), parents, sections, partners, warnings: [...figure.warnings, ...warnings] }
}

const bare = ({ value, unit, period }: Figure): Omit<Figure, 'warnings'> => ({ value, unit, period })

// Spaces that only look like one, marks that nobody sees, and the line ends of each system.
const tidy = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')

/** Templates hold advice in square brackets, over several lines and with brackets inside. */
function withoutGuidance(text: string, warnings: string[]): string {
  let kept = ''
  let from = 0
  let found = 0
  for (const { index } of text.matchAll(/\[\s*(?:guidance|instructions?|note to (?:writer|author)|prompt)\b/gi)) {
    if (index < from) continue
    const end = closing(text, index)
    kept += text.slice(from, index)
    from = end
    found++
  }
  if (found > 0)
    warnings.push(`${counted(found, 'piece')} of advice from the template in square brackets was left out.`)
  return kept + text.slice(from)
}

/** Behind the bracket that closes the one at `start`; the end of its paragraph where none does. */
function closing(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '[') depth++
    else if (text[at] === ']' && --depth === 0) return at + 1
  }
  const paragraph = text.indexOf('\n\n', start)
  return paragraph === -1 ? text.length : paragraph
}

type Parts = {
  /** Lines before the value: what the measure stands under, and its name. */
  head: string[]
  /** Lines where the value stands. */
  tile: string[]
  /** Text between the value and the first heading. */
  loose: string[]
  sections: { name: string; lines: string[] }[]
  /** Whether the page says where its value stands. */
  hasPlace: boolean
}

function partsOf(lines: readonly string[]): Parts {
  const parts: Parts = { head: [], tile: [], loose: [], sections: [], hasPlace: false }
  let at: string[] = parts.head
  const passed: string[] = []
  for (const raw of lines) {
    const line = raw.trim()
    if (isAround(line) && (line.length > 1 || parts.sections.length === 0)) continue
    const place = valueLabel.exec(line)
    const heading = headingOf(line)
    if (place && !parts.hasPlace) {
      parts.hasPlace = true
      at = parts.tile
      if (place[1]) at.push(place[1])
    } else if (heading) {
      const known = parts.sections.find(({ name }) => name === heading.name)
      at = known?.lines ?? []
      if (!known) parts.sections.push({ name: heading.name, lines: at })
      if (heading.rest) at.push(heading.rest)
    } else if (parts.sections.length === 0 && otherLabel.test(line)) at = passed
    else if (parts.sections.length === 0 && periodLabel.test(line)) {
      at = parts.tile
      at.push(periodLabel.exec(line)?.[1] ?? '')
    } else if (at === parts.tile && isNothing.test(line)) continue
    else if (at === parts.tile && line !== '' && !tellsFigure(line) && !isAPeriod(line) && !isFirstOf(at, line)) {
      at = parts.loose
      at.push(line)
    } else if (at === passed && line !== '' && !tellsFigure(line) && !isAPeriod(line)) {
      at = parts.hasPlace ? parts.loose : parts.head
      at.push(line)
    } else at.push(line)
  }
  return parts.hasPlace ? parts : withoutPlace(parts)
}

const isFirstOf = (tile: readonly string[], line: string): boolean =>
  tile.every((one) => one === '') && tellsAmount(line)
const isNothing = /^(?:n\/?a|not available|none|null|[-–—]+)$/i

/** A page that does not say where its value stands: it is the first line that holds nothing but one. */
function withoutPlace(parts: Parts): Parts {
  const at = parts.head.findIndex((line, index) => index > 0 && tellsFigure(line))
  if (at > 0) {
    let end = at + 1
    while (end < parts.head.length && (parts.head[end] === '' || isAPeriod(parts.head[end] ?? ''))) end++
    return {
      ...parts,
      head: parts.head.slice(0, at),
      tile: [...parts.head.slice(at, end), ...parts.tile],
      loose: [...parts.head.slice(end), ...parts.loose],
      hasPlace: true,
    }
  }
  // Nothing but words: names are short, and what reads like a sentence is text.
  const prose = parts.head.findIndex((line) => line.split(/\s+/).length > 25 || /\w{3,}[.!?] +\p{Lu}/u.test(line))
  return prose === -1
    ? parts
    : { ...parts, head: parts.head.slice(0, prose), loose: [...parts.head.slice(prose), ...parts.loose] }
}

/** Above the value stands what the measure belongs to, a line each or as a path, and last its own name. */
function namesIn(head: readonly string[], warnings: string[]): Pick<OldPage, 'title' | 'parents'> {
  const names = head.flatMap((line) => line.split(/\s+[>»›]\s+|\t+/)).map((name) => name.trim())
  const parents: string[] = []
  let title: string | null = null
  for (const name of names.filter((one) => one !== '')) {
    const more = /^(.*?)\s+and (\d+) more(?:\.\.\.|…)?(?:\s*less(?:\.\.\.|…)?)?$/i.exec(name)
    if (more) warnings.push(`The page hides ${counted(Number(more[2]), 'other thing')} that the measure stands under.`)
    const [, label = '', labeled = more?.[1] ?? name] =
      /^(result|program|strategy|goal|priority|container|scorecard|indicator|performance measure|measure|title)\s*:\s*(.+)$/i.exec(
        name,
      ) ?? []
    if (/measure|indicator|title/i.test(label)) {
      title = labeled
      continue
    }
    parents.push(labeled)
  }
  title ??= parents.pop() ?? null
  if (title === null) warnings.push('No title was found above the value.')
  const copy = /\s*\(copy(?: \d+)?\)\s*$/i
  if (title !== null && copy.test(title)) warnings.push('“(Copy)” was left off the title.')
  return { title: title?.replace(copy, '') ?? null, parents: [...new Set(parents)] }
}

function sectionsOf({ loose, sections }: Parts, warnings: string[]): Section[] {
  const named = sections.map(({ name, lines }) => ({ name, text: textOf(lines) }))
  const text = textOf(loose)
  if (text === '') return named
  const has = (name: string): boolean => named.some((section) => section.name === name)
  // Right under the value the definition stands, and after it the story.
  const name = has('Story Behind the Curve') && !has('Definition') ? 'Definition' : 'Story Behind the Curve'
  warnings.push(`The text under the value has no heading. It was taken for “${name}”.`)
  return has(name)
    ? named.map((section) => (section.name === name ? { name, text: `${text}\n\n${section.text}`.trim() } : section))
    : [{ name, text }, ...named]
}

const textOf = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const bullet = /^(?:[-–—•·*▪◦‣o]|\d{1,2}[.)])\s+/u
const organization =
  /\b(?:count(?:y|ies)|city|town|state|department|dept|EMS|coalition|health|board|center|schools?|hospital|agency|government|services?|church|sheriff|police|university|college|task force|council|foundation|network|AHEC|coaches|alliance|authority|court|jail|clinic|pharmac(?:y|ies)|united way|ministr(?:y|ies)|recovery|community|association|program)\b/i

/** Names under the heading; without that heading, a run of lines that read like names is taken out of the text it stands in. */
function partnersIn(sections: Section[], warnings: string[]): readonly string[] {
  const headed = sections.find(({ name }) => name === 'Partners')
  if (headed) return namesOf(headed.text)
  for (const [index, { name, text }] of sections.entries()) {
    const lines = text.split('\n')
    const run = longestRun(lines)
    const names = lines.slice(run.from, run.to).filter((line) => line !== '')
    if (names.length < 3 || 2 * names.filter((line) => organization.test(line)).length < names.length) continue
    warnings.push(
      `${counted(names.length, 'line')} in “${name}” read like partners. Nothing on the page calls them so.`,
    )
    const rest = lines.slice(run.to)
    const after: Section[] = textOf(rest) === '' ? [] : [{ name, text: textOf(rest) }]
    const before = { name, text: textOf(lines.slice(0, run.from)) }
    const merged = after.length > 0 ? { name, text: textOf([before.text, '', textOf(rest)]) } : before
    sections.splice(index, 1, merged, { name: 'Partners', text: textOf(names) })
    return namesOf(names.join('\n'))
  }
  return []
}

/** The longest stretch of lines that could be names: few words, a capital first, no stop at the end. */
function longestRun(lines: readonly string[]): { from: number; to: number } {
  let best = { from: 0, to: 0 }
  let from = 0
  for (const [at, line] of [...lines, 'an end.'].entries()) {
    const bareLine = line.replace(bullet, '')
    if (
      line === '' ||
      (bareLine.split(/\s+/).length <= 10 && /^[\p{Lu}\d]/u.test(bareLine) && !/[.:;?!]$/.test(bareLine))
    )
      continue
    if (at - from > best.to - best.from) best = { from, to: at }
    from = at + 1
  }
  return best
}

function namesOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '')
  const [only = ''] = lines
  const items =
    lines.length === 1 && !bullet.test(only) ? only.split(/;|,(?!\s*(?:Inc|LLC|Jr|Sr|Ph\.?D|MD|RN)\b)/) : lines
  const names = items.map((line) =>
    (line.replace(bullet, '').split('\t')[0] ?? '')
      .replace(/^and\s+/i, '')
      .replace(/[,;]$/, '')
      .trim(),
  )
  // An introduction ends in a colon, a remark in a full stop after many words.
  return [
    ...new Set(
      names.filter(
        (name) => name !== '' && !name.endsWith(':') && !(name.endsWith('.') && name.split(/\s+/).length > 8),
      ),
    ),
  ]
}
