import type { JSX } from 'preact'
import type { Refused, Visit } from '../platform/http/route.ts'
import { asked, Form, TextField, Tick } from '../platform/ui/form.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import type { Coach } from './model.ts'
import { type InUse, trail } from './pieces.tsx'
import type { Candidate } from './same/model.ts'
import type { Named } from './store.ts'

export function AddCoachPage({
  visit,
  form,
  inUse,
  alike,
}: {
  visit: Visit
  form: Refused
  inUse: InUse
  alike: readonly Candidate<Named>[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Add coach" trail={trail}>
      <Form form={form} action={visit.to('/coaches/add')} save="Add coach" cancel={visit.to('/coaches')}>
        <CoachFields form={form} inUse={inUse} />
        {alike.length > 0 && (
          <p>
            Already on the team:{' '}
            {alike.map(({ who: other, reasons }, index) => (
              <>
                {index > 0 && ', '}
                <a key={other.id} href={visit.to(`/coaches/${other.id}`)}>
                  {other.name}
                </a>{' '}
                ({reasons.join(', ')})
              </>
            ))}
          </p>
        )}
      </Form>
    </TeamPage>
  )
}

export function EditCoachPage({
  visit,
  coach,
  inUse,
  form,
}: {
  visit: Visit
  coach: Coach
  inUse: InUse
  form: Refused
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`Edit ${coach.name}`}
      trail={[...trail, { name: coach.name, path: `/coaches/${coach.id}` }]}
    >
      <Form
        form={form}
        action={visit.to(`/coaches/${coach.id}/edit`)}
        save="Save coach"
        cancel={visit.to(`/coaches/${coach.id}`)}
      >
        <CoachFields form={form} inUse={inUse} />
      </Form>
    </TeamPage>
  )
}

function CoachFields({ form, inUse }: { form: Refused; inUse: InUse }): JSX.Element {
  return (
    <>
      <TextField form={form} name="name" label="Name" help="As they write it themselves." />
      <TextField form={form} name="email" label="Mail address" type="email" optional />
      <TextField form={form} name="phone" label="Phone" type="tel" width="middle" optional />
      <TextField
        form={form}
        name="zone"
        label="Zone"
        help="The part of the county where they coach."
        list={inUse.zones}
        width="middle"
        optional
      />
      <TextField
        form={form}
        name="language"
        label="Language"
        help="The one they coach in most."
        list={inUse.languages}
        width="middle"
      />
      {(form.typed.text('isSomebodyElse') === 'yes' ||
        form.problems.some((problem) => problem.field === 'isSomebodyElse')) && (
        <Tick form={asked(form)} name="isSomebodyElse" label="This is another person" />
      )}
    </>
  )
}
