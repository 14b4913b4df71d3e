import type { JSX } from 'preact'
import { page } from '../../platform/http/answer.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { trail } from '../pages/pieces.tsx'
import { readingsOf } from '../readings.ts'
import type { MeasuresNeeds } from '../records/need.ts'
import { listMeasures } from '../store.ts'
import { type Attention, attentionIn, chanceInWords, type Need, needs } from './attention.ts'
import { curveFactsOf } from './store.ts'

/** All measures of the scorecard, by what they need. */
export async function showAttention(visit: Visit, { onScorecard }: MeasuresNeeds): Promise<Response> {
  const attention = await visit.db.read(visit.scope, async (tx) => {
    const measures = await listMeasures(tx, await onScorecard(tx))
    const facts = await curveFactsOf(tx, measures)
    const none = { baselines: [], reviews: [], notes: [] }
    const all = (await readingsOf(tx, measures, visit.today)).map((one) => ({
      ...one,
      curve: facts.get(one.measure.id) ?? none,
    }))
    return attentionIn(all, visit.today)
  })
  return page(<AttentionPage visit={visit} attention={attention} />)
}

const headings: Readonly<Record<Need, { readonly id: string; readonly title: string; readonly empty: string }>> = {
  attention: { id: 'attention', title: 'Attention', empty: 'No measure needs attention today.' },
  watch: { id: 'watch', title: 'Watch', empty: 'No measure shows an early sign.' },
  'nothing to see': { id: 'nothing', title: 'Nothing to see', empty: 'Every measure stands above.' },
}

function AttentionPage({ visit, attention }: { visit: Visit; attention: Attention }): JSX.Element {
  return (
    <TeamPage visit={visit} title="What needs attention" trail={trail}>
      <p class="statement">{chanceInWords(attention.chance)}</p>
      {needs.map((need) => {
        const { id, title, empty } = headings[need]
        const found = attention.measures.filter((one) => one.need === need)
        return (
          <section key={need} aria-labelledby={id} class={`needs needs-${id}`}>
            <h2 id={id}>
              {title} <span class="quiet">{found.length}</span>
            </h2>
            <RecordTable
              caption={title}
              columns={[{ name: 'Measure' }, { name: 'Why' }]}
              rows={found.map((one) => ({
                key: one.measureId,
                href: visit.to(`/measures/${one.measureId}`),
                cells: [one.title, one.why.join(' ')],
              }))}
              empty={empty}
            />
          </section>
        )
      })}
    </TeamPage>
  )
}
