import { markOf } from '../../core/mark.ts'
import type { Problem } from '../../core/result.ts'
import { historyOf } from '../history.ts'
import { goTo, notFound, page } from '../http/answer.tsx'
import { parseTyped } from '../http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../http/route.ts'
import { type Typed, typedFrom } from '../http/typed.ts'
import { formOver, fresh } from '../ui/form.tsx'
import { notDone } from '../ui/not-done.tsx'
import {
  changeRole,
  type Inviting,
  invite,
  removeMember,
  resendInvitation,
  saveOrganisation,
  withdrawInvitation,
} from './actions.ts'
import { invitationForm, organisationForm, roleForm } from './model.ts'
import { InvitePage, MailPage, MemberPage, OrganisationPage, organisationFields, PeoplePage } from './people-pages.tsx'
import { access } from './rules.ts'
import { keptInvitationLinks, readInvitations, readMail, readMembers, readOrganisation } from './store.ts'

export type AdminNeeds = { readonly baseUrl: string; readonly isMailed: boolean; readonly clock: () => Date }

/** Administration: people and invitations, what the organisation says of itself, and its mail. */
export function adminRoutes(needs: AdminNeeds): readonly TeamRoute[] {
  const { isMailed, clock } = needs
  return [
    { method: 'GET', path: '/admin', may: access.seePeople, answer: async (visit) => goTo(visit.to('/admin/people')) },
    { method: 'GET', path: '/admin/people', may: access.seePeople, answer: (visit) => listPeople(visit, needs) },
    {
      method: 'GET',
      path: '/admin/people/invite',
      may: access.invite,
      answer: async (visit) => page(<InvitePage visit={visit} form={fresh()} isMailed={isMailed} />),
    },
    { method: 'POST', path: '/admin/people/invite', may: access.invite, answer: (visit) => inviteOne(visit, needs) },
    { method: 'GET', path: '/admin/people/:memberId', may: access.seePeople, answer: (visit) => showMember(visit) },
    { method: 'POST', path: '/admin/people/:memberId', may: access.changeMember, answer: giveRole },
    { method: 'POST', path: '/admin/people/:memberId/remove', may: access.changeMember, answer: remove },
    {
      method: 'POST',
      path: '/admin/invitations/:invitationId/resend',
      may: access.invite,
      answer: (visit) => resend(visit, needs),
    },
    {
      method: 'POST',
      path: '/admin/invitations/:invitationId/withdraw',
      may: access.invite,
      answer: (visit) => withdraw(visit, clock()),
    },
    {
      method: 'GET',
      path: '/admin/organisation',
      may: access.changeOrganisation,
      answer: (visit) => showOrganisation(visit),
    },
    { method: 'POST', path: '/admin/organisation', may: access.changeOrganisation, answer: save },
    { method: 'GET', path: '/admin/mail', may: access.seeMail, answer: (visit) => listMail(visit, isMailed, clock()) },
  ]
}

async function listPeople(visit: Visit, { isMailed, clock }: AdminNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    members: await readMembers(tx),
    invitations: await readInvitations(tx),
    links: isMailed ? new Map<string, string>() : await keptInvitationLinks(tx),
  }))
  return page(<PeoplePage visit={visit} {...shown} now={clock()} />)
}

const sentOrNot = ({ isMailed }: Pick<AdminNeeds, 'isMailed'>): string => (isMailed ? 'sent' : 'unsent')

const inviting = (visit: Visit, { baseUrl, isMailed, clock }: AdminNeeds): Inviting => ({
  baseUrl,
  isMailed,
  now: clock(),
  inviter: visit.actor.name,
})

async function inviteOne(visit: Visit, needs: AdminNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(invitationForm, typed, 'access.invitation-wrong')
  const scope = { ...visit.scope, person: visit.actor.id }
  const sent = form.ok ? await invite(visit.db, scope, form.value, inviting(visit, needs)) : form
  if (sent.ok) return goTo(visit.to(`/admin/people?said=${sentOrNot(needs)}`))
  return page(<InvitePage visit={visit} form={{ typed, problems: sent.problems }} isMailed={needs.isMailed} />, 422)
}

async function resend(visit: Visit, needs: AdminNeeds): Promise<Response> {
  const sent = await resendInvitation(visit.db, visit.scope, visit.params.invitationId ?? '', inviting(visit, needs))
  return sent.ok ? goTo(visit.to(`/admin/people?said=${sentOrNot(needs)}`)) : gone(visit, sent)
}

const gone = (visit: Visit, { problems }: { problems: readonly Problem[] }): Promise<Response> =>
  notDone(visit, { id: visit.params.invitationId ?? '', problems, back: '/admin/people' })

async function withdraw(visit: Visit, now: Date): Promise<Response> {
  const done = await withdrawInvitation(visit.db, visit.scope, visit.params.invitationId ?? '', now)
  return done.ok ? goTo(visit.to('/admin/people?said=removed')) : gone(visit, done)
}

async function showMember(visit: Visit, refused?: Refused): Promise<Response> {
  const id = visit.params.memberId ?? ''
  const [members, history] = await visit.db.read(
    visit.scope,
    async (tx) => [await readMembers(tx), await historyOf(tx, [id])] as const,
  )
  const member = members.find((each) => each.id === id)
  if (!member) return notFound()
  const form = formOver(typedFrom({ role: member.role }), markOf(member.role), refused)
  return page(<MemberPage visit={visit} member={member} form={form} history={history} />, refused ? 422 : 200)
}

async function giveRole(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(roleForm, typed, 'access.role-wrong')
  const asked = { memberId: visit.params.memberId ?? '', opened: typed.text('version') }
  const given = form.ok ? await changeRole(visit.db, visit.scope, { ...asked, role: form.value.role }) : form
  return given.ok
    ? goTo(visit.to(`/admin/people/${given.value.id}?said=saved`))
    : showMember(visit, { typed, problems: given.problems })
}

async function remove(visit: Visit): Promise<Response> {
  const removed = await removeMember(visit.db, visit.scope, visit.params.memberId ?? '')
  if (!removed.ok)
    return showMember(visit, { ...fresh(), problems: removed.problems.map(({ code, message }) => ({ code, message })) })
  return goTo(removed.value.personId === visit.actor.id ? '/team' : visit.to('/admin/people?said=removed'))
}

async function showOrganisation(
  visit: Visit,
  refused?: { typed: Typed; problems: readonly Problem[] },
): Promise<Response> {
  const [saved, history] = await visit.db.read(
    visit.scope,
    async (tx) => [await readOrganisation(tx), await historyOf(tx, [visit.organisation.id])] as const,
  )
  const form = formOver(typedFrom(organisationFields(saved)), saved.version, refused)
  return page(<OrganisationPage visit={visit} form={form} history={history} />, refused ? 422 : 200)
}

async function save(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(organisationForm, typed, 'access.organisation-wrong')
  if (!form.ok) return showOrganisation(visit, { typed, problems: form.problems })
  const {
    time_zone: timeZone,
    small_counts: policy,
    withhold_most,
    withhold_zeros,
    withhold_least_at_risk,
  } = form.value
  const { name, about, contact, website, brand } = form.value
  const smallCounts = {
    policy,
    most: withhold_most,
    hidesZeros: withhold_zeros,
    leastAtRisk: withhold_least_at_risk,
  }
  const facts = { name, about, contact, website, brand, timeZone, smallCounts }
  const saved = await saveOrganisation(visit.db, visit.scope, facts, typed.version())
  return saved.ok
    ? goTo(visit.to('/admin/organisation?said=saved'))
    : showOrganisation(visit, { typed, problems: saved.problems })
}

async function listMail(visit: Visit, isMailed: boolean, now: Date): Promise<Response> {
  const since = new Date(now.getTime() - 30 * 86_400_000)
  const mails = await visit.db.read(visit.scope, (tx) => readMail(tx, since))
  return page(<MailPage visit={visit} mails={mails} isMailed={isMailed} />)
}
