import type { JSX } from 'preact'
import { z } from 'zod'
import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { idText, oneOf } from '../../core/text.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { listDoor } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import { isOneOf, type Refused, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { SavedNow } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ReferralsNeeds } from '../needs.ts'
import { languageWords } from '../receive/model.ts'
import { access, isUntried } from '../rules.ts'
import { type ReferralRow, referralRow } from '../store.ts'
import { dueInWords, pathWords, stateWords, titleOf, trail } from '../words.ts'
import {
  type HandOver,
  handOut,
  handOverAll,
  handOvers,
  offer,
  proposed,
  sayCannot,
  sayKnown,
  takeOffered,
} from './actions.ts'
import type { Ranked } from './rules.ts'
import { offersOfReferral, openOffer } from './store.ts'

const howWords = {
  assign: 'Hand it out now',
  ask: 'Ask first: they see only its zone, its language and when it is due',
} as const
const handOutForm = z.strictObject({
  coachId: idText('Coach', { none: 'Choose a coach' }),
  how: oneOf('How', ['assign', 'ask'], { words: howWords }),
})

/** A coach as they stand in the list: with why they are proposed; whoever has it and may not be asked, by name. */
const labelIn =
  (row: ReferralRow, coaches: readonly Ranked[]) =>
  (id: string): string => {
    const one = coaches.find((each) => each.id === id)
    return one ? `${one.name} ${one.why}` : (row.coaches.find((each) => each.id === id)?.name ?? 'somebody else')
  }

type Shown = { readonly row: ReferralRow; readonly coaches: readonly Ranked[]; readonly asked: string | null }

/** Handing referrals out, asking a coach, and handing over when a shift ends. */
export const handoutRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: '/referrals/:referralId/hand-out',
    may: access.write,
    read: async (tx, { params }): Promise<Shown | null> => {
      const row = await referralRow(tx, params.referralId ?? '')
      if (!row) return null
      const [asked] = await offersOfReferral(tx, row.id)
      return { row, coaches: await proposed(tx, row, needs.clock()), asked: asked?.coachId ?? null }
    },
    title: 'Hand out a referral',
    trail: ({ row }) => [...trail, { name: titleOf(row), path: `/referrals/${row.id}` }],
    above: ({ row, coaches }) => (
      <>
        <p class="lead">
          {pathWords[row.path].name},{' '}
          {isUntried(row.state) ? dueInWords(row.dueAt, needs.clock()) : stateWords[row.state]}
          {row.zone && `, in ${row.zone}`}, in {languageWords[row.language]}.
        </p>
        {coaches.length === 0 && (
          <p class="empty">No active coach may take it. Look at the shifts, or call somebody.</p>
        )}
      </>
    ),
    form: handOutForm,
    code: 'referrals.hand-out-wrong',
    version: ({ row }) => row.version,
    start: ({ row, coaches, asked }) => ({
      coachId: asked ?? row.coaches[0]?.id ?? coaches[0]?.id ?? '',
      how: asked === null ? 'assign' : 'ask',
    }),
    choices: ({ coaches }) => ({ coachId: coaches.map(({ id, name, why }) => ({ id, name: `${name}: ${why}` })) }),
    fields: (form, { row, coaches }) => <HandOutFields form={form} row={row} coaches={coaches} />,
    save: 'Hand out',
    send: (visit, { coachId, how }, { shown, typed }) =>
      (how === 'assign' ? handOut : offer)(visit, { id: shown.row.id, version: typed.version(), coachId, needs }),
    back: ({ row }) => `/referrals/${row.id}`,
    said: 'saved',
  }),
  listDoor({
    path: '/referrals/hand-over',
    may: access.write,
    title: 'Shifts that ended',
    trail,
    read: async (tx) => ({
      rows: (await handOvers(tx, needs.clock())).map((one) => ({ ...one, id: one.referralId })),
    }),
    above: ({ rows }, visit) => <HandOverAll rows={rows} visit={visit} />,
    list: (_, visit) => ({
      caption: 'Referrals with coaches whose shift ended',
      columns: [
        ['Referral', ({ row }) => row && titleOf(row)],
        ['With', ({ coach }) => coach],
        ['Shift ended', ({ endedAt }) => momentInWords(visit.organisation.timeZone, endedAt)],
        ['Next', ({ next }) => (next ? `${next.name}: ${next.why}` : 'nobody is on shift next')],
      ],
      to: ({ id }) => `/referrals/${id}`,
      empty: 'No referral is with a coach whose shift ended.',
    }),
  }),
  buttonDoor({
    path: '/referrals/hand-over',
    may: access.write,
    send: (visit) => handOverAll(visit, { needs }),
    back: () => '/referrals/hand-over',
    said: 'saved',
  }),
  {
    method: 'GET',
    path: '/referrals/offers/:offerId',
    may: access.follow,
    answer: (visit) => showOffer(visit, needs),
  },
  ...(
    [
      ['take', takeOffered],
      ['known', sayKnown],
      ['cannot', sayCannot],
    ] as const
  ).map(([path, act]) =>
    buttonDoor({
      path: `/referrals/offers/:offerId/${path}`,
      may: access.follow,
      read: (tx, visit) => offerOf(tx, visit),
      send: (visit) => act(visit, { id: visit.params.offerId ?? '', coachId: visit.coachId, needs }),
      back: () => '/referrals',
      to: (id) => (path === 'take' ? `/referrals/${id}` : '/referrals'),
      said: 'saved',
    }),
  ),
]

/** An offer to whoever asks, and for who sees all: for anybody else it is not there. */
async function offerOf(tx: Tx, visit: Visit) {
  const found = await openOffer(tx, visit.params.offerId ?? '')
  return found && (found.coachId === visit.coachId || isOneOf(visit, access.seeAll)) ? found : null
}

async function showOffer(visit: Visit, needs: ReferralsNeeds): Promise<Response> {
  const found = await visit.db.read(visit.scope, (tx) => offerOf(tx, visit))
  if (!found) return notFound()
  const at = visit.to(`/referrals/offers/${found.id}`)
  return page(
    <TeamPage visit={visit} title="A referral is offered" trail={trail}>
      <p class="lead">More is shown once you take it. If you may know who it is about, say so before.</p>
      <Facts
        facts={[
          ['Due', dueInWords(found.dueAt, needs.clock())],
          ['Zone', found.zone],
          ['Language', languageWords[found.language]],
        ]}
      />
      {found.coachId === visit.coachId ? (
        <div class="acts">
          <Press action={`${at}/take`} name="Take it" look="first" />
          <Press action={`${at}/known`} name="Say you may know this person" look="second" />
          <Press action={`${at}/cannot`} name="Say you cannot" look="second" />
        </div>
      ) : (
        <p class="notice">{found.coach} was asked, and answers on this page.</p>
      )}
    </TeamPage>,
  )
}

const HandOverAll = ({ rows, visit }: { rows: readonly HandOver[]; visit: Visit }): JSX.Element | null => {
  const count = rows.filter(({ next }) => next !== null).length
  return count === 0 ? null : (
    <>
      <p class="lead">
        {counted(count, 'referral')} {count === 1 ? 'is' : 'are'} with a coach whose shift ended. Whoever was reached
        stays with the coach they know; these were not reached yet.
      </p>
      <Press
        action={visit.to('/referrals/hand-over')}
        name={`Hand over ${counted(count, 'referral')} to who is on shift next`}
        look="first"
      />
    </>
  )
}

/** Each coach with why they are proposed, as big a target as a thumb needs. */
function HandOutFields({
  form,
  row,
  coaches,
}: {
  form: Refused
  row: ReferralRow
  coaches: readonly Ranked[]
}): JSX.Element {
  const chosen = form.typed.text('coachId')
  const how = form.typed.text('how')
  const wrong = (name: string) => form.problems.find(({ field }) => field === name)?.message
  return (
    <>
      <fieldset class={wrong('coachId') ? 'field wrong' : 'field'} id="coachId">
        <legend>Coach</legend>
        {wrong('coachId') && <p class="problem">{wrong('coachId')}</p>}
        <SavedNow form={form} name="coachId" asRead={labelIn(row, coaches)} />
        <div class="options">
          {coaches.map(({ id, name, why }) => (
            <label key={id}>
              <input type="radio" name="coachId" value={id} checked={id === chosen} required />
              <span>
                <strong>{name}</strong> <span class="quiet">{why}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class={wrong('how') ? 'field wrong' : 'field'} id="how">
        <legend>How</legend>
        {wrong('how') && <p class="problem">{wrong('how')}</p>}
        <SavedNow form={form} name="how" asRead={(saved) => (saved === 'ask' ? howWords.ask : howWords.assign)} />
        <div class="options">
          {(['assign', 'ask'] as const).map((value) => (
            <label key={value}>
              <input type="radio" name="how" value={value} checked={value === how} required />
              <span>{howWords[value]}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}
