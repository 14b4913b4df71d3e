import type { JSX } from 'preact'
import { dayIn } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import type { Result } from '../../core/result.ts'
import type { Scope, Tx } from '../../platform/db/db.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import { mayTry } from '../../platform/tries.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { openSessions, session } from '../sessions/store.ts'
import { acceptOffer, renewLink, signUp, withdraw } from './actions.ts'
import { limits } from './limits.ts'
import { type Language, type Place, signUpForm } from './model.ts'
import { ClassesPage, ClassPage, GonePage, MyPlacePage, type Publicly, ThanksPage } from './public-pages.tsx'
import { publicWords } from './public-words.ts'
import { beginOf, maySignUp } from './rules.ts'
import { aheadOf, county, placeBehind } from './store.ts'

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
  ...(
    [
      ['accept', acceptOffer],
      ['withdraw', withdraw],
      ['renew', renewLink],
    ] as const
  ).map(
    ([name, verb]): OpenRoute => ({
      method: 'POST',
      path: `/:county/classes/mine/:key/${name}`,
      answer: (call) =>
        onMine(call, onMyPlace, name, (scope) => verb(call.db, scope, { secret: call.params.key ?? '', needs })),
    }),
  ),
]

/** The organisation whose address it is; null for an address that is nobody's. */
export async function scopeOf({ db, params }: OpenCall): Promise<Scope | null> {
  const found = await db.door('training.findCounty', (door) =>
    door
      .selectFrom('organisation')
      .select('org_id')
      .where('slug', '=', params.county ?? '')
      .executeTakeFirst(),
  )
  return found ? { org: found.org_id, person: null } : null
}

/** The language asked for; one's own page is in the language of the person. */
const languageOf = ({ url }: OpenCall, usual: Language = 'en'): Language => {
  const asked = url.searchParams.get('lang')
  return asked === 'es' || asked === 'en' ? asked : usual
}

const publicly = async (tx: Tx, call: OpenCall, usual?: Language): Promise<Publicly> => ({
  county: await county(tx),
  language: languageOf(call, usual),
  path: call.url.pathname,
})

async function list(call: OpenCall): Promise<Response> {
  const scope = await scopeOf(call)
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

type Mended = readonly { readonly field: string | null; readonly message: string }[]

async function show(
  call: OpenCall,
  refused: { typed: { name: string; email: string }; problems: Mended; language?: Language } = {
    typed: { name: '', email: '' },
    problems: [],
  },
  status = 200,
): Promise<Response> {
  const scope = await scopeOf(call)
  const id = call.params.session ?? ''
  if (!scope || !isId(id)) return notFound()
  return call.db.read(scope, async (tx) => {
    const held = await session(tx, id)
    // A class that was never opened is not there for the public.
    if (!held?.isOpen) return notFound()
    const at = await publicly(tx, call, refused.language)
    const isOpen = maySignUp(held, beginOf(at.county.zone, held), call.clock())
    return page(<ClassPage at={at} held={held} days={await classDaysOf(tx, id)} isOpen={isOpen} {...refused} />, status)
  })
}

async function send(call: OpenCall, needs: TrainingNeeds): Promise<Response> {
  const scope = await scopeOf(call)
  const id = call.params.session ?? ''
  if (!scope || !isId(id)) return notFound()
  const sent = await call.typed()
  const language: Language = sent.text('language') === 'es' ? 'es' : 'en'
  const say = publicWords[language]
  const again = (problems: Mended, status: number): Promise<Response> =>
    show(call, { typed: { name: sent.text('name'), email: sent.text('email') }, problems, language }, status)
  const form = parseTyped(signUpForm, sent, 'training.sign-up-wrong')
  if (!form.ok)
    return again(
      form.problems.map(({ field = null, message }) => ({ field, message: say.problems[field ?? ''] ?? message })),
      422,
    )
  // A program fills every field it finds; people do not see this one.
  const isMachine = form.value.website !== ''
  if (
    !(await mayTry(call.db, limits.signUp, call.remoteAddress)) ||
    !(await mayTry(call.db, limits.mailTo, form.value.email))
  )
    return again([{ field: null, message: say.problems.many ?? '' }], 429)
  const done = isMachine
    ? { ok: true as const }
    : await signUp(call.db, scope, { sessionId: id, form: form.value, needs })
  if (!done.ok) return again([{ field: null, message: say.problems.closed ?? '' }], 422)
  return call.db.read(scope, async (tx) =>
    page(<ThanksPage at={{ county: await county(tx), language, path: call.url.pathname }} />),
  )
}

/** The page of one's own place. Looking changes nothing: programs that check mails look too. */
export async function mine(
  call: OpenCall,
  onMyPlace: OnMyPlace,
  problem: { readonly field: string | null; readonly reason: string } | null = null,
): Promise<Response> {
  const scope = await scopeOf(call)
  if (!scope) return notFound()
  const isTried = await mayTry(call.db, limits.lookUp, call.remoteAddress)
  const now = call.clock()
  return call.db.read(scope, async (tx) => {
    const place = isTried ? await placeBehind(tx, call.params.key ?? '', now) : null
    const held = place && (await session(tx, place.sessionId))
    const path = `/${call.params.county}/classes/mine/${call.params.key}`
    const at = { ...(await publicly(tx, call, place?.language)), path }
    if (!place || !held) return page(<GonePage at={at} />, isTried ? 410 : 429)
    const say = publicWords[at.language]
    const isSaid = call.url.searchParams.get('said') ?? ''
    const said: Readonly<Record<string, string>> = {
      accept: say.states.seated,
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
        problems={problem ? [{ field: problem.field, message: say.problems[problem.reason] ?? say.mend }] : []}
      >
        {await onMyPlace(tx, { place, at, now, isSaid })}
      </MyPlacePage>,
      problem ? 422 : 200,
    )
  })
}

const reasons: Readonly<Record<string, string>> = {
  'training.offer-passed': 'passed',
  'training.has-begun': 'begun',
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
  verb: (scope: Scope) => Promise<Result<unknown>>,
): Promise<Response> {
  const scope = await scopeOf(call)
  if (!scope) return notFound()
  const done = await verb(scope)
  const language = languageOf(call) === 'es' ? '&lang=es' : ''
  const path = `/${call.params.county}/classes/mine/${call.params.key}`
  if (done.ok && said === 'renew')
    return call.db.read(scope, async (tx) => {
      const at = await publicly(tx, call)
      return page(<ThanksPage at={at} said={publicWords[at.language].renewed} />)
    })
  if (done.ok) return goTo(`${path}?said=${said}${language}`)
  const [first] = done.problems
  return mine(call, onMyPlace, { field: first?.field ?? null, reason: reasons[first?.code ?? ''] ?? '' })
}
