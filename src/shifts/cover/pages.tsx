import type { JSX } from 'preact'
import { timeInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { DayField, Form } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { type Need, weekdays } from '../model.ts'
import { mayWrite } from '../week/pages.tsx'
import { whereInWords } from '../words.ts'
import { KindFields, TimeFields } from './fields.tsx'

const trail = [{ name: 'Shifts', path: '/shifts' }]
const needTrail = [...trail, { name: 'Coverage needed', path: '/shifts/needs' }]

const validInWords = ({ fromOn, untilOn }: Need): string =>
  untilOn === null ? `from ${dayInWords(fromOn)}` : `${dayInWords(fromOn)} to ${dayInWords(untilOn)}`
const timesOf = ({ starts, ends }: Need): string =>
  `${timeInWords(starts)} to ${timeInWords(ends)}${ends <= starts ? ' the next day' : ''}`

export function NeedsPage({ visit, needs }: { visit: Visit; needs: readonly Need[] }): JSX.Element {
  const current = needs.filter(({ untilOn }) => untilOn === null || untilOn >= visit.today)
  const past = needs.filter((need) => !current.includes(need))
  return (
    <TeamPage
      visit={visit}
      title="Coverage needed"
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/shifts/needs/add')}>
            Add coverage
          </a>
        )
      }
    >
      <p>Shifts are made from this by themselves, for the days ahead that the rules say.</p>
      <NeedTable visit={visit} needs={current} caption="Coverage needed now and later" />
      {past.length > 0 && (
        <details>
          <summary>{inWords.counted(past.length, 'need that has', 'needs that have')} ended</summary>
          <NeedTable visit={visit} needs={past} caption="Coverage that was needed" />
        </details>
      )}
    </TeamPage>
  )
}

function NeedTable({ visit, needs, caption }: { visit: Visit; needs: readonly Need[]; caption: string }): JSX.Element {
  return (
    <RecordTable
      caption={caption}
      columns={[{ name: 'When' }, { name: 'How' }, { name: 'Coaches', isNumber: true }, { name: 'Valid' }]}
      rows={needs.map((need) => ({
        key: need.id,
        href: visit.to(`/shifts/needs/${need.id}`),
        cells: [
          `${weekdays[need.weekday - 1] ?? ''}, ${timesOf(need)}`,
          `${whereInWords(need)}${need.isFirstVisit ? ', first visits' : ''}`,
          need.coaches,
          validInWords(need),
        ],
      }))}
      empty="Nothing is needed yet. Add the hours of a week that coaches cover."
    />
  )
}

export function NeedPage({
  visit,
  need,
  history,
  form,
}: {
  visit: Visit
  need: Need
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={`${weekdays[need.weekday - 1] ?? ''}, ${timesOf(need)}`} trail={needTrail}>
      <RecordPage history={history}>
        <Facts
          facts={[
            ['How', whereInWords(need)],
            ['Coaches', need.coaches],
            ['First visits', need.isFirstVisit ? 'yes' : 'no'],
            ['Credential needed', need.credential || 'none'],
            ['Meeting link', need.link],
            ['Valid', validInWords(need)],
            ...(need.isSample ? [['Record', <span class="sample">sample</span>] as const] : []),
          ]}
        />
        {mayWrite(visit) && (
          <section aria-labelledby="end">
            <h2 id="end">End this need</h2>
            <p>
              To change it, end it and add the new one from the day after. Shifts that coaches have taken already stay;
              those nobody has taken are cancelled.
            </p>
            <Form form={form} action={visit.to(`/shifts/needs/${need.id}/end`)} save="End this need">
              <DayField form={form} name="untilOn" label="Last day" />
            </Form>
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}

export function AddNeedPage({ visit, form }: { visit: Visit; form: Refused }): JSX.Element {
  const message = form.problems.find(({ field }) => field === 'd1')?.message
  return (
    <TeamPage visit={visit} title="Add coverage" trail={needTrail}>
      <Form form={form} action={visit.to('/shifts/needs/add')} save="Add coverage" cancel={visit.to('/shifts/needs')}>
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
        <TimeFields form={form} />
        <DayField form={form} name="fromOn" label="First day" />
        <DayField form={form} name="untilOn" label="Last day" optional />
        <KindFields form={form} />
      </Form>
    </TeamPage>
  )
}
