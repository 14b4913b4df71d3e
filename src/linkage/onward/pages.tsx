import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { dayIn, dayInWords } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { Problems } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../disclosures/rules.ts'
import { referralIdIn, referralPath, referralTrail } from '../on-referral.ts'
import { About } from '../pieces.tsx'
import { access } from '../rules.ts'
import { endedWhys, endedWords, type Onward, stateWords } from './model.ts'
import { isWithPartner, linkDays, takenBack } from './rules.ts'
import type { OnwardShown } from './shown.ts'

/** An onward referral: where it stands, what happens next, and the partner's link. */
export function OnwardPage({
  visit,
  shown,
  history,
  title,
  path,
  step,
  send,
  problems,
  address,
}: {
  visit: Visit
  shown: OnwardShown
  history: readonly HistoryLine[]
  title: string
  path: string
  step: JSX.Element | null
  send: JSX.Element | null
  problems: readonly Problem[]
  /** The partner's link, on the answer that made it and nowhere else. */
  address: string | null
}): JSX.Element {
  const { found, person, note, disclosure } = shown
  const zone = visit.organisation.timeZone
  const id = referralIdIn(visit)
  return (
    <TeamPage visit={visit} title={title} trail={referralTrail(id)}>
      <RecordPage history={history}>
        <Problems form={{ typed: new Typed(), problems }} />
        {address !== null && <NewLink partner={found.partner} address={address} />}
        <About person={person} />
        <Facts
          facts={[
            ['Service', `${found.service}, ${found.partner}`],
            ...(
              [
                ['Phone of the service', found.phone],
                ['Where it is', found.address.replaceAll('\n', '; ')],
                ['Its hours', found.hours.replaceAll('\n', '; ')],
                ['Languages spoken there', found.languages],
                ['What to know of it', found.about],
              ] as const
            ).filter(([, text]) => text !== ''),
            ['Status', standsIn(found, zone)],
            ...(found.isWarm ? [['Handed over', 'live'] as const] : []),
            ...(note === '' ? [] : [['What the service should know', note] as const]),
            ...(disclosure === null ? [] : [['Shared', inWords(disclosure.what)] as const]),
          ]}
        />
        {send !== null && (
          <section aria-labelledby="send-heading">
            <h2 id="send-heading">Send it to {found.partner}</h2>
            <p>
              The partner gets a link that shows what is checked, as far as the consent covers it, and answers by it.
              Without a consent, ask for one first.
            </p>
            <Act
              visit={visit}
              to={`${referralPath(id)}/consents/add`}
              name="Ask for a consent"
              may={access.follow}
              second
            />
            {send}
          </section>
        )}
        {step !== null && (
          <section aria-labelledby="step-heading">
            <h2 id="step-heading">What happened</h2>
            {step}
          </section>
        )}
        {isWithPartner(found.state) && <PartnersLink visit={visit} shown={shown} path={path} />}
        {takenBack(found) !== null && <TakeBack visit={visit} shown={shown} path={path} />}
      </RecordPage>
    </TeamPage>
  )
}

/** Where it stands, in words with its day. */
export function standsIn(found: Onward, zone: string): string {
  const words = stateWords[found.state]
  switch (found.state) {
    case 'scheduled':
      return found.scheduledFor ? `${words}: ${momentInWords(zone, found.scheduledFor)}` : words
    case 'attended':
      return found.attendedOn ? `${words}, ${dayInWords(found.attendedOn)}` : words
    case 'ended': {
      const why = endedWhys.find((each) => each === found.endedWhy)
      return why ? `${words}: ${endedWords[why]}` : words
    }
    case 'sent':
      return found.sentOn ? `${words}, ${dayInWords(found.sentOn)}` : words
    default:
      return words
  }
}

const NewLink = ({ partner, address }: { partner: string; address: string }): JSX.Element => (
  <section class="said" role="status" aria-labelledby="new-link">
    <h2 id="new-link">The link for {partner}</h2>
    <p>
      Copy it now and hand it to them: it is shown once. It opens for {counted(linkDays, 'day')}, and longer once the
      person came: until the last time that they are asked whether the person is still there.
    </p>
    <p>
      <code>{address}</code>
    </p>
  </section>
)

/** What was written last, and was not so. */
const TakeBack = ({
  visit,
  shown: { found },
  path,
}: {
  visit: Visit
  shown: OnwardShown
  path: string
}): JSX.Element => (
  <section aria-labelledby="back-heading">
    <h2 id="back-heading">Was that wrong?</h2>
    <p>
      “{stateWords[found.state]}” can be taken back, and written down anew.
      {found.state === 'attended' &&
        ' What was planned and asked after the first appointment goes with it. The history keeps it.'}
    </p>
    <Press
      action={visit.to(`${path}/take-back`)}
      name={`Take back: ${stateWords[found.state].toLowerCase()}`}
      look="second"
      values={{ version: found.version }}
    />
  </section>
)

function PartnersLink({
  visit,
  shown: { link },
  path,
}: {
  visit: Visit
  shown: OnwardShown
  path: string
}): JSX.Element {
  const zone = visit.organisation.timeZone
  return (
    <section aria-labelledby="link-heading">
      <h2 id="link-heading">The partner’s link</h2>
      <p>
        {link === null
          ? 'No link is open.'
          : `A link is open until ${dayInWords(dayIn(zone, link.expiresAt))}${link.answeredAt === null ? '' : ', and the appointment was answered by it'}.`}
      </p>
      <div class="acts">
        <Press
          action={visit.to(`${path}/link`)}
          name={link === null ? 'Make a link' : 'Make a new link'}
          look="second"
        />
        {link !== null && <Press action={visit.to(`${path}/link/end`)} name="End the link" look="danger" />}
      </div>
    </section>
  )
}
