import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import { stopped } from '../../../core/text.ts'
import { sectorWords } from '../../../partners/model.ts'
import { LinkToHandOver } from '../../../platform/access/people-pages.tsx'
import { type List, Records } from '../../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../../platform/history.ts'
import type { Visit } from '../../../platform/http/route.ts'
import { Press } from '../../../platform/ui/acts.tsx'
import { Instant } from '../../../platform/ui/instant.tsx'
import { RecordPage } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import type { HandingOver, Key, KeyKind, PartnerInvited, PartnerPerson } from './model.ts'
import { hearsOnlyOfReceipt, standingOf } from './rules.ts'
import type { WaysIn } from './store.ts'

export const keysTrail = [
  { name: 'Referrals', path: '/referrals' },
  { name: 'Partners who hand over', path: '/referrals/partners' },
]

export const allWaysIn: List<WaysIn> = {
  caption: 'Partners and their ways to hand over',
  columns: [
    ['Partner', ({ name }) => name],
    ['Sector', ({ sector }) => sectorWords[sector]],
    ['Open links and tokens', ({ keys }) => keys, 'number'],
    ['People who sign in', ({ people }) => people, 'number'],
    ['Last used', ({ lastUsedAt }) => lastUsedAt && <Instant at={lastUsedAt} />],
  ],
  to: ({ id }) => `/referrals/partners/${id}`,
  empty: 'No partner has been added yet. Add those who may hand over referrals under Partners first.',
}

export type PartnerShown = HandingOver & {
  readonly now: Date
  readonly keys: readonly Key[]
  readonly people: readonly PartnerPerson[]
  readonly invited: readonly PartnerInvited[]
  /** Invitation links that no mail server carried, by address. */
  readonly links: ReadonlyMap<string, string>
}

export function PartnerKeysPage({
  visit,
  partner,
  inviteForm,
  history,
}: {
  visit: Visit
  partner: PartnerShown
  inviteForm: JSX.Element | null
  history: readonly HistoryLine[]
}): JSX.Element {
  const at = (rest: string): string => visit.to(`/referrals/partners/${partner.id}${rest}`)
  return (
    <TeamPage visit={visit} title={partner.name} trail={keysTrail}>
      <RecordPage history={history}>
        {hearsOnlyOfReceipt(partner.sector) && (
          <p class="notice">
            Courts and police only hand over. They are told that a referral was received, and nothing of how it goes on.
          </p>
        )}
        <section aria-labelledby="keys">
          <h2 id="keys">Links and tokens</h2>
          <p>
            A link opens a form for one referral, within 72 hours, without a sign-in. A token lets a program of theirs
            send referrals for a year. Each is shown once, when it is made.
          </p>
          <div class="acts">
            <Press action={at('/links')} name="Make a link" look="first" />
            <Press action={at('/tokens')} name="Make a token" look="second" />
          </div>
          <Records list={listOfKeys(partner, at)} rows={partner.keys} visit={visit} />
        </section>
        <section aria-labelledby="people">
          <h2 id="people">People who sign in</h2>
          <p>They see only whether what {partner.name} sent was received, is being followed up, or is closed.</p>
          <Records list={listOfPeople(partner, at)} rows={partner.people} visit={visit} />
          {partner.invited.length > 0 && <Invited {...partner} at={at} />}
          <h3>Invite somebody of {partner.name}</h3>
          {inviteForm}
        </section>
      </RecordPage>
    </TeamPage>
  )
}

type At = (rest: string) => string

const kindWords: Readonly<Record<KeyKind, string>> = { link: 'Link', token: 'Token' }

const listOfKeys = ({ name, now }: PartnerShown, at: At): List<Key> => ({
  caption: `Links and tokens of ${name}, newest first`,
  columns: [
    ['Kind', ({ kind }) => kindWords[kind]],
    ['Made', ({ madeAt }) => <Instant at={madeAt} />],
    ['Standing', (key) => standingOf(key, now)],
    ['Good until', ({ expiresAt }) => <Instant at={expiresAt} />],
    ['Last used', ({ lastUsedAt }) => lastUsedAt && <Instant at={lastUsedAt} />],
    [
      'End',
      (key) =>
        ['open', 'used'].includes(standingOf(key, now)) && (
          <Press action={at(`/keys/${key.id}/end`)} name="End" about={`${kindWords[key.kind]} of ${name}`} />
        ),
    ],
  ],
  empty: 'None yet.',
})

const listOfPeople = ({ name }: PartnerShown, at: At): List<PartnerPerson> => ({
  caption: `People of ${name} who sign in`,
  columns: [
    ['Name', (one) => one.name],
    ['Mail address', ({ email }) => email],
    [
      'Take away',
      (one) => <Press action={at(`/people/${one.id}/end`)} name="Take the sign-in away" about={one.name} />,
    ],
  ],
  empty: 'Nobody signs in for this partner.',
})

const Invited = ({ invited, links, now, at }: PartnerShown & { at: At }): JSX.Element => (
  <ul class="things">
    {invited.map(({ id, email, expiresAt }) => (
      <li key={id}>
        <div>
          <strong>{email}</strong>
          <p class="quiet">
            invited; {expiresAt > now ? 'good until' : 'ran out'} <Instant at={expiresAt} />
          </p>
          <LinkToHandOver link={links.get(email) ?? null} />
        </div>
        <div class="acts">
          <Press action={at(`/invitations/${id}/withdraw`)} name="Withdraw" about={email} look="danger" />
        </div>
      </li>
    ))}
  </ul>
)

/** The answer that shows a secret, once. */
export const MadePage = ({
  visit,
  partner,
  kind,
  secret,
  baseUrl,
}: {
  visit: Visit
  partner: HandingOver
  kind: KeyKind
  secret: string
  baseUrl: string
}): JSX.Element => (
  <TeamPage
    visit={visit}
    title={kind === 'link' ? 'A link to hand over' : 'A token for a program'}
    trail={[...keysTrail, { name: partner.name, path: `/referrals/partners/${partner.id}` }]}
  >
    <section class="said" role="status" aria-label="Shown once">
      <p>
        {kind === 'link'
          ? `Give this address to one person of ${stopped(partner.name)} It opens a form for one referral, and is good for 72 hours. It is shown once.`
          : `Give this token to whoever runs the program of ${stopped(partner.name)} It is good for a year. It is shown once.`}
      </p>
      <pre class="letter">{kind === 'link' ? `${baseUrl}/handover/${secret}` : secret}</pre>
    </section>
    {kind === 'token' && (
      <p>
        The program sends each referral as JSON to <code>{baseUrl}/api/referrals</code>, with the header{' '}
        <code>Authorization: Bearer</code> and the token.
      </p>
    )}
    <p>
      <a href={visit.to(`/referrals/partners/${partner.id}`)}>Back to {partner.name}</a>
    </p>
  </TeamPage>
)

/** How many of its ways are open, for the head of the list. */
export const waysCounted = (rows: readonly WaysIn[]): string =>
  counted(rows.filter(({ keys, people }) => keys + people > 0).length, 'partner')
