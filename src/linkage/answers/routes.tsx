import { dayIn } from '../../core/day.ts'
import { languageAsked } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import { hashOf } from '../../platform/access/secret.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import { page } from '../../platform/http/answer.tsx'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import { Typed } from '../../platform/http/typed.ts'
import { wrongSecret } from '../../platform/tries.ts'
import type { OpenAt } from '../../platform/ui/open-page.tsx'
import { refusedLink } from '../../platform/ui/refused-link.tsx'
import type { LinkageNeeds } from '../needs.ts'
import { answerForm } from '../onward/model.ts'
import { countyBehind } from '../onward/store.ts'
import { servedPerson } from '../people.ts'
import { answerLink, isGone, openedLink } from './actions.ts'
import { AnswerPage, ThanksPage } from './pages.tsx'
import { overdoseOn } from './store.ts'
import { goneWords } from './words.ts'

/**
 * A partner's answer without an account. Opening the link changes nothing, so that whatever looks at mail may; only a pressed
 * button does. A link that opens nothing says the same whatever the reason, and names nobody.
 */
export const answerRoutes = (needs: LinkageNeeds): readonly OpenRoute[] => [
  { method: 'GET', path: '/answer/:token', answer: (call) => show(call, needs) },
  { method: 'POST', path: '/answer/:token', answer: (call) => send(call, needs) },
]

/** Kept by nobody, found by no search. */
const unseen = { 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' }

const secretOf = ({ params }: OpenCall): Buffer | null => {
  const secret = params.token ?? ''
  return /^[\w-]{43}$/.test(secret) ? hashOf(secret) : null
}

async function show(
  call: OpenCall,
  needs: LinkageNeeds,
  again: { readonly typed: Typed; readonly problems: readonly Problem[] } = { typed: new Typed(), problems: [] },
): Promise<Response> {
  const hash = secretOf(call)
  const county = hash && (await countyBehind(call.db, hash))
  const found =
    hash &&
    county &&
    (await call.db.read({ org: county.org, person: null }, async (tx) => {
      const organisation = await readOrganisation(tx)
      const today = dayIn(organisation.timeZone, call.clock())
      const opened = await openedLink(tx, hash, { now: call.clock(), today })
      if (!opened) return null
      const { onward, shared } = opened
      const keys = await needs.seals.keysOf(tx)
      return {
        opened,
        organisation,
        // Who it is about is opened only as far as it is shared.
        person: shared.what.some((one) => one === 'identity' || one === 'contact')
          ? await servedPerson(tx, needs.seals, onward.personId)
          : null,
        note: shared.what.includes('help')
          ? keys.open({ table: 'onward_referral', column: 'note', id: onward.id }, onward.note)
          : '',
        overdoseOn: shared.what.includes('overdose') ? await overdoseOn(tx, onward.referralId) : null,
      }
    }))
  if (!found) return gone(call)
  const language = languageAsked(again.typed.text('pageLanguage') || call.url.searchParams.get('lang'))
  const at: OpenAt = { county: found.organisation, language, path: call.url.pathname }
  return page(<AnswerPage at={at} {...found} {...again} />, again.problems.length > 0 ? 422 : 200, unseen)
}

async function send(call: OpenCall, needs: LinkageNeeds): Promise<Response> {
  const hash = secretOf(call)
  const county = hash && (await countyBehind(call.db, hash))
  if (!hash || !county) return gone(call)
  const typed = await call.typed()
  const form = parseTyped(answerForm, typed, 'linkage.answer-wrong')
  if (!form.ok) return show(call, needs, { typed, problems: form.problems })
  const scope = { org: county.org, person: null }
  const { organisation, today } = await call.db.read(scope, async (tx) => {
    const one = await readOrganisation(tx)
    return { organisation: one, today: dayIn(one.timeZone, call.clock()) }
  })
  const done = await answerLink({ db: call.db, scope, today }, { hash, form: form.value, needs })
  if (!done.ok)
    return done.problems.some(({ code }) => isGone(code))
      ? gone(call)
      : show(call, needs, { typed, problems: done.problems })
  const at: OpenAt = {
    county: organisation,
    language: languageAsked(typed.text('pageLanguage')),
    path: call.url.pathname,
  }
  return page(<ThanksPage at={at} isOpen={!['not come', 'no place'].includes(form.value.answer)} />, 200, unseen)
}

/** Used, late, ended, of a consent that is no more, or never given: one answer. */
const gone = async (call: OpenCall): Promise<Response> =>
  refusedLink(call, { say: goneWords, status: 410, wait: await wrongSecret(call.db, call.network) })
