import type { JSX } from 'preact'
import type { Visit } from '../http/route.ts'
import { TeamPage } from '../ui/shell.tsx'
import { inWords } from '../ui/words.ts'
import { adminTabs } from './people-pages.tsx'
import type { KeptMail } from './store.ts'

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
    <TeamPage visit={visit} title="Mail" tabs={adminTabs}>
      <p class="lead">
        {isMailed
          ? 'What this organization sent in the last 30 days. The texts are with their readers only.'
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
