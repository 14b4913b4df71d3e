import type { JSX } from 'preact'
import type { EvidenceMark, EvidenceShown } from '../model.ts'

/** What may be read into the last value: a shape and words, so that colour is never alone. */
export function Mark({ evidence }: { evidence: EvidenceShown }): JSX.Element {
  return (
    <span class={`status ${toneOf(evidence)}`.trim()}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path fill="currentColor" stroke="none" d={shapes[evidence.mark]} fill-rule="evenodd" />
      </svg>
      {markInWords(evidence)}
    </span>
  )
}

/** `signal, for the better`. */
export const markInWords = ({ mark, isBetter }: EvidenceShown): string =>
  isBetter === null ? mark : `${mark}, for the ${isBetter ? 'better' : 'worse'}`

// An early sign has no colour: it is no evidence.
const toneOf = ({ mark, isBetter }: EvidenceShown): string =>
  mark !== 'signal' || isBetter === null ? '' : isBetter ? 'good' : 'watch'

// Three dots, two level strokes, a hollow diamond, a full one.
const shapes: Readonly<Record<EvidenceMark, string>> = {
  'too few values': 'M0 5h3v3H0zm4.5 0h3v3h-3zM9 5h3v3H9z',
  'no trend can be claimed': 'M0 3h12v2H0zm0 4.5h12v2H0z',
  'early sign': 'M6 0 12 6 6 12 0 6zM6 2.6 2.6 6 6 9.4 9.4 6z',
  signal: 'M6 0 12 6 6 12 0 6z',
}
