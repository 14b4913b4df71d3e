import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Day } from '../core/day.ts'
import type { Problem } from '../core/result.ts'
import { parseTyped } from '../platform/http/parse.ts'
import type { Refused } from '../platform/http/route.ts'
import type { Typed } from '../platform/http/typed.ts'
import { releaseForm } from './consents/model.ts'
import { missingOf, signatureIn } from './consents/rules.ts'
import { FieldsToSign } from './consents/to-sign.tsx'
import { Wording } from './pieces.tsx'
import { startPad } from './signature-pad.ts'
import type { ConsentText, TextLanguage } from './texts/model.ts'
import { textOfDay } from './texts/rules.ts'

export { Wording }

/** What a phone knows of a release that somebody signs on it. */
export type OnPhone = {
  readonly text: Pick<ConsentText, 'id' | 'language' | 'body'> & { readonly kind: 'release' }
  readonly person: string
  readonly county: string
  /** Courts and police are none of them. */
  readonly partners: readonly { readonly id: string; readonly name: string }[]
  readonly today: Day
}

/** The release that is signed on a day. */
export const releaseOfDay = <T extends Pick<ConsentText, 'kind' | 'language' | 'fromOn'>>(
  texts: readonly T[],
  language: TextLanguage,
  today: Day,
): T | null => textOfDay(texts, { kind: 'release', language, today })

/** The fields of a release without a network: those of its page, with the pad to sign on. */
export function ReleaseOnPhone({ form, shown }: { form: Refused; shown: OnPhone }): JSX.Element {
  useEffect(() => {
    const pad = document.querySelector<HTMLElement>('[data-signature]')
    if (pad) startPad(pad)
  }, [])
  return <FieldsToSign form={form} shown={shown.text} choices={{ recipientId: shown.partners }} />
}

/** What stands against a release, by the parser and the rules of its page. */
export function problemsOfRelease(
  typed: Typed,
  { text, person, county, partners, today }: OnPhone,
): readonly Problem[] {
  const form = parseTyped(releaseForm, typed, 'linkage.consent-wrong')
  if (!form.ok) return form.problems
  const recipient = partners.find(({ id }) => id === form.value.recipientId)
  return missingOf({
    ...form.value,
    kind: text.kind,
    person,
    discloser: county,
    scope: typed.all('scope'),
    recipient: recipient ? { ...recipient, isJustice: false } : null,
    wording: text.body,
    signature: signatureIn(form.value),
    signedOn: today,
  })
}
