import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { columnLetter, type Sheet } from '../../platform/sheet/sheet.ts'
import { Choice, Form, Tick } from '../../platform/ui/form.tsx'
import type { Preview } from './actions.ts'
import { fields, fieldWords } from './model.ts'
import { linesInWords } from './rules.ts'

/** A column as the sheet calls it: `Notes (column H)`. */
export const columnCalled = ({ columns }: Pick<Sheet, 'columns'>, at: number): string =>
  `${columns[at] ?? ''} (column ${columnLetter(at)})`

/** How the columns, days and numbers of a sheet are read, and what is asked about them. */
export function HowItIsRead({ visit, id, preview }: { visit: Visit; id: string; preview: Preview }): JSX.Element {
  const { known } = preview
  const form = asChosen(preview)
  return (
    <details class="how-read" open={asksSomething(preview)}>
      <summary>How the sheet is read</summary>
      <Form form={form} action={visit.to(`/training/import/${id}/reading`)} save="Read it this way">
        <Forms form={form} preview={preview} />
        <Choice
          form={form}
          name="courseId"
          label="Course of rows that name none"
          none="Choose"
          optional
          help="Without a choice such rows are faults, and nobody in them is counted."
          options={known.courses.map((course) => ({ value: course.id, name: course.title }))}
        />
        <Outcomes form={form} preview={preview} />
        <ColumnsOfFields form={form} preview={preview} />
        <Tick
          form={form}
          name="countShort"
          label="Count completions with fewer hours than required"
          help="Otherwise they are faults."
        />
        {preview.reading.hidden.length > 0 && (
          <Tick
            form={form}
            name="withoutHidden"
            label={`Leave out what is hidden: ${linesInWords(preview.reading.hidden)}`}
          />
        )}
      </Form>
    </details>
  )
}

const asChosen = ({ choices, reading }: Preview): Refused => ({
  typed: typedFrom({
    ...choices.columns,
    outcome: choices.columns.outcome ?? (reading.maybeOutcome.length > 0 ? null : 'none'),
    dayOrder: choices.dayOrder,
    decimalMark: choices.decimalMark,
    courseId: choices.courseId,
    countShort: choices.countShort,
    emptyOutcome: choices.emptyOutcome,
    withoutHidden: choices.withoutHidden,
  }),
  problems: [],
})

const asksSomething = ({ choices: { columns, courseId, emptyOutcome }, reading, counts }: Preview): boolean =>
  reading.isOpen ||
  counts.rows === 0 ||
  reading.hidden.length > 0 ||
  (reading.withoutCourse > 0 && courseId === null) ||
  (reading.withoutOutcome > 0 && emptyOutcome === null) ||
  (columns.name === undefined && columns.lastName === undefined && columns.firstName === undefined)

type Part = { form: Refused; preview: Preview }

/** The forms of days and numbers: asked where they can be read in two ways, said where one is certain. */
function Forms({ form, preview: { reading } }: Part): JSX.Element {
  const { dayForm, numberForm } = reading
  return (
    <>
      {dayForm.kind === 'ask' && (
        <Choice
          form={form}
          name="dayOrder"
          label={`What comes first in ${dayForm.example}`}
          help="The sheet writes days in digits that can be read in two ways. Your answer holds for all its rows; a day that does not fit is a fault."
          none="Choose"
          options={[
            { value: 'day first', name: 'The day: 3/4/2024 is 3 April' },
            { value: 'month first', name: 'The month: 3/4/2024 is March 4' },
          ]}
        />
      )}
      {dayForm.kind === 'certain' && dayForm.form !== null && (
        <p class="help">
          Days are read with the {dayForm.form.replace(' first', '')} first, since {dayForm.example} can be nothing
          else.
        </p>
      )}
      {numberForm.kind === 'ask' && (
        <Choice
          form={form}
          name="decimalMark"
          label={`What marks the decimals in ${numberForm.example}`}
          help="Your answer holds for all rows; a number that does not fit is a fault."
          none="Choose"
          options={[
            { value: 'point', name: 'A point: 1,234.5' },
            { value: 'comma', name: 'A comma: 1.234,5' },
          ]}
        />
      )}
    </>
  )
}

/** What an empty cell means among outcomes; asked only where there are such cells. */
function Outcomes({ form, preview: { choices, reading, sheet } }: Part): JSX.Element | null {
  if (reading.withoutOutcome === 0 && choices.emptyOutcome === null) return null
  return (
    <Choice
      form={form}
      name="emptyOutcome"
      label={`What an empty cell means in ${columnCalled(sheet, choices.columns.outcome ?? 0)}`}
      help={`${counted(reading.withoutOutcome, 'row')} with such a cell. Without a choice nobody in ${reading.withoutOutcome === 1 ? 'it' : 'them'} is counted.`}
      none="Choose"
      optional
      options={[
        { value: 'completed', name: 'Completed' },
        { value: 'did not complete', name: 'Did not complete' },
      ]}
    />
  )
}

function ColumnsOfFields({ form, preview: { sheet, reading } }: Part): JSX.Element {
  const options = [...sheet.columns.keys()].map((at) => ({ value: String(at), name: columnCalled(sheet, at) }))
  const isAsked = reading.maybeOutcome.length > 0
  const may = reading.maybeOutcome.map((at) => columnCalled(sheet, at)).join(', ')
  return (
    <fieldset>
      <legend>Columns</legend>
      <div class="column-choices">
        {fields.map((field) =>
          field === 'outcome' ? (
            <Choice
              key={field}
              form={form}
              name={field}
              label={fieldWords[field]}
              help={
                isAsked ? `Does one of these say who completed: ${may}? Nobody is counted before you say.` : undefined
              }
              none={isAsked ? 'Choose' : undefined}
              options={[{ value: 'none', name: 'Not in the sheet' }, ...options]}
            />
          ) : (
            <Choice
              key={field}
              form={form}
              name={field}
              label={fieldWords[field]}
              none="Not in the sheet"
              optional
              options={options}
            />
          ),
        )}
      </div>
    </fieldset>
  )
}
