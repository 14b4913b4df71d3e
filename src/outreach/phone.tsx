import type { JSX } from 'preact'
import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { Problem } from '../core/result.ts'
import { Fields } from '../platform/doors/fields.tsx'
import { parseTyped } from '../platform/http/parse.ts'
import type { Refused } from '../platform/http/route.ts'
import type { Typed } from '../platform/http/typed.ts'
import type { ReferralPath } from '../referrals/facts.ts'
import { AttemptFields } from './attempts/pages.tsx'
import { attemptFormOf, gaveField } from './model.ts'
import { problemsOf } from './rules.ts'
import { headings, scriptFor } from './script/words.ts'
import { tripForm } from './trips/model.ts'
import { milesOf } from './trips/rules.ts'

/** What a phone knows of a referral, as far as the form of its attempt asks. */
export type OnPhone = {
  readonly path: ReferralPath
  readonly isFirstVisit: boolean
  readonly asksTwo: boolean
  readonly asksWhyInPerson: boolean
  readonly mayTellFamily: boolean
  readonly items: readonly { readonly id: string; readonly name: string; readonly here: number }[]
  readonly coaches: readonly { readonly id: string; readonly name: string }[]
}

/** The fields of an attempt without a network: those of its page. */
export const AttemptOnPhone = ({ form, shown }: { form: Refused; shown: OnPhone }): JSX.Element => (
  <AttemptFields form={form} shown={{ ...shown, referral: shown, is: null, seesAll: false, places: [] }} />
)

/** What stands against an attempt, by the parser and the rules of its page, as far as a phone knows what they ask. */
export function problemsOfAttempt(typed: Typed, shown: OnPhone): readonly Problem[] {
  const form = parseTyped(attemptFormOf(shown.items, false), typed, 'outreach.attempt-wrong')
  if (!form.ok) return form.problems
  const [first] = form.value.gave
  return problemsOf({
    ...form.value,
    path: shown.path,
    isByVolunteer: true,
    hasCompanion: form.value.companionId !== null || form.value.hasOtherCompanion,
    isFirstVisit: shown.isFirstVisit,
    asksTwoOnFirstVisit: shown.asksTwo,
    wasCalled: !shown.asksWhyInPerson,
    hasNumber: true,
    gave: first ? gaveField(first.itemId) : null,
  })
}

/** The fields of a trip: those of its page. */
export const TripOnPhone = ({ form }: { form: Refused }): JSX.Element => <Fields of={tripForm} form={form} />

/** What stands against a trip, by the parser and the rules of its page. */
export function problemsOfTrip(typed: Typed, { today }: { readonly today: Day }): readonly Problem[] {
  const form = parseTyped(tripForm, typed, 'outreach.trip-wrong')
  const miles = form.ok ? milesOf(form.value, today) : form
  return miles.ok ? [] : miles.problems
}

/** What to say, in the language of whom it is said to. */
export function WhatToSay({ path, language }: { path: ReferralPath; language: Language }): JSX.Element {
  const script = scriptFor(path, language)
  return (
    <details>
      <summary>What to say</summary>
      {(['somebody', 'them', 'nobody'] as const).map((part) => (
        <section key={part} lang={language} aria-labelledby={`say-${part}`}>
          <h3 id={`say-${part}`}>{headings[language][part]}</h3>
          {script[part].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </details>
  )
}
