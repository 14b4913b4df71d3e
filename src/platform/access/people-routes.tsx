import { markOf } from '../../core/mark.ts'
import { buttonDoor } from '../doors/button-door.tsx'
import { formDoor } from '../doors/form-door.tsx'
import { oneForm, pageOfForms } from '../doors/page-of-forms.tsx'
import { goTo, page } from '../http/answer.tsx'
import type { TeamRoute, Visit } from '../http/route.ts'
import { TextField } from '../ui/form.tsx'
import { notDone } from '../ui/not-done.tsx'
import { changeRole, type Inviting, invite, removeMember, resendInvitation, withdrawInvitation } from './actions.ts'
import { MailPage } from './mail-pages.tsx'
import { invitationForm, type Member, roleForm } from './model.ts'
import { organisationRoutes } from './organisation-routes.tsx'
import { MemberPage, PeoplePage, peopleTrail, RoleField } from './people-pages.tsx'
import { access } from './rules.ts'
import { keptInvitationLinks, readInvitations, readMail, readMembers } from './store.ts'

export type AdminNeeds = { readonly baseUrl: string; readonly isMailed: boolean; readonly clock: () => Date }

/** Administration: people and invitations, what the organisation says of itself, and its mail. */
export const adminRoutes = (needs: AdminNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/admin', may: access.seePeople, answer: async (visit) => goTo(visit.to('/admin/people')) },
  { method: 'GET', path: '/admin/people', may: access.seePeople, answer: (visit) => listPeople(visit, needs) },
  ...inviteDoor(needs),
  ...memberDoors(),
  { method: 'POST', path: '/admin/people/:memberId/remove', may: access.changeMember, answer: remove },
  buttonDoor({
    ...ofInvitation('resend'),
    send: (visit) => resendInvitation(visit.db, visit.scope, visit.params.invitationId ?? '', inviting(visit, needs)),
    said: sentOrNot(needs),
  }),
  buttonDoor({
    ...ofInvitation('withdraw'),
    send: (visit) => withdrawInvitation(visit.db, visit.scope, visit.params.invitationId ?? '', needs.clock()),
    said: 'removed',
  }),
  ...organisationRoutes(),
  { method: 'GET', path: '/admin/mail', may: access.seeMail, answer: (visit) => listMail(visit, needs) },
]

const sentOrNot = ({ isMailed }: AdminNeeds): string => (isMailed ? 'sent' : 'unsent')

const inviting = (visit: Visit, { baseUrl, isMailed, clock }: AdminNeeds): Inviting => ({
  baseUrl,
  isMailed,
  now: clock(),
  inviter: visit.actor.name,
})

const ofInvitation = (act: 'resend' | 'withdraw') => ({
  path: `/admin/invitations/:invitationId/${act}`,
  may: access.invite,
  about: 'invitationId',
  back: () => '/admin/people',
})

async function listPeople(visit: Visit, { isMailed, clock }: AdminNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    members: await readMembers(tx),
    invitations: await readInvitations(tx),
    links: isMailed ? new Map<string, string>() : await keptInvitationLinks(tx),
  }))
  return page(<PeoplePage visit={visit} {...shown} now={clock()} />)
}

const inviteDoor = (needs: AdminNeeds): readonly TeamRoute[] =>
  formDoor({
    path: '/admin/people/invite',
    may: access.invite,
    read: async () => ({}),
    title: 'Invite someone',
    trail: peopleTrail,
    form: invitationForm,
    code: 'access.invitation-wrong',
    fields: (form) => (
      <>
        <TextField
          form={form}
          name="email"
          label="Mail address"
          help={
            needs.isMailed
              ? 'They get a link that works once, within 72 hours.'
              : 'No mail server is set up, so the message with the link is kept on the Mail page. Hand the link over yourself.'
          }
          type="email"
          width="middle"
        />
        <RoleField form={form} />
      </>
    ),
    save: 'Send invitation',
    send: (visit, form) => invite(visit.db, { ...visit.scope, person: visit.actor.id }, form, inviting(visit, needs)),
    back: '/admin/people',
    said: sentOrNot(needs),
  })

const memberDoors = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/admin/people/:memberId',
    seenBy: access.seePeople,
    read: async (tx, { params }) => (await readMembers(tx)).find(({ id }) => id === params.memberId) ?? null,
    history: ({ id }) => [id],
    forms: {
      role: oneForm({
        path: '/admin/people/:memberId',
        may: access.changeMember,
        form: roleForm,
        code: 'access.role-wrong',
        start: ({ role }: Member) => ({ role }),
        version: ({ role }) => markOf(role),
        fields: (form) => <RoleField form={form} />,
        save: 'Change role',
        send: (visit, { role }, { shown, typed }) =>
          changeRole(visit, { memberId: shown.id, role, opened: typed.text('version') }),
        to: ({ id }) => `/admin/people/${id}`,
        said: 'saved',
      }),
    },
    view: ({ shown, forms, ...more }) => <MemberPage member={shown} roleForm={forms.role} {...more} />,
  })

async function remove(visit: Visit): Promise<Response> {
  const id = visit.params.memberId ?? ''
  const removed = await removeMember(visit, id)
  if (!removed.ok) return notDone(visit, { id, problems: removed.problems, back: `/admin/people/${id}` })
  return goTo(removed.value.personId === visit.actor.id ? '/team' : visit.to('/admin/people?said=removed'))
}

async function listMail(visit: Visit, { isMailed, clock }: AdminNeeds): Promise<Response> {
  const since = new Date(clock().getTime() - 30 * 86_400_000)
  const mails = await visit.db.read(visit.scope, (tx) => readMail(tx, since))
  return page(<MailPage visit={visit} mails={mails} isMailed={isMailed} />)
}
