import type { JSX } from 'preact'
import type { Day } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import type { Refused } from '../../platform/http/route.ts'
import type { Typed } from '../../platform/http/typed.ts'
import type { ReferralPath } from '../../referrals/facts.ts'
import type { Followed, Named, TextToSign, TodayOnPhone } from '../facts.ts'

/** A form of a room as its phone shows it: the same fields, parser and rules as its page. */
type FormOf<Shown> = {
  readonly Fields: (props: { form: Refused; shown: Shown }) => JSX.Element
  readonly problemsOf: (typed: Typed, shown: Shown) => readonly Problem[]
}

export type AttemptShown = Followed & Pick<TodayOnPhone, 'items' | 'coaches'>
/** A release that somebody signs: the text on the screen, who signs, who shares, and who may receive it. */
export type ReleaseShown = {
  readonly text: TextToSign
  readonly person: string
  readonly county: string
  readonly partners: readonly Named[]
  readonly today: Day
}

/** The screens of the rooms whose work is done on a phone; the app supplies them. */
export type Parts = {
  readonly attempts: FormOf<AttemptShown>
  readonly releases: FormOf<ReleaseShown> & {
    /** The text that is signed on a day; null for none. */
    readonly textOf: (texts: readonly TextToSign[], language: Language, today: Day) => TextToSign | null
    readonly Wording: (props: { body: string; language: string }) => JSX.Element
  }
  readonly trips: FormOf<{ readonly today: Day }>
  readonly WhatToSay: (props: { path: ReferralPath; language: Language }) => JSX.Element
}
