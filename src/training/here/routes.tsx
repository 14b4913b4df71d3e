import { z } from 'zod'
import { languages } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import { mailAddress, oneOf } from '../../core/text.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { countyOf } from '../../platform/http/county.ts'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute } from '../../platform/http/route.ts'
import { guessed } from '../../platform/tries.ts'
import { fresh } from '../../platform/ui/form.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { mailCounts } from '../places/limits.ts'
import { handOf, publicly } from '../places/public-routes.tsx'
import { publicWords } from '../places/public-words.ts'
import { county } from '../places/store.ts'
import { access } from '../rules.ts'
import { sendLinkAgain } from './actions.ts'
import { HerePage, SheetPage } from './pages.tsx'

const linkForm = z.strictObject({ email: mailAddress('Mail address'), language: oneOf('Language', languages) })

/** The address of the page behind the square, for whoever types it. */
export const hereAddress = ({ baseUrl }: Pick<TrainingNeeds, 'baseUrl'>, county: string): string =>
  `${baseUrl}/${county}/here`

/** Where the square in the room leads. It is the same for every class and holds no code (docs/decisions/0018). */
export const openHereRoutes = (needs: TrainingNeeds): readonly OpenRoute[] => [
  { method: 'GET', path: '/:county/here', answer: (call) => show(call) },
  { method: 'POST', path: '/:county/here', answer: (call) => send(call, needs) },
]

/** The sheet with the square, for the wall. */
export const sheetRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/here',
    may: access.write,
    answer: async (visit) => page(<SheetPage visit={visit} address={hereAddress(needs, visit.organisation.slug)} />),
  },
]

async function show(call: OpenCall, { form = fresh(), status = 200 }: { form?: Refused; status?: number } = {}) {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  // Who is signed in as a coach is one tap from the code.
  if (call.actor?.memberships.some(({ org, coachId }) => org === scope.org && coachId !== null))
    return goTo(`/team/${call.params.county}/mine/classes/code`)
  const at = await call.db.read(scope, (tx) => publicly(tx, call, form.typed.text('language') === 'es' ? 'es' : 'en'))
  return page(<HerePage at={at} form={form} isSent={call.url.searchParams.has('sent')} />, status)
}

async function send(call: OpenCall, needs: TrainingNeeds): Promise<Response> {
  const scope = await countyOf(call)
  if (!scope) return notFound()
  const typed = await call.typed()
  const form = parseTyped(linkForm, typed, 'training.link-wrong')
  const language = typed.text('language') === 'es' ? 'es' : 'en'
  const { problems: say } = publicWords[language]
  const again = (problem: Problem, status: number) => show(call, { form: { typed, problems: [problem] }, status })
  if (!form.ok) return again({ code: 'training.link-wrong', message: say.email ?? '', field: 'email' }, 422)
  if ((await guessed(call.db, mailCounts(call.network, scope.org, form.value.email))) > 0)
    return again({ code: 'training.too-many', message: say.many ?? '' }, 429)
  await sendLinkAgain(handOf(call, scope, await call.db.read(scope, county)), { email: form.value.email, needs })
  return goTo(`/${call.params.county}/here?sent${language === 'es' ? '&lang=es' : ''}`)
}
