import type { JSX } from 'preact'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { access } from '../rules.ts'
import type { ReferralRow } from '../store.ts'

/** Before anybody visits it is asked whether the person lives, where a file does not say so. */
export const AskAlive = ({ visit, row }: { visit: Visit; row: ReferralRow }): JSX.Element => (
  <div class="notice">
    <p>
      <strong>It is not known whether this person lives.</strong> Ask the ambulance service before anybody visits.
      {isOneOf(visit, access.write) && ' It can be handed out once this is answered.'}
    </p>
    {isOneOf(visit, access.write) && (
      <div class="acts">
        {answers.map(([answer, name]) => (
          <Press
            key={answer}
            action={visit.to(`/referrals/${row.id}/alive`)}
            name={name}
            values={{ answer }}
            look="second"
          />
        ))}
      </div>
    )}
  </div>
)
const answers = [
  ['nonfatal', 'They live'],
  ['fatal', 'They died'],
  ['nobody knows', 'Nobody can say'],
] as const
