import type { JSX } from 'preact'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { ClassAhead } from '../beside/model.ts'
import type { CoachNeeds } from '../needs.ts'
import { nextCoachClass, seatOf, seatsInWords } from '../next/rules.ts'
import { recordedSteps } from '../path/store.ts'
import { type SigningIn, signingIn } from '../sign-in/store.ts'
import { coach } from '../store.ts'
import type { Application } from './model.ts'

/** What is next with somebody who was accepted, until they are in a class. */
export type Accepted = {
  readonly coachId: string
  readonly hasMailAddress: boolean
  readonly signing: SigningIn
  readonly ahead: ClassAhead | null
}

export async function acceptedShown(
  tx: Tx,
  { coachId, decision }: Application,
  { taken, classesAhead }: Pick<CoachNeeds, 'taken' | 'classesAhead'>,
  { today }: Visit,
): Promise<Accepted | null> {
  if (decision !== 'accepted' || coachId === null) return null
  const [steps, courses, signing, own, ahead] = await together(
    recordedSteps(tx, coachId),
    taken(tx, coachId),
    signingIn(tx, coachId),
    coach(tx, coachId),
    classesAhead(tx, today),
  )
  if (steps.at(-1)?.stage !== 'accepted' || seatOf(courses) !== null) return null
  return { coachId, hasMailAddress: Boolean(own?.email), signing, ahead: nextCoachClass(ahead) }
}

/** The two ways on from being accepted: into a class, and to their own page. */
export const AcceptedSection = ({
  visit,
  accepted: { coachId, hasMailAddress, signing, ahead },
}: {
  visit: Visit
  accepted: Accepted
}): JSX.Element => (
  <section class="next-act" aria-labelledby="next">
    <h2 id="next">Next</h2>
    <p>
      Choose a class.{' '}
      {ahead
        ? `The next one, ${ahead.days}, has ${seatsInWords(ahead.free)}.`
        : 'No class of a coach course is planned.'}{' '}
      {signing.member ? (
        'They see their own page already.'
      ) : signing.invited ? (
        'They are invited to their own page.'
      ) : hasMailAddress ? (
        <>
          Then <a href={visit.to(`/coaches/${coachId}#sign-in`)}>invite them to their page</a>.
        </>
      ) : (
        <>
          Then <a href={visit.to(`/coaches/${coachId}/edit`)}>add a mail address</a>, so that they can be invited to
          their page.
        </>
      )}
    </p>
    <a class="button" href={visit.to(ahead ? `/coaches/${coachId}/classes` : '/training/sessions/add')}>
      {ahead ? 'Choose a class' : 'Schedule a class'}
    </a>
  </section>
)
