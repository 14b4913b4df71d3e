import { counted } from '../../counted.ts'

// The highest that is not above what is known: nobody is promised more.
const odds: readonly (readonly [least: number, words: string])[] = [
  [19 / 20, '19 in 20'],
  [9 / 10, '9 in 10'],
  [4 / 5, '4 in 5'],
  [3 / 4, '3 in 4'],
  [2 / 3, '2 in 3'],
  [3 / 5, '3 in 5'],
  [1 / 2, 'even'],
  [2 / 5, '2 in 5'],
  [1 / 3, '1 in 3'],
  [1 / 4, '1 in 4'],
  [1 / 5, '1 in 5'],
  [1 / 10, '1 in 10'],
  [1 / 20, '1 in 20'],
]
const rounding = 0.005

/** A chance from 0 to 1 as people say it, in one of a few round fractions: `about 2 in 3`; with what comes round, `about 2 years in 3`. */
export function oddsInWords(chance: number, noun?: string): string {
  const found = odds.find(([least]) => chance >= least - rounding)?.[1]
  if (noun === undefined) return found ? `about ${found}` : 'under 1 in 20'
  const [times = '', of = ''] = (found === 'even' ? '1 in 2' : (found ?? '1 in 20')).split(' in ')
  return `${found ? 'about' : 'under'} ${counted(Number(times), noun)} in ${of}`
}

/** `about four times`: whole from two up, halves below; no figure sounds exact. */
export function timesInWords(k: number): string {
  if (k < 1.75) return 'about one and a half times'
  return `about ${k < 10.5 ? countInWords(Math.round(k)) : Math.round(k)} times`
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** `seven`; figures above ten. */
export const countInWords = (n: number): string => words[n] ?? String(n)
