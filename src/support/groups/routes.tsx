import type { JSX } from 'preact'
import { dayInWords, isDay } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import { refuseAll } from '../../core/result.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { Choice, DayField, TextField, Tick, TickAmong } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { formDoor } from '../form-door.tsx'
import type { Named } from '../model.ts'
import { access } from '../rules.ts'
import { coachesByName } from '../store.ts'
import { mayWrite, trail } from '../words.ts'
import { changeGroup, joinGroup, leaveGroup, startGroup, takeRoster } from './actions.ts'
import { type Group, groupForm, type Meeting, type Member, meetingForm, memberForm } from './model.ts'
import { group, groups, meetingOn, meetings, members } from './store.ts'

const idOf = (visit: Visit): string => visit.params.groupId ?? ''
const groupsTrail = [...trail, { name: 'Peer groups', path: '/support/groups' }]

/** Peer groups, who belongs to them and who came. */
export const groupRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/groups', may: access.read, answer: list },
  ...startDoor(),
  { method: 'GET', path: '/support/groups/:groupId', may: access.read, answer: show },
  ...changeDoor(),
  ...joinDoor(),
  { method: 'POST', path: '/support/groups/:groupId/leave', may: access.write, answer: leave },
  ...rosterDoor(),
]

async function list(visit: Visit): Promise<Response> {
  const all = await visit.db.read(visit.scope, groups)
  return page(
    <TeamPage
      visit={visit}
      title="Peer groups"
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/support/groups/start')}>
            Start a group
          </a>
        )
      }
    >
      <RecordTable
        caption="Peer groups"
        columns={[{ name: 'Group' }, { name: 'Meets' }, { name: 'Coaches', isNumber: true }, { name: 'Met last' }]}
        rows={all.map((one) => ({
          key: one.id,
          href: visit.to(`/support/groups/${one.id}`),
          cells: [
            one.isOver ? `${one.title} (over)` : one.title,
            one.about,
            one.members,
            one.lastOn === null ? 'not yet' : dayInWords(one.lastOn),
          ],
        }))}
        empty="No peer group yet."
      />
    </TeamPage>,
  )
}

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await group(tx, idOf(visit))
    return found && { group: found, all: await members(tx, found.id), held: await meetings(tx, found.id) }
  })
  return shown ? page(<GroupPage visit={visit} {...shown} />) : notFound()
}

function GroupPage({
  visit,
  group: one,
  all,
  held,
}: {
  visit: Visit
  group: Group
  all: readonly Member[]
  held: readonly Meeting[]
}): JSX.Element {
  const at = (path: string): string => visit.to(`/support/groups/${one.id}${path}`)
  return (
    <TeamPage
      visit={visit}
      title={one.title}
      trail={groupsTrail}
      act={
        mayWrite(visit) &&
        all.length > 0 && (
          <a class="button" href={at('/roster')}>
            Record a meeting
          </a>
        )
      }
    >
      <p>{one.isOver ? 'This group is over.' : one.about}</p>
      {mayWrite(visit) && (
        <p class="acts">
          <a class="button second" href={at('/join')}>
            Add a coach
          </a>
          <a class="button second" href={at('/change')}>
            Change the group
          </a>
        </p>
      )}
      <h2>Coaches</h2>
      <RecordTable
        caption="Coaches of the group"
        columns={[
          { name: 'Coach' },
          { name: 'Since' },
          { name: 'Meetings', isNumber: true },
          ...(mayWrite(visit) ? [{ name: 'Change' }] : []),
        ]}
        rows={all.map((each) => ({
          key: each.id,
          cells: [
            <a key={each.id} href={visit.to(`/support/coaches/${each.id}`)}>
              {each.name}
            </a>,
            dayInWords(each.fromOn),
            each.came,
            mayWrite(visit) && (
              <form method="post" action={at('/leave')} class="inline">
                <input type="hidden" name="coachId" value={each.id} />
                <button type="submit" class="link">
                  Left today<span class="visually-hidden">: {each.name}</span>
                </button>
              </form>
            ),
          ],
        }))}
        empty="Nobody belongs to it yet."
      />
      <h2>Meetings</h2>
      <RecordTable
        caption="Meetings of the group"
        columns={[{ name: 'Day' }, { name: 'Minutes', isNumber: true }, { name: 'Who came' }]}
        rows={held.map((each) => ({
          key: each.id,
          cells: [
            dayInWords(each.heldOn),
            each.minutes,
            `${inWords.counted(each.came.length, 'coach', 'coaches')}: ${each.came.map(({ name }) => name).join(', ')}`,
          ],
        }))}
        empty="No meeting is recorded."
      />
    </TeamPage>
  )
}

const groupFields = (form: Refused): JSX.Element => (
  <>
    <TextField form={form} name="title" label="Name of the group" />
    <TextField form={form} name="about" label="When and where it meets" help="First Tuesdays, 6 pm, online." optional />
  </>
)

const startDoor = (): readonly TeamRoute[] =>
  formDoor<null | 'new'>({
    path: '/support/groups/start',
    may: access.write,
    read: async () => 'new',
    title: () => 'Start a peer group',
    trail: () => groupsTrail,
    start: () => typedFrom({}),
    fields: groupFields,
    save: 'Start the group',
    send: async (visit, typed) => {
      const form = parseTyped(groupForm, typed, 'support.group-wrong')
      return form.ok ? startGroup(visit.db, visit.scope, form.value) : form
    },
    back: () => '/support/groups',
    said: 'added',
  })

const ofGroup = (path: string) => ({
  path: `/support/groups/:groupId/${path}`,
  may: access.write,
  trail: ({ group: one }: { group: Group }) => [...groupsTrail, { name: one.title, path: `/support/groups/${one.id}` }],
  back: ({ group: one }: { group: Group }) => `/support/groups/${one.id}`,
})

const changeDoor = (): readonly TeamRoute[] =>
  formDoor<{ group: Group }>({
    ...ofGroup('change'),
    read: async (tx, visit) => {
      const found = await group(tx, idOf(visit))
      return found && { group: found }
    },
    title: ({ group: one }) => `Change ${one.title}`,
    start: ({ group: one }) => typedFrom({ title: one.title, about: one.about, isOver: one.isOver }),
    version: ({ group: one }) => one.version,
    fields: (form) => (
      <>
        {groupFields(form)}
        <Tick form={form} name="isOver" label="This group is over" />
      </>
    ),
    save: 'Save the group',
    send: async (visit, typed) => {
      const form = parseTyped(groupForm, typed, 'support.group-wrong')
      const version = typed.version()
      return form.ok ? changeGroup(visit.db, visit.scope, { groupId: idOf(visit), version, form: form.value }) : form
    },
    said: 'saved',
  })

const joinDoor = (): readonly TeamRoute[] =>
  formDoor<{ group: Group; coaches: readonly Named[] }>({
    ...ofGroup('join'),
    read: async (tx, visit) => {
      const found = await group(tx, idOf(visit))
      return found && { group: found, coaches: await coachesByName(tx) }
    },
    title: ({ group: one }) => `Add a coach to ${one.title}`,
    start: () => typedFrom({}),
    fields: (form, { coaches }) => (
      <Choice
        form={form}
        name="coachId"
        label="Coach"
        none="Choose one"
        options={coaches.map(({ id, name }) => ({ value: id, name }))}
      />
    ),
    save: 'Add the coach',
    send: async (visit, typed) => {
      const form = parseTyped(memberForm, typed, 'support.member-wrong')
      const asked = { groupId: idOf(visit), today: visit.today }
      return form.ok ? joinGroup(visit.db, visit.scope, { ...asked, coachId: form.value.coachId }) : form
    },
    said: 'added',
  })

async function leave(visit: Visit): Promise<Response> {
  const form = parseTyped(memberForm, await visit.typed(), 'support.member-wrong')
  const isThere = await visit.db.read(visit.scope, (tx) => group(tx, idOf(visit)))
  if (!isThere) return notFound()
  const asked = { groupId: idOf(visit), today: visit.today }
  const done = form.ok ? await leaveGroup(visit.db, visit.scope, { ...asked, coachId: form.value.coachId }) : form
  const back = `/support/groups/${idOf(visit)}`
  return done.ok
    ? goTo(visit.to(`${back}?said=ended`))
    : notDone(visit, { id: idOf(visit), problems: done.problems, back })
}

const rosterDoor = (): readonly TeamRoute[] =>
  formDoor<{ group: Group; all: readonly Member[]; there: Meeting | null }>({
    ...ofGroup('roster'),
    read: async (tx, visit) => {
      const found = await group(tx, idOf(visit))
      if (!found) return null
      const heldOn = visit.request.method === 'POST' ? (await visit.typed()).text('heldOn') : ''
      const there = isDay(heldOn) ? await meetingOn(tx, found.id, heldOn) : null
      return { group: found, all: await members(tx, found.id), there }
    },
    title: ({ group: one }) => `Record a meeting of ${one.title}`,
    above: () => <p>A roster that is there already is shown to you before yours takes its place.</p>,
    start: ({ there }, visit) =>
      there
        ? new Typed([
            ['heldOn', there.heldOn],
            ['minutes', String(there.minutes)],
            ...there.came.map(({ id }) => ['came', id] as const),
          ])
        : typedFrom({ heldOn: visit.today, minutes: 60 }),
    version: ({ there }) => (there ? markOf(there) : ''),
    fields: (form, { all }) => (
      <>
        <DayField form={form} name="heldOn" label="Day" />
        <TextField form={form} name="minutes" label="Minutes" inputMode="numeric" width="short" />
        <fieldset>
          <legend>Who came</legend>
          {all.map(({ id, name }) => (
            <TickAmong key={id} form={form} name="came" value={id} label={name} />
          ))}
        </fieldset>
      </>
    ),
    save: 'Record the meeting',
    send: async (visit, typed) => {
      const form = parseTyped(meetingForm, typed, 'support.meeting-wrong')
      if (!form.ok) return refuseAll(form.problems)
      const { heldOn, minutes } = form.value
      const came = [...new Set(typed.all('came'))]
      const asked = { groupId: idOf(visit), opened: typed.text('version'), today: visit.today }
      return takeRoster(visit.db, visit.scope, { ...asked, heldOn, minutes, came })
    },
    said: 'recorded',
  })
