import { keptInvitationLinks } from '../../../platform/access/store.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { buttonDoor } from '../../../platform/doors/button-door.tsx'
import { listDoor } from '../../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../../platform/doors/page-of-forms.tsx'
import { notFound, page } from '../../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../../platform/http/route.ts'
import { access } from '../../rules.ts'
import type { HandoverNeeds } from '../needs.ts'
import { endPartnerSignIn, endReferralKey, invitePartner, makeReferralKey, withdrawPartner } from './actions.ts'
import { invitePartnerForm, type KeyKind } from './model.ts'
import { allWaysIn, keysTrail, MadePage, PartnerKeysPage, type PartnerShown, waysCounted } from './pages.tsx'
import { handingOver, invitedOfPartner, keysOfPartner, peopleOfPartner, waysIn } from './store.ts'

const ofPartner = '/referrals/partners/:partnerId'
const partnerId = ({ params }: Visit): string => params.partnerId ?? ''

/** By which ways partners hand over: links, tokens and sign-ins of their own. */
export const keyRoutes = (needs: HandoverNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/referrals/partners',
    may: access.write,
    title: 'Partners who hand over',
    trail: keysTrail.slice(0, 1),
    read: async (tx) => ({ rows: await waysIn(tx, needs.clock()) }),
    above: ({ rows }) => (
      <p class="lead">{waysCounted(rows)} may hand over by a link, a token or a sign-in of their own.</p>
    ),
    list: allWaysIn,
  }),
  ...pageOfForms({
    path: ofPartner,
    seenBy: access.write,
    read: (tx, visit) => shownOf(tx, visit, needs),
    history: ({ id, keys, people }) => [id, ...keys.map((key) => key.id), ...people.map((one) => one.id)],
    forms: {
      invite: oneForm({
        path: `${ofPartner}/invite`,
        may: access.write,
        isSecond: true,
        form: invitePartnerForm,
        code: 'referrals.invitation-wrong',
        save: 'Send invitation',
        send: (visit, { email }, { shown }: { shown: PartnerShown }) =>
          invitePartner(
            { db: visit.db, today: visit.today, scope: { ...visit.scope, person: visit.actor.id } },
            { partnerId: shown.id, email, around: needs.inviting(visit.actor.name) },
          ),
        to: (_, { id }) => `/referrals/partners/${id}#people`,
        said: () => (needs.inviting('').isMailed ? 'sent' : 'unsent'),
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <PartnerKeysPage visit={visit} partner={shown} inviteForm={forms.invite} history={history} />
    ),
  }),
  makeDoor('link', needs),
  makeDoor('token', needs),
  buttonDoor({
    ...atPartner(`${ofPartner}/keys/:keyId/end`, 'keyId'),
    send: (visit) =>
      endReferralKey(visit, { partnerId: partnerId(visit), keyId: visit.params.keyId ?? '', now: needs.clock() }),
    said: 'ended',
  }),
  buttonDoor({
    ...atPartner(`${ofPartner}/people/:memberId/end`, 'memberId'),
    send: (visit) => endPartnerSignIn(visit, { partnerId: partnerId(visit), memberId: visit.params.memberId ?? '' }),
    said: 'removed',
  }),
  buttonDoor({
    ...atPartner(`${ofPartner}/invitations/:invitationId/withdraw`, 'invitationId'),
    send: (visit) =>
      withdrawPartner(visit, {
        partnerId: partnerId(visit),
        invitationId: visit.params.invitationId ?? '',
        now: needs.clock(),
      }),
    said: 'removed',
  }),
]

const atPartner = (path: string, about: string) => ({
  path,
  about,
  may: access.write,
  back: (visit: Visit) => `/referrals/partners/${partnerId(visit)}`,
})

async function shownOf(tx: Tx, visit: Visit, needs: HandoverNeeds): Promise<PartnerShown | null> {
  const partner = await handingOver(tx, partnerId(visit))
  if (!partner) return null
  return {
    ...partner,
    now: needs.clock(),
    keys: await keysOfPartner(tx, partner.id),
    people: await peopleOfPartner(tx, partner.id),
    invited: await invitedOfPartner(tx, partner.id),
    links: needs.inviting('').isMailed ? new Map() : await keptInvitationLinks(tx),
  }
}

/** The secret is on this answer alone, so no other page follows it. */
const makeDoor = (kind: KeyKind, needs: HandoverNeeds): TeamRoute => ({
  method: 'POST',
  path: `${ofPartner}/${kind}s`,
  may: access.write,
  async answer(visit) {
    const partner = await visit.db.read(visit.scope, (tx) => handingOver(tx, partnerId(visit)))
    if (!partner) return notFound()
    const made = await makeReferralKey(visit, { partnerId: partner.id, kind, now: needs.clock() })
    if (!made.ok) return notFound()
    return page(<MadePage visit={visit} partner={partner} kind={kind} secret={made.value} baseUrl={needs.baseUrl} />)
  },
})
