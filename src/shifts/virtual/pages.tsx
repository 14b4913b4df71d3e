import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, TextField } from '../../platform/ui/form.tsx'
import { Pager, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { mayWrite } from '../week/pages.tsx'
import { kinds, type VirtualSession } from './model.ts'

const trail = [{ name: 'Shifts', path: '/shifts' }]

type Choices = readonly { readonly value: string; readonly name: string }[]

export function VirtualPage({
  visit,
  sessions,
  number,
  hasMore,
}: {
  visit: Visit
  sessions: readonly VirtualSession[]
  number: number
  hasMore: boolean
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="Virtual sessions"
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/shifts/virtual/record')}>
            Record session
          </a>
        )
      }
    >
      <p>Sessions that coaches held by video or phone. With whom is written nowhere here.</p>
      <RecordTable
        isTight
        caption="Virtual sessions, newest first"
        columns={[{ name: 'Held' }, { name: 'Coach' }, { name: 'By' }, { name: 'Minutes', isNumber: true }]}
        rows={sessions.map((session) => ({
          key: session.id,
          href: visit.to(`/shifts/virtual/${session.id}`),
          cells: [
            <span key="day">
              {dayInWords(session.heldOn)} {session.isSample && <span class="sample">sample</span>}
            </span>,
            session.coach,
            session.kind,
            session.minutes,
          ],
        }))}
        empty="No session has been recorded yet. Coaches record theirs on their own page."
      />
      <Pager url={visit.url} page={number} hasMore={hasMore} />
    </TeamPage>
  )
}

export function SessionFields({ form, coaches }: { form: Refused; coaches?: Choices }): JSX.Element {
  return (
    <>
      {coaches && <Choice form={form} name="coachId" label="Coach" none="Choose a coach" options={coaches} />}
      <DayField form={form} name="heldOn" label="Day" />
      <TextField form={form} name="minutes" label="Minutes" inputMode="numeric" width="short" />
      <Choice
        form={form}
        name="kind"
        label="By"
        options={kinds.map((kind) => ({ value: kind, name: kind === 'video' ? 'Video' : 'Phone' }))}
      />
    </>
  )
}

export function RecordSessionPage({
  visit,
  form,
  coaches,
}: {
  visit: Visit
  form: Refused
  coaches: Choices
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="Record a virtual session"
      trail={[...trail, { name: 'Virtual sessions', path: '/shifts/virtual' }]}
    >
      <Form
        form={form}
        action={visit.to('/shifts/virtual/record')}
        save="Record session"
        cancel={visit.to('/shifts/virtual')}
      >
        <SessionFields form={form} coaches={coaches} />
      </Form>
    </TeamPage>
  )
}

export function SessionPage({
  visit,
  session,
  form,
  coaches,
  history,
}: {
  visit: Visit
  session: VirtualSession
  form: Refused
  coaches: Choices
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`${session.coach}, ${dayInWords(session.heldOn)}`}
      trail={[...trail, { name: 'Virtual sessions', path: '/shifts/virtual' }]}
    >
      <RecordPage history={history}>
        <p class="lead">
          {session.minutes} minutes by {session.kind}.
        </p>
        {mayWrite(visit) && (
          <>
            <Form form={form} action={visit.to(`/shifts/virtual/${session.id}`)} save="Save session">
              <SessionFields form={form} coaches={coaches} />
            </Form>
            <form method="post" action={visit.to(`/shifts/virtual/${session.id}/remove`)}>
              <button type="submit" class="button danger">
                Remove: it was not held
              </button>
            </form>
          </>
        )}
      </RecordPage>
    </TeamPage>
  )
}
