import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { Session } from './model.ts'

export function State({ held, today }: { held: Session; today: string }): JSX.Element {
  if (held.isCancelled) return <span class="state">canceled</span>
  if (held.startsOn > today)
    return (
      <span class="state">
        {held.capacity !== null && held.seats + held.offered >= held.capacity ? 'full' : 'upcoming'}
      </span>
    )
  if (held.endsOn >= today) return <span class="state">under way</span>
  return held.waiting > 0 ? (
    <strong>{counted(held.waiting, 'outcome')} missing</strong>
  ) : (
    <span class="state">done</span>
  )
}
