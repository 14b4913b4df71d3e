import { type Day, dayInWords, daysBetween } from '../core/day.ts'
import { readable } from '../core/figures/readable.ts'
import { type Calendar, type Period, periodOf } from '../core/period.ts'
import { personalDetailsIn } from '../core/personal.ts'
import type { Asks, Reading } from '../measures/model.ts'
import type { MeasureForEdition, Section, Warning, WordsForEdition } from './facts.ts'
import type { ActionWords } from './model.ts'

/** Who may pass which door: read the scorecard, write its words, report how an action stands. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'editor'],
  report: ['administrator', 'editor', 'coordinator'],
} as const

/** RBA's three questions in the order in which they matter less to more, with their full words. */
export const questions: readonly { readonly asks: Asks; readonly words: string }[] = [
  { asks: 'how much', words: 'How much did we do?' },
  { asks: 'how well', words: 'How well did we do it?' },
  { asks: 'better off', words: 'Is anyone better off?' },
]

const changeWords =
  /\b(increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|improv(?:e[sd]?|ing|ements?)|reduc(?:e[sd]?|ing|tions?)|lower(?:s|ed|ing)|rais(?:e[sd]?|ing)|prevent(?:s|ed|ing)?|expand(?:s|ed|ing)?|strengthen(?:s|ed|ing)?)\b/i
const serviceWords = /\b(programs?|services|trainings?|classes|workshops?|teams?|grants?|PORT|coaches)\b/

/** What RBA would say to a result statement: it names a condition of people, not a change and not a service. Never a refusal. */
export function statementWarnings(statement: string): readonly string[] {
  const change = changeWords.exec(statement)?.[0]
  const service = serviceWords.exec(statement)?.[0]
  return [
    ...(change
      ? [`“${change}” names a change. A result names the condition itself: what is true of people when it is reached?`]
      : []),
    ...(service ? [`“${service}” names what is done. A result says how people are, whoever helps them there.`] : []),
  ]
}

/** The definition in force on a day: the highest number that has taken effect. Definitions come newest number first. */
export const definitionInForce = <T extends { readonly effectiveOn: Day }>(
  newestFirst: readonly T[],
  day: Day,
): T | undefined => newestFirst.find((definition) => definition.effectiveOn <= day)

/** The stretch a story is about, in the words of the measure's own calendar where the days fit it. */
export function stretchOf(calendar: Calendar, from: Day, to: Day): Period {
  const [first, last] = [periodOf(calendar, from), periodOf(calendar, to)]
  const fits = first.from === from && last.to === to
  const [start, end] = fits ? [first.label, last.label] : [dayInWords(from), dayInWords(to)]
  return { label: start === end ? start : `${start} to ${end}`, from, to }
}

/** An action that is past its day and neither done nor stopped. */
export const isOverdue = (action: Pick<ActionWords, 'dueOn' | 'status'>, today: Day): boolean =>
  action.dueOn !== null && action.dueOn < today && action.status !== 'done' && action.status !== 'stopped'

/** The order with one moved one place up or down; as it was when it cannot move. */
export function moved<T extends { readonly id: string }>(
  inOrder: readonly T[],
  id: string,
  way: 'up' | 'down',
): readonly T[] {
  const from = inOrder.findIndex((each) => each.id === id)
  const to = way === 'up' ? from - 1 : from + 1
  const [mover, other] = [inOrder[from], inOrder[to]]
  if (!mover || !other) return inOrder
  return inOrder.map((each, index) => (index === to ? mover : index === from ? other : each))
}

/** Why there is no value, said to the team. */
export const reasonInWords: Readonly<Record<NonNullable<Reading['reason']>, string>> = {
  'not yet': 'Not due yet',
  'not collected': 'Not collected',
  withheld: 'Withheld',
  ended: 'No longer collected',
  'no cases': 'Nothing to count in this period',
  'no value': 'No value',
}

/** The sections nobody has written yet. */
export function emptySections(words: {
  readonly definition: unknown
  readonly story: readonly unknown[]
  readonly partners: readonly unknown[]
  readonly whatWorks: readonly unknown[]
  readonly actions: readonly unknown[]
}): readonly Section[] {
  const empty: Section[] = []
  if (!words.definition) empty.push('definition')
  if (words.story.length === 0) empty.push('story')
  if (words.partners.length === 0) empty.push('partners')
  if (words.whatWorks.length === 0) empty.push('what works')
  if (words.actions.length === 0) empty.push('action plan')
  return empty
}

/** RBA asks for at least one idea that could begin tomorrow. */
export const hasCheapIdea = (ideas: readonly { readonly costBand: string }[]): boolean =>
  ideas.some(({ costBand }) => costBand === 'no cost' || costBand === 'low cost')

/** One story must be younger than this, seen from the end of the newest period that has a value. */
const storyLastsDays = 366

/** What is known of the day and the numbers when words are checked: the end of the newest period with a value, by slug. */
export type CheckedOn = { readonly today: Day; readonly newestReadingTo: ReadonlyMap<string, Day> }

/**
 * Everything in the words of an edition that a person may want to mend first: texts left over from a template, empty sections,
 * stories that the numbers have overtaken, no idea at low cost, actions overdue without a word, and what looks personal.
 */
export function publishCheck(words: WordsForEdition, on: CheckedOn): readonly Warning[] {
  const year = Number(on.today.slice(0, 4))
  const scorecardTexts = [
    ...words.results.flatMap(({ title, statement }) => [title, statement]),
    ...words.programs.flatMap(({ title, about, customers }) => [title, about, customers]),
  ]
  const placed = new Set([...words.results.flatMap((r) => r.indicators), ...words.programs.flatMap((p) => p.measures)])
  return [
    ...scorecardTexts.flatMap((text) =>
      textWarnings(text, year).map((found) => ({ ...found, measure: null, section: 'scorecard' as const })),
    ),
    ...words.measures
      .filter((measure) => placed.has(measure.slug))
      .flatMap((measure) => [...measureTexts(measure, year), ...measureGaps(measure, on)]),
  ]
}

type Found = Pick<Warning, 'code' | 'message' | 'excerpt'>

function measureTexts(measure: MeasureForEdition, year: number): readonly Warning[] {
  const texts: readonly (readonly [Section, readonly string[]])[] = [
    [
      'definition',
      [measure.title, ...(measure.definition ? [measure.definition.lay, measure.definition.technical] : [])],
    ],
    ['story', measure.story.map(({ body }) => body)],
    ['partners', measure.partners.map(({ brings }) => brings)],
    ['what works', measure.whatWorks.flatMap(({ claim, source, whereWeDoIt }) => [claim, source, whereWeDoIt])],
    ['action plan', measure.actions.flatMap(({ what, owner, progress }) => [what, owner, progress])],
  ]
  const named = { slug: measure.slug, title: measure.title }
  return texts.flatMap(([section, all]) =>
    all.flatMap((text) => textWarnings(text, year).map((found) => ({ ...found, measure: named, section }))),
  )
}

function measureGaps(measure: MeasureForEdition, { today, newestReadingTo }: CheckedOn): readonly Warning[] {
  const about = { measure: { slug: measure.slug, title: measure.title }, excerpt: null }
  const gaps: Warning[] = emptySections(measure).map((section) => ({
    ...about,
    code: 'scorecard.empty-section',
    section,
    message: `Nothing is written under “${section}”. The public page leaves it out.`,
  }))
  const [told, read] = [measure.story[0]?.writtenOn, newestReadingTo.get(measure.slug)]
  if (told && read && daysBetween(told, read) > storyLastsDays)
    gaps.push({
      ...about,
      code: 'scorecard.stale-story',
      section: 'story',
      message: `The newest story is of ${dayInWords(told)}, more than a year before the newest value (to ${dayInWords(read)}).`,
    })
  if (measure.whatWorks.length > 0 && !hasCheapIdea(measure.whatWorks))
    gaps.push({
      ...about,
      code: 'scorecard.no-cheap-idea',
      section: 'what works',
      message: 'No idea here is at no cost or low cost. RBA asks for at least one.',
    })
  for (const action of measure.actions.filter((each) => isOverdue(each, today) && each.progress === ''))
    gaps.push({
      ...about,
      code: 'scorecard.overdue-action',
      section: 'action plan',
      message: `“${action.what}” was due on ${dayInWords(action.dueOn ?? today)} and says nothing about progress.`,
    })
  return gaps
}

// Texts that templates, copies and drafts leave behind, as seen on real public scorecards.
const placeholders =
  /\bT\.?B\.?[DCA]\b\.?|\bto be (?:determined|decided|announced|confirmed|completed)\b|\blorem ipsum\b|\blorem\b|\bMAYBE DELETE\b|\bDELETE (?:THIS|ME)\b|\(copy(?: \d+)?\)|\[\s*guidance\b[^\]\n]{0,200}\]?|\[\s*(?:insert|enter|add|your|state the|describe|type|text|name|date|placeholder|xx+|\.\.\.|…)[^\]\n]{0,200}\](?!\()|\b(?:TO-?DO|FIXME|XXX+)\b|\bplaceholder\b|\bclick here to (?:add|enter|edit)\b|\bsample text here\b/giu

/** Placeholders and personal details in one text, each with the words around it. */
export function textWarnings(text: string, thisYear: number): readonly Found[] {
  const left = [...text.matchAll(placeholders)]
    .filter((match) => !/^to-?do$/.test(match[0])) // "much to do" is English; TODO is a note to oneself
    .map((match) => ({
      code: 'scorecard.placeholder',
      message: 'This looks like a text that was meant to be replaced.',
      excerpt: excerptOf(text, match.index, match.index + match[0].length),
    }))
  const words = readable(text)
  const personal = personalDetailsIn(words, thisYear).map(({ kind, start, end }) => ({
    code: 'scorecard.personal-detail',
    message: `This looks like a ${kind}. Nobody should be found through a public page.`,
    excerpt: excerptOf(words, start, end),
  }))
  return [...left, ...personal]
}

const around = 60
/** A place in a text with the words around it. */
export function excerptOf(text: string, start: number, end: number): NonNullable<Warning['excerpt']> {
  const before = text.slice(Math.max(0, start - around), start)
  const after = text.slice(end, end + around)
  return {
    before: start > around ? `…${before}` : before,
    marked: text.slice(start, end),
    after: end + around < text.length ? `${after}…` : after,
  }
}

/** Whether an action has started; of anything else it has not. */
export const hasStarted = (words: object): boolean =>
  'status' in words && (words.status === 'under way' || words.status === 'done')

/** Fields in which what somebody typed differs from what is kept, by their names. */
export function differingFields(
  typed: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(typed).filter((field) => (typed[field] ?? '') !== (kept[field] ?? ''))
}
