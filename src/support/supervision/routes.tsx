import { z } from 'zod'
import { dayInWords } from '../../core/day.ts'
import { type HistoryLine, historyOf } from '../../platform/history.ts'
import { goTo } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { DayField, TextArea, TextField } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { Facts, History } from '../../platform/ui/records.tsx'
import { formDoor } from '../form-door.tsx'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { mayWrite, trail } from '../words.ts'
import { correctSession, removeSession } from './actions.ts'
import { type Session, sessionForm } from './model.ts'
import { notesOf, session } from './store.ts'

type Shown = { readonly session: Session; readonly note: string | null; readonly history: readonly HistoryLine[] }
const correctForm = z.strictObject({
  heldOn: sessionForm.shape.heldOn,
  minutes: sessionForm.shape.minutes,
  note: sessionForm.shape.note,
})
const idOf = (visit: Visit): string => visit.params.sessionId ?? ''

/** One session of supervision, to read, correct or remove. Its note shows to its supervisor and its coach alone. */
export const sessionRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  ...formDoor<Shown>({
    path: '/support/sessions/:sessionId',
    may: access.write,
    read: async (tx, visit) => {
      const found = await session(tx, idOf(visit))
      if (!found) return null
      const history = await historyOf(tx, [found.id])
      return { session: found, note: (await notesOf(tx, [found.id])).get(found.id) ?? null, history }
    },
    title: (shown) => `Supervision of ${shown.session.coach}, ${dayInWords(shown.session.heldOn)}`,
    trail: (shown) => [...trail, { name: shown.session.coach, path: `/support/coaches/${shown.session.coachId}` }],
    above: ({ session: held }) => <Facts facts={[['With', held.supervisor]]} />,
    start: ({ session: held, note }) => typedFrom({ heldOn: held.heldOn, minutes: held.minutes, note }),
    version: ({ session: held }) => held.version,
    fields: (form, { session: held }, visit) => (
      <>
        <DayField form={form} name="heldOn" label="Day" />
        <TextField form={form} name="minutes" label="Minutes" inputMode="numeric" width="short" />
        {held.supervisorId === visit.actor.id ? (
          <TextArea form={form} name="note" label="Note" help={`Only you and ${held.coach} can read it.`} optional />
        ) : (
          <p class="quiet">Whether there is a note, and what it says, is between {held.supervisor} and the coach.</p>
        )}
      </>
    ),
    below: (shown, visit) => (
      <>
        {mayWrite(visit) && (
          <form method="post" action={visit.to(`/support/sessions/${shown.session.id}/remove`)} class="acts">
            <button type="submit" class="button danger">
              Remove this session and its note
            </button>
          </form>
        )}
        <History lines={shown.history} />
      </>
    ),
    save: 'Save the session',
    send: async (visit, typed) => {
      const form = parseTyped(correctForm, typed, 'support.session-wrong')
      const version = typed.version()
      const asked = { sessionId: idOf(visit), version, today: visit.today, needs }
      return form.ok ? correctSession(visit.db, visit.scope, { ...asked, form: form.value }) : form
    },
    back: (shown) => `/support/coaches/${shown.session.coachId}`,
    said: 'saved',
  }),
  {
    method: 'POST',
    path: '/support/sessions/:sessionId/remove',
    may: access.write,
    answer: async (visit) => {
      const done = await removeSession(visit.db, visit.scope, { sessionId: idOf(visit), needs })
      return done.ok
        ? goTo(visit.to(`/support/coaches/${done.value.coachId}?said=removed`))
        : notDone(visit, { id: idOf(visit), problems: done.problems, back: '/support' })
    },
  },
]
