export type Anchor = 'start' | 'middle' | 'end'
/** Words in the plot. `lift` moves the line of writing in pixels, `shift` sideways. */
export type Label = {
  readonly kind: 'value' | 'target' | 'reason' | 'tick' | 'band' | 'note'
  readonly words: string
  readonly across: number
  readonly down: number
  readonly lift: number
  readonly shift: number
  readonly anchor: Anchor
}
