import type { Mark, Sheet } from './sheet.ts'

// One text a batch crosses between threads in a fraction of the time that a hundred thousand small ones need.
export const cellEnd = '\u001f'
export const rowEnd = '\u001e'

/**
 * What the reading thread tells: rows of a batch in one text, marks as [row of the batch, column, mark], formulas as [row of
 * the batch, column], hidden rows by their place in the batch.
 */
export type Batch =
  | {
      readonly kind: 'rows'
      readonly lines: readonly number[]
      readonly cells: string
      readonly marks: readonly (readonly [number, number, Mark])[]
      readonly formulas: readonly (readonly [number, number])[]
      readonly hidden: readonly number[]
    }
  | ({ readonly kind: 'layout' } & Pick<Sheet, 'hiddenColumns' | 'merged'>)
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'problem'; readonly code: string; readonly message: string }
  | { readonly kind: 'end' }
