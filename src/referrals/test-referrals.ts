import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import type { Hand } from '../platform/db/verbs.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { testSeals } from '../platform/sealed/test-seals.ts'
import type { ReferralsNeeds } from './needs.ts'
import { type Receiving, receiveReferral } from './receive/actions.ts'
import { type Received, type ReferralForm, referralForm } from './receive/model.ts'

/** Wilson County's desk for referrals; the clock stands where it is set. */
export type Desk = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly needs: ReferralsNeeds & { now: Date }
  /** A coordinator does something, on the day it is at first. */
  readonly hand: Hand
  /** Takes a referral in; what is not said is that a person survived an overdose the evening before, told by EMS. */
  readonly receive: (
    form?: Readonly<Partial<Record<keyof ReferralForm, string>>>,
    more?: Partial<Omit<Receiving, 'form' | 'needs'>>,
  ) => Promise<Received>
  /** Adds a coach who is active. Answers the id. */
  readonly coach: (name: string, more?: { language?: string; zone?: string }) => Promise<string>
  /** Gives a referral to a coach. */
  readonly assign: (referralId: string, coachId: string) => Promise<void>
  readonly partner: (name: string) => Promise<string>
}

/** The clock stands at noon on 15 January 2025 in Wilson. */
export async function desk(doors: (needs: ReferralsNeeds) => readonly TeamRoute[] = () => []): Promise<Desk> {
  const db = await freshDb()
  const needs: ReferralsNeeds & { now: Date } = {
    now: new Date('2025-01-15T17:00:00Z'),
    counted: (_tx, _touched, write) => write(),
    clock: () => needs.now,
    baseUrl: 'http://localhost',
    inviting: (inviter) => ({ inviter, now: needs.now, baseUrl: 'http://localhost', isMailed: true }),
    seals: testSeals,
    sections: [],
  }
  const team = await teamOn(db, doors(needs), needs.now)
  const hand: Hand = { db, scope: team.scope, today: '2025-01-15' }
  return {
    db,
    team,
    needs,
    hand,
    async receive(form = {}, more = {}) {
      const said = referralForm.parse({ ...survived, ...form })
      const done = await receiveReferral(hand, { partnerId: null, ...more, form: said, needs })
      if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(' '))
      return done.value
    },
    coach: (name, more = {}) =>
      added(db, team.org, 'coach', { name, search: name.toLowerCase(), language: 'English', ...more }),
    partner: (name) => added(db, team.org, 'partner', { name, sector: 'health' }),
    async assign(referralId, coachId) {
      await db.act(hand.scope, 'test.assign', async (tx) => {
        await tx.sql
          .insertInto('referral_assignment')
          .values({
            org_id: tx.org,
            id: newId(),
            referral_id: referralId,
            coach_id: coachId,
            from_at: needs.now.toISOString(),
          })
          .execute()
        await tx.sql
          .updateTable('referral')
          .set({ state: 'assigned' })
          .where('org_id', '=', tx.org)
          .where('id', '=', referralId)
          .execute()
        return ok(null)
      })
    },
  }
}

export const survived: Readonly<Partial<Record<keyof ReferralForm, string>>> = {
  source: 'ems',
  name: 'Casey Rivers',
  phone: '(252) 555-0142',
  occurredOn: '2025-01-14',
  occurredTime: '18:30',
  place: '12 Main Street',
  eventZone: 'North',
  outcome: 'nonfatal',
}

async function added(
  db: TestDb,
  org: number,
  table: 'coach' | 'partner',
  row: Readonly<Record<string, string>>,
): Promise<string> {
  const id = newId()
  await db.act({ org, person: null }, 'test.add', async (tx) => {
    await tx.sql
      .insertInto(table)
      .values({ org_id: org, id, ...row } as never) // the columns of either
      .execute()
    if (table === 'coach')
      await tx.sql
        .insertInto('coach_stage')
        .values({ org_id: org, id: newId(), coach_id: id, stage: 'active', from_on: '2024-01-01', position: 1 })
        .execute()
    return ok(null)
  })
  return id
}
