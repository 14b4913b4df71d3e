import { newId } from '../core/id.ts'
import { ok, type Result } from '../core/result.ts'
import { partnersRoom } from '../partners/room.ts'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { put } from '../platform/db/verbs.ts'
import { doors } from '../platform/http/doors.tsx'
import type { TeamRoute } from '../platform/http/route.ts'
import { type Ask, type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { testSeals } from '../platform/sealed/test-seals.ts'
import type { ReferralState } from '../referrals/facts.ts'
import { advance, referralInHand, standAgain } from '../referrals/in-hand.ts'
import { readingOf, recordRead } from '../referrals/reads.ts'
import { answerRoutes } from './answers/routes.tsx'
import type { LinkageNeeds } from './needs.ts'
import { linkageRoutes } from './routes.tsx'
import { startTexts } from './texts/actions.ts'

/** Wilson County with a survivor whom a coach follows up, and partners; the clock stands where it is set. */
export type Shop = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly needs: LinkageNeeds & { now: Date }
  /** What was said to be moved, each time that something was. */
  readonly moved: Touched[]
  /** The signed-in coach. */
  readonly coachId: string
  readonly personId: string
  /** In the hands of the signed-in coach. */
  readonly referralId: string
  /** A treatment partner, and the police. */
  readonly rc3: string
  readonly police: string
  /** Somebody without an account asks. */
  readonly open: Ask
  readonly act: <T>(work: (tx: Tx) => Promise<Result<T>>) => Promise<T>
  /** Adds a person with a referral; of nobody, unless a coach is named. */
  readonly refer: (name: string, more?: { coachId?: string; state?: ReferralState }) => Promise<Referred>
  readonly one: (text: string, values?: unknown[]) => Promise<Record<string, unknown>>
}
export type Referred = { readonly personId: string; readonly referralId: string }

/** Noon on 15 January 2025 in Wilson. */
export const noon = new Date('2025-01-15T17:00:00Z')

export async function shop(doors: (needs: LinkageNeeds) => readonly TeamRoute[] = linkageRoutes): Promise<Shop> {
  const db = await freshDb()
  const moved: Touched[] = []
  const needs: LinkageNeeds & { now: Date } = {
    now: noon,
    counted: (_tx, touched, write) => {
      moved.push(touched)
      return write()
    },
    clock: () => needs.now,
    baseUrl: 'http://localhost',
    seals: testSeals,
    referral: referralInHand,
    advance,
    standAgain,
    read: recordRead,
    reading: readingOf,
    coachesOnShift: async () => [],
    partners: partnersRoom.forDirectory,
  }
  const team = await teamOn(db, doors(needs), noon)
  const act: Shop['act'] = async (work) => {
    const done = await db.act(team.scope, 'test.prepare', work)
    if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(' '))
    return done.value
  }
  const coachId = await addCoach(db, team.org, 'Cal Coach')
  await team.isCoach(coachId)
  const refer: Shop['refer'] = (name, more = {}) => act((tx) => addReferral(tx, name, more))
  const { personId, referralId } = await refer('Ida Moss', { coachId, state: 'engaged' })
  const [rc3, police] = await act(async (tx) => {
    await startTexts(tx, '2025-01-01')
    const partner = { about: '', website: '' }
    return ok([
      await put(tx, 'partner', { ...partner, name: 'RC3', sector: 'recovery' }),
      await put(tx, 'partner', { ...partner, name: 'Wilson Police', sector: 'justice' }),
    ] as const)
  })
  const one: Shop['one'] = async (text, values) => {
    const { rows } = await db.owner(text, values)
    return rows[0] ?? {}
  }
  return {
    open: openOn(db, needs),
    db,
    team,
    needs,
    moved,
    coachId,
    personId,
    referralId,
    rc3,
    police,
    act,
    refer,
    one,
  }
}

async function addReferral(
  tx: Tx,
  name: string,
  { coachId, state = 'assigned' }: { coachId?: string; state?: ReferralState },
): Promise<Result<Referred>> {
  const personId = newId()
  const keys = await testSeals.keysOf(tx)
  await put(
    tx,
    'person_served',
    keys.sealEach('person_served', personId, {
      name,
      phone: '252 555 0101',
      born_on: '1990-03-04',
      address: '1 Elm St',
    }) as never,
    personId,
  )
  const referralId = await put(tx, 'referral', {
    personId,
    source: 'emergency department',
    receivedAt: '2025-01-10T12:00:00Z',
    receivedOn: '2025-01-10',
    clockFrom: 'receipt',
    dueAt: '2025-01-13T12:00:00Z',
    state,
  })
  if (coachId) await put(tx, 'referral_assignment', { referralId, coachId, fromAt: '2025-01-10T13:00:00Z' })
  return ok({ personId, referralId })
}

/** A signed release for RC3, to get help, until June; or another. */
export const release = (
  shop: Pick<Shop, 'act'>,
  { personId, recipientId, ...more }: { personId: string; recipientId: string; scope?: string[]; untilOn?: string },
): Promise<string> =>
  shop.act(async (tx) => {
    const text = await tx.sql
      .selectFrom('consent_text')
      .select('id')
      .where('org_id', '=', tx.org)
      .where('kind', '=', 'release')
      .where('language', '=', 'en')
      .executeTakeFirstOrThrow()
    return ok(
      await put(tx, 'consent', {
        personId,
        recipientId,
        kind: 'release',
        textId: text.id,
        scope: ['identity', 'contact', 'help'],
        purpose: 'getting help',
        fromOn: '2025-01-12',
        untilOn: '2025-06-30',
        signedAt: '2025-01-12T15:00:00Z',
        ...more,
      }),
    )
  })

async function addCoach(db: TestDb, org: number, name: string): Promise<string> {
  const id = newId()
  await db.act({ org, person: null }, 'test.addCoach', async (tx) => {
    await tx.sql.insertInto('coach').values({ org_id: org, id, name, search: name.toLowerCase() }).execute()
    return ok(null)
  })
  return id
}

function openOn(db: TestDb, needs: LinkageNeeds): Ask {
  const trouble: unknown[] = []
  const door = doors({
    team: [],
    open: answerRoutes(needs),
    db,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: ({ error }: { error?: unknown }) => trouble.push(error),
    },
    clock: needs.clock,
    baseUrl: 'http://localhost',
    actorOf: async () => null,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  return async (path, form) => {
    const method = form && { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }
    const response = await door(new Request(`http://localhost${path}`, method), '127.0.0.1')
    const error = trouble.pop()
    if (error) throw error
    return response
  }
}

/** A service of a partner that takes people. */
export const serviceOf = (shop: Pick<Shop, 'act'>, partnerId: string, name = 'Methadone clinic'): Promise<string> =>
  shop.act(async (tx) => ok(await put(tx, 'service', { partnerId, name, need: 'treatment' })))

/** The last part of where an answer leads to. */
export const idIn = (response: Response): string =>
  /\/([0-9a-f-]{36})(\?|#|$)/.exec(response.headers.get('location') ?? '')?.[1] ?? 'no id'

/** A form of which a field may be sent more than once. */
export function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
  return form
}
