import { newId } from '../core/id.ts'
import { authorizationsToPay, payOf } from '../funding/for-claims.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { claimsRoom } from './room.ts'

export const testNeeds = { baseUrl: 'http://localhost', authorizations: authorizationsToPay, pay: payOf }

export type ClaimsCounty = {
  readonly db: TestDb
  readonly team: TestTeam
  /** The coach who signs in, and another one. */
  readonly coachId: string
  readonly otherId: string
  readonly tripId: string
  readonly shiftPlaceId: string
  readonly otherTripId: string
  readonly enrolmentId: string
}

/** A county on 15 January 2025 with a stipended coach who drove, worked a shift and took a class, and another who drove. */
export async function claimsCounty(): Promise<ClaimsCounty> {
  const db = await freshDb()
  const team = await teamOn(db, claimsRoom.room(testNeeds).doors)
  const id = {
    coachId: newId(),
    otherId: newId(),
    tripId: newId(),
    shiftPlaceId: newId(),
    otherTripId: newId(),
    enrolmentId: newId(),
  }
  const about: Readonly<Record<string, string | number>> = { org: team.org, ...id }
  await db.owner(statements.replace(/:(\w+)/g, (whole, name: string) => (name in about ? `'${about[name]}'` : whole)))
  await team.isCoach(id.coachId)
  return { db, team, ...id }
}

const statements = `
  select set_config('app.org', :org, false), set_config('app.act', 'test.fill', false);
  insert into coach (org_id, id, name, search, email, language) values
    (:org, :coachId, 'Ida Moss', 'ida moss', 'ida@example.org', 'English'), (:org, :otherId, 'Cy Dow', 'cy dow', '', 'English');
  insert into coach_engagement (org_id, id, coach_id, kind, from_on) values (:org, gen_random_uuid(), :coachId, 'stipended', '2024-01-01');
  insert into trip (org_id, id, coach_id, driven_on, miles) values (:org, :tripId, :coachId, '2025-01-13', 23), (:org, :otherTripId, :otherId, '2025-01-13', 5);
  insert into shift (org_id, id, day, starts_at, ends_at, mode, coaches, place)
    values (:org, :shiftPlaceId, '2025-01-10', '2025-01-10 14:00Z', '2025-01-10 18:00Z', 'in person', 1, 'Library');
  insert into shift_place (org_id, id, shift_id, number, state, coach_id, hours) values (:org, :shiftPlaceId, :shiftPlaceId, 1, 'completed', :coachId, 4);
  insert into course (org_id, id, title, kind, is_coach_course) values (:org, :enrolmentId, 'Ethics of coaching', 'ethics', true);
  insert into course_version (org_id, id, course_id, number, required_hours, effective_on) values (:org, :enrolmentId, :enrolmentId, 1, 6, '2020-01-01');
  insert into enrolment (org_id, id, coach_id, course_id, enrolled_on, outcome, outcome_on) values (:org, :enrolmentId, :coachId, :enrolmentId, '2025-01-02', 'completed', '2025-01-08');
  insert into claim_rate (org_id, id, kind, value, from_on, source) values
    (:org, gen_random_uuid(), 'shift stipend', 40, '2024-01-01', 'Test'), (:org, gen_random_uuid(), 'class stipend', 60, '2024-01-01', 'Test');
`

export const idIn = (answer: Response): string =>
  /([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
export const textOf = async (answer: Response | Promise<Response>): Promise<string> =>
  (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** The smallest photo there is, as a phone would send it. */
export const photo = (): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(600)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  bytes.set([0xff, 0xd9], 598)
  return bytes
}
