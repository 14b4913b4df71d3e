import type { JSX } from 'preact'
import type { Refused } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import type { Measure } from '../model.ts'
import type { Preview } from './actions.ts'
import { asked } from './asked.ts'
import type { CarriedSheet, Choices } from './model.ts'
import type { Questions } from './reading.ts'

/** What can be read in two ways is chosen for the whole sheet, never row by row. */
export function QuestionForm({
  preview,
  sheet,
  action,
  form,
}: {
  preview: Preview
  sheet: CarriedSheet
  action: string
  form: Refused
}): JSX.Element {
  const { questions, choices } = preview.plan
  const names = asked(questions, preview.measure).map(({ name }) => name)
  const { numberForm } = questions
  return (
    <>
      {numberForm.kind === 'certain' && numberForm.form === 'comma' && (
        <p class="note">Numbers are read with a comma for decimals, as in {numberForm.example}.</p>
      )}
      {names.length > 0 && (
        <form method="post" action={action} class="form number-form">
          <Carried sheet={sheet} preview={preview} isChoosing />
          <Hidden name="asked" value={names.join(' ')} />
          <QuestionFields questions={questions} choices={choices} measure={preview.measure} form={form} />
          <div class="form-acts">
            <button class="button second" type="submit" name="act" value="preview">
              Read the rows this way
            </button>
          </div>
        </form>
      )}
    </>
  )
}

type QuestionsShown = {
  readonly questions: Questions
  readonly choices: Choices
  readonly measure: Measure
  /** What was refused: a question that nobody answered is marked. */
  readonly form: Refused
}

/** The questions of a sheet that can be read in two ways, each a choice for the whole sheet. Nothing where nothing is asked. */
function QuestionFields({ questions, choices, measure, form }: QuestionsShown): JSX.Element {
  return (
    <>
      {asked(questions, measure).map(({ name, title, help, options }) => {
        const isWrong = form.problems.some(({ field }) => field === name)
        return (
          <fieldset
            key={name}
            class={isWrong ? 'options wrong' : 'options'}
            aria-describedby={isWrong ? `problem-${name}` : undefined}
          >
            <legend>{title}</legend>
            {isWrong && (
              <p class="problem" id={`problem-${name}`}>
                Choose one of these. Until then nothing is imported.
              </p>
            )}
            <p class="help">{help}</p>
            {options.map(([value, words, means], at) => (
              <label key={value}>
                <input
                  type="radio"
                  name={name}
                  id={at === 0 ? name : undefined}
                  value={value}
                  checked={choices[name] === value}
                  required
                />
                <span>
                  <strong>{words}</strong> {means}
                </span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </>
  )
}

/** A sheet comes along with each form of its preview: nothing of it is kept before it is decided over. */
export function Carried({
  sheet,
  preview,
  isChoosing,
}: {
  sheet: CarriedSheet
  preview: Preview
  isChoosing?: boolean
}): JSX.Element {
  return (
    <>
      <Hidden name="sheet" value={JSON.stringify(sheet)} />
      {!isChoosing &&
        Object.entries(preview.plan.choices).map(([name, value]) => (
          <Hidden key={name} name={name} value={value ?? ''} />
        ))}
      {!isChoosing && <Hidden name="shown" value={preview.shown} />}
    </>
  )
}
