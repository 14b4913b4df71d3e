import { z } from 'zod'
import { fills } from '../../core/field.ts'
import { type Calendar, monthNames } from '../../core/period.ts'
import { reading, wrong } from '../../core/text.ts'

export const yearForm = z.strictObject({
  yearStartsIn: reading<number>(
    {
      label: 'The fiscal year begins in',
      look: 'choice',
      options: monthNames.map((name, at) => ({ value: String(at + 1), name })),
      help: 'On the first day of that month. It is named by the year in which it ends.',
    },
    (raw) => {
      const month = Number(raw)
      return Number.isInteger(month) && month >= 1 && month <= 12
        ? month
        : wrong('The month was not one of the list. Choose it again.')
    },
  ),
})
export type YearForm = z.infer<typeof yearForm>
fills('funding_rules', yearForm)

/** 1 July to 30 June, as the settlement and most counties of the state have it. */
export const usualYear: YearForm = { yearStartsIn: 7 }

export const calendarOf = ({ yearStartsIn }: YearForm): Calendar =>
  yearStartsIn === 1 ? { kind: 'year' } : { kind: 'fiscal year', startMonth: yearStartsIn }
