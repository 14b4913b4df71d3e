import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { figureInWords, figureWithSign } from '../figures.ts'
import type { Measure } from '../model.ts'
import { trailOf } from '../pages/pieces.tsx'
import type { Baseline } from './model.ts'
import { shownBand } from './rules.ts'
import { coverageInWords, madeInWords, methodInWords, restsInWords, sourceInWords } from './words.ts'

/** One version for ever: what it rests on and what it expects, period by period. */
export function BaselinePage({
  visit,
  measure,
  baseline,
  isInForce,
  history,
}: {
  visit: Visit
  measure: Measure
  baseline: Baseline
  isInForce: boolean
  history: readonly HistoryLine[]
}): JSX.Element {
  const band = shownBand(baseline)
  const isDrawn = baseline.source !== 'statistical'
  return (
    <TeamPage visit={visit} title={`Baseline, version ${baseline.number}`} trail={trailOf(measure)}>
      <RecordPage history={history}>
        <Facts
          facts={[
            [
              'Status',
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
