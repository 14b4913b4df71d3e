// Longer than most: each kind of claim has its form here, beside the list and the acts that all of them share.
import { z } from 'zod'
import { downloadName } from '../../coaches/credentials/evidence.ts'
import { addDays } from '../../core/day.ts'
import { centsTyped } from '../../core/money.ts'
import { idText, oneOf } from '../../core/text.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { download, notFound, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { FileField } from '../../platform/ui/form.tsx'
import {
  type Claim,
  type Claimable,
  type MilesForm,
  milesForm,
  type SuppliesForm,
  suppliesForm,
  type TuitionForm,
  tuitionForm,
} from '../model.ts'
import { rates } from '../rates/store.ts'
import { access, isInHand } from '../rules.ts'
import { claim, claimableOf, claimsOfCoach, engagementsOf, receiptOf } from '../store.ts'
import {
  changeBought,
  changeMiles,
  claimBought,
  claimMiles,
  claimWhatHappened,
  removeClaim,
  sendClaim,
} from './actions.ts'
import { MyClaimPage, MyClaimsPage, mineTrail, NobodyClaims, ownPath } from './page.tsx'
import { amountOfMiles, amountOfStipend, payClassOn, problemsOfSending } from './rules.ts'

/** The largest body of a form with a receipt: 10 MB, and what is around it. */
const uploadLimit = 10 * 1024 * 1024 + 200_000
/** Whoever is no coach does not come so far. */
const ownId = ({ coachId }: Visit): string => coachId ?? ''
/** What happened longer ago is not offered any more; a county's window is shorter. */
const daysBack = 400

const happenedForm = z.strictObject({
  source: oneOf('What', ['trip', 'shift', 'class']),
  happenedId: idText('Which'),
})

async function ownClaim(tx: Tx, { params, coachId }: Visit): Promise<Claim | null> {
  const one = await claim(tx, params.claimId ?? '')
  return one?.coachId === coachId ? one : null
}

/** A coach's own claims. Every address is of the coach who asks; what is not theirs is not there. */
export const ownRoutes = (): readonly TeamRoute[] =>
  ownDoors(
    (visit) => <NobodyClaims visit={visit} />,
    [
      { method: 'GET', path: '/mine/claims', may: access.mine, answer: showAll },
      buttonDoor({
        path: '/mine/claims/happened',
        may: access.mine,
        form: happenedForm,
        code: 'claims.wrong',
        send: (visit, { source, happenedId }) =>
          claimWhatHappened(visit, { coachId: ownId(visit), source, id: happenedId }),
        back: () => '/mine/claims',
        said: 'sent',
      }),
      ...newDoors(),
      {
        method: 'GET',
        path: '/mine/claims/:claimId',
        may: access.mine,
        answer: async (visit) => {
          const one = await visit.db.read(visit.scope, (tx) => ownClaim(tx, visit))
          return one ? page(<MyClaimPage visit={visit} claim={one} />) : notFound()
        },
      },
      ...changeDoor(),
      buttonDoor({
        path: '/mine/claims/:claimId/send',
        may: access.mine,
        read: ownClaim,
        send: (visit, _, typed) => sendClaim(visit, { id: visit.params.claimId ?? '', version: typed.version() }),
        about: 'claimId',
        back: (_, one) => ownPath(one),
        said: 'sent',
      }),
      buttonDoor({
        path: '/mine/claims/:claimId/remove',
        may: access.mine,
        read: ownClaim,
        send: (visit) => removeClaim(visit, { id: visit.params.claimId ?? '' }),
        about: 'claimId',
        back: (_, one) => ownPath(one),
        to: () => '/mine/claims',
        said: 'removed',
      }),
      {
        method: 'GET',
        path: '/mine/claims/:claimId/receipts/:receiptId',
        may: access.mine,
        answer: (visit) => handOut(visit, async (tx) => (await ownClaim(tx, visit)) !== null),
      },
    ],
    async (tx, { params }) => params.claimId === undefined || (await claim(tx, params.claimId)) !== null,
  )

/** A receipt, to keep: for whoever may see its claim. */
export async function handOut(visit: Visit, maySee: (tx: Tx) => Promise<boolean>): Promise<Response> {
  const { claimId = '', receiptId = '' } = visit.params
  const file = await visit.db.read(visit.scope, async (tx) =>
    (await maySee(tx)) ? receiptOf(tx, claimId, receiptId) : null,
  )
  return file ? download(downloadName(file.type).replace('evidence', 'receipt'), file.type, file.content) : notFound()
}

async function showAll(visit: Visit): Promise<Response> {
  const coachId = ownId(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    own: await claimsOfCoach(tx, coachId),
    open: await worthClaiming(tx, visit),
  }))
  return page(<MyClaimsPage visit={visit} {...shown} />)
}

/** What a coach did that would be paid if they claimed it today. */
async function worthClaiming(tx: Tx, visit: Visit): Promise<readonly (Claimable & { readonly cents: number })[]> {
  const all = await claimableOf(tx, ownId(visit), addDays(visit.today, -daysBack))
  const [known, engaged] = [await rates(tx), await engagementsOf(tx, ownId(visit))]
  const open: (Claimable & { readonly cents: number })[] = []
  for (const one of all) {
    if (one.source === 'course') continue
    const day = one.happenedOn
    const payClass = payClassOn(engaged, day)
    const miles = one.source === 'trip' ? amountOfMiles(known, { miles: one.miles ?? 0, day, payClass }) : null
    const stipend = one.source === 'trip' ? null : amountOfStipend(known, { source: one.source, day, payClass })
    const cents = miles?.ok ? miles.value.amountCents : stipend?.ok ? stipend.value : 0
    const kind = one.source === 'trip' ? 'mileage' : 'stipend'
    const asked = { today: visit.today, rates: known, hasReceipt: false }
    const isPaid = cents > 0 && problemsOfSending({ kind, happenedOn: day, amountCents: cents }, asked).length === 0
    if (isPaid) open.push({ ...one, cents })
  }
  return open
}

const Receipt = ({ form }: { form: Refused }) => (
  <FileField
    form={form}
    name="file"
    label="Receipt"
    help="A photo or a PDF of at most 10 MB."
    accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
    optional
  />
)

const courses = async (tx: Tx, visit: Visit) =>
  (await claimableOf(tx, ownId(visit), visit.today)).filter(({ source }) => source === 'course')

const newDoors = (): readonly TeamRoute[] => {
  const about = {
    may: access.mine,
    trail: mineTrail,
    code: 'claims.wrong',
    save: 'Send claim',
    back: '/mine/claims',
  }
  const said = 'sent'
  return [
    ...formDoor({
      ...about,
      path: '/mine/claims/miles',
      read: async (tx, visit) => ({
        last: (await claimsOfCoach(tx, ownId(visit))).find(({ fromPlace }) => fromPlace !== ''),
      }),
      title: 'Claim miles',
      form: milesForm,
      // Most trips are today's, from where the last one began.
      start: ({ last }, { today }) => ({
        drivenOn: today,
        fromPlace: last?.fromPlace ?? '',
        toPlace: last?.toPlace ?? '',
      }),
      fields: (form) => (
        <>
          <Fields of={milesForm} form={form} only={['miles', 'fromPlace', 'toPlace', 'drivenOn']} />
          <Fields of={milesForm} form={form} only={['odometerStart', 'odometerEnd', 'isDraft']} />
        </>
      ),
      send: (visit, form) => claimMiles(visit, { coachId: ownId(visit), form }),
      to: (id) => ownPath({ id }),
      said,
    }),
    ...formDoor({
      ...about,
      path: '/mine/claims/supplies',
      read: async () => ({}),
      title: 'Claim supplies',
      form: suppliesForm,
      start: (_, { today }) => ({ happenedOn: today }),
      fields: (form) => (
        <>
          <Fields of={suppliesForm} form={form} but={['isDraft']} />
          <Receipt form={form} />
          <Fields of={suppliesForm} form={form} only={['isDraft']} />
        </>
      ),
      upload: uploadLimit,
      send: async (visit, form) => claimBought(visit, { coachId: ownId(visit), form, file: await visit.file('file') }),
      to: (id) => ownPath({ id }),
      said,
    }),
    ...formDoor({
      ...about,
      path: '/mine/claims/tuition',
      read: async (tx, visit) => ({ courses: await courses(tx, visit) }),
      title: 'Claim tuition or a fee',
      form: tuitionForm,
      start: (_, { today }) => ({ happenedOn: today }),
      choices: ({ courses: all }) => ({ enrolmentId: all.map(({ id, title }) => ({ id, name: title })) }),
      fields: (form, { courses: all }) => (
        <>
          <Fields
            of={tuitionForm}
            form={form}
            but={['isDraft']}
            choices={{ enrolmentId: all.map(({ id, title }) => ({ id, name: title })) }}
          />
          <Receipt form={form} />
          <Fields of={tuitionForm} form={form} only={['isDraft']} />
        </>
      ),
      upload: uploadLimit,
      send: async (visit, form) => claimBought(visit, { coachId: ownId(visit), form, file: await visit.file('file') }),
      to: (id) => ownPath({ id }),
      said,
    }),
  ]
}

type AnyForm = MilesForm | SuppliesForm | TuitionForm
const formOf = ({ kind }: Claim): z.ZodType<AnyForm> =>
  kind === 'mileage' ? milesForm : kind === 'tuition' ? tuitionForm : suppliesForm

const changeDoor = (): readonly TeamRoute[] =>
  formDoor({
    path: '/mine/claims/:claimId/change',
    may: access.mine,
    read: async (tx, visit) => {
      const one = await ownClaim(tx, visit)
      return one && one.kind !== 'stipend' ? { one, courses: await courses(tx, visit) } : null
    },
    title: 'Change claim',
    trail: mineTrail,
    form: ({ one }: { one: Claim; courses: readonly Claimable[] }) => formOf(one),
    code: 'claims.wrong',
    start: ({ one }) => ({
      ...one,
      drivenOn: one.happenedOn,
      amountCents: centsTyped(one.amountCents),
      miles: one.odometerStart === null ? one.miles : null,
    }),
    version: ({ one }) => one.version,
    fields: (form, { one, courses: all }) =>
      isInHand(one) ? (
        <>
          <Fields
            of={formOf(one)}
            form={form}
            choices={{
              enrolmentId: [
                { id: one.enrolmentId ?? '', name: 'As it was' },
                ...all.map(({ id, title }) => ({ id, name: title })),
              ],
            }}
          />
          {one.kind !== 'mileage' && <Receipt form={form} />}
        </>
      ) : null,
    upload: uploadLimit,
    save: 'Send claim',
    send: async (visit, form, { shown: { one }, typed }) => {
      const read = { id: one.id, version: typed.version() }
      return 'drivenOn' in form
        ? changeMiles(visit, { ...read, form })
        : changeBought(visit, { ...read, form, file: await visit.file('file') })
    },
    back: ({ one }) => ownPath(one),
    said: 'saved',
  })
