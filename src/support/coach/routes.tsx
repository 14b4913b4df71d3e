// Longer than most: one short form for every part of a coach's support.

import { markOf } from '../../core/mark.ts'
import type { Tx } from '../../platform/db/db.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { Choice, DayField, TextArea, TextField, Tick } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { type FormDoor, formDoor } from '../form-door.tsx'
import { groupsOf } from '../groups/store.ts'
import { finishRole, giveRole, recordStep } from '../leadership/actions.ts'
import { endRoleForm, roleForm, stepForm } from '../leadership/model.ts'
import { rolesOf, stepsOf } from '../leadership/store.ts'
import { currentPair, pairUp, setFreeTime, setMentor } from '../mentors/actions.ts'
import { fieldOf, freeForm, type Mentor, mentorForm, pairForm } from '../mentors/model.ts'
import { freeTime, mentorOf, mentors, pairsOf } from '../mentors/store.ts'
import { type Named, type Part, type Person, parts } from '../model.ts'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { coachOf, team } from '../store.ts'
import { chooseSupervisor, recordSession } from '../supervision/actions.ts'
import { sessionForm, supervisorForm } from '../supervision/model.ts'
import { sessionsOf, standingOf, supervisorOf } from '../supervision/store.ts'
import { trail } from '../words.ts'
import { CoachPage } from './pages.tsx'

const coachIdOf = (visit: Visit): string => visit.params.coachId ?? ''

/** The support of one coach, and a form for each part of it. */
export const coachRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/coaches/:coachId', may: access.read, answer: show },
  ...mentorDoor(needs),
  ...mentoringDoor(),
  ...freeTimeDoor(),
  ...supervisorDoor(),
  ...sessionDoor(needs),
  ...leadDoor(),
  { method: 'POST', path: '/support/coaches/:coachId/lead/end', may: access.write, answer: endLead },
  ...stepDoor(),
]

async function show(visit: Visit): Promise<Response> {
  const coachId = coachIdOf(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const coach = await coachOf(tx, coachId)
    if (!coach) return null
    const pairs = await pairsOf(tx, coachId)
    const sessions = await sessionsOf(tx, coachId)
    const roles = await rolesOf(tx, coachId)
    return {
      coach,
      asMentor: await mentorOf(tx, coachId),
      pairs,
      free: await freeTime(tx, coachId),
      supervisor: await supervisorOf(tx, coachId),
      standing: await standingOf(tx, coachId),
      sessions,
      groups: await groupsOf(tx, coachId),
      roles,
      steps: await stepsOf(tx, coachId),
      history: await historyOf(
        tx,
        [...pairs, ...sessions, ...roles].map(({ id }) => id),
      ),
    }
  })
  return shown ? page(<CoachPage visit={visit} shown={shown} />) : notFound()
}

type OfCoach = { readonly coach: Named }
/** What every form about one coach has in common. */
const ofCoach = <More,>(path: string, read: (tx: Tx, coachId: string) => Promise<More>) => ({
  path: `/support/coaches/:coachId/${path}`,
  may: access.write,
  read: async (tx: Tx, visit: Visit): Promise<(OfCoach & More) | null> => {
    const coach = await coachOf(tx, coachIdOf(visit))
    return coach && { coach, ...(await read(tx, coach.id)) }
  },
  trail: ({ coach }: OfCoach) => [...trail, { name: coach.name, path: `/support/coaches/${coach.id}` }],
  back: ({ coach }: OfCoach) => `/support/coaches/${coach.id}`,
})

const asOptions = (all: readonly { readonly id: string; readonly name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, name }))

const mentorDoor = (needs: SupportNeeds): readonly TeamRoute[] =>
  formDoor<OfCoach & { all: readonly Mentor[]; has: string | null }>({
    ...ofCoach('mentor', async (tx, coachId) => ({
      all: (await mentors(tx)).filter(({ id }) => id !== coachId),
      has: (await currentPair(tx, coachId))?.mentor ?? null,
    })),
    title: ({ coach }) => `Choose a mentor for ${coach.name}`,
    above: ({ has }) => has !== null && <p>{has} is the mentor now. That pair ends before another begins.</p>,
    start: (_, visit) => typedFrom({ fromOn: visit.today }),
    fields: (form, { all }) => (
      <>
        <Choice
          form={form}
          name="mentorId"
          label="Mentor"
          none="Choose one"
          options={all.map((one) => ({
            value: one.id,
            name: `${one.name} (${one.pairs} of ${one.most}${one.isOpen ? '' : ', takes on nobody now'})`,
          }))}
        />
        <DayField form={form} name="fromOn" label="From" />
      </>
    ),
    save: 'Pair them',
    send: async (visit, typed) => {
      const form = parseTyped(pairForm, typed, 'support.pair-wrong')
      if (!form.ok) return form
      const asked = { coachId: coachIdOf(visit), ...form.value }
      return pairUp(visit.db, visit.scope, { asked, today: visit.today, needs })
    },
    said: 'saved',
  })

const mentoringDoor = (): readonly TeamRoute[] =>
  formDoor<OfCoach & { mentor: Mentor | null }>({
    ...ofCoach('mentoring', async (tx, coachId) => ({ mentor: await mentorOf(tx, coachId) })),
    title: ({ coach }) => `${coach.name} as a mentor`,
    start: ({ mentor }) => typedFrom({ most: mentor?.most ?? 2, isOpen: mentor?.isOpen ?? true }),
    version: ({ mentor }) => mentor?.version ?? 0,
    fields: (form) => (
      <>
        <TextField
          form={form}
          name="most"
          label="Coaches at once"
          help="Pairs that hold now stay, also when the number goes down."
          inputMode="numeric"
          width="short"
        />
        <Tick form={form} name="isOpen" label="Takes on coaches now" />
      </>
    ),
    save: 'Save',
    send: async (visit, typed) => {
      const form = parseTyped(mentorForm, typed, 'support.mentor-wrong')
      const version = typed.version()
      return form.ok ? setMentor(visit.db, visit.scope, { coachId: coachIdOf(visit), version, form: form.value }) : form
    },
    said: 'saved',
  })

export const freeTyped = (free: readonly Part[] | null) =>
  typedFrom(Object.fromEntries(parts.map((part) => [fieldOf(part), free?.includes(part) ?? false])))

export const freeFields: FormDoor<unknown>['fields'] = (form) => (
  <fieldset>
    <legend>Free for meetings</legend>
    {parts.map((part) => (
      <Tick key={part} form={form} name={fieldOf(part)} label={part.charAt(0).toUpperCase() + part.slice(1)} />
    ))}
  </fieldset>
)

const freeTimeDoor = (): readonly TeamRoute[] =>
  formDoor<OfCoach & { free: readonly Part[] | null }>({
    ...ofCoach('free-time', async (tx, coachId) => ({ free: await freeTime(tx, coachId) })),
    title: ({ coach }) => `When ${coach.name} is free`,
    start: ({ free }) => freeTyped(free),
    version: ({ free }) => markOf(free),
    fields: freeFields,
    save: 'Save free time',
    send: async (visit, typed) => {
      const form = parseTyped(freeForm, typed, 'support.free-wrong')
      const asked = { coachId: coachIdOf(visit), opened: typed.text('version') }
      return form.ok ? setFreeTime(visit.db, visit.scope, { ...asked, parts: form.value }) : form
    },
    said: 'saved',
  })

const supervisorDoor = (): readonly TeamRoute[] =>
  formDoor<OfCoach & { team: readonly Person[]; now: string | null }>({
    ...ofCoach('supervisor', async (tx, coachId) => ({
      team: await team(tx),
      now: (await supervisorOf(tx, coachId))?.id ?? null,
    })),
    title: ({ coach }) => `Supervisor of ${coach.name}`,
    start: ({ now }) => typedFrom({ personId: now }),
    version: ({ now }) => markOf(now),
    fields: (form, shown) => (
      <Choice
        form={form}
        name="personId"
        label="Supervisor"
        help="Somebody of the team who signs in. It holds from today."
        none="Choose one"
        options={asOptions(shown.team)}
      />
    ),
    save: 'Save the supervisor',
    send: async (visit, typed) => {
      const form = parseTyped(supervisorForm, typed, 'support.supervisor-wrong')
      if (!form.ok) return form
      const asked = { coachId: coachIdOf(visit), opened: typed.text('version'), today: visit.today }
      return chooseSupervisor(visit.db, visit.scope, { ...asked, personId: form.value.personId })
    },
    said: 'saved',
  })

const sessionDoor = (needs: SupportNeeds): readonly TeamRoute[] =>
  formDoor<OfCoach & { team: readonly Person[]; now: string | null }>({
    ...ofCoach('session', async (tx, coachId) => ({
      team: await team(tx),
      now: (await supervisorOf(tx, coachId))?.id ?? null,
    })),
    title: ({ coach }) => `Record supervision of ${coach.name}`,
    start: ({ now }, visit) => typedFrom({ supervisorId: now ?? visit.actor.id, heldOn: visit.today, minutes: 60 }),
    fields: (form, shown) => (
      <>
        <Choice form={form} name="supervisorId" label="Supervisor" none="Choose one" options={asOptions(shown.team)} />
        <DayField form={form} name="heldOn" label="Day" />
        <TextField form={form} name="minutes" label="Minutes" inputMode="numeric" width="short" />
        <TextArea
          form={form}
          name="note"
          label="Note"
          help="Only the supervisor and this coach can read it. The supervisor writes it."
          optional
        />
      </>
    ),
    save: 'Record supervision',
    send: async (visit, typed) => {
      const form = parseTyped(sessionForm, typed, 'support.session-wrong')
      if (!form.ok) return form
      const asked = { coachId: coachIdOf(visit), form: form.value, today: visit.today, needs }
      return recordSession(visit.db, visit.scope, asked)
    },
    said: 'recorded',
  })

const leadDoor = (): readonly TeamRoute[] =>
  formDoor<OfCoach>({
    ...ofCoach('lead', async () => ({})),
    title: ({ coach }) => `A role for ${coach.name}`,
    start: (_, visit) => typedFrom({ fromOn: visit.today }),
    fields: (form) => (
      <>
        <TextField form={form} name="title" label="Role" help="Leads the Tuesday group, or trains new coaches." />
        <DayField form={form} name="fromOn" label="From" />
      </>
    ),
    save: 'Add the role',
    send: async (visit, typed) => {
      const form = parseTyped(roleForm, typed, 'support.role-wrong')
      return form.ok ? giveRole(visit.db, visit.scope, { coachId: coachIdOf(visit), form: form.value }) : form
    },
    said: 'added',
  })

async function endLead(visit: Visit): Promise<Response> {
  const form = parseTyped(endRoleForm, await visit.typed(), 'support.role-wrong')
  const coachId = coachIdOf(visit)
  const roleId = form.ok ? form.value.roleId : ''
  const done = form.ok ? await finishRole(visit.db, visit.scope, { coachId, roleId, today: visit.today }) : form
  const isThere = await visit.db.read(visit.scope, (tx) => coachOf(tx, coachId))
  if (!isThere) return notFound()
  const back = `/support/coaches/${coachId}`
  return done.ok ? goTo(visit.to(`${back}?said=ended`)) : notDone(visit, { id: coachId, problems: done.problems, back })
}

const stepDoor = (): readonly TeamRoute[] =>
  formDoor<OfCoach>({
    ...ofCoach('step', async () => ({})),
    title: ({ coach }) => `A step of ${coach.name} toward leading`,
    start: (_, visit) => typedFrom({ takenOn: visit.today }),
    fields: (form) => (
      <>
        <TextField form={form} name="what" label="Step" help="Led a first meeting, or spoke to the county board." />
        <DayField form={form} name="takenOn" label="Day" />
      </>
    ),
    save: 'Record the step',
    send: async (visit, typed) => {
      const form = parseTyped(stepForm, typed, 'support.step-wrong')
      const asked = form.ok && { coachId: coachIdOf(visit), form: form.value, today: visit.today }
      return asked ? recordStep(visit.db, visit.scope, asked) : form
    },
    said: 'recorded',
  })
