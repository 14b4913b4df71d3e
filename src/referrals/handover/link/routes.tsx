import { dayIn } from '../../../core/day.ts'
import { type Language, languageAsked } from '../../../core/language.ts'
import { hashOf } from '../../../platform/access/secret.ts'
import { readOrganisation } from '../../../platform/access/store.ts'
import { goTo, page } from '../../../platform/http/answer.tsx'
import type { OpenCall, OpenRoute } from '../../../platform/http/open-route.ts'
import { parseTyped } from '../../../platform/http/parse.ts'
import type { Refused } from '../../../platform/http/route.ts'
import { tried, wrongSecret } from '../../../platform/tries.ts'
import { fresh } from '../../../platform/ui/form.tsx'
import type { OpenAt } from '../../../platform/ui/open-page.tsx'
import { refusedLink } from '../../../platform/ui/refused-link.tsx'
import { handOverByLink, linkUsed } from '../actions.ts'
import { startOf } from '../fields.tsx'
import type { HandingOver } from '../keys/model.ts'
import { standingOf, type Told } from '../keys/rules.ts'
import { handingOver, type KeyBehind, keyBehind } from '../keys/store.ts'
import { limits } from '../limits.ts'
import { linkForm } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { asProgram, standingFor } from '../sent/store.ts'
import { LinkFormPage, LinkStandingPage } from './pages.tsx'
import { nowhereWords, problemIn } from './words.ts'

/** The form behind a single-use link, and afterwards how its referral stands. Opening it does nothing. */
export const linkRoutes = (needs: HandoverNeeds): readonly OpenRoute[] => [
  { method: 'GET', path: '/handover/:token', answer: (call) => show(call, needs) },
  { method: 'POST', path: '/handover/:token', answer: (call) => send(call, needs) },
]

/** A link that is there; `told` once it was used. */
type Link = { readonly key: KeyBehind; readonly partner: HandingOver; readonly at: OpenAt; readonly told: Told | null }

/** A link, in the language that a form was `asked` in, or that its address asks for. */
async function linkOf({ params, db, url }: OpenCall, now: Date, asked = ''): Promise<Link | null> {
  const secret = /^[\w-]{43}$/.exec(params.token ?? '')?.[0]
  const key = secret === undefined ? null : await keyBehind(db, hashOf(secret))
  if (key?.kind !== 'link' || !['open', 'used'].includes(standingOf(key, now))) return null
  return asProgram(db, key.org, async (tx) => {
    const partner = await handingOver(tx, key.partnerId)
    if (!partner) return null
    const at: OpenAt = {
      county: await readOrganisation(tx),
      language: languageAsked(asked || url.searchParams.get('lang')),
      path: url.pathname,
    }
    return { key, partner, at, told: key.referralId === null ? null : await standingFor(tx, partner, key.referralId) }
  })
}

/** One that was never given, was ended, or is over: which of them is not said. */
const nowhere = async (call: OpenCall): Promise<Response> =>
  refusedLink(call, { say: nowhereWords, status: 404, wait: await wrongSecret(call.db, call.network) })

// A form needs its own address to be said when it is sent; once it was used, nothing is.
const unsought = { 'x-robots-tag': 'noindex, nofollow' }
const secretly = { ...unsought, 'referrer-policy': 'no-referrer' }

async function show(call: OpenCall, { clock }: HandoverNeeds): Promise<Response> {
  const link = await linkOf(call, clock())
  return link ? pageOf(link) : nowhere(call)
}

const pageOf = ({ at, partner, told }: Link, form: Refused = fresh(startOf(partner)), status = 200): Response =>
  told === null
    ? page(<LinkFormPage at={at} partner={partner.name} form={form} />, status, unsought)
    : page(<LinkStandingPage at={at} told={told} trouble={troubleIn(at.language, form)} />, status, secretly)

const troubleIn = (language: Language, { problems: [first] }: Refused): string | undefined =>
  first && problemIn(language, first)

async function send(call: OpenCall, needs: HandoverNeeds): Promise<Response> {
  const found = await linkOf(call, needs.clock())
  if (!found) return nowhere(call)
  const wait = await tried(call.db, limits.form, call.network)
  if (wait > 0) return refusedLink(call, { say: nowhereWords, status: 404, wait })
  const typed = await call.typed()
  const language = languageAsked(typed.text('pageLanguage') || found.at.language)
  const link = { ...found, at: { ...found.at, language } }
  const { key, partner } = link
  if (link.told !== null) return pageOf(link, { typed, problems: linkUsed.problems }, 409)
  const form = parseTyped(linkForm, typed, 'referrals.handover-wrong')
  if (!form.ok) return pageOf(link, { typed, problems: form.problems }, 422)
  const { pageLanguage: _, ...told } = form.value
  const hand = { db: call.db, scope: { org: key.org, person: null }, today: dayIn(key.timeZone, needs.clock()) }
  const done = await handOverByLink(hand, {
    keyId: key.id,
    partnerId: partner.id,
    form: told,
    needs,
  })
  if (done.ok) return goTo(language === 'en' ? call.url.pathname : `${call.url.pathname}?lang=${language}`, secretly)
  // Somebody else may have used it, or ended it, a moment ago.
  const now = await linkOf(call, needs.clock(), language)
  if (!now) return nowhere(call)
  return pageOf(now, { typed, problems: done.problems }, now.told === null ? 422 : 409)
}
