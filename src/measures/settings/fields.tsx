import type { JSX } from 'preact'
import type { Refused } from '../../platform/http/route.ts'
import { Choice, DayField, TextField, Tick } from '../../platform/ui/form.tsx'
import type { Measure } from '../model.ts'
import { asksInWords, betterInWords } from '../rules.ts'

export const settingLabels = {
  title: 'Title',
  slug: 'Address',
  asks: 'Question',
  better: 'Which way is better',
  unit: 'Unit',
  decimals: 'Decimals shown',
  shape: 'Kind of number',
  calendarKind: 'Calendar',
  startMonth: 'First month of the year',
  years: 'Years in a span',
  lastYear: 'Last year of a span',
  names: 'Own names of the parts of a year',
  collectedFrom: 'Collected from',
  collectedThrough: 'Records complete through',
  settlesAfterDays: 'Days until a value is final',
  endedOn: 'Ended on',
  source: 'Source',
  isPersonLevel: 'It counts people served, or people’s health',
  publishesSplits: 'Publish its breakdowns',
  smallSplitsReason: 'Why small groups in its breakdowns are published',
} as const

/** The fields of a measure's settings. `measure` is null for a new one. */
export function SettingsFields({
  form,
  measure,
  isComputed,
}: {
  form: Refused
  measure: Measure | null
  isComputed: boolean
}): JSX.Element {
  const l = settingLabels
  return (
    <>
      <TextField form={form} name="title" label={l.title} help="Say what is counted, as a resident would say it." />
      <Choice form={form} name="asks" label={l.asks} options={options(asksInWords)} none="Choose one" />
      <Choice form={form} name="better" label={l.better} options={options(betterInWords)} none="Choose one" />
      {!isComputed && (
        <Choice
          form={form}
          name="shape"
          label={l.shape}
          none="Choose one"
          options={options({
            count: 'A count: whole numbers from 0',
            share: 'A share: a part of a whole, in %',
            amount: 'A quantity: hours, dollars, a rate',
            median: 'A middle value',
          })}
        />
      )}
      <TextField
        form={form}
        name="unit"
        label={l.unit}
        width="short"
        help="What one of the value is: coaches, hours, %. A share is always in %; a rate says what it is per: overdoses per 100,000 residents."
      />
      <TextField form={form} name="decimals" label={l.decimals} width="short" inputMode="numeric" help="From 0 to 6." />
      <CalendarFields form={form} />
      {isComputed ? (
        <>
          <DayField
            form={form}
            name="collectedFrom"
            label={l.collectedFrom}
            optional
            help="From this day on, a period without records is a true zero."
          />
          <DayField
            form={form}
            name="collectedThrough"
            label={l.collectedThrough}
            optional
            help="The last day for which all records are in. Leave it empty while records come in as things happen."
          />
          <TextField
            form={form}
            name="settlesAfterDays"
            label={l.settlesAfterDays}
            width="short"
            inputMode="numeric"
            help="Late records still come in these days after a period ends; until then its value is provisional."
          />
        </>
      ) : (
        <>
          <DayField
            form={form}
            name="collectedFrom"
            label={l.collectedFrom}
            optional
            help="The first day of the first period."
          />
          <input type="hidden" name="collectedThrough" value={form.typed.text('collectedThrough')} />
          <input type="hidden" name="settlesAfterDays" value={form.typed.text('settlesAfterDays')} />
        </>
      )}
      <DayField form={form} name="endedOn" label={l.endedOn} optional help="Only if the measure is no longer kept." />
      <TextField
        form={form}
        name="source"
        label={l.source}
        optional
        help="Where the numbers come from, for readers: The training records of the team."
      />
      <Tick
        form={form}
        name="isPersonLevel"
        label={l.isPersonLevel}
        help="Such as overdoses, clients or referrals. Its small counts are then withheld from the public. Leave it empty for the team’s own work, such as coaches trained."
      />
      <Tick
        form={form}
        name="publishesSplits"
        label={l.publishesSplits}
        help="By zone, by course and so on, beside the whole. The team sees them in any case."
      />
      <TextField
        form={form}
        name="smallSplitsReason"
        label={l.smallSplitsReason}
        optional
        help="Leave it empty, and small groups of coaches are withheld from breakdowns: to be a coach tells of one’s own recovery. Write here why the county shows them all the same, such as: all coaches agreed in writing, or: these are kits, not people. The reason is kept with your name."
      />
      <TextField
        form={form}
        name="slug"
        label={l.slug}
        optional={measure === null}
        help={
          measure === null
            ? 'The end of the public address. Made from the title if you leave it empty.'
            : 'The end of the public address. A new address breaks links that others have made.'
        }
      />
      {measure !== null && (
        <Tick form={form} name="isSlugConfirmed" label="Change the address, even if links to the old one break" />
      )}
    </>
  )
}

function CalendarFields({ form }: { form: Refused }): JSX.Element {
  const l = settingLabels
  const isRare =
    ['span', 'own'].includes(form.typed.text('calendarKind')) || hasProblem(form, ['years', 'lastYear', 'names'])
  return (
    <>
      <Choice
        form={form}
        name="calendarKind"
        label={l.calendarKind}
        options={options({
          year: 'Calendar year',
          'fiscal year': 'Fiscal year, named by the year it ends in',
          'school year': 'School year',
          half: 'Half of a year',
          quarter: 'Quarter of a year',
          month: 'Month',
          span: 'Span of several years',
          own: 'Own parts of a year',
        })}
      />
      <Choice
        form={form}
        name="startMonth"
        label={l.startMonth}
        help="For fiscal and school years, halves, quarters and own parts."
        options={months.map((name, index) => ({ value: String(index + 1), name }))}
      />
      <details class="more-fields" open={isRare}>
        <summary>For spans and own parts</summary>
        <TextField
          form={form}
          name="years"
          label={l.years}
          width="short"
          inputMode="numeric"
          optional
          help="From 1 to 10."
        />
        <TextField
          form={form}
          name="lastYear"
          label={l.lastYear}
          width="short"
          inputMode="numeric"
          optional
          help="One year in which a span ends, such as 2024."
        />
        <TextField
          form={form}
          name="names"
          label={l.names}
          optional
          help="2, 3, 4, 6 or 12 names with commas between them: Spring, Summer, Fall, Winter."
        />
      </details>
    </>
  )
}

const hasProblem = (form: Refused, names: readonly string[]): boolean =>
  form.problems.some(({ field }) => field !== undefined && names.includes(field))

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, name]) => ({ value, name }))

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
