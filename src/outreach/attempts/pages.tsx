// Longer than most: the whole form of an attempt, in the order in which a thumb goes through it.
import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Option } from '../../core/field.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Hidden, TextField, Tick } from '../../platform/ui/form.tsx'
import { Instant } from '../../platform/ui/instant.tsx'
import {
  attemptFormOf,
  gaveField,
  modes,
  modeWords,
  needField,
  needs,
  needWords,
  type Outcome,
  outcomeGroups,
  outcomeWords,
  reasonsInPerson,
  reasonWords,
} from '../model.ts'
import { Radios } from '../radios.tsx'
import { isContact, isEnough, mayComeOf } from '../rules.ts'
import type { Shown } from './shown.ts'
import type { Attempt } from './store.ts'

const yesOrNo: readonly Option[] = [
  { value: 'yes', name: 'Yes' },
  { value: 'no', name: 'No' },
  { value: '', name: 'Not asked' },
]

/** What is above the form: what to say, what to mind, and whether enough was tried. */
export function AboveForm({ shown, visit }: { shown: Shown; visit: Visit }): JSX.Element {
  const { referral, reach, before, isFirstVisit, whyNot } = shown
  const outcomes = before.map(({ outcome }) => outcome)
  const at = `/referrals/${referral.id}`
  return (
    <>
      <p class="acts">
        <a href={visit.to(`${at}/script`)}>What to say</a>
        <a href={visit.to('/outreach/card')}>The card to leave</a>
      </p>
      {whyNot && <p role="alert">{whyNot}</p>}
      {reach.needsInterpreter && <p>They asked for an interpreter.</p>}
      {reach.isSafeToText === false && <p>A text message is not safe for them.</p>}
      {reach.isSafeToLeaveMessage === false && <p>A message is not safe for them. Leave none.</p>}
      {isFirstVisit && reach.asksTwoOnFirstVisit && <p>Nobody goes alone on a first visit.</p>}
      {isEnough(outcomes, reach.attemptsAtMost) && <ProposeClosing visit={visit} at={at} most={reach.attemptsAtMost} />}
    </>
  )
}

export const ProposeClosing = ({ visit, at, most }: { visit: Visit; at: string; most: number }): JSX.Element => (
  <section aria-label="Close as unable to reach">
    <p>
      {counted(most, 'attempt')} or more reached nobody, which is as often as your team tries. Close it, or try once
      more if you learned something new.
    </p>
    <Press action={visit.to(`${at}/attempts/close`)} name="Close as unable to reach" look="second" />
  </section>
)

/** What the fields ask of what is shown: also a phone knows this without a network. */
type Asks = Pick<
  Shown,
  'items' | 'isFirstVisit' | 'asksWhyInPerson' | 'seesAll' | 'coaches' | 'places' | 'mayTellFamily'
> & { readonly referral: Pick<Shown['referral'], 'path'>; readonly is: { readonly outcome: Outcome } | null }

/** The fields of an attempt: how and what came of it first, what rarely changes last. */
export function AttemptFields({ form, shown }: { form: Refused; shown: Asks }): JSX.Element {
  const { items, isFirstVisit, asksWhyInPerson, seesAll } = shown
  const of = attemptFormOf(items, seesAll)
  const choices = { companionId: shown.coaches, coachId: shown.coaches, from: shown.places }
  const only = (...names: readonly string[]): JSX.Element => (
    <Fields of={of} form={form} choices={choices} only={names} />
  )
  const isWrong = (...names: readonly string[]): boolean =>
    form.problems.some(({ field }) => names.includes(field ?? ''))
  const who = ['companionId', 'hasOtherCompanion']
  const more = ['on', 'at', ...(seesAll ? ['coachId'] : []), ...(isFirstVisit ? [] : who)]
  return (
    <>
      <Hidden name="attemptId" value={form.typed.text('attemptId')} />
      <Radios
        form={form}
        name="mode"
        legend="How"
        groups={[{ options: modes.map((mode) => ({ value: mode, name: modeWords[mode] })) }]}
      />
      {asksWhyInPerson && (
        <Radios
          form={form}
          name="whyInPerson"
          legend="If you went in person: why no call or text first"
          isOptional
          groups={[
            {
              options: [
                ...reasonsInPerson.map((reason) => ({ value: reason, name: reasonWords[reason] })),
                { value: '', name: 'Nobody went in person' },
              ],
            },
          ]}
        />
      )}
      {isFirstVisit && only(...who)}
      <Radios form={form} name="outcome" legend="What came of it" groups={outcomesFor(shown)} />
      <p class="help">
        {shown.mayTellFamily
          ? 'The person agreed that family or friends who ask may be told. Say no more than they need.'
          : 'Family or friends learn nothing about anybody, not even that you look for them: nobody agreed to it.'}{' '}
        They may have something for themselves when they ask.
      </p>
      <fieldset>
        <legend>Given out</legend>
        {items.length === 0 && <p class="quiet">No supplies are kept yet.</p>}
        {items.map(({ id, name, here }) => (
          <TextField
            key={id}
            form={form}
            name={gaveField(id)}
            label={name}
            help={here === null ? undefined : `${here} in the bag`}
            optional
            inputMode="numeric"
            width="short"
          />
        ))}
        {seesAll && items.length > 0 && only('from')}
        {items.length > 0 && only('isAskedByFamily', 'isCounted')}
      </fieldset>
      <details open={needs.some((need) => form.typed.text(needField(need)) === 'yes')}>
        <summary>What they need</summary>
        {needs.map((need) => (
          <Tick key={need} form={form} name={needField(need)} label={needWords[need]} />
        ))}
      </details>
      <Radios form={form} name="hasNaloxone" legend="Naloxone in hand now" groups={[{ options: yesOrNo }]} isOptional />
      {only('isTrained')}
      <Radios form={form} name="mayCallAgain" legend="May we call again" groups={[{ options: yesOrNo }]} isOptional />
      {only('nextOn', 'note')}
      <details open={isWrong(...more)}>
        <summary>When and who</summary>
        {only(...more)}
      </details>
    </>
  )
}

function outcomesFor({ referral, is }: Asks) {
  const now = is?.outcome
  return outcomeGroups
    .map(({ name, outcomes }) => ({
      name,
      options: outcomes
        .filter((outcome) => mayComeOf(referral.path, outcome) || outcome === now)
        .map((outcome) => ({ value: outcome, name: outcomeWords[outcome] })),
    }))
    .filter(({ options }) => options.length > 0)
}

/** The attempts of a referral, newest first. `to` leads to an attempt, null where it is not to be corrected. */
export const Attempts = ({
  attempts,
  noteOf,
  to,
}: {
  attempts: readonly Attempt[]
  noteOf: (one: Attempt) => string
  to: (one: Attempt) => string | null
}): JSX.Element => (
  <ol class="attempts" reversed>
    {attempts.map((one) => {
      const href = to(one)
      const note = noteOf(one)
      return (
        <li key={one.id}>
          <p>
            <strong>{outcomeWords[one.outcome]}</strong> {one.isSample && <span class="sample">sample</span>}
            <br />
            <span class="quiet">
              {modeWords[one.mode]}, <Instant at={one.attemptedAt} />, {whoInWords(one)}
            </span>
          </p>
          {saidOf(one).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {note !== '' && <p class="note">{note}</p>}
          {href !== null && (
            <p>
              <a href={href}>Correct or take back</a>
            </p>
          )}
        </li>
      )
    })}
  </ol>
)

const whoInWords = ({ coach, companion, hasOtherCompanion }: Attempt): string =>
  `by ${[coach ?? 'a coordinator', companion, hasOtherCompanion ? 'somebody of a partner' : null].filter(Boolean).join(' with ')}`

function saidOf(one: Attempt): readonly string[] {
  const gave = new Map<string, number>()
  for (const { name, count } of one.gave) gave.set(name, (gave.get(name) ?? 0) + count)
  return [
    one.whyInPerson === '' ? '' : `No call or text first: ${reasonWords[one.whyInPerson].toLowerCase()}.`,
    gave.size === 0 ? '' : `Given out: ${[...gave].map(([name, count]) => `${count} × ${name}`).join(', ')}.`,
    one.needs.length === 0 ? '' : `Needs: ${one.needs.map((need) => needWords[need].toLowerCase()).join(', ')}.`,
    isContact(one.outcome) && one.hasNaloxone !== null ? `Naloxone in hand: ${one.hasNaloxone ? 'yes' : 'no'}.` : '',
    one.isTrained ? 'Shown how to stay safer.' : '',
    one.mayCallAgain === null
      ? ''
      : one.mayCallAgain
        ? 'They may be called again.'
        : 'They do not want to be called again.',
    one.nextOn === null ? '' : `Next step on ${dayInWords(one.nextOn)}.`,
  ].filter(Boolean)
}
