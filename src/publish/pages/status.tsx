import type { JSX } from 'preact'
import type { MeasureShown } from '../model.ts'

type Status = MeasureShown['actions'][number]['status']

/** A status of an action: a word with a shape of its own, so that colour is never alone. */
export const ActionStatus = ({ status }: { status: Status }): JSX.Element => (
  <span class={`status ${tone[status]}`}>
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path fill="currentColor" stroke="none" d={shape[status]} fill-rule="evenodd" />
    </svg>
    {words[status]}
  </span>
)

const words: Readonly<Record<Status, string>> = {
  'not started': 'Not started',
  'under way': 'Under way',
  behind: 'Behind',
  done: 'Done',
  stopped: 'Stopped',
}

const tone: Readonly<Record<Status, string>> = {
  'not started': '',
  'under way': 'good',
  behind: 'watch',
  done: 'good',
  stopped: '',
}

// A ring, a half-filled ring, a triangle, a full disc with a tick, a square.
const ring = 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zm0 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z'
const shape: Readonly<Record<Status, string>> = {
  'not started': ring,
  'under way': 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zm0 1.5a4.5 4.5 0 0 0 0 9z',
  behind: 'M6 .5 12 11.5H0z',
  done: 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zM5 9.2 9.6 4.4 8.4 3.3 5 6.9 3.5 5.4 2.4 6.5z',
  stopped: 'M1 1h10v10H1z',
}
