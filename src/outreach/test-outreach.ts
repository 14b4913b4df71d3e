import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { put } from '../platform/db/verbs.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { testSeals } from '../platform/sealed/test-seals.ts'
import type { ReferralPath } from '../referrals/facts.ts'
import { referralsRoom } from '../referrals/room.ts'
import type { OutreachNeeds } from './needs.ts'
import { outreachRoom } from './room.ts'

/** Wilson County at noon on 15 January 2025, with the doors of this room. */
export type Field = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly needs: OutreachNeeds & { now: Date; isFamilyTold: boolean }
  /** Does something to the records, as the program. */
  readonly act: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly coach: (name: string) => Promise<string>
  /** A referral of somebody with a number, received on 13 January; handed to a coach where one is named. */
  readonly referral: (more?: { coachId?: string; path?: ReferralPath; hasNumber?: boolean }) => Promise<string>
  readonly item: (name: string) => Promise<string>
  /** So many of a lot in the bag of a coach. */
  readonly bag: (
    coachId: string,
    itemId: string,
    lot: { lot: string; expiresOn?: Day; count: number },
  ) => Promise<string>
  readonly one: <T>(text: string, values?: unknown[]) => Promise<T>
}

export async function field(more: (needs: OutreachNeeds) => readonly TeamRoute[] = () => []): Promise<Field> {
  const db = await freshDb()
  const needs: Field['needs'] = {
    ...referralsRoom.inHand,
    now: new Date('2025-01-15T17:00:00Z'),
    counted: (_tx, _touched, write) => write(),
    clock: () => needs.now,
    baseUrl: 'http://localhost',
    seals: testSeals,
    planAfterContact: async () => undefined,
    mayTellFamily: async () => needs.isFamilyTold,
    isFamilyTold: false,
  }
  const room = outreachRoom.room(needs)
  const team = await teamOn(db, [...room.doors, ...more(needs)], needs.now)
  const act: Field['act'] = async (work) => {
    const done = await db.act({ org: team.org, person: null }, 'test.setUp', async (tx) => ok(await work(tx)))
    if (!done.ok) throw new Error('refused')
    return done.value
  }
  return {
    db,
    team,
    needs,
    act,
    coach: (name) => act((tx) => put(tx, 'coach', { name, search: name.toLowerCase() })),
    referral: (more = {}) => act((tx) => insertReferral(tx, needs, more)),
    item: (name) => act((tx) => put(tx, 'supply_item', { name, kind: 'naloxone kit' })),
    bag: (coachId, itemId, { lot, expiresOn = null, count }) =>
      act(async (tx) => {
        const lotId = await put(tx, 'supply_lot', { itemId, lot, expiresOn })
        const move = { lotId, place: 'bag', coachId, quantity: count, why: 'received', movedOn: '2025-01-02' }
        await put(tx, 'supply_move', move)
        return lotId
      }),
    one: async <T>(text: string, values: unknown[] = []) => (await db.owner(text, values)).rows[0] as T,
  }
}

async function insertReferral(
  tx: Tx,
  needs: OutreachNeeds,
  { coachId, path = 'survivor', hasNumber = true }: { coachId?: string; path?: ReferralPath; hasNumber?: boolean },
): Promise<string> {
  const personId = newId()
  const keys = await needs.seals.keysOf(tx)
  const sealed = keys.sealEach('person_served', personId, { name: 'Ida Moss', phone: hasNumber ? '2525550101' : '' })
  await put(tx, 'person_served', sealed, personId)
  const id = await put(tx, 'referral', {
    personId,
    source: 'ems',
    receivedAt: new Date('2025-01-13T15:00:00Z'),
    receivedOn: '2025-01-13',
    clockFrom: 'receipt',
    dueAt: new Date('2025-01-16T15:00:00Z'),
    path,
    state: coachId ? 'assigned' : 'accepted',
  })
  if (coachId)
    await put(tx, 'referral_assignment', { referralId: id, coachId, fromAt: new Date('2025-01-13T16:00:00Z') })
  return id
}

/** The form of an attempt as it is sent: somebody answered the phone on 15 January at 11. */
export const sentForm = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  attemptId: newId(),
  mode: 'phone',
  outcome: 'reached',
  on: '2025-01-15',
  at: '11:00',
  ...more,
})
