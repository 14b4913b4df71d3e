import { z } from 'zod'
import { counted } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { described, drawnAs } from '../../core/field.ts'
import { dayText, manyLines, oneOf, wholeNumber } from '../../core/text.ts'

export type Every = 'day' | 'week'

/** A measure whose counts are watched. A day counts when it is `lagDays` old. */
export type Watch = {
  readonly id: string
  readonly measureId: string
  readonly every: Every
  readonly lagDays: number
  readonly version: number
}

/** Counts of days or weeks without a gap, the first beginning on `from`. */
export type Counts = { readonly every: Every; readonly from: Day; readonly counts: readonly number[] }

export const rules = [
  'predictive tail',
  'predictive tail over 3 days',
  'EARS C1',
  'EARS C2',
  'EARS C3',
  'CUSUM',
  'Farrington',
] as const
export type Rule = (typeof rules)[number]

/** A day or week to look at. It is no finding. */
export type Alert = {
  /** The day, or the first day of the week. */
  readonly from: Day
  readonly count: number
  /** The mean of the days or weeks it is compared with. */
  readonly usual: number
  /** Days that threshold and chance are of: 3 where only the sum of three days is rare. */
  readonly window: 1 | 3
  /** The smallest count that would have raised the alert by the predictive tail; null with too few days for it. */
  readonly threshold: number | null
  /** The chance of so many or more if nothing had changed; null with too few days for it. */
  readonly p: number | null
  readonly raisedBy: readonly Rule[]
}

export const findings = ['a real change', 'chance', 'an error in the records'] as const

/** An alert that somebody looked at, and what it was. */
export type Seen = {
  readonly id: string
  readonly every: Every
  readonly from: Day
  readonly count: number
  readonly finding: (typeof findings)[number]
  readonly note: string
  readonly seenOn: Day
}

export const watchForm = z.strictObject({
  every: drawnAs(
    'Watch for spikes',
    oneOf('How often', ['never', 'day', 'week'], {
      words: { never: 'No', day: 'By day', week: 'By week, Monday to Sunday' },
    }),
  ),
  lagDays: drawnAs(
    'Days to wait for late records',
    wholeNumber('Days to wait', {
      least: 1,
      most: 60,
      help: 'Choose so many that nine in ten records are in by then. From 1 to 60.',
    }),
  ),
})
export type WatchForm = z.infer<typeof watchForm>

/** `from` and `count` say of which alert; they travel unseen. */
export const seenForm = z.strictObject({
  from: dayText('Day'),
  count: wholeNumber('Count', { most: 100_000_000 }),
  finding: oneOf('What it was', findings, {
    words: { 'a real change': 'A real change', chance: 'Chance', 'an error in the records': 'An error in the records' },
    none: 'Choose one',
  }),
  note: manyLines('Note', 2_000, { rows: 3, help: 'Who looked into it, and what was found.' }),
})

const mostDays = 2_000

export type DailyCount = { readonly on: Day; readonly count: number }

/** Days and their counts as they are typed or pasted, one line each: `2026-11-03 4`. */
export const daysForm: z.ZodType<{ readonly days: readonly DailyCount[] }> = z.strictObject({
  days: described(z.string().prefault('').transform(daysIn), {
    label: 'Days and counts',
    look: 'lines',
    rows: 6,
    help: 'One line a day, such as 2026-11-03 4. A day with none has a 0; a day left out is not known.',
  }),
})

function daysIn(raw: string, context: z.core.$RefinementCtx): DailyCount[] {
  const say = (message: string): never => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const lines = raw.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0) return say('Days and counts are missing. Write one line a day, such as 2026-11-03 4.')
  if (lines.length > mostDays)
    return say(`These are ${counted(lines.length, 'line')}. Bring at most ${mostDays} at once.`)
  const found = new Map<Day, number>()
  for (const line of lines) {
    const [, on = '', count = ''] = /^\s*([^\s,;]+)[\s,;]+([^\s,;]+)\s*$/.exec(line) ?? []
    const day = dayText('Day').safeParse(on)
    if (!day.success || day.data === '')
      return say(`“${line.trim().slice(0, 40)}” does not begin with a day. Write it like 2026-11-03 4.`)
    if (!/^\d{1,6}$/.test(count))
      return say(`“${line.trim().slice(0, 40)}” has no count. A count is a whole number, 0 or more.`)
    if (found.has(day.data)) return say(`${on} stands there twice. Keep the line that is right.`)
    found.set(day.data, Number(count))
  }
  return [...found].map(([on, count]) => ({ on, count }))
}
