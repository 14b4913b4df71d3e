import type { JSX } from 'preact'
import type { Choices } from '../../platform/doors/fields.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { Hidden, TickAmong } from '../../platform/ui/form.tsx'
import type { ConsentText } from '../texts/model.ts'
import {
  ownForm,
  purposes,
  purposeWords,
  purposeWordsEs,
  releaseForm,
  scopes,
  scopeWords,
  scopeWordsEs,
} from './model.ts'

export type ToSign = {
  readonly form: Refused
  readonly shown: Pick<ConsentText, 'id' | 'kind' | 'language'>
  readonly choices: Choices
}

/** What is filled in and signed, under the words that are signed: on a page, and on a phone without a network. */
export function FieldsToSign({ form, shown, choices }: ToSign): JSX.Element {
  const isRelease = shown.kind === 'release'
  const of = isRelease ? releaseForm : ownForm
  const inSpanish = shown.language === 'es'
  const own: Choices = isRelease
    ? {
        ...choices,
        purpose: purposes.map((value) => ({ value, name: (inSpanish ? purposeWordsEs : purposeWords)[value] })),
      }
    : choices
  const scopeProblem = form.problems.find(({ field }) => field === 'scope')?.message
  return (
    <>
      <Hidden name="textId" value={shown.id} />
      {isRelease && (
        <fieldset id={`${form.idsBegin ?? ''}scope`} class={scopeProblem ? 'wrong' : undefined}>
          <legend>{inSpanish ? 'Lo que se puede compartir' : 'What may be shared'}</legend>
          {scopeProblem && <p class="problem">{scopeProblem}</p>}
          {scopes.map((scope) => (
            <TickAmong
              key={scope}
              form={form}
              name="scope"
              value={scope}
              label={(inSpanish ? scopeWordsEs : scopeWords)[scope]}
            />
          ))}
        </fieldset>
      )}
      <Fields of={of} form={form} choices={own} but={['signsByName']} />
      <SignaturePad strokes={form.typed.text('drawn')} />
      <Fields of={of} form={form} only={['signsByName']} />
    </>
  )
}

/** Where somebody signs with a finger; hidden until `startPad` shows it. */
const SignaturePad = ({ strokes }: { strokes: string }): JSX.Element => (
  <div class="field signature" data-signature="pad" hidden>
    <p id="signature-label">Sign here with a finger</p>
    <Strokes strokes={strokes} label="signature-label" />
    <Hidden name="drawn" value={strokes} />
    <button type="button" class="link">
      Clear the signature
    </button>
  </div>
)

/** A signature as it was drawn. */
export const Strokes = ({ strokes, label }: { strokes: string; label: string }): JSX.Element => (
  <svg viewBox="0 0 600 200" role="img" aria-labelledby={label}>
    <path d={strokes} />
  </svg>
)
