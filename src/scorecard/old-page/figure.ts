// The value that an old page shows, and its period, which copying often puts together: `77%HY1 2020`.

export type Figure = {
  /** As printed, without its sign; null where there is none. */
  readonly value: string | null
  readonly unit: '%' | '$' | '#' | null
  /** As printed. */
  readonly period: string | null
  readonly warnings: readonly string[]
}

const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`
const value = String.raw`[<>≤≥~]?\s*[-−–]?\s*[$#]?\s*[-−–]?${digits}(?:\s*(?:%|percent\b|#|[KMB]\b))?`
const year = String.raw`(?:19|20)\d{2}`
const years = String.raw`${year}(?:\s*(?:[-–—/]|to)\s*(?:${year}|\d{2}))?`
const months = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?`
// Calendars of the incumbent have a prefix of up to three letters before the year, and names of their own for parts of it.
const part = String.raw`(?:H?F?Y|HY|HFY|H|Q|S|T|P)[1-4]`
const prefix = String.raw`(?:SFY|FFY|[A-Z]{1,3})`
const period = [
  String.raw`${part}(?:[\s-]*(?:of\s+)?(?:${prefix}\s*)?(?:${years}|['’]?\d{2}))?`,
  String.raw`${prefix}[\s-]?(?:${years}|['’]?\d{2}(?:\s*[-–/]\s*\d{2})?)(?:[\s,-]+${part})?`,
  String.raw`${months}(?:\s*${year})?\s*(?:[-–—]|to)\s*${months}\s*${year}`,
  String.raw`${months}\s*(?:\d{1,2},\s*)?${year}`,
  String.raw`(?:Spring|Summer|Fall|Autumn|Winter|Season)\s*${years}`,
  String.raw`\d{1,2}/\d{1,2}/(?:${year}|\d{2})`,
  String.raw`${years}(?:\s+${part})?`,
].join('|')
const between = String.raw`\s*(?:[|,;:·(]|[-–—]\s|\b(?:in|for|as of|during)\b)?\s*`

const isValue = new RegExp(`^${value}$`, 'i')
const isPeriod = new RegExp(`^(?:${period})$`)
const isBoth = new RegExp(`^(${value})${between}(${period})\\s*\\)?$`)
const isBothTurned = new RegExp(`^(${period})\\s*[:|\\t]\\s*(${value})$`)
const isAmount = new RegExp(`^(${value})\\s+([\\p{L}(].*)$`, 'iu')
// A count of five digits and more is printed with commas, so one without them ends in a year that was glued to it.
const isGluedYear = new RegExp(`^([-−–$#]*(?:\\d{1,4}|\\d+\\.\\d+?))(${year})$`)

/** Whether a line holds a value and its period, or a value with a sign, and nothing else: then it is one without a heading too. */
export const tellsFigure = (line: string): boolean =>
  isBoth.test(line) || isBothTurned.test(line) || (isValue.test(line) && !isPeriod.test(line))

/** Whether a line is a value with the words of what it counts: `3.5 days`, `12 per 100,000`. */
export const tellsAmount = (line: string): boolean => isAmount.test(line) && line.split(/\s+/).length <= 6

export const isAPeriod = (line: string): boolean => isPeriod.test(line)

/** Value and period of the lines that stand where a page shows them; other lines are passed over. */
export function readFigure(lines: readonly string[]): Figure {
  let found: { value: string; period: string | null } | null = null
  let when: string | null = null
  const warnings: string[] = []
  for (const line of lines) {
    const both = isBoth.exec(line)
    const turned = isBothTurned.exec(line)
    const [shown, day] = both ? [both[1], both[2]] : turned ? [turned[2], turned[1]] : []
    if (shown && day && !isValue.test(line)) found ??= { value: shown, period: day }
    else if (isValue.test(line) && !found) found = { value: line, period: null }
    else if (isPeriod.test(line)) when ??= line
    else if (!found && tellsAmount(line)) {
      const [, amount = '', words = ''] = isAmount.exec(line) ?? []
      found = { value: amount, period: null }
      warnings.push(`“${words}” stands behind the value. Say it in the unit of the measure.`)
    } else if (isValue.test(line) && found && isPeriod.test(found.value))
      [when, found] = [found.value, { value: line, period: null }]
  }
  if (!found) return { value: null, unit: null, period: when, warnings }
  let { value: printed, period: its } = found
  its ??= when
  const glued = its === null ? isGluedYear.exec(printed) : null
  if (glued?.[1] && glued[2]) {
    warnings.push(
      `“${printed}” was read as ${glued[1]} in ${glued[2]}, since they seem to stand together. Compare it with the page.`,
    )
    printed = glued[1]
    its = glued[2]
  } else if (its === null && isPeriod.test(printed))
    warnings.push(`“${printed}” may be a year and no value. Compare it with the page.`)
  return { ...withoutSign(printed), period: its, warnings }
}

function withoutSign(printed: string): Pick<Figure, 'value' | 'unit'> {
  const unit = /%|percent/i.test(printed) ? '%' : printed.includes('$') ? '$' : printed.includes('#') ? '#' : null
  return {
    value: printed
      .replace(/percent/i, '')
      .replace(/[%$#]/g, '')
      .replace(/\s+/g, ''),
    unit,
  }
}
