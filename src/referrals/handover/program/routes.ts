import { dayIn } from '../../../core/day.ts'
import { shapeOf } from '../../../core/field.ts'
import { isId } from '../../../core/id.ts'
import type { Problem } from '../../../core/result.ts'
import { asJson } from '../../../platform/access/json.ts'
import { tooMany } from '../../../platform/access/rules.ts'
import { hashOf } from '../../../platform/access/secret.ts'
import { readJsonForm } from '../../../platform/http/json-body.ts'
import type { OpenCall, OpenRoute } from '../../../platform/http/open-route.ts'
import { parseTyped } from '../../../platform/http/parse.ts'
import type { Typed } from '../../../platform/http/typed.ts'
import { tried, wrongSecret } from '../../../platform/tries.ts'
import { handOverByToken } from '../actions.ts'
import type { HandingOver } from '../keys/model.ts'
import { standingOf } from '../keys/rules.ts'
import { handingOver, type KeyBehind, keyBehind } from '../keys/store.ts'
import { limits } from '../limits.ts'
import { partnerForm } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { asProgram, standingFor } from '../sent/store.ts'

/** The door of programs that hand over with a token: the same fields as the form, as JSON. A token is read nowhere but in the header. */
export const programRoutes = (needs: HandoverNeeds): readonly OpenRoute[] => [
  { method: 'POST', path: '/api/referrals', isForPrograms: true, answer: (call) => receive(call, needs) },
  { method: 'GET', path: '/api/referrals/:referralId', isForPrograms: true, answer: (call) => tell(call, needs) },
]

/** A referral is a few hundred characters; its longest fields together are under 40,000 bytes. */
const mostBytes = 64 * 1024

type Caller = { readonly key: KeyBehind; readonly partner: HandingOver }

/** Who calls with a token that is good; else the refusal, the same for one that was never given, ended, ran out, or is a link. */
async function callerOf({ request, db, network }: OpenCall, now: Date): Promise<Caller | Response> {
  const secret = /^Bearer ([\w-]{43})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const key = secret === undefined ? null : await keyBehind(db, hashOf(secret))
  if (key?.kind === 'token' && standingOf(key, now) === 'open') {
    const partner = await asProgram(db, key.org, (tx) => handingOver(tx, key.partnerId))
    const wait = await tried(db, limits.program, key.id)
    if (wait > 0) return tooOften(wait)
    if (partner) return { key, partner }
  }
  const wait = await wrongSecret(db, network)
  return wait > 0 ? tooOften(wait) : noToken()
}

const tooOften = (wait: number): Response => asJson({ problems: [tooMany(wait)] }, 429, { 'retry-after': String(wait) })

const noToken = (): Response =>
  asJson(
    {
      problems: [{ code: 'referrals.no-token', message: 'Send a token that is good, as Authorization: Bearer TOKEN.' }],
    },
    401,
    { 'www-authenticate': 'Bearer' },
  )

const refused = (problems: readonly Problem[], status: number): Response => asJson({ problems }, status)

async function receive(call: OpenCall, needs: HandoverNeeds): Promise<Response> {
  const now = needs.clock()
  const caller = await callerOf(call, now)
  if (caller instanceof Response) return caller
  const { key, partner } = caller
  const named = call.request.headers.get('idempotency-key')
  if (named !== null && !/^[\x21-\x7e]{1,200}$/.test(named))
    return refused([{ code: 'referrals.key-wrong', message: 'Idempotency-Key is 1 to 200 plain characters.' }], 400)
  const body = await readJsonForm(call.request, mostBytes)
  if (!body.ok) return refused(body.problems, body.status)
  const unknown = unknownFields(body.typed)
  if (unknown.length > 0) return refused(unknown, 422)
  const form = parseTyped(partnerForm, body.typed, 'referrals.handover-wrong')
  if (!form.ok) return refused(form.problems, 422)
  const hand = { db: call.db, scope: { org: key.org, person: null }, today: dayIn(key.timeZone, now) }
  const taken = await handOverByToken(hand, {
    keyId: key.id,
    partnerId: partner.id,
    form: form.value,
    key: named,
    needs,
  })
  if (!taken.ok) return notTaken(taken.problems)
  const { id, how } = taken.value
  const status = await asProgram(call.db, key.org, (tx) => standingFor(tx, partner, id))
  return how === 'added' ? asJson({ id, status }, 201) : asJson({ id, status, already: true })
}

const notTaken = (problems: readonly Problem[]): Response => {
  const codes = problems.map(({ code }) => code)
  if (codes.includes('referrals.token-ended')) return noToken()
  return refused(problems, codes.includes('referrals.other-content') ? 409 : 422)
}

/** The form knows of no other fields; each that it does not know is named, and not what stood in it. */
const unknownFields = (typed: Typed): readonly Problem[] => {
  const known = shapeOf(partnerForm)
  const names = [...new Set(typed.entries().map(([name]) => name))].filter((name) => !Object.hasOwn(known, name))
  return names.slice(0, 20).map((name) => ({
    code: 'referrals.unknown-field',
    field: name.slice(0, 60),
    message: 'There is no such field.',
  }))
}

async function tell(call: OpenCall, needs: HandoverNeeds): Promise<Response> {
  const caller = await callerOf(call, needs.clock())
  if (caller instanceof Response) return caller
  const { key, partner } = caller
  const id = call.params.referralId ?? ''
  const status = isId(id) ? await asProgram(call.db, key.org, (tx) => standingFor(tx, partner, id)) : null
  return status === null
    ? refused([{ code: 'referrals.not-there', message: 'You sent no referral of this id.' }], 404)
    : asJson({ id, status })
}
