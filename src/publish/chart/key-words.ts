import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { MeasureShown } from '../model.ts'
import { aheadInWords, aheadOf } from './ahead.ts'
import { limitsInWords } from './limits.ts'

/** What a drawing by itself must say below: the sentence, what its lines and its band mean, and its notes. */
export function wordsBelow(measure: MeasureShown): string[] {
  const [limits, ahead] = [limitsInWords(measure), aheadInWords(measure)]
  return [
    measure.sentence,
    ...(limits === null ? [] : [stopped(`Gray lines: ${limits}`)]),
    ...(ahead === null ? [] : [stopped(`${aheadOf(measure)?.bands.length ? 'Light band' : 'Dotted line'}: ${ahead}`)]),
    ...(measure.baseline === null ? [] : [`Upright line: plan started ${dayInWords(measure.baseline.madeOn)}.`]),
    ...measure.notes.map(({ period, text }, index) => `Note ${index + 1}, ${period.label}: ${text}`),
  ].filter(Boolean)
}
