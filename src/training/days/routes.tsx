import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { trailOf } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { session } from '../sessions/store.ts'
import { addClassDays, editClassDay, removeClassDay } from './actions.ts'
import { classDayForm, classDaysForm } from './model.ts'
import { followedInAddress } from './pages.tsx'
import { classDay } from './store.ts'

/** The classes of a session: adding a series, changing one, taking one away. */
export const classDayRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: '/training/sessions/:sessionId/classes/add',
    may: access.write,
    read: (tx, { params }) => session(tx, params.sessionId ?? ''),
    title: 'Add classes',
    trail: trailOf,
    form: classDaysForm,
    code: 'training.wrong',
    start: () => ({ times: 1, every: 'weekday' }),
    save: 'Add classes',
    send: (visit, form, { shown }) => addClassDays(visit, { sessionId: shown.id, form, needs }),
    back: ({ id }) => `/training/sessions/${id}`,
    said: (done) => `added${followedInAddress(done)}`,
  }),
  ...formDoor({
    path: '/training/classes/:classId/edit',
    may: access.write,
    read: async (tx, { params }) => {
      const day = await classDay(tx, params.classId ?? '')
      const held = day && (await session(tx, day.sessionId))
      return day && held ? { day, held } : null
    },
    title: 'Edit class',
    trail: ({ held }) => trailOf(held),
    form: classDayForm,
    code: 'training.wrong',
    start: ({ day }) => (day.hasOwnPlace ? day : { ...day, place: '', link: '' }),
    version: ({ day }) => day.version,
    save: 'Save class',
    send: (visit, form, { shown: { day }, typed }) =>
      editClassDay(visit, { id: day.id, version: typed.version(), form, needs }),
    back: ({ day }) => `/training/classes/${day.id}`,
    said: (done) => `saved${followedInAddress(done)}`,
    below: ({ day }, visit) => (
      <section aria-labelledby="remove">
        <h2 id="remove">Remove this class</h2>
        <Press action={visit.to(`/training/classes/${day.id}/remove`)} name="Remove class" look="danger" />
      </section>
    ),
  }),
  buttonDoor({
    path: '/training/classes/:classId/remove',
    may: access.write,
    send: (visit) => removeClassDay(visit, { id: visit.params.classId ?? '', needs }),
    about: 'classId',
    back: ({ params }) => `/training/classes/${params.classId}/edit`,
    to: ({ sessionId }) => `/training/sessions/${sessionId}`,
    said: (done) => `removed${followedInAddress(done)}`,
  }),
]
