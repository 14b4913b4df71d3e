import { nounFor } from '../../core/counted.ts'
import type { MeasureShown } from '../model.ts'

/** What the curve shows, and of which stretches: `New recovery coaches trained, by year`; by its unit where the title is long. */
export function chartTitle({ title, unit, calendar }: Pick<MeasureShown, 'title' | 'unit' | 'calendar'>): string {
  const plain = title.replace(/^(?:total )?number of /i, '').replace(/[.:,;]?\s*$/, '')
  const by = byInWords(calendar)
  const name = plain.length > mostLetters ? unitInWords(unit) : plain
  const isUnitSaid = name.toLowerCase().includes(unit.toLowerCase()) || name !== plain
  const what = new RegExp(`,? by ${calendar.split(' ').at(-1)}$`, 'i').test(name)
    ? name
    : `${name}, ${isUnitSaid ? '' : `${unitInWords(unit).toLowerCase()} `}${by}`
  return what.charAt(0).toUpperCase() + what.slice(1)
}

/** The unit alone, where the title stands above: `Coaches, by year`. */
export function unitByPeriod({ unit, calendar }: Pick<MeasureShown, 'unit' | 'calendar'>): string {
  const words = `${unitInWords(unit)}, ${byInWords(calendar)}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const mostLetters = 40

const unitInWords = (unit: string): string => (unit === '%' ? 'Percent' : unit === '$' ? 'Dollars' : unit)

/** `by year`, `by fiscal year`, `by quarter`, `by 3 years`. */
function byInWords(calendar: string): string {
  const [, years] = /^span of (\d+)/.exec(calendar) ?? []
  if (years !== undefined) return `by ${years} ${nounFor(Number(years), 'year')}`
  const [, noun] = /^(fiscal year|school year|half|quarter|month)/.exec(calendar) ?? []
  return `by ${noun === 'half' ? 'half-year' : (noun ?? (/year/.test(calendar) ? 'year' : 'period'))}`
}
