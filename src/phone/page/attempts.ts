import type { JSX } from 'preact'
import type { Language } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import type { Refused } from '../../platform/http/route.ts'
import type { Typed } from '../../platform/http/typed.ts'
import type { ReferralPath } from '../../referrals/facts.ts'
import type { Followed, TodayOnPhone } from '../facts.ts'

export type FormShown = Followed & Pick<TodayOnPhone, 'items' | 'coaches'>
/** The screens of the room whose work this is: the same fields, parser and rules as its pages. */
export type Attempts = {
  readonly Fields: (props: { form: Refused; shown: FormShown }) => JSX.Element
  readonly problemsOf: (typed: Typed, shown: FormShown) => readonly Problem[]
  readonly WhatToSay: (props: { path: ReferralPath; language: Language }) => JSX.Element
}
