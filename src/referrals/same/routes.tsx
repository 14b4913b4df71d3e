import type { JSX } from 'preact'
import { z } from 'zod'
import { phoneInWords } from '../../coaches/model.ts'
import { momentInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { oneOf } from '../../core/text.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import type { ReferralsNeeds } from '../needs.ts'
import { readingThem } from '../one/reading.ts'
import { type EventServed, eventServed } from '../one/store.ts'
import { type PersonServed, personServed } from '../people.ts'
import { sourceWords } from '../receive/model.ts'
import { access } from '../rules.ts'
import { type ReferralRow, referralRow } from '../store.ts'
import { referenceOf, stateWords, titleOf, trail } from '../words.ts'
import { sayWhatTheyAre, takeApart } from './actions.ts'
import { type Decided, decided, verdicts } from './store.ts'

const at = '/referrals/:referralId/same/:otherId'
const verdictWords = {
  'one event': 'One event, told twice: this one is closed, the other stays',
  'one person': 'One person, two events: both stay',
  two: 'Two people: do not ask again',
} as const
const verdictForm = z.strictObject({
  verdict: oneOf('What are they', verdicts, { words: verdictWords, none: 'Choose one' }),
})

type Side = { readonly row: ReferralRow; readonly person: PersonServed; readonly event: EventServed | null }
type Shown = { readonly own: Side; readonly other: Side; readonly is: Decided | null }

/** Two referrals side by side: whether they tell the same, and taking them apart again. */
export const sameRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  ...readingThem(
    'same',
    formDoor({
      path: at,
      may: access.write,
      read: async (tx, { params }): Promise<Shown | null> => {
        const own = await sideOf(tx, params.referralId ?? '', needs)
        const other = await sideOf(tx, params.otherId ?? '', needs)
        if (!own || !other || own.row.id === other.row.id) return null
        return { own, other, is: await decided(tx, own.row.id, other.row.id) }
      },
      title: 'Do these two tell the same?',
      trail: ({ own: { row } }) => [...trail, { name: titleOf(row), path: `/referrals/${row.id}` }],
      above: (shown, visit) => <SideBySide shown={shown} visit={visit} />,
      form: verdictForm,
      code: 'referrals.verdict-wrong',
      fields: (_, { is }) => (is === null ? undefined : null),
      save: 'Save',
      send: (visit, { verdict }, { shown: { own, other } }) =>
        sayWhatTheyAre(visit, { id: own.row.id, otherId: other.row.id, verdict, needs }),
      back: ({ own }) => `/referrals/${own.row.id}`,
      said: 'saved',
      below: ({ own, other, is }, visit) =>
        is && (
          <>
            <p>
              {is.verdict === 'one event' && is.referralId === other.row.id
                ? 'The other one was put together with this one, which stays.'
                : verdictWords[is.verdict]}
              .
            </p>
            <Press
              action={visit.to(`/referrals/${own.row.id}/same/${other.row.id}/apart`)}
              name="Take apart"
              look="second"
            />
          </>
        ),
    }),
  ),
  buttonDoor({
    path: `${at}/apart`,
    may: access.write,
    read: (tx, { params }) => referralRow(tx, params.referralId ?? ''),
    send: (visit) =>
      takeApart(visit, { id: visit.params.referralId ?? '', otherId: visit.params.otherId ?? '', needs }),
    about: 'referralId',
    back: ({ params }) => `/referrals/${params.referralId}`,
    said: 'parted',
  }),
]

async function sideOf(tx: Tx, id: string, needs: ReferralsNeeds): Promise<Side | null> {
  const row = await referralRow(tx, id)
  if (!row) return null
  const keys = await needs.seals.keysOf(tx)
  const person = await personServed(tx, keys, row.personId)
  return person && { row, person, event: await eventServed(tx, keys, row.eventId) }
}

/** What differs and what is the same, in two columns; on a phone they stand below one another. */
const SideBySide = ({ shown: { own, other }, visit }: { shown: Shown; visit: Visit }): JSX.Element => {
  const lines = (side: Side): readonly (readonly [string, string])[] => [
    ['Reference', referenceOf(side.row.id)],
    ['Received', momentInWords(visit.organisation.timeZone, side.row.receivedAt)],
    ['Told by', side.row.partner ?? sourceWords[side.row.source]],
    ['Name', side.person.name],
    ['Phone', side.person.phone && phoneInWords(side.person.phone)],
    ['Date of birth', side.person.bornOn ? dayInWords(side.person.bornOn) : ''],
    [
      'When',
      side.event?.occurredAt ? momentInWords(visit.organisation.timeZone, side.event.occurredAt) : dayOf(side.event),
    ],
    ['Where', side.event?.place ?? ''],
    ['Status', stateWords[side.row.state]],
  ]
  const theirs = lines(other)
  return (
    <div class="table-frame" role="region" aria-label="The two referrals" tabindex={0}>
      <table class="records">
        <caption class="visually-hidden">The two referrals side by side</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">This one</th>
            <th scope="col">The other</th>
          </tr>
        </thead>
        <tbody>
          {lines(own).map(([name, value], index) => (
            <tr key={name}>
              <td data-name="What">{name}</td>
              <td data-name="This one">{value}</td>
              <td data-name="The other">{theirs[index]?.[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const dayOf = (event: EventServed | null): string => (event?.occurredOn ? dayInWords(event.occurredOn) : '')
