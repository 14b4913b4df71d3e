import { dayIn } from '../core/day.ts'
import { isId } from '../core/id.ts'
import { maySignInDifferently } from '../platform/access/account.ts'
import { deviceOf } from '../platform/access/device.ts'
import { asJson } from '../platform/access/json.ts'
import { addPhone, type PhoneBehind, phoneBehind } from '../platform/access/phones.ts'
import { tooMany } from '../platform/access/rules.ts'
import { readUpTo, TooLarge } from '../platform/http/body.ts'
import { flatJson } from '../platform/http/json-body.ts'
import type { OpenCall, OpenRoute } from '../platform/http/open-route.ts'
import { parseTyped } from '../platform/http/parse.ts'
import { Typed } from '../platform/http/typed.ts'
import { tried, wrongSecret } from '../platform/tries.ts'
import { type ItemAnswer, lines as mediaType, type TodayOnPhone } from './facts.ts'
import { type Batch, type ReadItem, takeItems } from './items/actions.ts'
import { headLine, itemLine, mostItems } from './items/model.ts'
import { newestOf } from './items/store.ts'
import { inTurn } from './items/turns.ts'
import type { PhoneNeeds } from './needs.ts'
import { isForPhone } from './rules.ts'

/** The doors that a phone asks by itself: its own secret counts, and no cookie. */
export const syncRoutes = (needs: PhoneNeeds): readonly OpenRoute[] => [
  { method: 'POST', path: '/phone/set-up', answer: (call) => setUp(call) },
  { method: 'POST', path: '/phone/items', isForPrograms: true, answer: (call) => receive(call, needs) },
  { method: 'GET', path: '/phone/day', isForPrograms: true, answer: (call) => tell(call, needs) },
]

/** So often may one phone ask: it sends batches until nothing is left. */
const often = { name: 'phone', points: 120, seconds: 60 }
const mostBytes = 2_000_000

const said = (code: string, message: string, status: number): Response =>
  asJson({ problems: [{ code, message }] }, status)

/** Whose phone calls; the same answer for a secret that was never given and for none. */
async function phoneOf({ db, request, network }: OpenCall): Promise<PhoneBehind | Response> {
  const phone = await phoneBehind(db, request)
  const wait = phone ? await tried(db, often, phone.id) : await wrongSecret(db, network)
  if (wait > 0) return asJson({ problems: [tooMany(wait)] }, 429, { 'retry-after': String(wait) })
  return phone ?? said('phone.not-known', 'This phone is not set up here. Sign in and set it up again.', 401)
}

/** Sets the phone up on which somebody is signed in, for the organization that they coach in. */
async function setUp(call: OpenCall): Promise<Response> {
  const { actor, request, clock, baseUrl, db } = call
  if (!actor) return new Response(null, { status: 401 })
  const asked = (await call.typed()).text('org')
  const mine = actor.memberships.filter(({ coachId }) => coachId !== null)
  const membership = mine.find(({ id }) => id === asked) ?? (mine.length === 1 && asked === '' ? mine[0] : undefined)
  if (!membership && mine.length > 1) return asJson({ choose: mine.map(({ id, name }) => ({ id, name })) })
  const device = deviceOf(request.headers.get('user-agent'))
  const oneself = { id: actor.id, sessionId: actor.sessionId, device, now: clock(), baseUrl }
  // What is set up lasts longer than a session, so a borrowed laptop is not enough.
  const may = await maySignInDifferently(db, oneself)
  if (!may.ok) return asJson({ problems: may.problems }, 422)
  const added = await addPhone(db, oneself, membership ?? { org: 0, coachId: null })
  return added.ok
    ? asJson({ ...added.value, county: membership?.name ?? '' }, 201)
    : asJson({ problems: added.problems }, 422)
}

async function receive(call: OpenCall, needs: PhoneNeeds): Promise<Response> {
  const phone = await phoneOf(call)
  if (phone instanceof Response) return phone
  if (call.request.headers.get('content-type') !== mediaType)
    return said('phone.type', `Send lines: the header Content-Type is ${mediaType}.`, 415)
  const batch = await batchIn(call.request)
  if (batch instanceof Response) return batch
  const fault = (error: unknown, act: string): void =>
    // What failed is named by its code alone: its words may hold what was sent.
    call.log.error({ act, code: (error as { code?: string }).code ?? 'none' }, 'an item of a phone struck a fault')
  return asJson(await inTurn(phone.org, () => takeItems({ db: call.db, phone, batch, needs, fault })))
}

async function batchIn(request: Request): Promise<Batch | Response> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readUpTo(request, mostBytes))
  } catch (error) {
    if (error instanceof TooLarge) return said('phone.too-large', 'Send fewer items at a time.', 413)
    if (error instanceof TypeError) return said('phone.letters', 'The body is not UTF-8.', 400)
    throw error
  }
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  if (rest.length > mostItems) return said('phone.too-many', `Send ${mostItems} items at a time.`, 413)
  const head = lineIn(headLine, first)
  if (!head.ok) return asJson({ problems: head.problems }, 400)
  const items: ReadItem[] = []
  const broken: ItemAnswer[] = []
  rest.forEach((text, index) => {
    const line = index + 1
    const item = lineIn(itemLine, text)
    if (item.ok) items.push({ ...item.value, line })
    else broken.push({ line, id: idIn(text), standing: 'refused', problems: item.problems })
  })
  return { head: head.value, items, broken }
}

function lineIn<T>(schema: Parameters<typeof parseTyped<T>>[0], text: string) {
  const read = flatJson(text)
  return read.ok ? parseTyped(schema, new Typed(read.value), 'phone.item-wrong') : read
}

/** The id of a line that cannot be read as an item, so that its phone knows which one it was. */
function idIn(text: string): string | null {
  const read = flatJson(text)
  const id = read.ok ? new Typed(read.value).text('id') : ''
  return isId(id) ? id : null
}

/** What a phone holds of the day; nothing of one whose access ended. */
async function tell(call: OpenCall, needs: PhoneNeeds): Promise<Response> {
  const phone = await phoneOf(call)
  if (phone instanceof Response) return phone
  const { coachId, zone, org, personId } = phone
  if (phone.endedAt !== null || phone.role === null || coachId === null)
    return said(
      'phone.ended',
      'This phone was ended, or you are no coach of the team any more. It is given nothing.',
      403,
    )
  const scope = { org, person: personId }
  const now = needs.clock()
  const today = dayIn(zone, now)
  const read = await call.db.read(scope, async (tx) => {
    const followed = await needs.followed(tx, { coachId, today, isFor: (one) => isForPhone(one, today) })
    const personIds = followed.referrals.map((one) => one.personId)
    const days = []
    for (const part of needs.days) days.push(await part(tx, { coachId, zone, today }))
    return {
      ...followed,
      days,
      personIds,
      people: await needs.people(tx, personIds),
      signing: await needs.signing(tx, { today }),
      knows: await newestOf(tx, phone.id),
    }
  })
  const { personIds, ...rest } = read
  await needs.read({ db: call.db, scope }, personIds, 'phone')
  const all: TodayOnPhone = {
    ...rest,
    better_off: 1,
    county: { name: phone.county, contact: phone.contact, zone },
    coach: phone.name,
    coachId,
    today,
    now: now.toISOString(),
  }
  return asJson(all)
}
