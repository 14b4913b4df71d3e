// A phone that works without a network is a way in of its own: a secret that it brings, of which the hash is kept (decision 0017).
import type { Kysely } from 'kysely'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import type { Membership, Role } from '../http/route.ts'
import { type Oneself, queueNotice } from './account.ts'
import { noteEvent, personById } from './account-store.ts'
import { hashOf, newSecret } from './secret.ts'

/** A phone as its token finds it, and what its person is for the team now: no role once they are not of it any more. */
export type PhoneBehind = {
  readonly org: number
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly endedAt: Date | null
  readonly role: Role | null
  readonly coachId: string | null
  readonly county: string
  readonly contact: string
  readonly zone: string
}

type Row = {
  readonly org_id: number
  readonly id: string
  readonly person_id: string
  readonly ended_at: Date | null
  readonly name: string
  readonly role: Role | null
  readonly coach_id: string | null
  readonly county: string
  readonly contact: string
  readonly time_zone: string
}

/** The phone that a request comes from by its header; null for none and for a token that was never given. */
export async function phoneBehind(db: Db, request: Request): Promise<PhoneBehind | null> {
  const secret = /^Bearer ([\w-]{43})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (secret === undefined) return null
  const [row] = await db.askDoor<Row>('phone_behind', [hashOf(secret)])
  return row
    ? {
        org: row.org_id,
        id: row.id,
        personId: row.person_id,
        name: row.name,
        endedAt: row.ended_at,
        role: row.role,
        coachId: row.coach_id,
        county: row.county,
        contact: row.contact,
        zone: row.time_zone,
      }
    : null
}

/** Sets a phone up for the coach that somebody is in an organization. Answers the secret, which is shown to nobody and kept nowhere else. */
export const addPhone = (
  db: Db,
  oneself: Oneself,
  { org, coachId }: Pick<Membership, 'org' | 'coachId'>,
): Promise<Result<{ readonly id: string; readonly token: string }>> =>
  db.door('access.addPhone', async (door) => {
    if (coachId === null)
      return refuse(
        'access.no-coach',
        'Your sign-in is not linked with a coach. An administrator or coordinator can link it on the page of a coach.',
      )
    const [id, token] = [newId(), newSecret()]
    await door
      .insertInto('phone')
      .values({
        org_id: org,
        id,
        person_id: oneself.id,
        coach_id: coachId,
        token_hash: hashOf(token),
        device: oneself.device,
        made_at: oneself.now,
        seen_at: oneself.now,
      })
      .execute()
    await noteEvent(door, { person_id: oneself.id, what: 'phone-added', device: oneself.device, at: oneself.now })
    const person = await personById(door, oneself.id)
    if (person) await queueNotice(door, person, 'A phone was set up', oneself.baseUrl)
    return ok({ id, token })
  })

export type OwnPhone = {
  readonly id: string
  readonly device: string
  readonly county: string
  readonly madeAt: Date
  readonly seenAt: Date
}

/** Somebody's phones that are not ended, the newest first. */
export const phonesOf = (door: Kysely<DB>, personId: string): Promise<readonly OwnPhone[]> =>
  door
    .selectFrom('phone')
    .innerJoin('organisation', 'organisation.org_id', 'phone.org_id')
    .select(['phone.id', 'device', 'organisation.name as county', 'phone.made_at as madeAt', 'phone.seen_at as seenAt'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .orderBy('made_at', 'desc')
    .execute()

/** Ends a phone of one's own: from now on it is given nothing, and what it still sends waits for a coordinator. */
export const endPhone = (db: Db, oneself: Oneself, id: string): Promise<Result<number>> =>
  db.door('access.endPhone', async (door) => {
    const { numUpdatedRows } = await door
      .updateTable('phone')
      .set({ ended_at: oneself.now })
      .where('id', '=', id)
      .where('person_id', '=', oneself.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n)
      await noteEvent(door, { person_id: oneself.id, what: 'phone-ended', device: oneself.device, at: oneself.now })
    return ok(Number(numUpdatedRows))
  })
