import { z } from 'zod'
import { clockIn } from '../../core/clock.ts'
import { isId } from '../../core/id.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { offersOfReferral } from '../handout/store.ts'
import { referralInHand } from '../in-hand.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { personServed } from '../people.ts'
import { receiveReferral } from '../receive/actions.ts'
import { teamReferralForm } from '../receive/model.ts'
import { eventMoment } from '../receive/store.ts'
import { access } from '../rules.ts'
import { proposalsFor, togetherWith } from '../same/store.ts'
import { type ReferralRow, referralRow } from '../store.ts'
import { titleOf, trail } from '../words.ts'
import { changeEvent, changePerson, closeReferral, reopenReferral, sayWhetherAlive, wayOf } from './actions.ts'
import { aliveForm, closeForm, eventForm, personForm } from './model.ts'
import { ReferralPage, type ReferralShown } from './pages.tsx'
import { readingThem } from './reading.ts'
import { eventServed, partnersByName, recordsOf, toldBySender } from './store.ts'

const at = '/referrals/:referralId'
const idIn = ({ params }: Visit): string => params.referralId ?? ''
const trailTo = (row: ReferralRow) => [...trail, { name: titleOf(row), path: `/referrals/${row.id}` }]

/** Adding a referral, its page, and what may be corrected on it. */
export const oneRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  ...addRoutes(needs),
  ...readingThem('referral', pageRoutes(needs)),
  ...readingThem('person', personRoutes(needs)),
  ...readingThem('event', eventRoutes(needs)),
  buttonDoor({
    path: `${at}/alive`,
    may: access.write,
    read: (tx, visit) => referralRow(tx, idIn(visit)),
    form: aliveForm,
    code: 'referrals.alive-wrong',
    send: (visit, { answer }) => sayWhetherAlive(visit, { id: idIn(visit), answer, needs }),
    about: 'referralId',
    back: (visit) => `/referrals/${idIn(visit)}`,
    said: 'saved',
  }),
  buttonDoor({
    path: `${at}/reopen`,
    may: access.write,
    read: (tx, visit) => referralRow(tx, idIn(visit)),
    send: (visit) => reopenReferral(visit, { id: idIn(visit) }),
    about: 'referralId',
    back: (visit) => `/referrals/${idIn(visit)}`,
    said: 'saved',
  }),
]

/** `eventId` travels unseen, where it is one more person of an event that is here. */
const addForm = teamReferralForm.extend({ eventId: z.string().optional() })

const addRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] =>
  formDoor({
    path: '/referrals/add',
    may: access.write,
    read: async (tx, { url }) => {
      const asked = url.searchParams.get('event')
      const event = asked !== null && isId(asked) && (await eventMoment(tx, asked)) ? asked : null
      return { event, partners: await partnersByName(tx) }
    },
    title: 'Add referral',
    trail,
    above: ({ event }) =>
      event && (
        <p class="notice">One more person of the same event. What happened is known already; leave it empty here.</p>
      ),
    form: addForm,
    code: 'referrals.wrong',
    save: 'Add referral',
    fields: (form, { event, partners }) => {
      const among = form.typed.text('eventId') || event
      return (
        <>
          {among && <Hidden name="eventId" value={among} />}
          <Fields of={addForm} form={form} choices={{ partnerId: partners }} />
        </>
      )
    },
    send: (visit, { partnerId, eventId, ...form }) =>
      receiveReferral(visit, {
        form,
        partnerId,
        eventId: eventId !== undefined && isId(eventId) ? eventId : null,
        needs,
      }),
    back: '/referrals',
    to: ({ id }) => `/referrals/${id}`,
    said: ({ isKnown }) => (isKnown ? 'known' : 'added'),
  })

type PageShown = ReferralShown & { readonly records: readonly string[] }

const pageRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] =>
  pageOfForms({
    path: at,
    seenBy: access.follow,
    read: (tx, visit): Promise<PageShown | null> => shownOf(tx, visit, needs),
    history: ({ records }) => records,
    forms: {
      close: oneForm<PageShown, z.infer<typeof closeForm>, string>({
        path: `${at}/close`,
        may: access.follow,
        form: closeForm,
        code: 'referrals.close-wrong',
        version: ({ row }) => row.version,
        fields: (_, { row }) => (row.state === 'closed' ? null : undefined),
        save: 'Close referral',
        isSecond: true,
        isDanger: true,
        send: (visit, { reason }, { shown: { row }, typed }) =>
          closeReferral(visit, { id: row.id, version: typed.version(), reason, needs }),
        // Once it is closed it is in no coach's hands any more.
        to: (id, _, visit) => (isOneOf(visit, access.seeAll) ? `/referrals/${id}` : '/referrals'),
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <ReferralPage visit={visit} shown={shown} now={needs.clock()} close={forms.close} history={history} />
    ),
  })

async function shownOf(tx: Tx, visit: Visit, needs: ReferralsNeeds) {
  const id = idIn(visit)
  const [row, inHand, keys] = await together(referralRow(tx, id), referralInHand(tx, id), needs.seals.keysOf(tx))
  if (!row || !inHand) return null
  const seesAll = isOneOf(visit, access.seeAll)
  const parts = needs.sections.toSorted((a, b) => a.order - b.order)
  // All that the page shows is asked at once, so that it waits for the database once and not once a part.
  const [person, event, told, offers, proposals, beside, records, contents] = await together(
    personServed(tx, keys, row.personId),
    eventServed(tx, keys, row.eventId),
    toldBySender(tx, keys, row.id),
    offersOfReferral(tx, row.id),
    seesAll ? proposalsFor(tx, keys, row.id) : none,
    seesAll ? togetherWith(tx, row.id) : none,
    seesAll ? recordsOf(tx, row) : none,
    together(...parts.map(({ section }) => section(tx, inHand, visit))),
  )
  if (!person) return null
  const sections = parts.flatMap(({ key, title }, at) => {
    const content = contents[at] ?? null
    return content === null ? [] : [{ key, title, content }]
  })
  return { row, person, event, told, offers, proposals, together: beside, records, sections }
}

const none = Promise.resolve([])

const personRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] =>
  formDoor({
    path: `${at}/person`,
    may: access.follow,
    read: async (tx, visit) => {
      const row = await referralRow(tx, idIn(visit))
      const person = row && (await personServed(tx, await needs.seals.keysOf(tx), row.personId))
      return row && person ? { row, person } : null
    },
    title: 'Change the person',
    trail: ({ row }) => trailTo(row),
    form: personForm,
    code: 'referrals.person-wrong',
    start: ({ row, person }) => ({
      ...person,
      ...wayOf(row, person.bornOn),
      isSafeToText: asAnswer(person.isSafeToText),
      isSafeToLeaveMessage: asAnswer(person.isSafeToLeaveMessage),
    }),
    version: ({ person }) => person.version,
    save: 'Save person',
    send: (visit, form, { shown, typed }) =>
      changePerson(visit, { id: shown.row.id, version: typed.version(), form, needs }),
    back: ({ row }) => `/referrals/${row.id}`,
    said: 'saved',
  })

/** As the choice holds it: what was not asked is neither yes nor no. */
const asAnswer = (is: boolean | null): string => (is === null ? '' : is ? 'yes' : 'no')

const eventRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] =>
  formDoor({
    path: `${at}/event`,
    may: access.follow,
    read: async (tx, visit) => {
      const row = await referralRow(tx, idIn(visit))
      const event = row && (await eventServed(tx, await needs.seals.keysOf(tx), row.eventId))
      return row && event ? { row, event } : null
    },
    title: 'Change what happened',
    trail: ({ row }) => trailTo(row),
    form: eventForm,
    code: 'referrals.event-wrong',
    start: ({ event }, visit) => ({
      ...event,
      occurredTime: event.occurredAt && clockIn(visit.organisation.timeZone, event.occurredAt),
    }),
    version: ({ event }) => event.version,
    save: 'Save what happened',
    send: (visit, form, { shown, typed }) =>
      changeEvent(visit, { id: shown.row.id, version: typed.version(), form, needs }),
    back: ({ row }) => `/referrals/${row.id}`,
    said: 'saved',
  })
