import type { Evidence } from '../evidence.ts'
import { english, englishInShort } from './english.ts'
import { spanish } from './spanish.ts'
import { type Figure, type Statement, type StatementSettings, statementsOf, type Words } from './statement.ts'

/** What is said of a curve wherever it is read: whole in both languages, and in short where a row has room for a few words. */
export type Said = {
  readonly sentence: string
  readonly inShort: string
  readonly inSpanish: string
  /** Whether a climb or a fall is told step by step. */
  readonly isToldInSteps: boolean
}

/** The same in page, alt text, JSON, print, frames and pictures; at most 30 words, in short at most 12. */
export function sayOf(evidence: Evidence, settings: StatementSettings & { readonly figure: Figure }): Said {
  const statements = statementsOf(evidence, settings)
  return {
    sentence: whole(statements, english, settings.figure),
    inShort: inShort(statements, englishInShort, settings.figure),
    inSpanish: whole(statements, spanish, settings.figure),
    isToldInSteps: statements.some(({ says }) => says === 'steady'),
  }
}

const mostWords = 30
export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length

/** As much of what happened as there is room for: two values before the newest, one, none; then without units and first labels. */
function whole(statements: readonly Statement[], words: Words, figure: Figure): string {
  const said = (some: readonly Statement[], how: Figure): string => some.map((one) => words(one, how)).join(' ')
  const bare: Figure = (value) => figure(value)
  const shorter = statements.map((one) => (one.says === 'steady' ? { ...one, from: null } : one))
  const rooms = [2, 1, 0].flatMap((most) => [figure, bare].map((how) => said(withBefore(statements, most), how)))
  const last = [
    said(withBefore(shorter, 0), bare),
    said(
      shorter.filter(({ says }) => says !== 'newest'),
      bare,
    ),
  ]
  const all = [...rooms, ...last]
  return all.find((text) => wordsIn(text) <= mostWords && text !== '') ?? all.findLast((text) => text !== '') ?? ''
}

const withBefore = (statements: readonly Statement[], most: number): Statement[] =>
  statements.map((one) => (one.says === 'newest' ? { ...one, before: one.before.slice(0, most) } : one))

/** What counts most of what is claimed. */
const inShort = (statements: readonly Statement[], words: Words, figure: Figure): string => {
  const claims = statements.filter(({ says }) => says !== 'newest')
  const first = claims.find(({ says }) => loudest.includes(says)) ?? claims.at(-1)
  return first ? words(first, figure) : ''
}

const loudest: readonly Statement['says'][] = ['verdict', 'outside', 'shift', 'run', 'early direction', 'direction']
