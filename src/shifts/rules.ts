import type { Place, PlaceState, Shift } from './model.ts'

/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'coordinator'],
  mine: ['administrator', 'editor', 'coordinator', 'viewer', 'coach'],
  changeMine: ['administrator', 'editor', 'coordinator', 'coach'],
  /** Whose bar at the bottom of a phone has it; everybody else comes by their own page. */
  ownRail: ['coach'],
} as const

/** What may be done with a place, from which states, and where it leads. */
export const steps = {
  open: { from: ['draft'], to: 'open' },
  claim: { from: ['open'], to: 'claimed' },
  // A shift that is over is written down: a coach was there after all.
  'claim afterwards': { from: ['open', 'missed'], to: 'claimed' },
  confirm: { from: ['claimed'], to: 'confirmed' },
  release: { from: ['claimed', 'confirmed'], to: 'open' },
  swap: { from: ['claimed', 'confirmed'], to: 'swapped' },
  start: { from: ['claimed', 'confirmed'], to: 'in progress' },
  complete: { from: ['claimed', 'confirmed', 'in progress'], to: 'completed' },
  miss: { from: ['open', 'claimed', 'confirmed', 'in progress'], to: 'missed' },
  cancel: { from: ['draft', 'open', 'claimed', 'confirmed'], to: 'cancelled' },
  // A coordinator was told better.
  'correct to completed': { from: ['completed', 'missed'], to: 'completed' },
  'correct to missed': { from: ['completed', 'missed'], to: 'missed' },
} as const satisfies Readonly<Record<string, { readonly from: readonly PlaceState[]; readonly to: PlaceState }>>
export type Step = keyof typeof steps

/** Where a step leads from a state; null where it is forbidden. */
export function after(state: PlaceState, step: Step): PlaceState | null {
  const from: readonly PlaceState[] = steps[step].from
  return from.includes(state) ? steps[step].to : null
}

/** States in which a place is a coach's. */
export const held: readonly PlaceState[] = ['claimed', 'confirmed', 'in progress', 'completed']
/** States in which a place waits for its shift, with a coach. */
export const ahead: readonly PlaceState[] = ['claimed', 'confirmed']

/** A coach's place in a shift, whatever came of it but for a cancelled one. */
export const ownPlace = (shift: Shift, coachId: string): Place | undefined =>
  shift.places.find((place) => place.coachId === coachId && place.state !== 'cancelled')
