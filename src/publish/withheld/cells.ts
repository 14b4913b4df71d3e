import type { Printed } from './model.ts'

/** A reading that prints a cell, and in which edition. */
export type Printing = { readonly printed: Printed; readonly edition: number | null }

/** A cell as it is gathered from all that is printed. */
export type Kept = {
  readonly key: string
  readonly name: string
  readonly value: number
  readonly printings: Printing[]
  isShown: boolean
  isOld: boolean
  isSmall: boolean
  isPersonLevel: boolean
}

/** The cells of a release, each known by its key. */
export class Cells {
  readonly all: Kept[] = []
  readonly #places = new Map<string, number>()
  add(key: string, name: () => string, value: number): number {
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const flags = { isShown: false, isOld: false, isSmall: false, isPersonLevel: false }
    this.all.push({ key, name: name(), value, printings: [], ...flags })
    this.#places.set(key, this.all.length - 1)
    return this.all.length - 1
  }
}
