import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { type Typed, typedFrom } from '../../platform/http/typed.ts'
import { Form, formOver, Hidden, oneOfSeveral, SavedNow } from '../../platform/ui/form.tsx'
import { type Application, checkForm, referenceOutcomes, type Screening } from './model.ts'

type ScreenOf = {
  readonly visit: Visit
  readonly at: string
  readonly shown: { readonly application: Application; readonly screening: Screening }
  readonly isOpen: boolean
  readonly little: Refused | undefined
  readonly check: Refused | undefined
}

/** The steps of screening, the references and the background check, each with its little form while it is open. */
export function Screen({ visit, at, shown: { application, screening }, isOpen, little, check }: ScreenOf): JSX.Element {
  const { steps, references, isChecked } = screening
  return (
    <section aria-labelledby="screening">
      <h2 id="screening">Screening</h2>
      {steps.length === 0 && references.length === 0 && !isChecked && (
        <p class="empty">This program sets no steps. Decide when you know enough.</p>
      )}
      {steps.length > 0 && (
        <ul class="screening">
          {steps.map((step) => (
            <li key={step.id}>
              <span>
                <strong>{step.title}</strong>{' '}
                <span class="quiet">{step.doneOn ? `done on ${dayInWords(step.doneOn)}` : 'not yet'}</span>
              </span>
              {isOpen && <OneStep at={at} step={step} today={visit.today} refused={little} />}
            </li>
          ))}
        </ul>
      )}
      {references.map((reference) => (
        <div key={reference.id} class="screening-reference">
          <h3>Reference: {reference.name}</h3>
          <p>
            {reference.contact}{' '}
            <span class="quiet">
              {reference.heardOn ? `${reference.outcome}, ${dayInWords(reference.heardOn)}` : 'not heard yet'}
            </span>
          </p>
          {isOpen && <OneReference at={at} reference={reference} today={visit.today} refused={little} />}
        </div>
      ))}
      {(isChecked || application.checkAskedOn !== null) && (
        <Check at={at} application={application} isOpen={isOpen} refused={check} />
      )}
    </section>
  )
}

/** The little form of a step or a reference: what was typed in it comes back in it, and in no other. */
const littleForm = (saved: Typed, mark: string, refused: Refused | undefined, idsBegin: string): Refused =>
  oneOfSeveral(idsBegin, formOver(saved, mark, refused))

type Little = { readonly at: string; readonly today: Day; readonly refused: Refused | undefined }

function OneStep({ at, step, today, refused }: Little & { step: Screening['steps'][number] }): JSX.Element {
  const mine = refused?.typed.text('stepId') === step.id ? refused : undefined
  const form = littleForm(typedFrom({ on: step.doneOn ?? today }), markOf(step.doneOn), mine, step.id)
  return (
    <form method="post" class="inline" action={`${at}/step`}>
      <Hidden name="stepId" value={step.id} />
      <Hidden name="version" value={form.version ?? ''} />
      <SavedNow form={form} name="on" asRead={dayInWords} />
      {(step.doneOn === null || mine) && (
        <input type="date" class="short" name="on" aria-label={`Day of: ${step.title}`} value={form.typed.text('on')} />
      )}
      <button type="submit" class="button second small">
        {step.doneOn === null || mine ? 'Done' : 'Not done after all'}
        <span class="visually-hidden">: {step.title}</span>
      </button>
    </form>
  )
}

type LittleOfReference = Little & { readonly reference: Screening['references'][number] }

function OneReference({ at, reference, today, refused }: LittleOfReference): JSX.Element {
  const { id, name, heardOn, outcome } = reference
  const saved = typedFrom({ on: heardOn ?? today, outcome })
  const mine = refused?.typed.text('referenceId') === id ? refused : undefined
  const form = littleForm(saved, markOf([heardOn, outcome]), mine, id)
  return (
    <form method="post" class="inline" action={`${at}/reference`}>
      <Hidden name="referenceId" value={id} />
      <Hidden name="version" value={form.version ?? ''} />
      <SavedNow form={form} name="on" asRead={dayInWords} />
      <input
        type="date"
        class="short"
        name="on"
        aria-label={`Day on which ${name} was heard`}
        value={form.typed.text('on')}
      />
      <SavedNow form={form} name="outcome" />
      <select name="outcome" aria-label={`What ${name} said`}>
        {referenceOutcomes.map((one) => (
          <option key={one} value={one} selected={one === form.typed.text('outcome')}>
            {one}
          </option>
        ))}
      </select>
      <button type="submit" class="button second small">
        Note<span class="visually-hidden"> what {name} said</span>
      </button>
    </form>
  )
}

type CheckOf = Omit<Little, 'today'> & { readonly application: Application; readonly isOpen: boolean }

function Check({ at, application, isOpen, refused }: CheckOf): JSX.Element {
  const { checkAskedOn, checkResultOn, checkOutcome } = application
  const saved = typedFrom({ askedOn: checkAskedOn, resultOn: checkResultOn, outcome: checkOutcome })
  const form = oneOfSeveral('check', formOver(saved, markOf([checkAskedOn, checkResultOn, checkOutcome]), refused))
  const stands =
    checkAskedOn === null
      ? 'Not asked for yet.'
      : `Asked for on ${dayInWords(checkAskedOn)}${checkResultOn ? `; ${checkOutcome} on ${dayInWords(checkResultOn)}` : '; no result yet'}.`
  return (
    <>
      <h3>Background check</h3>
      <p>{stands} Only days and the outcome are kept here.</p>
      {isOpen && (
        <details open={form.problems.length > 0}>
          <summary>{checkAskedOn === null ? 'Note the check' : 'Change'}</summary>
          <Form form={form} action={`${at}/check`} save="Note the check" second>
            <Fields of={checkForm} form={form} />
          </Form>
        </details>
      )}
    </>
  )
}
