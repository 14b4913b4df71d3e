import type { JSX } from 'preact'
import { addDays, type Day } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import { dayIs, instantIs } from '../../core/said.ts'
import { Typed } from '../../platform/http/typed.ts'
import { DayField, Hidden, Problems, TimeField } from '../../platform/ui/form.tsx'
import { type OpenAt, OpenPage } from '../../platform/ui/open-page.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { isShared, scopes, scopeWords, scopeWordsEs } from '../consents/model.ts'
import { earlyDays } from '../follow-ups/rules.ts'
import type { AnswerName } from '../onward/model.ts'
import type { Served } from '../people.ts'
import type { OpenedLink } from './actions.ts'
import { answerWords } from './words.ts'

type Shown = {
  readonly at: OpenAt
  readonly opened: OpenedLink
  readonly organisation: { readonly timeZone: string }
  readonly person: Served | null
  readonly note: string
  readonly overdoseOn: Day | null
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/**
 * What the consent covers, the notice, and a button for each answer that is open. While nothing is asked it says of nobody who they
 * are: a link that lies in a mailbox for months may be opened by others.
 */
export function AnswerPage(shown: Shown): JSX.Element {
  const { at, opened, typed, problems } = shown
  const { language } = at
  const say = answerWords[language]
  const { disclosure, consent } = opened.shared
  const isAsked = opened.answers.length > 0
  return (
    <OpenPage at={at} title={say.title}>
      <p class="lead">{say.lead(opened.onward.partner)}</p>
      <Problems
        form={{
          typed,
          problems: problems.map(({ code, message }) => ({
            code,
            message: say.problems[code] ?? say.otherProblem ?? message,
          })),
        }}
        language={language}
      />
      <Facts facts={[...(isAsked ? personIs(shown) : []), ...howFar(shown)]} />
      {isAsked && disclosure.notice !== null && <p class="notice">{disclosure.notice}</p>}
      {isAsked && consent !== null && (
        <p class="quiet">
          {say.covers}: {opened.shared.what.map((one) => scopeIn(language, one)).join('; ')}
          {consent.untilOn !== null && `, ${say.until} ${dayIs(language, consent.untilOn)}`}.
        </p>
      )}
      {opened.answers.map((answer) => (
        <AnswerForm
          key={answer}
          answer={answer}
          language={language}
          typed={typed}
          days={opened.asked === null ? null : String(opened.asked.days)}
        />
      ))}
      <AskedNext opened={opened} language={language} />
    </OpenPage>
  )
}

const scopeIn = (language: Language, one: string): string => {
  const inSpanish = scopes.find((scope) => scope === one)
  if (language === 'es' && inSpanish) return scopeWordsEs[inSpanish]
  return isShared(one) ? scopeWords[one] : one
}

/** Who it is about, as far as it is shared. */
function personIs({ at: { language }, opened, person, note, overdoseOn }: Shown): [string, string][] {
  const say = answerWords[language]
  const { onward, shared } = opened
  const has = (one: string): boolean => shared.what.includes(one)
  const known = (text: string): string => (text === '' ? say.notKnown : text)
  const day = (on: string | null): string => (on ? dayIs(language, on) : say.notKnown)
  return [
    ...(has('identity') ? pairs([say.name, known(person?.name ?? '')], [say.bornOn, day(person?.bornOn ?? '')]) : []),
    ...(has('contact')
      ? pairs(
          [say.phone, known(person?.phone ?? '')],
          [say.address, known(person?.address ?? '')],
          [say.language, spokenIs(language, person?.language ?? '')],
          [say.prefers, say.prefer[person?.prefers ?? ''] ?? say.notKnown],
        )
      : []),
    ...(has('help')
      ? pairs([say.service, `${onward.service} (${say.needs[onward.need]})`], [say.note, known(note)])
      : []),
    ...(has('overdose') ? pairs([say.overdoseOn, day(overdoseOn)]) : []),
  ]
}

function howFar({ at: { language }, opened, organisation }: Shown): [string, string][] {
  const say = answerWords[language]
  const { onward } = opened
  return [
    ...(onward.scheduledFor
      ? pairs([say.appointment, instantIs(language, organisation.timeZone, onward.scheduledFor)])
      : []),
    ...(onward.attendedOn ? pairs([say.cameOn, dayIs(language, onward.attendedOn)]) : []),
    ...opened.followUps.flatMap(({ days, isKept }) =>
      isKept === null ? [] : pairs([say.stillThere(days), isKept ? say.yes : say.no]),
    ),
  ]
}

/** When the partner is asked next, where nothing is asked now. */
function AskedNext({ opened, language }: { opened: OpenedLink; language: Language }): JSX.Element | null {
  const next = opened.followUps.find(({ isKept, state }) => isKept === null && state === 'not due')
  return opened.answers.length > 0 || !next ? null : (
    <p>{answerWords[language].askedNext(dayIs(language, addDays(next.dueOn, -earlyDays)))}</p>
  )
}

/** A language by its name in another: `Spanish`, `español`. */
const spokenIs = (language: Language, spoken: string): string =>
  (spoken !== '' && new Intl.DisplayNames([language], { type: 'language' }).of(spoken)) ||
  answerWords[language].notKnown

const pairs = (...all: [string, string][]): [string, string][] => all

/** One answer, with what it asks for; each is a form of its own, so that one press says one thing. */
function AnswerForm({
  answer,
  language,
  typed,
  days,
}: {
  answer: AnswerName
  language: Language
  typed: Typed
  days: string | null
}): JSX.Element {
  const say = answerWords[language]
  const { heading, button } = say.answers[answer]
  const mine = typed.text('answer') === answer ? typed : new Typed()
  const form = { typed: mine, problems: [], idsBegin: `${answer.replace(' ', '-')}-` }
  return (
    <section aria-labelledby={`${form.idsBegin}heading`}>
      <h2 id={`${form.idsBegin}heading`}>
        {heading}
        {days !== null && `, ${say.afterDays(Number(days))}`}
      </h2>
      <form method="post" class="form" noValidate>
        <Hidden name="answer" value={answer} />
        <Hidden name="pageLanguage" value={language} />
        {days !== null && <Hidden name="days" value={days} />}
        {(answer === 'schedule' || answer === 'attend') && (
          <DayField form={form} name="on" label={say.day} language={language} />
        )}
        {answer === 'schedule' && <TimeField form={form} name="time" label={say.time} optional language={language} />}
        <div class="form-acts">
          <button type="submit" class={answer === 'schedule' || answer === 'attend' ? 'button' : 'button second'}>
            {button}
          </button>
        </div>
      </form>
    </section>
  )
}

export function ThanksPage({ at, isOpen }: { at: OpenAt; isOpen: boolean }): JSX.Element {
  const say = answerWords[at.language]
  return (
    <OpenPage at={at} title={say.thanks}>
      <p class="lead">{isOpen ? say.thanksOpen : say.thanksMore}</p>
    </OpenPage>
  )
}
