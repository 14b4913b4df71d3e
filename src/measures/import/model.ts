import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import type { DecimalMark } from '../../platform/sheet/values.ts'
import type { EnteredReading, Period } from '../model.ts'

/** What a column of a sheet of readings may hold. */
export const fields = [
  'period',
  'value',
  'target',
  'numerator',
  'denominator',
  'reason',
  'status',
  'source',
  'note',
  'externalId',
] as const
export type Field = (typeof fields)[number]

/** The most rows a sheet of one measure's readings may have: a month's reading over 160 years. */
export const mostRows = 2_000

const mark = z.enum(['number', 'date', 'time', 'unclear', 'error'])
const columns = z.array(z.string().max(300)).max(200)

/** A sheet as it travels with the form between preview and decision. Everything in it is checked again when it comes back. */
export const carriedSheet = z.strictObject({
  name: z.string().max(300),
  /** SHA-256 of the file, in hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  columns,
  rows: z
    .array(
      z.strictObject({
        line: z.int().min(1),
        cells: z.array(z.string().max(32_767)).max(200),
        marks: z.array(z.tuple([z.int().min(0), mark])).max(200),
        hasFormula: z.boolean(),
        isHidden: z.boolean(),
      }),
    )
    .max(mostRows),
  notes: z.array(z.string().max(500)).max(20),
})
export type CarriedSheet = z.infer<typeof carriedSheet>

export type Mark = z.infer<typeof mark>

/** What a person chose where a sheet can be read in two ways; null where nothing was chosen. Each choice holds for the whole sheet. */
export type Choices = {
  readonly decimalMark: DecimalMark | null
  /** What 0.72 is without a percent sign: a part of one, 72%, or 0.72 percent. */
  readonly percents: 'parts' | 'percents' | null
  /** What becomes of values with more decimals than their measure shows. */
  readonly decimals: 'rounded' | 'left out' | null
  /** What becomes of rows that are hidden or filtered out in a workbook. */
  readonly hidden: 'read' | 'left out' | null
}

const oneOrNone = <const T extends string>(values: readonly T[]) =>
  z
    .string()
    .prefault('')
    .transform((raw): T | null => values.find((value) => value === raw) ?? null)

/** The form that decides over a preview. */
export const importForm = z.strictObject({
  sheet: z.string().prefault(''),
  decimalMark: oneOrNone(['point', 'comma']),
  percents: oneOrNone(['parts', 'percents']),
  decimals: oneOrNone(['rounded', 'left out']),
  hidden: oneOrNone(['read', 'left out']),
  /** The questions that were on the page, by name. */
  asked: z.string().prefault(''),
  /** Names the preview that was shown: what happens is what was read, and not what it became meanwhile. */
  shown: z.string().prefault(''),
  act: z.enum(['preview', 'import']).prefault('preview'),
})

/** What is wrong with a cell. `column` is the heading as the sheet has it, '' for the row as a whole. */
export type Fault = { readonly line: number; readonly column: string; readonly value: string; readonly message: string }

/** What a row says. What it does not say stays as it is, or is as usual for a new reading. */
export type RowSays = Pick<EnteredReading, 'value' | 'numerator' | 'denominator' | 'reason'> &
  Partial<Pick<EnteredReading, 'status' | 'source' | 'note' | 'externalId'>> & {
    /** What the row sets as the target of its period; nothing where it says none. */
    readonly target?: number | null
    readonly line: number
    readonly period: Period
  }

/** What will happen with a row. */
export type Fate =
  | { readonly kind: 'new'; readonly row: RowSays }
  | { readonly kind: 'changed'; readonly row: RowSays; readonly before: EnteredReading }
  | { readonly kind: 'already'; readonly row: RowSays }
  /** Brings a target and no reading. */
  | { readonly kind: 'target'; readonly row: RowSays }
  /** Says what another line says as well. */
  | { readonly kind: 'twice'; readonly row: RowSays; readonly same: number }
  /** Several lines contradict each other. */
  | { readonly kind: 'conflict'; readonly row: RowSays; readonly message: string }
  | { readonly kind: 'fault'; readonly line: number; readonly faults: readonly Fault[] }

/** An import as it is kept. `changes` holds what it takes to undo it. */
export type KeptImport = {
  readonly id: string
  readonly fileName: string
  readonly rowCount: number
  readonly changes: readonly Change[]
  readonly targets: readonly TargetChange[]
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
}

const day = z.string().transform((text): Day => text)
const before = z.object({
  period: z.object({ label: z.string(), from: day, to: day }),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  status: z.enum(['open', 'provisional', 'final']),
  reason: z.enum(['not yet', 'not collected', 'withheld', 'ended']).nullable(),
  source: z.string(),
  note: z.string(),
  externalId: z.string(),
})

/** One reading that an import brought or changed: the version it had after, and how it stood before (null: not at all). */
export const changesKept = z.array(
  z.object({ id: z.string(), version: z.number(), label: z.string(), before: before.nullable() }),
)
export type Change = z.infer<typeof changesKept>[number]

/** One target that an import set: as it was after, and what stood before (null: none). */
export const targetsKept = z.array(
  z.object({
    id: z.string(),
    version: z.number(),
    from: day,
    label: z.string(),
    before: z.object({ value: z.number(), note: z.string() }).nullable(),
  }),
)
export type TargetChange = z.infer<typeof targetsKept>[number]
