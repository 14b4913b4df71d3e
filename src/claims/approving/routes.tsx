import { dayInWords } from '../../core/day.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Filter } from '../../platform/ui/filter.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type Claim, returnForm, states, stateWords } from '../model.ts'
import { handOut } from '../own/routes.tsx'
import { ClaimFacts, claimColumns, claimsTabs, trail } from '../pieces.tsx'
import { access, isOpenTo } from '../rules.ts'
import { claim, claimsIn } from '../store.ts'
import { whatInWords } from '../words.ts'
import { approveClaim, returnClaim } from './actions.ts'

const pathOf = ({ id }: Pick<Claim, 'id'>): string => `/claims/${id}`
const idIn = ({ params }: Visit): string => params.claimId ?? ''
const shownStates = states.filter((state) => state !== 'draft')

/** All claims that were sent, and each with what can be done with it. A draft is its coach's alone. */
export const approvingRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/claims',
    may: access.read,
    title: 'Claims',
    tabs: claimsTabs,
    read: async (tx, { url }) => {
      const state = shownStates.find((one) => one === url.searchParams.get('state')) ?? null
      return { state, rows: await claimsIn(tx, state) }
    },
    above: ({ state }, { url }) => (
      <Filter
        url={url}
        label="Claims that are"
        name="state"
        chosen={state}
        options={[[null, 'All'], ...shownStates.map((one) => [one, stateWords[one]] as const)]}
      />
    ),
    list,
  }),
  ...pageOfForms({
    path: '/claims/:claimId',
    seenBy: access.read,
    read: sentClaim,
    history: ({ id }) => [id],
    forms: {
      back: oneForm({
        path: '/claims/:claimId/return',
        may: access.read,
        isSecond: true,
        form: returnForm,
        code: 'claims.return-wrong',
        fields: (_, one: Claim, { coachId }) => (isOpenTo('return', one) && one.coachId !== coachId ? undefined : null),
        under: 'Return it to the coach',
        save: 'Return claim',
        send: (visit, { why }) => returnClaim(visit, { id: idIn(visit), ownCoachId: visit.coachId, why }),
        to: (id) => pathOf({ id }),
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <TeamPage visit={visit} title={`${shown.coach}: ${whatInWords(shown)}`} trail={trail}>
        <RecordPage history={history}>
          {shown.coachId === visit.coachId ? (
            <p>This claim is your own. Somebody else looks at it.</p>
          ) : (
            isOpenTo('approve', shown) &&
            isOneOf(visit, access.supervise) && (
              <div class="acts">
                <Press action={visit.to(`${pathOf(shown)}/approve`)} name="Approve claim" look="first" />
              </div>
            )
          )}
          <ClaimFacts claim={shown} visit={visit} at={pathOf(shown)} />
          {forms.back}
        </RecordPage>
      </TeamPage>
    ),
  }),
  buttonDoor({
    path: '/claims/:claimId/approve',
    may: access.supervise,
    read: sentClaim,
    send: (visit) => approveClaim(visit, { id: idIn(visit), ownCoachId: visit.coachId }),
    about: 'claimId',
    back: (_, one) => pathOf(one),
    to: () => '/claims?state=sent',
    said: 'saved',
  }),
  {
    method: 'GET',
    path: '/claims/:claimId/receipts/:receiptId',
    may: access.read,
    answer: (visit) => handOut(visit, async (tx) => (await sentClaim(tx, visit)) !== null),
  },
]

async function sentClaim(tx: Parameters<typeof claim>[0], visit: Visit): Promise<Claim | null> {
  const one = await claim(tx, idIn(visit))
  return one && one.state !== 'draft' ? one : null
}

const list: List<Claim> = {
  isTight: true,
  caption: 'Claims, newest first',
  columns: [
    ['Coach', ({ coach }) => coach],
    ...claimColumns,
    ['Sent', ({ steps }) => dayInWords(steps.find(({ step }) => step === 'sent')?.takenOn ?? '')],
  ],
  to: pathOf,
  empty: 'No claim here. Coaches claim miles, stipends, tuition and supplies on their own page.',
}
