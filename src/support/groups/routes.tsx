import { counted } from '../../core/counted.ts'
import { dayInWords, isDay } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor, Records } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Act, Acts, Press } from '../../platform/ui/acts.tsx'
import { TickAmong } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { access } from '../rules.ts'
import { coachesByName } from '../store.ts'
import { trail } from '../words.ts'
import { changeGroup, joinGroup, leaveGroup, startGroup, takeRoster } from './actions.ts'
import { type Group, groupForm, type Meeting, type Member, meetingForm, memberForm, newGroupForm } from './model.ts'
import { group, groups, meetingOn, meetings, members } from './store.ts'

const groupsTrail = [...trail, { name: 'Peer groups', path: '/support/groups' }]
const pathOf = ({ id }: Pick<Group, 'id'>): string => `/support/groups/${id}`
const groupOf = (tx: Tx, { params }: Visit): Promise<Group | null> => group(tx, params.groupId ?? '')

/** Peer groups, who belongs to them and who came. */
export const groupRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/support/groups',
    may: access.read,
    title: 'Peer groups',
    trail,
    act: { to: '/support/groups/start', name: 'Start a group', may: access.write },
    read: async (tx) => ({ rows: await groups(tx) }),
    list: allGroups,
  }),
  ...formDoor({
    path: '/support/groups/start',
    may: access.write,
    read: async () => ({}),
    title: 'Start a peer group',
    trail: groupsTrail,
    form: newGroupForm,
    code: 'support.group-wrong',
    save: 'Start the group',
    send: startGroup,
    back: '/support/groups',
    said: 'added',
  }),
  { method: 'GET', path: '/support/groups/:groupId', may: access.read, answer: show },
  ...formDoor({
    ...ofGroup('change'),
    read: async (tx, visit) => {
      const found = await groupOf(tx, visit)
      return found && { group: found }
    },
    title: ({ group: one }) => `Change ${one.title}`,
    form: groupForm,
    code: 'support.group-wrong',
    start: (shown) => shown.group,
    version: (shown) => shown.group.version,
    save: 'Save the group',
    send: (visit, form, { shown, typed }) => changeGroup(visit, { id: shown.group.id, version: typed.version(), form }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofGroup('join'),
    read: async (tx, visit) => {
      const found = await groupOf(tx, visit)
      return found && { group: found, coaches: await coachesByName(tx) }
    },
    title: ({ group: one }) => `Add a coach to ${one.title}`,
    form: memberForm,
    code: 'support.member-wrong',
    choices: ({ coaches }) => ({ coachId: coaches }),
    save: 'Add the coach',
    send: (visit, { coachId }, { shown }) => joinGroup(visit, { groupId: shown.group.id, coachId }),
    said: 'added',
  }),
  buttonDoor({
    path: '/support/groups/:groupId/leave',
    may: access.write,
    read: groupOf,
    form: memberForm,
    code: 'support.member-wrong',
    send: (visit, { coachId }) => leaveGroup(visit, { groupId: visit.params.groupId ?? '', coachId }),
    about: 'groupId',
    back: ({ params }) => `/support/groups/${params.groupId}`,
    said: 'ended',
  }),
  ...formDoor({
    ...ofGroup('roster'),
    read: async (tx, visit) => {
      const found = await groupOf(tx, visit)
      if (!found) return null
      const heldOn = visit.request.method === 'POST' ? (await visit.typed()).text('heldOn') : ''
      const there = isDay(heldOn) ? await meetingOn(tx, found.id, heldOn) : null
      return { group: found, all: await members(tx, found.id), there }
    },
    title: ({ group: one }) => `Record a meeting of ${one.title}`,
    above: () => <p>A roster that is there already is shown to you before yours takes its place.</p>,
    form: meetingForm,
    code: 'support.meeting-wrong',
    start: ({ there }, visit) => (there ? typedOf(there) : { heldOn: visit.today, minutes: 60 }),
    version: ({ there }) => (there ? markOf(there) : ''),
    fields: (form, { all }) => (
      <>
        <Fields of={meetingForm} form={form} />
        <fieldset>
          <legend>Who came</legend>
          {all.map(({ id, name }) => (
            <TickAmong key={id} form={form} name="came" value={id} label={name} />
          ))}
        </fieldset>
      </>
    ),
    save: 'Record the meeting',
    send: (visit, { heldOn, minutes }, { shown, typed }) => {
      const came = [...new Set(typed.all('came'))]
      return takeRoster(visit, { groupId: shown.group.id, heldOn, minutes, came, opened: typed.text('version') })
    },
    said: 'recorded',
  }),
]

const allGroups: List<Group> = {
  caption: 'Peer groups',
  columns: [
    ['Group', (one) => (one.isOver ? `${one.title} (over)` : one.title)],
    ['Meets', (one) => one.about],
    ['Coaches', (one) => one.members, 'number'],
    ['Met last', (one) => (one.lastOn === null ? 'not yet' : dayInWords(one.lastOn))],
  ],
  to: pathOf,
  empty: 'No peer group yet.',
}

/** What every form about one group has in common. */
function ofGroup(path: string) {
  return {
    path: `/support/groups/:groupId/${path}`,
    may: access.write,
    trail: (shown: { group: Group }) => [...groupsTrail, { name: shown.group.title, path: pathOf(shown.group) }],
    back: (shown: { group: Group }) => pathOf(shown.group),
  }
}

const typedOf = ({ heldOn, minutes, came }: Meeting): Typed =>
  new Typed([['heldOn', heldOn], ['minutes', String(minutes)], ...came.map(({ id }) => ['came', id] as const)])

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await groupOf(tx, visit)
    return found && { group: found, all: await members(tx, found.id), held: await meetings(tx, found.id) }
  })
  if (!shown) return notFound()
  const { group: one, all, held } = shown
  const at = pathOf(one)
  const act = all.length > 0 && <Act visit={visit} to={`${at}/roster`} name="Record a meeting" may={access.write} />
  return page(
    <TeamPage visit={visit} title={one.title} trail={groupsTrail} act={act}>
      <p>{one.isOver ? 'This group is over.' : one.about}</p>
      <Acts
        visit={visit}
        may={access.write}
        acts={[
          ['Add a coach', `${at}/join`],
          ['Change the group', `${at}/change`],
        ]}
      />
      <h2>Coaches</h2>
      <Records list={membersOf(visit, `${at}/leave`)} rows={all} visit={visit} />
      <h2>Meetings</h2>
      <Records list={allMeetings} rows={held} visit={visit} />
    </TeamPage>,
  )
}

const membersOf = (visit: Visit, leave: string): List<Member> => ({
  caption: 'Coaches of the group',
  columns: [
    ['Coach', ({ id, name }) => <a href={visit.to(`/support/coaches/${id}`)}>{name}</a>],
    ['Since', ({ fromOn }) => dayInWords(fromOn)],
    ['Meetings', ({ came }) => came, 'number'],
    ...(isOneOf(visit, access.write)
      ? [
          [
            'Change',
            ({ id, name }: Member) => (
              <Press action={visit.to(leave)} name="Left today" about={name} values={{ coachId: id }} />
            ),
          ] as const,
        ]
      : []),
  ],
  empty: 'Nobody belongs to it yet.',
})

const allMeetings: List<Meeting> = {
  caption: 'Meetings of the group',
  columns: [
    ['Day', ({ heldOn }) => dayInWords(heldOn)],
    ['Minutes', ({ minutes }) => minutes, 'number'],
    [
      'Who came',
      ({ came }) => `${counted(came.length, 'coach', 'coaches')}: ${came.map(({ name }) => name).join(', ')}`,
    ],
  ],
  empty: 'No meeting is recorded.',
}
