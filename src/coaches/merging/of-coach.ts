import { type Problem, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { signingIn } from '../sign-in/store.ts'
import { coach } from '../store.ts'
import type { OfCoach, Pair } from './model.ts'

/** What this room keeps of a coach. */
export const ofCoachInCoaches: readonly OfCoach[] = [
  { table: 'membership', column: 'coach_id', name: 'Their own sign-in' },
  { table: 'invitation', column: 'coach_id', name: 'Invitations' },
  {
    table: 'coach_stage',
    column: 'coach_id',
    name: 'Steps of the path',
    words: `select id, stage || ' from ' || to_char(from_on, 'FMDD Mon YYYY') as words from coach_stage
      where org_id = $2 and id = any($1) order by position`,
    whenBoth: 'choose',
    asOne: 'Path and way of coaching',
    fact: 'coach_move',
  },
  {
    table: 'coach_engagement',
    column: 'coach_id',
    name: 'Ways of coaching',
    words: `select id, kind || ' from ' || to_char(from_on, 'FMDD Mon YYYY') as words from coach_engagement
      where org_id = $2 and id = any($1) order by from_on`,
    whenBoth: 'choose',
    asOne: 'Path and way of coaching',
  },
  { table: 'application', column: 'coach_id', name: 'Applications' },
  {
    table: 'credential',
    column: 'coach_id',
    name: 'Credentials',
    words: `select c.id, concat_ws(', ', k.name, nullif(c.number, ''), 'until ' || (
        select to_char(max(t.expires_on), 'FMDD Mon YYYY') from credential_term t where t.org_id = c.org_id and t.credential_id = c.id)) as words
      from credential c join credential_kind k on k.org_id = c.org_id and k.id = c.kind_id where c.org_id = $2 and c.id = any($1)`,
    whenBoth: 'choose',
    parts: [
      { table: 'credential_notice', column: 'credential_id' },
      { table: 'credential_term', column: 'credential_id' },
    ],
    joins: [{ table: 'credential_file', column: 'credential_id' }],
  },
  { table: 'credential_file', column: 'coach_id', name: 'Papers' },
  { table: 'hours_entry', column: 'coach_id', name: 'Entries of hours', isSealed: true },
  { table: 'competency_rating', column: 'coach_id', name: 'Ratings of competencies', isSealed: true },
  { table: 'competency_goal', column: 'coach_id', name: 'Goals' },
  { table: 'coach_merge', column: 'kept_id', name: 'Coaches merged before' },
]

/** Two people sign in, or one of them is asked to: who is meant can only be said by ending one of the two. */
export async function signInRefusals(tx: Tx, { kept, gone }: Pair): Promise<readonly Problem[]> {
  const [one, other] = [await signingIn(tx, kept), await signingIn(tx, gone)]
  const isBoth = (one.member ?? one.invited) !== null && (other.member ?? other.invited) !== null
  if (!isBoth) return []
  const [first, second] = [await coach(tx, kept), await coach(tx, gone)]
  const name = (one.member ? second : first)?.name ?? ''
  return refuse(
    'coaches.both-sign-in',
    `Both sign in, or are invited to: end it for one of them first, on the page of ${name} under “Their own page”.`,
  ).problems
}
