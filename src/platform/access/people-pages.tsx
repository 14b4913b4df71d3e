import type { JSX } from 'preact'
import type { HistoryLine } from '../history.ts'
import type { Refused, Visit } from '../http/route.ts'
import { Choice, Form, SavedNow, TextArea, TextField, Tick } from '../ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../ui/records.tsx'
import { TeamPage } from '../ui/shell.tsx'
import { inWords } from '../ui/words.ts'
import { type Invitation, type Member, type OrganisationFacts, roleWords, staffRoles } from './model.ts'
import type { KeptMail } from './store.ts'

/** The three pages of administration, on top of each. */
function AdminNav({ visit }: { visit: Visit }): JSX.Element {
  return (
    <nav aria-label="Administration">
      <ul class="tabs">
        {adminPages.map(({ path, name }) => (
          <li key={path}>
            <a href={visit.to(path)} aria-current={visit.url.pathname.startsWith(visit.to(path)) ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const adminPages = [
  { path: '/admin/people', name: 'People' },
  { path: '/admin/organisation', name: 'Organisation' },
  { path: '/admin/mail', name: 'Mail' },
]

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
      act={
        <a class="button" href={visit.to('/admin/people/invite')}>
          Invite someone
        </a>
      }
    >
      <AdminNav visit={visit} />
      <RecordTable
        caption="People who may sign in"
        columns={[{ name: 'Name' }, { name: 'Mail address' }, { name: 'Role' }]}
        rows={members.map((member) => ({
          key: member.id,
          href: visit.to(`/admin/people/${member.id}`),
          cells: [member.name, member.email, titled(member.role)],
        }))}
        empty="Nobody belongs to this organisation yet."
      />
      {invitations.length > 0 && <Invitations visit={visit} invitations={invitations} links={links} now={now} />}
    </TeamPage>
  )
}

const titled = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1)

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

const peopleTrail = [{ name: 'People', path: '/admin/people' }]

function RoleField({ form }: { form: Refused }): JSX.Element {
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

export function InvitePage({ visit, form, isMailed }: { visit: Visit; form: Refused; isMailed: boolean }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Invite someone" trail={peopleTrail}>
      <Form
        form={form}
        action={visit.to('/admin/people/invite')}
        save="Send invitation"
        cancel={visit.to('/admin/people')}
      >
        <TextField
          form={form}
          name="email"
          label="Mail address"
          help={
            isMailed
              ? 'They get a link that works once, within 72 hours.'
              : 'No mail server is set up, so the message with the link is kept on the Mail page. Hand the link over yourself.'
          }
          type="email"
          width="middle"
        />
        <RoleField form={form} />
      </Form>
    </TeamPage>
  )
}

export function MemberPage({
  visit,
  member,
  form,
  history,
}: {
  visit: Visit
  member: Member
  form: Refused
  history: readonly HistoryLine[]
}): JSX.Element {
  const action = visit.to(`/admin/people/${member.id}`)
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
          <Form form={form} action={action} save="Change role">
            <RoleField form={form} />
          </Form>
        </section>
        <section aria-labelledby="remove-heading">
          <h2 id="remove-heading">Take access away</h2>
          <form method="post" action={`${action}/remove`} class="form">
            <p>
              {isSelf ? 'You lose' : `${member.name} loses`} access to {visit.organisation.name} at once. What{' '}
              {isSelf ? 'you' : 'they'} recorded stays, under {isSelf ? 'your' : 'their'} name.
            </p>
            <div class="form-acts">
              <button type="submit" class="button danger" data-working="Removing…">
                {isSelf ? 'Leave this organisation' : `Remove ${member.name}`}
              </button>
            </div>
          </form>
        </section>
      </RecordPage>
    </TeamPage>
  )
}

export function OrganisationPage({
  visit,
  form,
  history,
}: {
  visit: Visit
  form: Refused
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Organisation">
      <AdminNav visit={visit} />
      <RecordPage history={history}>
        <Form form={form} action={visit.to('/admin/organisation')} save="Save organisation">
          <TextField form={form} name="name" label="Name" help="It stands above the public page." />
          <TextArea
            form={form}
            name="about"
            label="About"
            help="Who you are, in a few sentences a resident understands."
            rows={4}
            optional
          />
          <TextField
            form={form}
            name="contact"
            label="Contact"
            help="Whom a reader may ask, and how: a role and a phone number or mail address."
            optional
          />
          <TextField form={form} name="website" label="Website" type="url" optional width="middle" />
          <TextField
            form={form}
            name="time_zone"
            label="Time zone"
            help="Says when a day ends, such as America/New_York."
            width="middle"
            list={timeZones}
          />
          <TextField
            form={form}
            name="brand"
            label="Colour"
            help="A number sign and six digits or letters a to f, such as #1f4e5f. A colour too light to read on paper is replaced by a safe one."
            width="short"
          />
          <SmallCountFields form={form} />
        </Form>
      </RecordPage>
    </TeamPage>
  )
}

/** Which counts of people are kept from the public, so that nobody can be told by them. */
function SmallCountFields({ form }: { form: Refused }): JSX.Element {
  return (
    <fieldset class="small-counts">
      <legend>Small counts</legend>
      <p>
        A small count of people can tell on one of them. Measures that count people served, or their health, are
        published without such counts, and without what they could be worked out from.
      </p>
      <Choice
        form={form}
        name="small_counts"
        label="Counts not published"
        options={[
          { value: 'cms', name: '1 to 10 (the rule of CMS)' },
          { value: 'wonder', name: '0 to 9 (the rule of CDC WONDER)' },
          { value: 'own', name: 'Our own rule, set below' },
        ]}
      />
      <details class="more-fields" open={form.typed.text('small_counts') === 'own' || form.saved !== undefined}>
        <summary>Our own rule</summary>
        <TextField
          form={form}
          name="withhold_most"
          label="The largest count withheld"
          help="10 withholds 1 to 10."
          inputMode="numeric"
          width="short"
        />
        <Tick form={form} name="withhold_zeros" label="Withhold zeros too" />
        <TextField
          form={form}
          name="withhold_least_at_risk"
          label="Fewest people for a rate"
          help="A rate of a population with fewer people than this is withheld. Leave it empty for no such rule."
          inputMode="numeric"
          width="short"
          optional
        />
      </details>
    </fieldset>
  )
}

const timeZones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
]

export const organisationFields = ({
  name,
  about,
  contact,
  website,
  timeZone,
  brand,
  smallCounts,
}: OrganisationFacts) => ({
  name,
  about,
  contact,
  website,
  time_zone: timeZone,
  brand,
  small_counts: smallCounts.policy,
  withhold_most: String(smallCounts.most),
  withhold_zeros: smallCounts.hidesZeros ? 'yes' : '',
  withhold_least_at_risk: smallCounts.leastAtRisk === null ? '' : String(smallCounts.leastAtRisk),
})

const stateWords: Readonly<Record<string, string>> = {
  waiting: 'waits to be sent',
  sending: 'is being sent',
  sent: 'sent',
  kept: 'kept here, not sent',
  failed: 'could not be delivered',
  unsure: 'may not have been delivered',
}

export function MailPage({
  visit,
  mails,
  isMailed,
}: {
  visit: Visit
  mails: readonly KeptMail[]
  isMailed: boolean
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Mail">
      <AdminNav visit={visit} />
      <p class="lead">
        {isMailed
          ? 'What this organisation sent in the last 30 days. The texts are with their readers only.'
          : 'No mail server is set up, so messages are kept here. Hand them over yourself; each link in them works once.'}
      </p>
      {mails.length === 0 && <p class="empty">No messages in the last 30 days.</p>}
      <ul class="things">
        {mails.map((mail) => (
          <li key={mail.id}>
            <div>
              <strong>{mail.subject}</strong>
              <p class="quiet">
                to {mail.to}; {stateWords[mail.state] ?? mail.state}{' '}
                <time dateTime={mail.queuedAt.toISOString()}>
                  {inWords.instant(mail.queuedAt, visit.organisation.timeZone)}
                </time>
                {mail.trouble && ` (${mail.trouble})`}
              </p>
              {mail.state === 'kept' && mail.body !== '' && (
                <details>
                  <summary>Read the message</summary>
                  <pre class="letter">{mail.body}</pre>
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
    </TeamPage>
  )
}
