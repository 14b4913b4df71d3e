import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type WithholdingPolicy, withheldLegend } from '../../core/stats/withheld/policy.ts'
import { figureInWords } from '../../measures/figures.ts'
import type { Reading } from '../../measures/model.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { DraftEdition } from '../actions.ts'
import type { MeasureShown } from '../model.ts'
import { LeftOutSplits } from './left-out-section.tsx'
import { placeKey, type Why } from './model.ts'
import { nameOf } from './release.ts'
import type { WithheldNumber } from './statement.ts'
import type { Grown, Leak } from './withhold.ts'

type Shown = { visit: Visit; draft: DraftEdition; mayPublish: boolean }

/** What would give a small count away, and the cheapest way to mend it. Nothing without a leak. */
export function Leaks({ visit, draft, mayPublish }: Shown): JSX.Element | null {
  const { leaks, repair, beyond } = draft.withheld
  if (leaks.length === 0) return null
  return (
    <section aria-labelledby="leaks-heading" class="small-counts leaks">
      <h2 id="leaks-heading">This edition cannot be published yet</h2>
      <p>
        {leaks.length === 1
          ? 'A reader could work out a number that is withheld to protect people.'
          : `A reader could work out ${counted(leaks.length, 'number')} that are withheld to protect people.`}{' '}
        It takes no more than adding and subtracting what is published.
      </p>
      <RecordTable
        caption="What could be worked out"
        columns={[{ name: 'Withheld number' }, { name: 'A reader would know' }, { name: 'From these numbers' }]}
        rows={leaks.slice(0, mostListed).map((leak, at) => ({
          key: String(at),
          cells: [leak.name, rangeInWords(leak), <List items={leak.from} />],
        }))}
        empty="Nothing."
      />
      {leaks.length > mostListed && <p class="quiet">And {leaks.length - mostListed} more.</p>}
      <h3>How to mend it</h3>
      {repair && repair.length > 0 && (
        <>
          <p>
            Withhold {counted(repair.length, 'more number')} and nothing can be worked out any more. It is the least
            that has to go. The decision is kept with your name, and can be taken back.
          </p>
          <ul>
            {repair.slice(0, mostListed).map((one) => (
              <li key={placeKey(one)}>{nameOf(one)}</li>
            ))}
          </ul>
          {repair.length > mostListed && <p class="quiet">And {repair.length - mostListed} more.</p>}
          {mayPublish && (
            <form method="post" action={visit.to('/publish/withhold')}>
              <Hidden name="mark" value={draft.mark} />
              <button type="submit" class="button">
                Withhold {repair.length === 1 ? 'this number' : `these ${repair.length} numbers`} too
              </button>
            </form>
          )}
        </>
      )}
      {beyond && (
        <>
          <p>{beyond}</p>
          <p>
            Withholding more does not help here: what gives the number away is published already, or nothing else is
            left to withhold. Combine small categories where the numbers are recorded, or open the settings of the
            measure and clear the box “Publish its breakdowns”. <a href={visit.to('/measures')}>Go to the measures</a>
          </p>
        </>
      )}
    </section>
  )
}

const mostListed = 12

const List = ({ items }: { items: readonly string[] }): JSX.Element => (
  <>
    {items.map((item, at) => (
      <div key={String(at)}>{item}</div>
    ))}
  </>
)

/** `exactly 4`, `between 3 and 6`, `at least 12`. */
export function rangeInWords({ low, high }: Pick<Leak, 'low' | 'high'>): string {
  if (high === null) return `at least ${low.toLocaleString('en-US')}`
  return low === high
    ? `exactly ${low.toLocaleString('en-US')}`
    : `between ${low.toLocaleString('en-US')} and ${high.toLocaleString('en-US')}`
}

/** Which numbers the public will not see, and why; the team sees them here, marked. */
export function WithheldNumbers({ visit, draft, mayPublish }: Shown): JSX.Element | null {
  const { numbers, policy, withheld, content } = draft
  if (numbers.length === 0) return <LeftOutSplits all={withheld.leftOut} />
  const measureOf = new Map(content.measures.map((measure) => [measure.slug, measure]))
  const seen = (one: WithheldNumber) => [
    whereOf(one, measureOf.get(one.slug)),
    <mark>{valueInWords(one.reading, measureOf.get(one.slug))}</mark>,
  ]
  const grownAt = new Map(withheld.grown.map((one) => [one.place, one]))
  const byRule = numbers.filter(({ why }) => why !== 'decided')
  return (
    <>
      <LeftOutSplits all={withheld.leftOut} />
      <section aria-labelledby="withheld-heading" class="small-counts">
        <h2 id="withheld-heading">Withheld from the public</h2>
        <p>
          Only the team sees these numbers. Readers see “withheld” on every page and in every file, with the words:{' '}
          {withheldLegend(policy)}.
        </p>
        {withheld.alreadyPublic.length > 0 && <AlreadyPublic all={withheld.alreadyPublic} />}
        <ByDecision visit={visit} draft={draft} mayPublish={mayPublish} seen={seen} />
        {byRule.length > 0 && (
          <details open={byRule.length <= mostListed}>
            <summary>{counted(byRule.length, 'number')} withheld by the rule</summary>
            <RecordTable
              caption="Withheld numbers"
              columns={[{ name: 'Number' }, { name: 'Only the team sees', isNumber: true }, { name: 'Why' }]}
              rows={byRule.map((one) => ({
                key: placeKey(one),
                cells: [...seen(one), whyInWords(one.why, policy, grownAt.get(placeKey(one)))],
              }))}
              empty="Nothing."
            />
          </details>
        )}
      </section>
    </>
  )
}

/** What the team withholds besides, who decided it, and the way back. */
function ByDecision({
  visit,
  draft: { numbers, decided },
  mayPublish,
  seen,
}: Shown & { seen: (one: WithheldNumber) => readonly ComponentChildren[] }): JSX.Element | null {
  const numberAt = new Map(numbers.map((one) => [placeKey(one), one]))
  const rows = decided.flatMap((decision) => {
    const one = numberAt.get(placeKey(decision))
    return one?.why === 'decided' ? [{ one, decision }] : []
  })
  if (rows.length === 0) return null
  return (
    <RecordTable
      caption="Withheld by the team’s decision"
      columns={[{ name: 'Number' }, { name: 'Only the team sees', isNumber: true }, { name: 'Decision' }]}
      rows={rows.map(({ one, decision }) => ({
        key: decision.id,
        cells: [
          ...seen(one),
          <>
            {decision.by} decided so, {inWords.instant(decision.at, visit.organisation.timeZone)}.
            {mayPublish && (
              <form method="post" action={visit.to('/publish/show-again')}>
                <Hidden name="id" value={decision.id} />
                <button type="submit" class="button second small">
                  Show it again<span class="visually-hidden">: {whereOf(one, undefined)}</span>
                </button>
              </form>
            )}
          </>,
        ],
      }))}
      empty="Nothing."
    />
  )
}

function AlreadyPublic({ all }: { all: DraftEdition['withheld']['alreadyPublic'] }): JSX.Element {
  const [first] = all
  return (
    <p class="note">
      {all.length === 1
        ? `${first?.name} stands in edition ${first?.edition} already, where it can still be read.`
        : `${all.length} of them stand in earlier editions already, where they can still be read, such as ${first?.name} in edition ${first?.edition}.`}{' '}
      Withholding {all.length === 1 ? 'it' : 'them'} now keeps {all.length === 1 ? 'it' : 'them'} from the newest pages
      only.
    </p>
  )
}

function whyInWords(why: Why, policy: WithholdingPolicy, grown: Grown | undefined): string {
  if (why === 'beside' && grown) return grownInWords(grown, policy)
  return {
    small: `A count of ${policy.hidesZeros ? 0 : 1} to ${counted(policy.most, 'person', 'people')}, or everybody in a group.`,
    beside: 'A smaller number could be worked out from it.',
    decided: 'The team decided so, to protect a smaller number elsewhere.',
  }[why]
}

/** From where a running number grew by few, and from when on it is shown again. */
function grownInWords({ edition, was, by, part }: Grown, { most }: WithholdingPolicy): string {
  const [number, again] = [was, was + most + 1].map((value) => value.toLocaleString('en-US'))
  const which = { number: 'It', numerator: 'The part', denominator: 'The group' }[part]
  return by > most
    ? `${by} came since edition ${edition}, and all of them are in the part.`
    : `${which} was ${number} in edition ${edition}, and only ${by} came since. It is shown again from ${again} on.`
}

const whereOf = ({ dimension, category, label }: WithheldNumber, measure: MeasureShown | undefined): string =>
  `${measure?.title ?? ''}${dimension === '' ? '' : `, ${dimension} ${category}`}, ${label}`

/** `5 of 15, 33%` for a share. */
function valueInWords({ value, numerator, denominator }: Reading, measure: MeasureShown | undefined): string {
  if (!measure || value === null) return 'nothing to count'
  const words = figureInWords(value, measure)
  return measure.shape === 'share' && numerator !== null && denominator !== null
    ? `${numerator} of ${denominator}, ${words}`
    : words
}

/** Shown while a long check is under way; the page asks again by itself. */
export function CheckingPage({ visit, done, of }: { visit: Visit; done: number; of: number }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Publish">
      <section aria-labelledby="checking-heading" aria-live="polite" class="small-counts">
        <h2 id="checking-heading">Checking what could be worked out</h2>
        <p>
          Every number of this edition is held against all others, and against earlier editions, so that no small count
          of people can be worked out. This page shows the answer in a few seconds.
        </p>
        {of > 0 && (
          <p>
            <progress value={done} max={of} aria-label="Checked so far" /> {done.toLocaleString('en-US')} of{' '}
            {of.toLocaleString('en-US')} groups of numbers
          </p>
        )}
      </section>
    </TeamPage>
  )
}
