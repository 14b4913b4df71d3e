import { dayInWords } from '../../core/day.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { TextArea } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { trail } from '../words.ts'
import { correctSession, removeSession } from './actions.ts'
import { correctForm } from './model.ts'
import { notesOf, session } from './store.ts'

/** One session of supervision, to read, correct or remove. Its note shows to its supervisor and its coach alone. */
export const sessionRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: '/support/sessions/:sessionId',
    may: access.write,
    read: async (tx, { params }) => {
      const held = await session(tx, params.sessionId ?? '')
      return held && { ...held, note: (await notesOf(tx, [held.id])).get(held.id) ?? null }
    },
    title: ({ coach, heldOn }) => `Supervision of ${coach}, ${dayInWords(heldOn)}`,
    trail: ({ coach, coachId }) => [...trail, { name: coach, path: `/support/coaches/${coachId}` }],
    history: ({ id }) => [id],
    above: ({ supervisor }) => <Facts facts={[['With', supervisor]]} />,
    form: correctForm,
    code: 'support.session-wrong',
    start: (held) => held,
    version: ({ version }) => version,
    fields: (form, { supervisorId, supervisor, coach }, visit) => (
      <>
        <Fields of={correctForm} form={form} but={['note']} />
        {supervisorId === visit.actor.id ? (
          <TextArea form={form} name="note" label="Note" help={`Only you and ${coach} can read it.`} optional />
        ) : (
          <p class="quiet">Whether there is a note, and what it says, is between {supervisor} and the coach.</p>
        )}
      </>
    ),
    save: 'Save the session',
    send: (visit, form, { shown: { id }, typed }) =>
      correctSession(visit, { id, version: typed.version(), form, needs }),
    back: ({ coachId }) => `/support/coaches/${coachId}`,
    said: 'saved',
    below: ({ id }, visit) => (
      <div class="acts">
        <Press
          action={visit.to(`/support/sessions/${id}/remove`)}
          name="Remove this session and its note"
          look="danger"
        />
      </div>
    ),
  }),
  buttonDoor({
    path: '/support/sessions/:sessionId/remove',
    may: access.write,
    send: (visit) => removeSession(visit, { id: visit.params.sessionId ?? '', needs }),
    about: 'sessionId',
    back: () => '/support',
    to: ({ coachId }) => `/support/coaches/${coachId}`,
    said: 'removed',
  }),
]
