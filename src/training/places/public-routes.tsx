import type { JSX } from 'preact'
import { dayIn } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { type Language, languageAsked } from '../../core/language.ts'
import { ok, type Problem, type Result } from '../../core/result.ts'
import type { Scope, Tx } from '../../platform/db/db.ts'
import type { Hand } from '../../platform/db/verbs.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { countyOf } from '../../platform/http/county.ts'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { guessed, mayTry, untried, wrongSecret } from '../../platform/tries.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { openSessions, session } from '../sessions/store.ts'
import { acceptOffer, renewLink, signUp, withdraw } from './actions.ts'
import { limits, mailCounts } from './limits.ts'
import { placeBehind } from './links.ts'
import { type Place, signUpForm } from './model.ts'
import { MyPlacePage } from './my-place-page.tsx'
import type { Publicly } from './public-pages.tsx'
import { ClassesPage, ClassPage, GonePage, ThanksPage } from './public-pages.tsx'
import { publicWords } from './public-words.ts'
import { beginOf, hasSeatToGive, maySignUp } from './rules.ts'
import { aheadOf, type County, county } from './store.ts'

/** What a room beside this one shows on the page of one's own place, such as the question before a class. */
export type OnMyPlace = (
  tx: Tx,
  mine: {
    readonly place: Place
    readonly at: Publicly
    readonly now: Date
    readonly isSaid: string
  },
) => Promise<JSX.Element | null>

/** Classes for anybody: the open ones, signing up, and one's own place behind a key that came by mail. */
export const publicClassRoutes = (needs: TrainingNeeds, onMyPlace: OnMyPlace): readonly OpenRoute[] => [
  { method: 'GET', path: '/:county/classes', answer: (call) => list(call) },
  { method: 'GET', path: '/:county/classes/:session', answer: (call) => show(call) },
  { method: 'POST', path: '/:county/classes/:session', answer: (call) => send(call, needs) },
  { method: 'GET', path: '/:county/classes/mine/:key', answer: (call) => mine(call, onMyPlace) },
  {
    method: 'POST',
    path: '/:county/classes/mine/:key/accept',
    answer: (call) => onMine(call, onMyPlace, 'accept', (hand) => accepted(call, hand, needs)),
  },
  ...(
    [
      ['withdraw', withdraw],
      ['renew', renewLink],
    ] as const
  ).map(
    ([name, verb]): OpenRoute => ({
      method: 'POST',
      path: `/:county/classes/mine/:key/${name}`,
      answer: (call) => onMine(call, onMyPlace, name, (hand) => verb(hand, { secret: call.params.key ?? '', needs })),
    }),
  ),
]

/** The hand of somebody outside: nobody's name, on the day of the county. */
export const handOf = ({ db, clock }: OpenCall, scope: Scope, { zone }: County): Hand => ({
  db,
  scope,
  today: dayIn(zone, clock()),
})

/** Whose page is asked for, in which language. */
export const publicly = async (tx: Tx, call: OpenCall, usual?: Language): Promise<Publicly> => ({
  county: await county(tx),
  language: languageAsked(call.url.searchParams.get('lang'), usual),
  path: call.url.pathname,
})

async function list(call: OpenCall): Promise<Response> {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  return call.db.read(scope, async (tx) => {
    const at = await publicly(tx, call)
    const open = await openSessions(tx, dayIn(at.county.zone, call.clock()))
    const sessions = []
    for (const held of open)
      if (maySignUp(held, beginOf(at.county.zone, held), call.clock()))
        sessions.push({ ...held, days: await classDaysOf(tx, held.id) })
    return page(<ClassesPage at={at} sessions={sessions} />)
  })
}

async function show(
  call: OpenCall,
  refused: { readonly form: Refused; readonly language?: Language } = { form: fresh() },
  status = 200,
): Promise<Response> {
  const scope = await countyOf(call)
  const id = call.params.session ?? ''
  if (!scope || !isId(id)) return notFound()
  return call.db.read(scope, async (tx) => {
    const held = await session(tx, id)
    // A class that was never opened is not there for the public.
    if (!held?.isOpen) return notFound()
    const at = await publicly(tx, call, refused.language)
    const isOpen = maySignUp(held, beginOf(at.county.zone, held), call.clock())
    return page(
      <ClassPage at={at} held={held} days={await classDaysOf(tx, id)} isOpen={isOpen} form={refused.form} />,
      status,
    )
  })
}

async function send(call: OpenCall, needs: TrainingNeeds): Promise<Response> {
  const scope = await countyOf(call)
  const id = call.params.session ?? ''
  if (!scope || !isId(id)) return notFound()
  const sent = await call.typed()
  const language = languageAsked(sent.text('language'))
  const say = publicWords[language]
  const again = (problems: readonly Problem[], status: number): Promise<Response> =>
    show(call, { form: { typed: sent, problems }, language }, status)
  const form = parseTyped(signUpForm, sent, 'training.sign-up-wrong')
  if (!form.ok)
    return again(
      form.problems.map((problem) => ({ ...problem, message: say.problems[problem.field ?? ''] ?? problem.message })),
      422,
    )
  // A program fills every field it finds; people do not see this one.
  const isMachine = form.value.website !== ''
  const { email } = form.value
  const isOwn = isOwnAddress(call, scope, email)
  if ((await guessed(call.db, mailCounts(call.network, scope.org, email))) > 0)
    return again([{ code: 'training.too-many', message: say.problems.many ?? '' }], 429)
  // Whoever signed up already is counted too: else the answer would tell who is on a roster.
  if (!isOwn && !(await mayTry(call.db, limits.unconfirmed, `${call.network} ${id}`))) {
    await untried(call.db, limits.unconfirmed, `${call.network} ${id}`) // what was refused waits for nobody
    return again([{ code: 'training.unconfirmed', message: say.problems.unconfirmed ?? '' }], 429)
  }
  const { here, held, days } = await call.db.read(scope, async (tx) => ({
    here: await county(tx),
    held: await session(tx, id),
    days: await classDaysOf(tx, id),
  }))
  if (!held?.isOpen) return notFound()
  const done = isMachine
    ? ok({ isSeat: hasSeatToGive(held) })
    : await signUp(handOf(call, scope, here), { sessionId: id, form: form.value, isOwn, needs })
  if (!done.ok) return again([{ code: 'training.closed', message: say.problems.closed ?? '' }], 422)
  const at = { county: here, language, path: call.url.pathname }
  return page(<ThanksPage at={at} of={isOwn ? 'own' : 'signed up'} booked={{ held, days, ...done.value }} />)
}

const isOwnAddress = ({ actor }: OpenCall, { org }: Scope, email: string): boolean =>
  actor !== null && actor.email === email && actor.memberships.some((one) => one.org === org)

/** Accepts, and counts a confirmation back that comes from where the sign-up came from. */
async function accepted(call: OpenCall, hand: Hand, needs: TrainingNeeds): Promise<Result<unknown>> {
  const done = await acceptOffer(hand, { secret: call.params.key ?? '', needs })
  if (done.ok && done.value.confirmedIn)
    await untried(call.db, limits.unconfirmed, `${call.network} ${done.value.confirmedIn}`)
  return done
}

/** The page of one's own place. Looking changes nothing: programs that check mails look too. */
export async function mine(
  call: OpenCall,
  onMyPlace: OnMyPlace,
  problem: { readonly field: string | null; readonly reason: string; readonly message?: string } | null = null,
): Promise<Response> {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  const now = call.clock()
  return call.db.read(scope, async (tx) => {
    const place = await placeBehind(tx, call.params.key ?? '', now)
    const held = place && (await session(tx, place.sessionId))
    const path = `/${call.params.county}/classes/mine/${call.params.key}`
    const at = { ...(await publicly(tx, call, place?.language)), path }
    if (!place || !held) return page(<GonePage at={at} />, (await wrongSecret(call.db, call.network)) > 0 ? 429 : 410)
    const say = publicWords[at.language]
    const isSaid = call.url.searchParams.get('said') ?? ''
    const shown = ({ field, reason, message }: NonNullable<typeof problem>): Problem => ({
      code: `training.${reason}`,
      message: message ?? say.problems[reason] ?? say.problems.other ?? '',
      ...(field !== null && { field }),
    })
    const said: Readonly<Record<string, string>> = {
      accept: say.states[place.state === 'waiting' ? 'waiting' : 'seated'],
      withdraw: say.states.withdrawn,
      here: say.attended,
      answer: say.answered,
      feedback: say.feedbackThanks,
    }
    return page(
      <MyPlacePage
        at={at}
        held={held}
        days={await classDaysOf(tx, held.id)}
        place={place}
        ahead={place.state === 'waiting' ? await aheadOf(tx, place) : 0}
        hasBegun={beginOf(at.county.zone, held) <= now}
        now={now}
        today={dayIn(at.county.zone, now)}
        said={said[isSaid] ?? null}
        form={{ typed: new Typed(), problems: problem ? [shown(problem)] : [] }}
      >
        {await onMyPlace(tx, { place, at, now, isSaid })}
      </MyPlacePage>,
      problem ? (problem.reason === 'many' ? 429 : 422) : 200,
    )
  })
}

const reasons: Readonly<Record<string, string>> = {
  'training.offer-passed': 'passed',
  'training.has-begun': 'begun',
  'training.not-begun': 'early',
  'training.code-wrong': 'code',
  'training.too-many': 'many',
  'training.scale-wrong': 'scale',
  'training.rating-wrong': 'rating',
}

/** Does something to the place that the key opens, and comes back to its page. */
export async function onMine(
  call: OpenCall,
  onMyPlace: OnMyPlace,
  said: string,
  verb: (hand: Hand) => Promise<Result<unknown>>,
): Promise<Response> {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  const done = await verb(handOf(call, scope, await call.db.read(scope, county)))
  const language = languageAsked(call.url.searchParams.get('lang')) === 'es' ? '&lang=es' : ''
  const path = `/${call.params.county}/classes/mine/${call.params.key}`
  if (done.ok && said === 'renew')
    return call.db.read(scope, async (tx) => {
      const at = await publicly(tx, call)
      return page(<ThanksPage at={at} of="renewed" />)
    })
  if (done.ok) return goTo(`${path}?said=${said}${language}`)
  const [first] = done.problems
  return mine(call, onMyPlace, {
    field: first?.field ?? null,
    reason: reasons[first?.code ?? ''] ?? '',
    // It is said in the language of the place already, with the time.
    ...(first?.code === 'training.code-early' && { message: first.message }),
  })
}
