import type { JSX } from 'preact'
import { timeInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { endNeedForm, type Need, needForm, weekdays } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { trail, whereInWords } from '../words.ts'
import { addNeed, endNeed } from './actions.ts'
import { needs as allNeeds, need } from './store.ts'

const needTrail = [...trail, { name: 'Coverage needed', path: '/shifts/needs' }]

/** How many coaches are needed when. */
export const coverageRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/needs', may: access.read, answer: list },
  ...formDoor({
    path: '/shifts/needs/add',
    may: access.write,
    read: async () => ({}),
    title: 'Add coverage',
    trail: needTrail,
    form: needForm,
    code: 'shifts.wrong',
    start: (_, visit) => ({ starts: '18:00', ends: '22:00', fromOn: visit.today, coaches: 1 }),
    fields: (form) => (
      <>
        <Weekdays form={form} />
        <Fields of={needForm} form={form} />
      </>
    ),
    save: 'Add coverage',
    send: addNeed,
    back: '/shifts/needs',
    said: 'added',
  }),
  ...pageOfForms({
    path: '/shifts/needs/:needId',
    seenBy: access.read,
    read: (tx, { params }) => need(tx, params.needId ?? ''),
    history: ({ id }) => [id],
    forms: {
      end: oneForm({
        path: '/shifts/needs/:needId/end',
        may: access.write,
        form: endNeedForm,
        code: 'shifts.wrong',
        start: ({ untilOn }: Need, visit) => ({ untilOn: untilOn ?? visit.today }),
        version: ({ version }) => version,
        save: 'End this need',
        send: (visit, { untilOn }, { shown: { id }, typed }) =>
          endNeed(visit, { id, version: typed.version(), untilOn, needs }),
        to: (_, { id }) => `/shifts/needs/${id}`,
        said: 'ended',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <TeamPage visit={visit} title={whenOf(shown)} trail={needTrail}>
        <RecordPage history={history}>
          <Facts
            facts={[
              ['How', whereInWords(shown)],
              ['Coaches', shown.coaches],
              ['First visits', shown.isFirstVisit ? 'yes' : 'no'],
              ['Credential needed', shown.credential || 'none'],
              ['Meeting link', shown.link],
              ['Valid', validInWords(shown)],
              ...(shown.isSample ? [['Record', <span class="sample">sample</span>] as const] : []),
            ]}
          />
          {forms.end && (
            <section aria-labelledby="end">
              <h2 id="end">End this need</h2>
              <p>
                To change it, end it and add the new one from the day after. Shifts that coaches have taken already
                stay; those nobody has taken are canceled.
              </p>
              {forms.end}
            </section>
          )}
        </RecordPage>
      </TeamPage>
    ),
  }),
]

async function list(visit: Visit): Promise<Response> {
  const all = await visit.db.read(visit.scope, (tx) => allNeeds(tx))
  const current = all.filter(({ untilOn }) => untilOn === null || untilOn >= visit.today)
  const past = all.filter((one) => !current.includes(one))
  return page(
    <TeamPage
      visit={visit}
      title="Coverage needed"
      trail={trail}
      act={<Act visit={visit} to="/shifts/needs/add" name="Add coverage" may={access.write} />}
    >
      <p>Shifts are made from this by themselves, for the days ahead that the rules say.</p>
      <Records visit={visit} rows={current} list={needList('Coverage needed now and later')} />
      {past.length > 0 && (
        <details>
          <summary>{counted(past.length, 'need that has', 'needs that have')} ended</summary>
          <Records visit={visit} rows={past} list={needList('Coverage that was needed')} />
        </details>
      )}
    </TeamPage>,
  )
}

const needList = (caption: string): List<Need> => ({
  caption,
  columns: [
    ['When', whenOf],
    ['How', (one) => `${whereInWords(one)}${one.isFirstVisit ? ', first visits' : ''}`],
    ['Coaches', ({ coaches }) => coaches, 'number'],
    ['Valid', validInWords],
  ],
  to: ({ id }) => `/shifts/needs/${id}`,
  empty: 'Nothing is needed yet. Add the hours of a week that coaches cover.',
})

const whenOf = ({ weekday, starts, ends }: Need): string =>
  `${weekdays[weekday - 1] ?? ''}, ${timeInWords(starts)} to ${timeInWords(ends)}${ends <= starts ? ' the next day' : ''}`

const validInWords = ({ fromOn, untilOn }: Need): string =>
  untilOn === null ? `from ${dayInWords(fromOn)}` : `${dayInWords(fromOn)} to ${dayInWords(untilOn)}`

function Weekdays({ form }: { form: Refused }): JSX.Element {
  const message = form.problems.find(({ field }) => field === 'd1')?.message
  return (
    <fieldset class={message ? 'field wrong' : 'field'}>
      <legend>Weekdays</legend>
      {message && <p class="problem">{message}</p>}
      {weekdays.map((weekday, index) => (
        <div key={weekday} class="tick">
          <input
            type="checkbox"
            id={`d${index + 1}`}
            name={`d${index + 1}`}
            value="yes"
            checked={form.typed.text(`d${index + 1}`) === 'yes'}
          />
          <label for={`d${index + 1}`}>{weekday}</label>
        </div>
      ))}
    </fieldset>
  )
}
