/**
 * What an element of a record says. A text counts only where nothing beside it takes it back: `nv` says that no value was
 * written, and `pn` that what is named was not given or is not there. Texts are never made numbers: `007` is not 7.
 */
export type EmsValue = {
  readonly text: string
  readonly isNil: boolean
  readonly nv: string | null
  readonly pn: string | null
  readonly codeType: string | null
  /** Which medication of the record it is said of; 0 outside of medications. */
  readonly medication: number
}

/** One patient care report of NEMSIS 3.5, as far as a follow-up needs it. */
export type EmsRecord = {
  /** In small letters; '' where the document leaves it out. The same again is the same record. */
  readonly uuid: string
  /** `dAgency.02` of the header it stands under. */
  readonly agency: string
  readonly values: ReadonlyMap<string, readonly EmsValue[]>
}

/** A document that cannot be read, or not to its end: what is wrong, in a sentence. */
export class EmsProblem extends Error {}

/** What a file says next: a record, or of one of its documents, by its name, that the rest cannot be read. */
export type EmsItem =
  | { readonly kind: 'record'; readonly record: EmsRecord }
  | { readonly kind: 'fault'; readonly message: string }

/** What is told of a record, one line each; null is not known. */
export type EmsLine = {
  readonly recordId: string | null
  readonly agency: string | null
  /** When it happened, with its offset. */
  readonly at: string | null
  readonly suspected: boolean
  /** Why it is, or is not. */
  readonly because: readonly string[]
  readonly naloxone: boolean | null
  readonly fatal: boolean | null
  readonly zone: string | null
  /** Each names the element that it speaks of. */
  readonly warnings: readonly string[]
}

/** One thing that holds of a record: a code in one of these elements, of a list or by a pattern that is matched whole. */
export type EmsTest = { readonly elements: readonly string[] } & (
  | { readonly codes: readonly string[] }
  | { readonly pattern: string }
)

/** Holds where every test does; `isOfOneMedication`: of one and the same medication. `says` goes before the code that was found. */
export type EmsCondition = {
  readonly says: string
  readonly all: readonly [EmsTest, ...EmsTest[]]
  readonly isOfOneMedication?: boolean
}

/** By what a record is a suspected overdose: any of its conditions. `from` is the first day of records it is for. */
export type EmsRuleSet = {
  readonly key: string
  readonly name: string
  readonly source: string
  readonly from: string
  readonly any: readonly EmsCondition[]
}
