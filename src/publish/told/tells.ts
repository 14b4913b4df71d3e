import { durations } from '../../core/figures/nouns.ts'
import type { SaidFigure } from '../../core/figures/said.ts'
import { attackerLeast, type WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { Reading, Shape } from '../../measures/model.ts'
import type { WithheldNumber } from '../withheld/statement.ts'
import { isNamed, mayBeAbout, yearsIn } from './about.ts'
import { type Around, countIn, type Seen } from './around.ts'

/** A figure where it stands: its sentence, and what else that says. */
export type Place = {
  readonly figure: SaidFigure
  readonly sentence: string
  readonly figures: readonly SaidFigure[]
  /** Whether the text is one of the measure itself. */
  readonly isOwn: boolean
}

export type Secret = {
  readonly number: WithheldNumber
  readonly around: Around
  readonly shape: Shape
  readonly unit: string
  readonly policy: WithholdingPolicy
}

/** With fewer possible values than this a count counts as told. */
const leastPossible = 5

/**
 * Whether a figure tells a withheld number: says it, or gives it back by one step from numbers that readers see, as a share, a
 * multiple, a difference, a sum, an average, or a range that leaves fewer than five values.
 */
export function tells(place: Place, secret: Secret): boolean {
  const { figure } = place
  switch (figure.kind) {
    case 'number':
      return (
        saysIt(figure, secret) ||
        (place.isOwn && !figure.isDuration && (isSum(figure, place, secret) || isDifference(figure, place, secret)))
      )
    case 'range':
      return isNarrow(figure, place, secret)
    case 'percent':
      return saysShare(figure.value, figure.decimals, secret) || isShareOf(figure, place, secret)
    case 'part':
      return (
        saysShare((100 * figure.of) / figure.all, 0, secret) ||
        basesOf(place, secret).some(({ value: base, count }) => Math.round((base * figure.of) / figure.all) === count)
      )
    case 'times':
      return basesOf(place, secret).some(
        ({ value: base, count }) =>
          Math.round(base * figure.value) === count || Math.round((base / figure.value) * 100) === count * 100,
      )
  }
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** The counts that a withheld reading holds. */
const countsOf = ({ number: { reading } }: Secret): number[] => [
  ...new Set([...countIn(reading, 'numerator'), ...countIn(reading, 'denominator'), ...countIn(reading, 'value')]),
]

function saysIt({ value, decimals, isDuration }: Extract<SaidFigure, { kind: 'number' }>, secret: Secret): boolean {
  if (isDuration && !isOfTime(secret)) return false
  return countsOf(secret).some((count) => count === value || (decimals > 0 && rounded(count, decimals) === value))
}

const isOfTime = ({ unit }: Secret): boolean => new RegExp(durations, 'iu').test(unit)

function saysShare(percent: number, decimals: number, { shape, number: { reading } }: Secret): boolean {
  if (shape !== 'share' || reading.value === null) return false
  const said = rounded(percent, decimals)
  return said === rounded(reading.value, decimals) || said === rounded(100 - reading.value, decimals)
}

type Base = Seen & { readonly count: number }

/** Numbers that a reader may take a share or a multiple of, each with a count that is withheld. */
function basesOf({ sentence, figures, figure, isOwn }: Place, secret: Secret): Base[] {
  const { number, around } = secret
  const { period } = number.reading
  const said = figures.flatMap((other): Seen[] =>
    other.kind === 'number' && other.start !== figure.start && !(other.start >= figure.start && other.end <= figure.end)
      ? [{ value: other.value, reading: null }]
      : [],
  )
  const isMeant = ({ reading }: Seen): boolean =>
    mayBeAbout(sentence, period) || (reading !== null && isNamed(sentence, reading.period))
  const seen = [
    ...said,
    ...(isOwn ? around.own : []),
    ...(isOwn && isNamed(sentence, period) ? around.others : []),
  ].filter((one) => one.value > 0 && isMeant(one))
  return countsOf(secret).flatMap((count) => (count > 0 ? seen.map((one) => ({ ...one, count })) : []))
}

/** A percentage of a number that readers see, or a change in percent from it. */
function isShareOf(
  { value, decimals }: Extract<SaidFigure, { kind: 'percent' }>,
  place: Place,
  secret: Secret,
): boolean {
  const isChange = changes.test(place.sentence)
  return basesOf(place, secret).some(
    ({ value: base, count }) =>
      rounded((100 * count) / base, decimals) === value ||
      Math.round((base * value) / 100) === count ||
      (isChange && rounded((100 * Math.abs(count - base)) / base, decimals) === value),
  )
}

const changes =
  /(?<!\p{L})(?:fewer|less|more|fell|falls?|fallen|drop\w*|rose|rises?|risen|gr[eo]w\w*|increas\w*|decreas\w*|declin\w*|down|up|gain\w*|lower|higher|menos|más|baj\p{L}+|sub\p{L}+|aument\p{L}+|disminu\p{L}+|ca[yí]\p{L}+|creci\p{L}+|redu\p{L}+)(?!\p{L})/iu

/** What is said of those who came to a number since readers saw it. */
const came = /(?<!\p{L})(?:since|new|newly|came|joined|added|desde|nuev[oa]s?|vinieron|llegaron)(?!\p{L})/iu

/**
 * So many more or fewer than in a period that readers see: the one before, the one after, or one that is named. Or so many as came
 * since readers saw the number.
 */
function isDifference({ value }: { readonly value: number }, { sentence }: Place, secret: Secret): boolean {
  const { row, grownBy } = secret.around
  if (value === grownBy && (changes.test(sentence) || came.test(sentence))) return true
  if (value <= 0 || !changes.test(sentence) || !mayBeNamedWith(sentence, secret)) return false
  const at = row.findIndex(({ reading }) => reading.period.from === secret.number.reading.period.from)
  return row.some(({ reading, isHidden }, i) => {
    if (isHidden || i === at || !(Math.abs(i - at) === 1 || isNamed(sentence, reading.period))) return false
    return pairs(secret.number.reading, reading).some(([own, other]) => Math.abs(own - other) === value)
  })
}

/** A difference names either of its years, or none. */
const mayBeNamedWith = (sentence: string, { number, around }: Secret): boolean =>
  yearsIn(sentence).length === 0 ||
  isNamed(sentence, number.reading.period) ||
  around.row.some(({ reading, isHidden }) => !isHidden && isNamed(sentence, reading.period))

const pairs = (own: Reading, other: Reading): (readonly [number, number])[] =>
  (['numerator', 'denominator', 'value'] as const).flatMap((part) =>
    countIn(own, part).flatMap((a) => countIn(other, part).map((b) => [a, b] as const)),
  )

const averages =
  /(?<!\p{L})(?:average|mean|(?:per|a|each|every) (?:year|month|quarter)|promedio|media|al (?:año|mes)|por (?:año|mes))(?!\p{L})/iu

/** What all periods come to, or those from one named to another; what the other categories come to; or an average. */
function isSum(
  { value, decimals }: { readonly value: number; readonly decimals: number },
  { sentence }: Place,
  secret: Secret,
): boolean {
  const { around, number } = secret
  const rest = around.whole ? pairs(around.whole, number.reading).map(([whole, own]) => whole - own) : []
  if (mayBeAbout(sentence, number.reading.period) && rest.some((left) => left > 0 && left === value)) return true
  return runsIn(sentence, secret).some((run) =>
    (['numerator', 'denominator', 'value'] as const).some((part) => {
      const counts = run.flatMap(({ reading }) => countIn(reading, part))
      if (counts.length < run.length) return false
      const sum = counts.reduce((all, one) => all + one, 0)
      const isTold = sum === value || (averages.test(sentence) && rounded(sum / run.length, decimals) === value)
      return (
        isTold &&
        isGuessed(
          run.filter(({ isHidden }) => isHidden).map(({ reading }) => countIn(reading, part)[0] ?? 0),
          secret,
        )
      )
    }),
  )
}

/** Runs of periods with the withheld one: all of them, and from the first year named to the last. */
function runsIn(sentence: string, { around: { row }, number }: Secret): Around['row'][] {
  const years = yearsIn(sentence)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const named = row.filter(
    ({ reading: { period } }) => Number(period.to.slice(0, 4)) >= first && Number(period.from.slice(0, 4)) <= last,
  )
  const valued = (run: Around['row']): Around['row'] => run.filter(({ reading }) => reading.value !== null)
  return [valued(row), ...(first < last ? [valued(named)] : [])].filter(
    (run) => run.length > 1 && run.some(({ reading }) => reading.period.from === number.reading.period.from),
  )
}

/** Whether the sum of withheld counts leaves too few values for one of them. */
function isGuessed(hidden: readonly number[], { policy }: Secret): boolean {
  if (hidden.length <= 1) return true
  if (hidden.some((count) => count > policy.most)) return false
  const least = attackerLeast(policy)
  const sum = hidden.reduce((all, one) => all + one, 0)
  const others = hidden.length - 1
  const [low, high] = [Math.max(least, sum - others * policy.most), Math.min(policy.most, sum - others * least)]
  return high - low + 1 < leastPossible
}

function isNarrow(
  { from, to, end, start }: Extract<SaidFigure, { kind: 'range' }>,
  { sentence, figures }: Place,
  secret: Secret,
): boolean {
  const isTime = figures.some((one) => one.kind === 'number' && one.isDuration && one.start >= start && one.end <= end)
  if (isTime && !isOfTime(secret)) return false
  if (!mayBeAbout(sentence, secret.number.reading.period)) return false
  const { policy } = secret
  return countsOf(secret).some((count) => {
    const [least, most] = count <= policy.most ? [attackerLeast(policy), policy.most] : [from, to]
    const [low, high] = [Math.max(from, least), Math.min(to, most)]
    return count >= low && count <= high && high - low + 1 < leastPossible
  })
}
