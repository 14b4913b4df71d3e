import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Period } from '../../core/period.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form, Hidden, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { figureInWords, figureWithSign } from '../figures.ts'
import type { Measure } from '../model.ts'
import { trailOf } from '../pages/pieces.tsx'
import type { Baseline } from './model.ts'
import {
  coverageInWords,
  madeInWords,
  methodInWords,
  periodInWords,
  restsInWords,
  shownBand,
  sourceInWords,
} from './words.ts'

type Common = { readonly visit: Visit; readonly measure: Measure }

/** Freezes a baseline by hand; `inForce` is the version that a new one would follow. */
export function FreezePage({
  visit,
  measure,
  form,
  inForce,
  next,
  against,
}: Common & {
  form: Refused
  inForce: Baseline | null
  next: Baseline | null
  /** What speaks against a version now, whatever would be typed. */
  against: readonly string[]
}): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  const isRefit = inForce?.source === 'statistical'
  return (
    <TeamPage visit={visit} title={isRefit ? 'Freeze a new version' : 'Freeze a baseline'} trail={trailOf(measure)}>
      <p class="statement">
        {isRefit
          ? `Version ${inForce.number} is in force. It stays on the page, and reviews that were declared against it are still judged by it.`
          : 'A baseline says where the number is headed if nothing changes. Once frozen it never changes.'}
      </p>
      {next && (
        <Facts
          facts={[
            ['It would rest on', restsInWords(next)],
            ['Method', methodInWords(next)],
            [`It would expect in ${next.periods[0]?.label ?? ''}`, periodInWords(next, 0, measure)],
            ['Its band of 4 in 5', coverageInWords(next)],
          ]}
        />
      )}
      {against.map((message) => (
        <p class="notice" key={message}>
          {message}
        </p>
      ))}
      {against.length === 0 && (
        <Form form={form} action={`${path}/baseline`} save="Freeze" cancel={path}>
          <TextField
            form={form}
            name="reason"
            label={isRefit ? 'Why a new version is needed' : 'Note'}
            optional={!isRefit}
            help={isRefit ? 'Such as: the form changed in March, so values before cannot be compared.' : undefined}
          />
        </Form>
      )}
    </TeamPage>
  )
}

/** A line as a partner sees it: one value a period, as far as they wish to say. */
export function LinePage({
  visit,
  measure,
  form,
  periods,
}: Common & { form: Refused; periods: readonly Period[] }): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title="Enter a line that a partner drew" trail={trailOf(measure)}>
      <p class="statement">
        The line is shown with its name. It has no interval, and no verdict rests on it: only how far the values are
        from it.
      </p>
      <Form form={form} action={`${path}/line`} save="Enter line" cancel={path}>
        <Choice
          form={form}
          name="source"
          label="Kind of line"
          options={[
            { value: 'partner estimate', name: 'Estimate of a partner' },
            { value: 'hand-drawn', name: 'Drawn by hand together' },
          ]}
        />
        <TextField form={form} name="drawnBy" label="Who drew it" />
        <Hidden name="from" value={periods[0]?.from ?? ''} />
        {periods.map((period, index) => (
          <TextField
            key={period.from}
            form={form}
            name={`value${index + 1}`}
            label={`${period.label}, in ${measure.unit}`}
            inputMode="decimal"
            width="short"
            optional={index > 0}
          />
        ))}
        <TextField form={form} name="reason" label="What it rests on" optional />
      </Form>
    </TeamPage>
  )
}

/** One version for ever: what it rests on and what it expects, period by period. */
export function BaselinePage({
  visit,
  measure,
  baseline,
  isInForce,
  history,
}: Common & { baseline: Baseline; isInForce: boolean; history: readonly HistoryLine[] }): JSX.Element {
  const band = shownBand(baseline)
  const isDrawn = baseline.source !== 'statistical'
  return (
    <TeamPage visit={visit} title={`Baseline, version ${baseline.number}`} trail={trailOf(measure)}>
      <RecordPage history={history}>
        <Facts
          facts={[
            [
              'Stands',
              isInForce ? 'in force' : isDrawn ? 'beside the baseline in force' : 'followed by a newer version',
            ],
            ['Kind', sourceInWords[baseline.source]],
            ['Frozen on', madeInWords(baseline)],
            ['Rests on', restsInWords(baseline)],
            ['Method', methodInWords(baseline)],
            ['Its band of 4 in 5', coverageInWords(baseline)],
            ...(isDrawn
              ? []
              : [['Mark of the data', <code key="mark">{baseline.dataHash}</code>] as [string, JSX.Element]]),
            ...(baseline.reason ? [['Why', baseline.reason] as [string, string]] : []),
          ]}
        />
        <section aria-labelledby="ahead">
          <h2 id="ahead">What it expects if nothing changes</h2>
          <RecordTable
            isTight
            caption="What it expects"
            columns={[
              { name: 'Period' },
              { name: 'Middle', isNumber: true },
              { name: 'From', isNumber: true },
              { name: 'To', isNumber: true },
            ]}
            rows={baseline.periods.map((period, at) => ({
              key: period.from,
              cells: [
                period.label,
                ...[baseline.mean[at], band?.lower[at], band?.upper[at]].map((value) => figureOr(value, measure)),
              ],
            }))}
            empty=""
          />
        </section>
        {!isDrawn && (
          <section aria-labelledby="rests">
            <h2 id="rests">The values it rests on, as they stood on {dayInWords(baseline.madeOn)}</h2>
            <RecordTable
              isTight
              caption="Values it rests on"
              columns={[{ name: 'Period' }, { name: 'Value', isNumber: true }]}
              rows={[...baseline.restsOn].reverse().map(({ period, value }) => ({
                key: period.from,
                cells: [period.label, figureInWords(value, measure)],
              }))}
              empty=""
            />
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}

const figureOr = (value: number | undefined, measure: Measure): string | JSX.Element =>
  value === undefined ? <em class="quiet">no band</em> : figureWithSign(value, measure)
