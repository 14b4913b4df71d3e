import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Claim, Claimable } from '../model.ts'
import { ClaimFacts, claimColumns } from '../pieces.tsx'
import { access, isInHand } from '../rules.ts'
import { claimInWords, whatInWords } from '../words.ts'

export const mineTrail = [
  { name: 'Your page', path: '/mine' },
  { name: 'Your claims', path: '/mine/claims' },
]
export const ownPath = ({ id }: Pick<Claim, 'id'>): string => `/mine/claims/${id}`

export const NobodyClaims = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="Your claims" trail={mineTrail.slice(0, 1)}>
    <p>
      Your sign-in is not linked with a coach, so no claims are yours. An administrator or coordinator can link it on
      the page of a coach.
    </p>
  </TeamPage>
)

/** What a coach can claim with one press, what takes a form, and what they claimed. */
export function MyClaimsPage({
  visit,
  open,
  own,
}: {
  visit: Visit
  /** What happened and is not claimed, with what it would pay; null for what is not paid. */
  open: readonly (Claimable & { readonly cents: number })[]
  own: readonly Claim[]
}): JSX.Element {
  const forms = [
    ['Claim other miles', '/mine/claims/miles'],
    ['Claim supplies', '/mine/claims/supplies'],
    ['Claim tuition or a fee', '/mine/claims/tuition'],
  ] as const
  return (
    <TeamPage visit={visit} title="Your claims" trail={mineTrail.slice(0, 1)}>
      {open.length > 0 && (
        <section aria-labelledby="open">
          <h2 id="open">Ready to claim</h2>
          <ul class="claim-cards">
            {open.map((one) => (
              <li key={`${one.source} ${one.id}`}>
                <span>
                  <strong>{inDollars(one.cents)}</strong>, {one.source} on {dayInWords(one.happenedOn)}
                  {one.title !== '' && `: ${one.title}`}
                </span>
                <Press
                  action={visit.to('/mine/claims/happened')}
                  values={{ source: one.source, happenedId: one.id }}
                  name={claimInWords(one)}
                  about={`${one.source} on ${dayInWords(one.happenedOn)}`}
                  look="second"
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="acts">
        {forms.map(([name, to]) => (
          <Act key={to} visit={visit} to={to} name={name} may={access.mine} second />
        ))}
      </p>
      <section aria-labelledby="claimed">
        <h2 id="claimed">What you claimed</h2>
        <Records
          list={{
            isTight: true,
            caption: 'Your claims, newest first',
            columns: claimColumns,
            to: ownPath,
            empty: 'Nothing yet. What is paid back to you stands here, with where it is on its way.',
          }}
          rows={own}
          visit={visit}
        />
      </section>
    </TeamPage>
  )
}

/** A coach's own claim: why it came back, what it is, and what can still be done. */
export function MyClaimPage({ visit, claim }: { visit: Visit; claim: Claim }): JSX.Element {
  const returned = claim.state === 'returned' ? claim.steps.at(-1) : undefined
  const at = ownPath(claim)
  return (
    <TeamPage visit={visit} title={whatInWords(claim)} trail={mineTrail}>
      {returned && <p class="lead">It came back: {returned.why} Mend it and send it again.</p>}
      {isInHand(claim) && (
        <div class="acts">
          <Press action={visit.to(`${at}/send`)} name="Send claim" look="first" values={{ version: claim.version }} />
          {claim.kind !== 'stipend' && (
            <Act visit={visit} to={`${at}/change`} name="Change claim" may={access.mine} second />
          )}
          <Press action={visit.to(`${at}/remove`)} name="Remove claim" look="danger" />
        </div>
      )}
      <ClaimFacts claim={claim} visit={visit} at={at} />
    </TeamPage>
  )
}
