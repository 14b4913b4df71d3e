import type { JSX } from 'preact'
import { z } from 'zod'
import { momentInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { manyLines, reading, wrong } from '../../core/text.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { type List, pageIn, Records } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ReferralsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { referenceOf, trail } from '../words.ts'
import { markSeen, openInEmergency } from './actions.ts'
import { isOpening, type Opening, openings } from './store.ts'

const emergencyForm = z.strictObject({
  reference: reading(
    {
      label: 'Reference',
      look: 'line',
      width: 'middle',
      help: 'The last 8 letters and digits, as on the page of the referral.',
    },
    (raw) => {
      const text = raw.trim().toLowerCase().slice(-8)
      return /^[0-9a-f]{8}$/.test(text)
        ? text
        : wrong('Reference has 8 letters from A to F and digits. It looks like 9F3A2C1B.')
    },
  ),
  reason: manyLines('Why you have to read it now', 500, { rows: 3, help: 'At least 10 letters. Name nobody.' }).refine(
    (text) => Array.from(text).length >= 10,
    'Say why in at least 10 letters, such as: the person called and needs help now.',
  ),
})

const pageSize = 50

type Shown = { readonly rows: readonly Opening[]; readonly page: number }

/** Reading what is not in one's hands, in an emergency; and who did. */
export const emergencyRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  ...pageOfForms({
    path: '/referrals/emergency',
    seenBy: [...access.follow, ...access.watch],
    read: async (tx, { url }): Promise<Shown> => {
      const page = pageIn(url) ?? 1
      return { rows: await openings(tx, page, pageSize), page }
    },
    forms: {
      open: oneForm<Shown, z.infer<typeof emergencyForm>, string>({
        path: '/referrals/emergency',
        may: access.follow,
        form: emergencyForm,
        code: 'referrals.emergency-wrong',
        save: 'Open it for three hours',
        send: (visit, form) => openInEmergency(visit, { ...form, needs }),
        to: (id) => `/referrals/${id}`,
        said: 'recorded',
      }),
    },
    view: ({ visit, shown: { rows, page }, forms }) => (
      <TeamPage visit={visit} title="Emergency access" trail={isOneOf(visit, access.follow) ? trail : []}>
        {forms.open && isOneOf(visit, ['coach']) && (
          <>
            <p class="lead">
              You may open a referral that is not in your hands for three hours, if somebody needs help now. Your reason
              is kept with your name, the privacy officers are told by mail at once, and they will ask you about it.
            </p>
            {forms.open}
          </>
        )}
        <section aria-labelledby="opened">
          <h2 id="opened">{isOneOf(visit, ['coach']) ? 'What you opened' : 'What was opened'}</h2>
          <Records list={listOf(visit)} rows={rows.slice(0, pageSize)} visit={visit} />
          <Pager url={visit.url} page={page} hasMore={rows.length > pageSize} />
        </section>
      </TeamPage>
    ),
  }),
  buttonDoor({
    path: '/referrals/emergency/:accessId/seen',
    may: [...access.watch, 'administrator'],
    read: (tx, { params }) => isOpening(tx, params.accessId ?? ''),
    send: (visit, _, typed) => markSeen(visit, { id: visit.params.accessId ?? '', version: typed.version() }),
    back: () => '/referrals/emergency',
    said: 'saved',
  }),
]

const listOf = (visit: Visit): List<Opening> => ({
  caption: 'What was opened in an emergency, newest first',
  columns: [
    ['Who', ({ reader }) => reader],
    ['Reference', ({ referralId }) => referenceOf(referralId)],
    ['From', ({ fromAt }) => momentInWords(visit.organisation.timeZone, fromAt)],
    ['Until', ({ untilAt }) => momentInWords(visit.organisation.timeZone, untilAt)],
    ['Why', ({ reason }) => reason],
    ['Looked at', (row) => <Seen row={row} visit={visit} />],
  ],
  empty: 'Nothing was opened in an emergency.',
})

const Seen = ({ row, visit }: { row: Opening; visit: Visit }): JSX.Element => {
  if (row.seenOn !== null) return <>{dayInWords(row.seenOn)}</>
  if (!isOneOf(visit, [...access.watch, 'administrator'])) return <>not yet</>
  return (
    <Press
      action={visit.to(`/referrals/emergency/${row.id}/seen`)}
      name="Mark as looked at"
      about={`opened by ${row.reader}`}
      values={{ version: row.version }}
    />
  )
}
