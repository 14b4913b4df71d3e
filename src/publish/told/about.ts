import type { Stretch } from '../../core/figures/readable.ts'
import { isBesidePeople } from '../../core/figures/small.ts'
import type { Period } from '../../measures/model.ts'
import type { WithheldNumber } from '../withheld/statement.ts'

/** Years that a sentence names. */
export const yearsIn = (sentence: string): readonly number[] =>
  [...sentence.matchAll(/(?<![\d.,$])(?:19|20|21)\d\d(?![\d.,]\d)/g)].map(([year]) => Number(year))

/** Whether a sentence names a period: by its label, or by a year in it. */
export const isNamed = (sentence: string, { label, from, to }: Period): boolean =>
  sentence.toLowerCase().includes(label.toLowerCase()) ||
  yearsIn(sentence).some((year) => year >= Number(from.slice(0, 4)) && year <= Number(to.slice(0, 4)))

/** Whether a sentence can be about a period: it names it, or no year at all. */
export const mayBeAbout = (sentence: string, period: Period): boolean =>
  yearsIn(sentence).length === 0 || isNamed(sentence, period)

/** Whether a figure on another page, or one that could be a group's, speaks of what a withheld number counts: of its period, its group, its unit, or of people. */
export function isOf(
  { sentence, figure }: { readonly sentence: string; readonly figure: Stretch },
  { reading, category, dimension }: WithheldNumber,
  { title, unit }: Named,
): boolean {
  if (!mayBeAbout(sentence, reading.period)) return false
  const beside = sentence.slice(figure.end).toLowerCase().split(/\s+/).slice(0, 4).join(' ')
  const there = sentence.toLowerCase()
  return (
    isNamed(sentence, reading.period) ||
    isBesidePeople(sentence, figure) ||
    (dimension !== '' && wordsOf(category).some((word) => isTelling(word, 4) && there.includes(stem(word)))) ||
    [unit, ...wordsOf(title)].some((word) => isTelling(word) && beside.includes(stem(word)))
  )
}

type Named = { readonly title: string; readonly unit: string }

const wordsOf = (text: string): string[] => text.split(/[\s,;/]+/)
const isTelling = (word: string, least = 5): boolean =>
  word.length >= least &&
  /^\p{L}[\p{L}’'-]*$/u.test(word) &&
  !/^(?:number|after|first|their|which|those|county|part)$/i.test(word)
const stem = (word: string): string => word.toLowerCase().replace(/(?:es|s|ed|ing)$/, '')
