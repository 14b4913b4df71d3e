import { z } from 'zod'
import type { Day } from '../core/day.ts'
import { isId } from '../core/id.ts'
import { body, dayText, idText, line, longest, manyLines, name, oneOf, title, webAddress } from '../core/text.ts'
import type { Measure } from '../measures/model.ts'
import type { Sector } from '../partners/model.ts'

/** Where an entry costs nothing or little, a county can start tomorrow; so every entry says which band it is in. */
export const costBands = ['no cost', 'low cost', 'some cost', 'high cost'] as const
export type CostBand = (typeof costBands)[number]

export const actionStatuses = ['not started', 'under way', 'behind', 'done', 'stopped'] as const
export type ActionStatus = (typeof actionStatuses)[number]

/** A result of the whole population: the condition the county wants, in plain words. */
export const resultSchema = z.strictObject({ title: title(), statement: manyLines('Statement', longest.line) })
export type ResultWords = Readonly<z.infer<typeof resultSchema>>

/** A service with its own customers. */
export const programSchema = z.strictObject({
  title: title(),
  about: manyLines('What it does', 2_000, { optional: true }),
  customers: line('Customers', { optional: true }),
})
export type ProgramWords = Readonly<z.infer<typeof programSchema>>

/** What a measure counts, first for everybody, then for those who compute. A change makes the next number. */
export const definitionSchema = z.strictObject({
  lay: manyLines('Definition in plain words', 2_000),
  technical: manyLines('Technical definition', 5_000, { optional: true }),
  effectiveOn: dayText('Day it takes effect'),
})
export type DefinitionWords = Readonly<z.infer<typeof definitionSchema>>

const optionalDay = (label: string) => dayText(label, { optional: true }).transform((day): Day | null => day || null)

/** The story behind the curve: dated, about all periods or some. `body` is Markdown. */
export const storySchema = z
  .strictObject({
    writtenOn: dayText('Day it was written'),
    fromOn: optionalDay('First period'),
    toOn: optionalDay('Last period'),
    body: body('Story'),
  })
  .superRefine(({ fromOn, toOn }, context) => {
    if (fromOn !== null && toOn === null) say(context, 'toOn', 'Last period is missing. Choose both, or neither.')
    if (fromOn === null && toOn !== null) say(context, 'fromOn', 'First period is missing. Choose both, or neither.')
    if (fromOn !== null && toOn !== null && toOn < fromOn)
      say(context, 'toOn', 'Last period ends before the first begins.')
  })
export type StoryWords = Readonly<z.infer<typeof storySchema>>

/** A partner with a role in turning the curve, and what they bring to it. */
export const measurePartnerSchema = z.strictObject({
  partnerId: idText('Partner'),
  brings: line('What they bring', { optional: true }),
})
export type MeasurePartnerWords = Readonly<z.infer<typeof measurePartnerSchema>>

/** An idea with its evidence. `claim` is Markdown. */
export const whatWorksSchema = z.strictObject({
  claim: body('What works'),
  source: line('Source', { optional: true }),
  sourceUrl: webAddress('Address of the source', { optional: true }),
  costBand: oneOf('Cost', costBands),
  whereWeDoIt: line('Where we do it', { optional: true }),
})
export type WhatWorksWords = Readonly<z.infer<typeof whatWorksSchema>>

const status = oneOf('Status', actionStatuses)
const progress = manyLines('Progress', 2_000, { optional: true })

const optionalPartner = z
  .string()
  .prefault('')
  .transform((raw, context): string | null => {
    if (raw === '' || isId(raw)) return raw || null
    context.addIssue({ code: 'custom', message: 'Partner was not one of the list. Choose it again.' })
    return z.NEVER
  })

/** One step of the action plan. */
export const actionSchema = z
  .strictObject({
    what: manyLines('What will be done', longest.line),
    owner: name('Owner', { optional: true }),
    partnerId: optionalPartner,
    startsOn: optionalDay('Start'),
    dueOn: optionalDay('Due'),
    status,
    progress,
  })
  .superRefine(({ startsOn, dueOn }, context) => {
    if (startsOn !== null && dueOn !== null && dueOn < startsOn) say(context, 'dueOn', 'Due is before the start.')
  })
export type ActionWords = Readonly<z.infer<typeof actionSchema>>

/** What those may change who carry a plan out, and do not write it. */
export const reportSchema = z.strictObject({ status, progress })
export type ActionReport = Readonly<z.infer<typeof reportSchema>>

function say(context: z.core.$RefinementCtx, field: string, message: string): void {
  context.addIssue({ code: 'custom', path: [field], message })
}

/** Every kind of object of this room with the words that people type into it. The names are those of the tables. */
export type WordsOf = {
  readonly result: ResultWords
  readonly program: ProgramWords
  readonly measure_definition: DefinitionWords
  readonly story: StoryWords
  readonly measure_partner: MeasurePartnerWords
  readonly what_works: WhatWorksWords
  readonly action: ActionWords
}
export type Kind = keyof WordsOf
/** The kinds that belong to one measure. */
export type EntryKind = Exclude<Kind, 'result' | 'program'>

/** An object as it is kept. `removedAt` is null while it stands. */
export type Kept<K extends Kind> = WordsOf[K] & {
  readonly id: string
  readonly version: number
  readonly removedAt: Date | null
} & (K extends EntryKind ? { readonly measureId: string } : unknown) &
  (K extends 'measure_definition' ? { readonly number: number } : unknown) &
  (K extends 'action' ? { readonly updatedOn: Day } : unknown)

/** What an object stands under or goes by, which is not typed as words. */
export type PlaceOf<K extends Kind> = (K extends EntryKind ? { readonly measureId: string } : unknown) &
  (K extends 'measure_definition' ? { readonly number: number } : unknown) &
  (K extends 'action' ? { readonly updatedOn: Day } : unknown)

/** A measure under a result or a program; exactly one of the two ids is there. */
export type Placement = {
  readonly id: string
  readonly measureId: string
  readonly resultId: string | null
  readonly programId: string | null
}

/** What the scorecard knows of a measure. */
export type MeasureNamed = Pick<
  Measure,
  'id' | 'slug' | 'title' | 'kind' | 'asks' | 'better' | 'unit' | 'decimals' | 'shape' | 'calendar' | 'isSample'
>

export type PartnerNamed = {
  readonly id: string
  readonly name: string
  readonly sector: Sector
  readonly website: string
}

/** All words about one measure, as the team reads them; removed entries apart. */
export type MeasureWords = {
  /** Newest number first. */
  readonly definitions: readonly Kept<'measure_definition'>[]
  /** Newest first. */
  readonly story: readonly Kept<'story'>[]
  readonly partners: readonly Kept<'measure_partner'>[]
  readonly whatWorks: readonly Kept<'what_works'>[]
  readonly actions: readonly Kept<'action'>[]
}
