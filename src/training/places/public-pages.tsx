import type { JSX } from 'preact'
import type { Language } from '../../core/language.ts'
import type { Refused } from '../../platform/http/route.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { Problems, TextField, Trap } from '../../platform/ui/form.tsx'
import { type OpenAt, OpenPage } from '../../platform/ui/open-page.tsx'
import type { ClassDay } from '../days/model.ts'
import type { Session } from '../sessions/model.ts'
import { type PublicWords, publicWords } from './public-words.ts'
import { hasSeatToGive, holdHours } from './rules.ts'
import type { County } from './store.ts'
import { factsIs, heldIs } from './words.ts'

/** A page of classes for anybody, whose times are those of the county. */
export type Publicly = OpenAt & { readonly county: County }

export const atLanguage = (language: Language): string => (language === 'en' ? '' : '?lang=es')

type ClassesShown = {
  readonly at: Publicly
  readonly sessions: readonly (Session & { readonly days: readonly ClassDay[] })[]
}

export function ClassesPage({ at: here, sessions }: ClassesShown): JSX.Element {
  const say = publicWords[here.language]
  return (
    <OpenPage at={here} title={say.classes}>
      <p class="lead">{say.lead}</p>
      {sessions.length === 0 && <p class="empty">{say.none}</p>}
      <ul class="open-list">
        {sessions.map((held) => (
          <li key={held.id}>
            <h2>
              <a href={`/${here.county.slug}/classes/${held.id}${atLanguage(here.language)}`}>{held.course}</a>
            </h2>
            <p>{heldIs(here.language, held, held.days.slice(0, 1), false, here.county.zone)}</p>
            <p class="quiet">{hasSeatToGive(held) ? say.hasSeats : say.isFull}</p>
          </li>
        ))}
      </ul>
    </OpenPage>
  )
}

type ClassShown = {
  readonly at: Publicly
  readonly held: Session
  readonly days: readonly ClassDay[]
  readonly isOpen: boolean
  readonly form: Refused
}

export function ClassPage({ at: here, held, days, isOpen, form }: ClassShown): JSX.Element {
  const say = publicWords[here.language]
  return (
    <OpenPage at={here} title={held.course}>
      {held.isSample && <p class="notice">{say.sample}</p>}
      <About say={say} at={here} held={held} days={days} showsLink={false} />
      <section aria-labelledby="sign-up">
        <h2 id="sign-up">{say.signUp}</h2>
        {isOpen ? (
          <>
            <p>{hasSeatToGive(held) ? say.hasSeats : say.isFull}</p>
            <form method="post" class="form" noValidate action={here.path}>
              <Problems form={form} language={here.language} />
              <input type="hidden" name="language" value={here.language} />
              <TextField form={form} name="name" label={say.name} autoComplete="name" />
              <TextField
                form={form}
                name="email"
                type="email"
                label={say.email}
                help={isAnythingMailed() ? say.emailHelp : say.emailHelpUnsent}
                autoComplete="email"
              />
              <Trap />
              <p class="help">{say.privacy}</p>
              <button type="submit" class="button">
                {say.send}
              </button>
            </form>
          </>
        ) : (
          <p>{say.closed}</p>
        )}
      </section>
      <p>
        <a href={`/${here.county.slug}/classes${atLanguage(here.language)}`}>{say.all}</a>
      </p>
    </OpenPage>
  )
}

type AboutClass = {
  readonly say: PublicWords
  readonly at: Publicly
  readonly held: Session
  readonly days: readonly ClassDay[]
  readonly showsLink: boolean
}

export function About({ say, at: { language, county }, held, days, showsLink }: AboutClass): JSX.Element {
  return (
    <dl class="facts">
      <div>
        <dt>{say.when}</dt>
        <dd>
          {heldIs(language, held, days, false, county.zone)
            .split('\n')
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
          {showsLink &&
            [...new Set((days.length > 0 ? days : [held]).map(({ link }) => link))].filter(Boolean).map((link) => (
              <p key={link}>
                <a href={link} rel="noopener noreferrer">
                  {link}
                </a>
              </p>
            ))}
        </dd>
      </div>
      {factsIs(language, held).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The classes as a file that a calendar takes; there is none while only the days are known. */
export const ToCalendar = ({
  say,
  path,
  days,
}: {
  readonly say: PublicWords
  readonly path: string
  readonly days: readonly ClassDay[]
}): JSX.Element | null =>
  days.length === 0 ? null : (
    <p class="acts">
      <a href={path} download>
        {say.toCalendar}
      </a>
    </p>
  )

/** What was done: somebody signed up, did so signed in with the address, or had the link to their place made anew. */
type Thanked = 'signed up' | 'own' | 'renewed'

/** What was booked, as anybody may see it: whoever signs up is told the same, so that nobody learns who had signed up before. */
type Booked = { readonly held: Session; readonly days: readonly ClassDay[]; readonly isSeat: boolean }

type ThanksShown = { readonly at: Publicly; readonly of: Thanked; readonly booked?: Booked }

/** What was booked, and what happens next after a sign-up or a new link: a mail, or the link in the hands of whoever runs the class. */
export function ThanksPage({ at: here, of, booked }: ThanksShown): JSX.Element {
  const say = publicWords[here.language]
  const [mailed, unsent] = {
    'signed up': [say.thanksMore(holdHours.mailed), say.unsentMore(holdHours.handedOver)],
    own: [say.thanksOwn, say.unsentOwn],
    renewed: [say.renewed, say.renewedUnsent],
  }[of]
  return (
    <OpenPage at={here} title={isAnythingMailed() ? say.thanks : of === 'renewed' ? say.link : say.unsent}>
      {booked && (
        <p class="lead">{say.booked[`${booked.isSeat ? 'seat' : 'list'} ${of === 'own' ? 'taken' : 'held'}`]}</p>
      )}
      <p class={booked ? undefined : 'lead'}>{isAnythingMailed() ? mailed : unsent}</p>
      {booked && (
        <section aria-labelledby="booked">
          <h2 id="booked">{booked.held.course}</h2>
          <About say={say} at={here} held={booked.held} days={booked.days} showsLink={false} />
          <ToCalendar say={say} path={`${here.path}/calendar`} days={booked.days} />
          <p class="help">{say.bookedBefore}</p>
        </section>
      )}
      <p>
        <a href={`/${here.county.slug}/classes${atLanguage(here.language)}`}>{say.all}</a>
      </p>
    </OpenPage>
  )
}

export function GonePage({ at: here }: { at: Publicly }): JSX.Element {
  const say = publicWords[here.language]
  return (
    <OpenPage at={here} title={say.gone}>
      <p>{say.goneMore}</p>
      <p>
        <a href={`/${here.county.slug}/classes${atLanguage(here.language)}`}>{say.all}</a>
      </p>
    </OpenPage>
  )
}
