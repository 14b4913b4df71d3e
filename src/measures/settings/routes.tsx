import type { JSX } from 'preact'
import { formDoor } from '../../platform/doors/form-door.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Measure } from '../model.ts'
import { historyFor } from '../pages/history-words.ts'
import { pathOf, trail, trailTo } from '../pages/pieces.tsx'
import { access, partsOf } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { closeBooks, saveSettings } from './actions.ts'
import { SettingsFields } from './fields.tsx'
import { completeForm, type SettingsOf, settingsForm, typedSettings } from './model.ts'

type Shown = { readonly measure: Measure }

/** What is said of a measure, and "close the books": one day, in one sentence. */
export const settingsRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    ...ofMeasure,
    path: '/measures/:id/settings',
    may: access.write,
    read: async (tx, { params }) => {
      const measure = await findMeasure(tx, params.id ?? '')
      return measure ? { measure } : null
    },
    title: ({ measure }) => measure.title,
    trail,
    tabs: ({ measure }) => partsOf(measure.id),
    above: ({ measure }, visit) => <Counted visit={visit} measure={measure} />,
    form: ({ measure }) => settingsForm(kindOf(measure)),
    code: 'measures.settings-wrong',
    start: ({ measure }) => typedSettings(measure),
    fields: (form, { measure }) => <SettingsFields form={form} of={kindOf(measure)} />,
    save: 'Save settings',
    send: (visit, settings, { shown, typed }) =>
      saveSettings(visit, { id: shown.measure.id, version: typed.version(), settings }),
    said: 'saved',
  }),
  ...formDoor({
    ...ofMeasure,
    path: '/measures/:id/complete',
    may: access.enter,
    read: async (tx, { params }) => {
      const measure = await findMeasure(tx, params.id ?? '')
      return measure?.definition ? { measure } : null
    },
    title: 'Close the books',
    above: () => (
      <p class="lead">
        Say up to which day all records are in. Periods that end by then get a value; later ones show what there is so
        far. Records can still be corrected, and their numbers follow.
      </p>
    ),
    form: completeForm,
    code: 'measures.complete-wrong',
    start: ({ measure }) => measure,
    save: 'Save the day',
    send: (visit, { collectedThrough: through }, { shown, typed }) =>
      closeBooks(visit, { id: shown.measure.id, version: typed.version(), through }),
    said: 'saved',
  }),
]

/** What is counted has a page of its own, since its readings are tried out there. */
const Counted = ({ visit, measure }: Shown & { readonly visit: Visit }): JSX.Element | null =>
  measure.definition && (
    <p>
      <a href={visit.to(`${pathOf({ measure })}/definition`)}>Change what is counted</a>
    </p>
  )

/** What the forms of a measure have in common. */
const ofMeasure = {
  trail: trailTo,
  history: ({ measure }: Shown) => historyFor(measure, [measure.id]),
  version: ({ measure }: Shown) => measure.version,
  back: pathOf,
}

const kindOf = ({ definition }: Measure): SettingsOf => ({ isNew: false, isComputed: definition !== null })
