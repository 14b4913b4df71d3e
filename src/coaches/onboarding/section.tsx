import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { Standing } from '../path/model.ts'
import type { Item, Onboarding } from './model.ts'
import { looks } from './rules.ts'

/**
 * Onboarding as a list: what is done with its day, what is open with its act. It stands open while somebody comes on board; of who
 * is at work it is folded, since what is open there holds nobody up.
 */
export function OnboardingSection({
  visit,
  onboarding: { before, after },
  stage,
}: {
  visit: Visit
  onboarding: Onboarding
  stage: Standing | null
}): JSX.Element | null {
  const look = looks(stage)
  if (look === 'not at all') return null
  const all = [...before, ...after]
  const tally = `${all.filter(({ isDone }) => isDone).length} of ${all.length} done`
  const list = (
    <ul class="checklist">
      {all.map((item) => (
        <ItemLine key={item.name} visit={visit} item={item} />
      ))}
    </ul>
  )
  return (
    <section aria-labelledby="onboarding">
      <h2 id="onboarding">Onboarding</h2>
      {look === 'folded' ? (
        <details>
          <summary>{tally}</summary>
          {list}
        </details>
      ) : (
        <>
          <p>{tally}.</p>
          {list}
        </>
      )}
    </section>
  )
}

/** Done or open is said in words too: a sign alone says nothing to who cannot see it. */
const ItemLine = ({ visit, item: { name, isDone, on, note, act } }: { visit: Visit; item: Item }): JSX.Element => (
  <li class={isDone ? 'is-done' : undefined}>
    <span class="checklist-mark" aria-hidden="true">
      {isDone ? '✓' : '○'}
    </span>
    <span class="checklist-name">
      <span class="visually-hidden">{isDone ? 'Done: ' : 'Open: '}</span>
      {name}
      {note !== '' && <span class="quiet">, {note}</span>}
    </span>
    {isDone && on && <time dateTime={on}>{dayInWords(on)}</time>}
    {!isDone && act && <a href={visit.to(act.to)}>{act.name}</a>}
  </li>
)
