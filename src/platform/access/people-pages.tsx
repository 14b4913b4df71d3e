import type { JSX } from 'preact'
import { type List, Records } from '../doors/list-door.tsx'
import type { HistoryLine } from '../history.ts'
import type { Refused, Visit } from '../http/route.ts'
import { Act } from '../ui/acts.tsx'
import { SavedNow } from '../ui/form.tsx'
import { Facts, RecordPage } from '../ui/records.tsx'
import { type Tabs, TeamPage } from '../ui/shell.tsx'
import { inWords } from '../ui/words.ts'
import { type Invitation, type Member, roleWords, staffRoles } from './model.ts'
import { access } from './rules.ts'

/** The pages of administration. */
export const adminTabs: Tabs = {
  name: 'Administration',
  pages: [
    { path: '/admin/people', name: 'People' },
    { path: '/admin/organisation', name: 'Organization' },
    { path: '/admin/mail', name: 'Mail' },
  ],
}

export function PeoplePage({
  visit,
  members,
  invitations,
  links,
  now,
}: {
  visit: Visit
  members: readonly Member[]
  invitations: readonly Invitation[]
  /** The links that no mail server carried, by address. */
  links: ReadonlyMap<string, string>
  now: Date
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="People"
      tabs={adminTabs}
      act={<Act visit={visit} to="/admin/people/invite" name="Invite someone" may={access.invite} />}
    >
      <Records list={allMembers} rows={members} visit={visit} />
      {invitations.length > 0 && <Invitations visit={visit} invitations={invitations} links={links} now={now} />}
    </TeamPage>
  )
}

const titled = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1)

const allMembers: List<Member> = {
  caption: 'People who may sign in',
  columns: [
    ['Name', ({ name }) => name],
    ['Mail address', ({ email }) => email],
    ['Role', ({ role }) => titled(role)],
  ],
  to: ({ id }) => `/admin/people/${id}`,
  empty: 'Nobody belongs to this organization yet.',
}

const Invitations = ({
  visit,
  invitations,
  links,
  now,
}: {
  visit: Visit
  invitations: readonly Invitation[]
  links: ReadonlyMap<string, string>
  now: Date
}): JSX.Element => (
  <section aria-labelledby="invited">
    <h2 id="invited">Invited, not here yet</h2>
    <ul class="things">
      {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
        <li key={id}>
          <div>
            <strong>{email}</strong>
            <p class="quiet">
              as {role}, by {invitedBy}; {expiresAt > now ? 'good until' : 'ran out'}{' '}
              {inWords.instant(expiresAt, visit.organisation.timeZone)}
            </p>
            <LinkToHandOver link={links.get(email) ?? null} />
          </div>
          <div class="acts">
            <form method="post" action={visit.to(`/admin/invitations/${id}/resend`)}>
              <button type="submit" class="button second small" data-working="Sending…">
                Send again<span class="visually-hidden"> to {email}</span>
              </button>
            </form>
            <form method="post" action={visit.to(`/admin/invitations/${id}/withdraw`)}>
              <button type="submit" class="button danger small" data-working="Withdrawing…">
                Withdraw<span class="visually-hidden"> the invitation of {email}</span>
              </button>
            </form>
          </div>
        </li>
      ))}
    </ul>
  </section>
)

/** A link that no mail server carried, for whoever hands it over. */
export const LinkToHandOver = ({ link }: { link: string | null }): JSX.Element | null =>
  link === null ? null : (
    <>
      <p>Not sent. Hand this link over yourself. It works once.</p>
      <pre class="letter">{link}</pre>
    </>
  )

export const peopleTrail = [{ name: 'People', path: '/admin/people' }]

export function RoleField({ form }: { form: Refused }): JSX.Element {
  const problem = form.problems.find((each) => each.field === 'role')?.message
  return (
    <fieldset class={problem ? 'wrong' : undefined} aria-describedby={problem && 'role-problem'}>
      <legend>Role</legend>
      {problem && (
        <p class="problem" id="role-problem">
          {problem}
        </p>
      )}
      <SavedNow form={form} name="role" asRead={(role) => staffRoles.find((one) => one === role) ?? role} />
      <div class="options">
        {staffRoles.map((role, index) => (
          <label key={role} for={index === 0 ? 'role' : `role-${role}`}>
            <input
              type="radio"
              id={index === 0 ? 'role' : `role-${role}`}
              name="role"
              value={role}
              checked={form.typed.text('role') === role}
            />
            <span>
              <strong>{titled(role)}</strong>
              <span class="quiet">{roleWords[role]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function MemberPage({
  visit,
  member,
  roleForm,
  history,
}: {
  visit: Visit
  member: Member
  roleForm: JSX.Element | null
  history: readonly HistoryLine[]
}): JSX.Element {
  const isSelf = member.personId === visit.actor.id
  return (
    <TeamPage visit={visit} title={member.name} trail={peopleTrail}>
      <RecordPage history={history}>
        <Facts
          facts={[
            ['Mail address', member.email],
            ['Role', titled(member.role)],
          ]}
        />
        <section aria-labelledby="role-heading">
          <h2 id="role-heading">Change the role</h2>
          {roleForm}
        </section>
        <section aria-labelledby="remove-heading">
          <h2 id="remove-heading">Take access away</h2>
          <form method="post" action={visit.to(`/admin/people/${member.id}/remove`)} class="form">
            <p>
              {isSelf ? 'You lose' : `${member.name} loses`} access to {visit.organisation.name} at once. What{' '}
              {isSelf ? 'you' : 'they'} recorded stays, under {isSelf ? 'your' : 'their'} name.
            </p>
            <div class="form-acts">
              <button type="submit" class="button danger" data-working="Removing…">
                {isSelf ? 'Leave this organization' : `Remove ${member.name}`}
              </button>
            </div>
          </form>
        </section>
      </RecordPage>
    </TeamPage>
  )
}
