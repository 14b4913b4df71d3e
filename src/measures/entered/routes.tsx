import type { JSX } from 'preact'
import { isDay } from '../../core/day.ts'
import type { Period } from '../../core/period.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { EnteredReading, Measure, Target } from '../model.ts'
import { historyFor } from '../pages/history-words.ts'
import { pathOf, readingsOf, TakeAway, trailTo } from '../pages/pieces.tsx'
import { access, recordsAt } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { addReading, removeReading, removeTarget, saveReading, saveTarget } from './actions.ts'
import { hasCounts, periodForm, readingForm, targetForm, typedReading } from './model.ts'
import { periodsAhead, periodsOffered } from './rules.ts'
import { enteredReadings, targetsOf } from './store.ts'

/** Numbers that people type: readings, one by one, and targets, one a period. */
export const enteredRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    ...ofReading,
    path: '/measures/:id/readings/new',
    read: async (tx, visit) => {
      const at = await readingsAt(tx, visit)
      return at && { ...at, periods: periodsLeft(at, visit, null) }
    },
    title: 'Add reading',
    start: ({ measure, periods }, { today }) => ({
      from: periods.find(({ to }) => to < today)?.from ?? '',
      status: 'final',
      source: measure.source,
    }),
    save: 'Add reading',
    send: (visit, typed, { shown }) => addReading(visit, { measureId: shown.measure.id, typed }),
    said: 'added',
  }),
  ...formDoor({
    ...ofReading,
    path: '/measures/:id/readings/:readingId',
    read: async (tx, visit) => {
      const at = await readingsAt(tx, visit)
      const reading = at && readingIn(at, visit)
      return reading ? { ...at, reading, periods: periodsLeft(at, visit, reading) } : null
    },
    title: ({ reading }) => `Reading of ${reading.period.label}`,
    history: ({ measure, reading }) => historyFor(measure, [reading.id]),
    start: ({ reading }) => typedReading(reading),
    version: ({ reading }) => reading.version,
    save: 'Save reading',
    send: (visit, typed, { shown, typed: sent }) =>
      saveReading(visit, { measureId: shown.measure.id, id: shown.reading.id, version: sent.version(), typed }),
    said: 'saved',
    below: ({ measure, reading }, visit, version) => (
      <TakeAway
        action={visit.to(`/measures/${measure.id}/readings/${reading.id}/remove`)}
        title="Remove this reading"
        means="The value and its note are taken away; its history stays."
        name="Remove reading"
        values={{ version }}
      />
    ),
  }),
  buttonDoor({
    path: '/measures/:id/readings/:readingId/remove',
    may: access.enter,
    read: async (tx, visit) => {
      const at = await readingsAt(tx, visit)
      return at && readingIn(at, visit)
    },
    send: (visit, _, typed) => {
      const { id: measureId = '', readingId: id = '' } = visit.params
      return removeReading(visit, { measureId, id, version: typed.version() })
    },
    about: 'readingId',
    back: ({ params }) => `/measures/${params.id}/readings/${params.readingId}`,
    to: recordsAt,
    said: 'removed',
  }),
  ...pageOfForms({
    path: '/measures/:id/targets/edit',
    seenBy: access.write,
    read: targetAt,
    history: ({ measure, target }) => historyFor(measure, target ? [target.id] : []),
    forms: {
      target: oneForm({
        path: '/measures/:id/targets',
        may: access.write,
        form: ({ measure }: TargetAt) => targetForm(measure),
        code: 'measures.target-wrong',
        start: ({ target, from }) => ({ value: target?.value, note: target?.note, from: isDay(from) ? from : '' }),
        version: ({ target }) => target?.version ?? 0,
        fields: targetFields,
        save: 'Save target',
        send: (visit, typed, { shown, typed: sent }) =>
          saveTarget(visit, { measureId: shown.measure.id, version: sent.version(), typed }),
        to: (_, shown) => pathOf(shown),
        cancel: pathOf,
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, versions, history }) => {
      const { target } = shown
      return (
        <TeamPage
          visit={visit}
          title={target ? `Target for ${target.period.label}` : 'Set a target'}
          trail={trailTo(shown)}
        >
          {target ? (
            <RecordPage history={history}>
              {forms.target}
              <TakeAway
                action={visit.to(`${pathOf(shown)}/targets/remove`)}
                title="Remove this target"
                means="The target is taken away; its history stays."
                name="Remove target"
                values={{ version: versions.target, from: target.period.from }}
              />
            </RecordPage>
          ) : (
            forms.target
          )}
        </TeamPage>
      )
    },
  }),
  buttonDoor({
    path: '/measures/:id/targets/remove',
    may: access.write,
    read: (tx, { params }) => findMeasure(tx, params.id ?? ''),
    form: periodForm,
    code: 'measures.target-wrong',
    send: (visit, { from }, typed) =>
      removeTarget(visit, { measureId: visit.params.id ?? '', version: typed.version(), from }),
    about: 'id',
    back: ({ params }) => `/measures/${params.id}`,
    said: 'removed',
  }),
]

type ReadingsAt = { readonly measure: Measure; readonly readings: readonly EnteredReading[] }
type Left = { readonly measure: Measure; readonly periods: readonly Period[] }

/** What both forms of a reading have in common. */
const ofReading = {
  may: access.enter,
  trail: trailTo,
  form: ({ measure }: Left) => readingForm(measure),
  code: 'measures.reading-wrong',
  fields: (form: Refused, { measure, periods }: Left) => (
    <Fields
      of={readingForm(measure)}
      form={form}
      choices={{ from: asOptions(periods) }}
      but={hasCounts(measure) ? [] : ['numerator', 'denominator']}
    />
  ),
  back: readingsOf,
} as const

async function readingsAt(tx: Tx, { params }: Visit): Promise<ReadingsAt | null> {
  const measure = await findMeasure(tx, params.id ?? '')
  return measure?.definition === null ? { measure, readings: await enteredReadings(tx, measure) } : null
}

const readingIn = ({ readings }: ReadingsAt, { params }: Visit): EnteredReading | undefined =>
  readings.find(({ id }) => id === params.readingId)

/** The periods that a reading may still be of: those that no other of its kind is of. */
function periodsLeft({ measure, readings }: ReadingsAt, { today }: Visit, own: EnteredReading | null): Period[] {
  const { dimension, category } = own ?? { dimension: '', category: '' }
  const others = readings.filter(
    (one) => one.id !== own?.id && one.dimension === dimension && one.category === category,
  )
  const taken = new Set(others.map(({ period }) => period.from))
  const known = readings.map(({ period }) => period)
  return periodsOffered(measure, known, today).filter(({ from }) => !taken.has(from))
}

type TargetAt = Left & { readonly target: Target | null; readonly from: string }

/** The target of the period that the address, or what was sent, begins with; null where none is set. */
async function targetAt(tx: Tx, visit: Visit): Promise<TargetAt | null> {
  const measure = await findMeasure(tx, visit.params.id ?? '')
  if (!measure) return null
  const isSent = visit.request.method === 'POST'
  const from = isSent ? (await visit.typed()).text('from') : (visit.url.searchParams.get('from') ?? '')
  const targets = (await targetsOf(tx, [measure])).get(measure.id) ?? []
  const known = targets.map(({ period }) => period)
  return {
    measure,
    from,
    target: targets.find(({ period }) => period.from === from) ?? null,
    periods: periodsAhead(measure, known, visit.today).filter(
      (period) => !known.some((other) => other.from === period.from),
    ),
  }
}

const targetFields = (form: Refused, { measure, target, periods }: TargetAt): JSX.Element => (
  <>
    {target && <Hidden name="from" value={target.period.from} />}
    <Fields of={targetForm(measure)} form={form} choices={{ from: asOptions(periods) }} but={target ? ['from'] : []} />
  </>
)

const asOptions = (periods: readonly Period[]) => periods.map(({ from, label }) => ({ value: from, name: label }))
