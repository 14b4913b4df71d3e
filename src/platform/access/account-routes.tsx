import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { isId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import { goTo, notFound, page } from '../http/answer.tsx'
import type { OpenCall, OpenRoute } from '../http/open-route.ts'
import { parseTyped } from '../http/parse.ts'
import type { Actor } from '../http/route.ts'
import { Typed } from '../http/typed.ts'
import { guessed, guessedRight } from '../tries.ts'
import { fresh } from '../ui/form.tsx'
import { endSessions, type Oneself, readAccount, renameSelf, replacePlaceholder, setPassword } from './account.ts'
import { type AccountForm, AccountPage } from './account-pages.tsx'
import { renamePasskey } from './account-store.ts'
import { AddOrganisationPage, ChoosePage } from './choose-pages.tsx'
import { deviceOf } from './device.ts'
import { asJson, ceremonyAnswer } from './json.ts'
import { ownGuessCounts } from './limits.ts'
import { addressForm, newOrganisationForm, passkeyForm, passwordForm, personForm } from './model.ts'
import { addPasskey, beginAddingPasskey, removePasskey } from './passkeys.ts'
import { endPhone, phonesOf } from './phones.ts'
import { tooMany } from './rules.ts'
import { addOrganisation } from './set-up.ts'

/** One's own account, and choosing or adding an organisation. Nobody passes who is not signed in. */
export const accountRoutes = (): readonly OpenRoute[] => [
  { method: 'GET', path: '/account', answer: signedIn(show) },
  { method: 'POST', path: '/account/name', answer: signedIn(rename) },
  { method: 'POST', path: '/account/address', answer: signedIn(changeAddress) },
  { method: 'POST', path: '/account/password', answer: signedIn(changePassword) },
  { method: 'POST', path: '/account/passkeys/options', answer: signedIn(passkeyOptions) },
  { method: 'POST', path: '/account/passkeys/verify', answer: signedIn(passkeyVerify) },
  { method: 'POST', path: '/account/passkeys/rename', answer: signedIn(passkeyRename) },
  { method: 'POST', path: '/account/passkeys/remove', answer: signedIn(passkeyRemove) },
  { method: 'POST', path: '/account/sessions/end', answer: signedIn(end) },
  { method: 'POST', path: '/account/phones/end', answer: signedIn(endOwnPhone) },
  { method: 'GET', path: '/team', answer: signedIn(choose) },
  { method: 'GET', path: '/team/organisations', answer: signedIn(showAdd) },
  { method: 'POST', path: '/team/organisations', answer: signedIn(add) },
]

type Call = OpenCall & { readonly actor: Actor; readonly oneself: Oneself }

const signedIn =
  (answer: (call: Call) => Promise<Response>) =>
  async (call: OpenCall): Promise<Response> => {
    const { actor, request, clock, baseUrl, url } = call
    if (!actor && request.method !== 'GET') return new Response(null, { status: 401 })
    if (!actor) return goTo(`/sign-in?returnTo=${encodeURIComponent(url.pathname)}`)
    const device = deviceOf(request.headers.get('user-agent'))
    return answer({
      ...call,
      actor,
      oneself: { id: actor.id, sessionId: actor.sessionId, device, now: clock(), baseUrl },
    })
  }

async function show(
  call: Call,
  refused?: { which: AccountForm; typed: Typed; problems: readonly Problem[] },
  status = refused ? 422 : 200,
): Promise<Response> {
  const account = await readAccount(call.db, call.oneself)
  const phones = await call.db.door('access.seePhones', (door) => phonesOf(door, call.actor.id))
  const said = refused ? null : call.url.searchParams.get('said')
  const form = refused && { which: refused.which, form: { typed: refused.typed, problems: refused.problems } }
  return page(
    <AccountPage actor={call.actor} account={account} phones={phones} said={said} {...(form && { refused: form })} />,
    status,
  )
}

async function rename(call: Call): Promise<Response> {
  const typed = await call.typed()
  const form = parseTyped(personForm, typed, 'access.name-wrong')
  const saved = form.ok ? await renameSelf(call.db, call.oneself, form.value.name) : form
  return saved.ok ? goTo('/account?said=saved') : show(call, { which: 'name', typed, problems: saved.problems })
}

async function changeAddress(call: Call): Promise<Response> {
  const typed = await call.typed()
  const form = parseTyped(addressForm, typed, 'access.address-wrong')
  const saved = form.ok ? await replacePlaceholder(call.db, call.oneself, form.value.email) : form
  return saved.ok ? goTo('/account?said=saved') : show(call, { which: 'address', typed, problems: saved.problems })
}

async function changePassword(call: Call): Promise<Response> {
  const form = parseTyped(passwordForm, await call.typed(), 'access.password-wrong')
  const counts = ownGuessCounts(call.actor.id)
  const wait = await guessed(call.db, counts)
  if (wait > 0) return show(call, { which: 'password', typed: new Typed(), problems: [tooMany(wait)] }, 429)
  const saved = form.ok ? await setPassword(call.db, call.oneself, form.value) : form
  if (saved.ok || !saved.problems.some(({ code }) => code === 'access.wrong')) await guessedRight(call.db, counts)
  if (saved.ok) return goTo('/account?said=password-set')
  return show(call, { which: 'password', typed: new Typed(), problems: saved.problems })
}

async function passkeyOptions(call: Call): Promise<Response> {
  const begun = await beginAddingPasskey(call.db, call.oneself)
  return begun.ok ? asJson(begun.value) : asJson({ problems: begun.problems }, 422)
}

async function passkeyVerify(call: Call): Promise<Response> {
  const typed = await call.typed()
  const sent = ceremonyAnswer<RegistrationResponseJSON>(typed)
  const named = parseTyped(
    personForm,
    new Typed([['name', typed.text('name').trim() || call.oneself.device]]),
    'access.name-wrong',
  )
  if (!sent.ok) return asJson({ problems: sent.problems }, 422)
  if (!named.ok) return asJson({ problems: named.problems }, 422)
  const added = await addPasskey(call.db, { ...sent.value, name: named.value.name }, call.oneself)
  return added.ok ? asJson({ goTo: '/account?said=passkey-added' }) : asJson({ problems: added.problems }, 422)
}

async function passkeyRename(call: Call): Promise<Response> {
  const typed = await call.typed()
  const form = parseTyped(passkeyForm, typed, 'access.name-wrong')
  if (!form.ok) return show(call, { which: 'passkey', typed, problems: withoutFields(form.problems) })
  const { id, name } = form.value
  await call.db.door('access.renamePasskey', (door) => renamePasskey(door, call.actor.id, id, name))
  return goTo('/account?said=saved')
}

async function passkeyRemove(call: Call): Promise<Response> {
  const typed = await call.typed()
  const removed = await removePasskey(call.db, call.oneself, typed.text('id'))
  return removed.ok
    ? goTo('/account?said=passkey-removed')
    : show(call, { which: 'passkey', typed, problems: removed.problems })
}

// The field is inside a folded part of the page, so the message stands at the top of its section alone.
const withoutFields = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map(({ code, message }) => ({ code, message }))

async function end(call: Call): Promise<Response> {
  const id = (await call.typed()).text('id')
  if (id !== 'others' && !isId(id)) return notFound()
  await endSessions(call.db, call.oneself, id === 'others' ? null : id)
  return goTo('/account?said=ended')
}

async function endOwnPhone(call: Call): Promise<Response> {
  const id = (await call.typed()).text('id')
  if (!isId(id)) return notFound()
  await endPhone(call.db, call.oneself, id)
  return goTo('/account?said=ended')
}

async function choose({ actor, url }: Call): Promise<Response> {
  const [only, second] = actor.memberships
  if (only && !second && !url.searchParams.has('choose')) return goTo(`/team/${only.slug}`)
  return page(<ChoosePage actor={actor} />)
}

async function showAdd({ actor, baseUrl }: Call): Promise<Response> {
  if (!actor.isOperator) return notFound()
  return page(<AddOrganisationPage actor={actor} form={fresh()} host={new URL(baseUrl).host} />)
}

async function add(call: Call): Promise<Response> {
  const { actor, db, baseUrl } = call
  if (!actor.isOperator) return notFound()
  const typed = await call.typed()
  const form = parseTyped(newOrganisationForm, typed, 'access.organisation-wrong')
  const added = form.ok ? await addOrganisation(db, { ...form.value, isSample: false }, actor.id) : form
  if (added.ok) return goTo(`/team/${added.value.slug}/today`)
  const host = new URL(baseUrl).host
  return page(<AddOrganisationPage actor={actor} form={{ typed, problems: added.problems }} host={host} />, 422)
}
