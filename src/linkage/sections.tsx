import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import { dayInWords } from '../core/day.ts'
import { together } from '../core/together.ts'
import type { Visit } from '../platform/http/route.ts'
import { Act } from '../platform/ui/acts.tsx'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import { type Consent, consentWords, purposeIs } from './consents/model.ts'
import { consentStanding, standingAmong, standingWords, tellsFamily } from './consents/rules.ts'
import { consentsOf } from './consents/store.ts'
import type { FollowUp } from './follow-ups/model.ts'
import { stateOn } from './follow-ups/rules.ts'
import { followUpsOf } from './follow-ups/store.ts'
import { referralPath } from './on-referral.ts'
import { standsIn } from './onward/pages.tsx'
import { onwardsOf } from './onward/store.ts'
import { isPart2 } from './people.ts'
import { access } from './rules.ts'

/** What this room shows on the page of a referral. */
export const linkageSections: readonly Section<ReferralInHand>[] = [
  {
    key: 'consent',
    title: 'Consent',
    order: 30,
    section: async (tx, { id, personId }, visit) => {
      const [all, part2] = await together(consentsOf(tx, personId), isPart2(tx))
      const family = tellsFamily(all, { isPart2: part2, today: visit.today })
      return (
        <>
          <p>
            {inWords[standingAmong(all, visit.today)]}{' '}
            {family ? 'Family or friends who ask may be told.' : 'Family and friends are told nothing.'}
          </p>
          {all.length > 0 && (
            <ul class="things">
              {all.map((one) => (
                <ConsentLine key={one.id} visit={visit} referralId={id} consent={one} />
              ))}
            </ul>
          )}
          <div class="acts">
            <Act
              visit={visit}
              to={`${referralPath(id)}/consents/add`}
              name="Ask for a consent"
              may={access.follow}
              second
            />
            <Act
              visit={visit}
              to={`${referralPath(id)}/disclosures`}
              name="What was shared"
              may={access.follow}
              second
            />
          </div>
        </>
      )
    },
  },
  {
    key: 'onward',
    title: 'Services',
    order: 40,
    section: async (tx, { id }, visit) => {
      const all = await onwardsOf(tx, id)
      return (
        <>
          {all.length === 0 && <p class="empty">No service has been offered yet.</p>}
          <ul class="things">
            {all.map((one) => (
              <li key={one.id}>
                <a href={visit.to(`${referralPath(id)}/onward/${one.id}`)}>
                  {one.service}, {one.partner}
                </a>{' '}
                <span class="quiet">{standsIn(one, visit.organisation.timeZone)}</span>
              </li>
            ))}
          </ul>
          <div class="acts">
            <Act
              visit={visit}
              to={`${referralPath(id)}/onward/add`}
              name="Offer a service"
              may={access.follow}
              second
            />
          </div>
        </>
      )
    },
  },
  {
    key: 'follow-ups',
    title: 'Follow-ups',
    order: 50,
    section: async (tx, { id }, visit) => {
      const all = await followUpsOf(tx, id)
      if (all.length === 0) return null
      return (
        <ul class="things">
          {all.map((one) => (
            <li key={one.id}>
              <a href={visit.to(`${referralPath(id)}/follow-ups/${one.id}`)}>
                After {counted(one.days, 'day')}
                {one.service === null ? '' : `, ${one.service}`}
              </a>{' '}
              <span class="quiet">{whenOf(one, visit.today)}</span>
            </li>
          ))}
        </ul>
      )
    },
  },
]

const inWords = {
  none: 'Nothing was agreed yet. Nothing is shared with anybody.',
  spoken: 'They agreed by word that we call, text or visit them again. Nothing is shared with others.',
  signed: 'They signed what may be shared.',
  expired: 'What they agreed to has ended. Nothing more is shared.',
  revoked: 'They took their consent back. Nothing more is shared.',
} as const

const ConsentLine = ({
  visit,
  referralId,
  consent,
}: {
  visit: Visit
  referralId: string
  consent: Consent
}): JSX.Element => (
  <li>
    <a href={visit.to(`${referralPath(referralId)}/consents/${consent.id}`)}>
      {consentWords[consent.kind]}
      {consent.recipient === null ? '' : `, ${consent.recipient}`}
    </a>{' '}
    <span class="quiet">
      {standingWords[consentStanding(consent, visit.today)]}
      {consent.purpose === '' ? '' : `; ${purposeIs(consent.purpose)}`}
      {consent.untilOn === null ? '' : `; until ${dayInWords(consent.untilOn)}`}
    </span>
  </li>
)

function whenOf(one: FollowUp, today: string): string {
  const state = stateOn(one, today)
  if (state === 'done') return `done ${dayInWords(one.doneOn ?? today)}`
  if (state === 'missed') return 'missed'
  return state === 'due' ? `due since ${dayInWords(one.dueOn)}` : `due ${dayInWords(one.dueOn)}`
}
