import type { JSX } from 'preact'
import { LinkToHandOver } from '../../platform/access/people-pages.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { inWords } from '../../platform/ui/words.ts'
import type { Coach } from '../model.ts'
import type { SigningIn } from './store.ts'

/** Whether a coach comes to their own page, and the next act about it. */
export function SignInSection({
  visit,
  coach,
  signing: { member, invited },
  links,
}: {
  visit: Visit
  coach: Coach
  signing: SigningIn
  /** The links of invitations that no mail server carried, by address. */
  links: ReadonlyMap<string, string>
}): JSX.Element {
  const action = visit.to(`/coaches/${coach.id}/sign-in`)
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">Their own page</h2>
      <p>
        {member
          ? `${member.name} signs in with ${member.email} and sees their own records.`
          : invited
            ? `Invited at ${invited.email}; the invitation is good until ${inWords.instant(invited.expiresAt, visit.organisation.timeZone)}.`
            : coach.email
              ? 'Not invited yet. An invitation goes to the mail address above and opens their own records only.'
              : 'Not invited yet. Add a mail address first.'}
      </p>
      {!member && invited && <LinkToHandOver link={links.get(invited.email) ?? null} />}
      <div class="acts">
        {!member && coach.email && (
          <form method="post" action={action}>
            <button type="submit" class="button second small" data-working="Sending…">
              {invited ? 'Send the invitation again' : `Invite ${coach.name}`}
            </button>
          </form>
        )}
        {(member || invited) && (
          <form method="post" action={`${action}/end`}>
            <button type="submit" class="button danger small">
              {member ? 'Close their page to them' : 'Withdraw the invitation'}
            </button>
          </form>
        )}
      </div>
    </section>
  )
}
