import { z } from 'zod'
import type { Day } from '../core/day.ts'
import { isId } from '../core/id.ts'
import {
  body,
  dayOrNone,
  dayText,
  idText,
  line,
  longest,
  manyLines,
  name,
  oneOf,
  reading,
  title,
  webAddress,
  wrong,
} from '../core/text.ts'
import type { Measure } from '../measures/model.ts'
import type { Sector } from '../partners/model.ts'

/** Where an entry costs nothing or little, a county can start tomorrow; so every entry says which band it is in. */
export const costBands = ['no cost', 'low cost', 'some cost', 'high cost'] as const
export type CostBand = (typeof costBands)[number]

export const actionStatuses = ['not started', 'under way', 'behind', 'done', 'stopped'] as const
export type ActionStatus = (typeof actionStatuses)[number]

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const inSentenceCase = <T extends string>(values: readonly T[]): Readonly<Record<T, string>> =>
  Object.fromEntries(values.map((value) => [value, sentenceCase(value)])) as Record<T, string> // one for each

/** A result of the whole population: the condition the county wants, in plain words. */
export const resultSchema = z.strictObject({
  title: title('Title', { help: 'A few words for lists and links, such as “Survival and recovery”.' }),
  statement: manyLines('Statement', longest.line, {
    rows: 3,
    help: 'The condition you want for everybody here, in words a neighbor would use: “People in Wilson County survive an overdose and recover.” It names no service and no change.',
  }),
})
export type ResultWords = Readonly<z.infer<typeof resultSchema>>

/** A service with its own customers. */
export const programSchema = z.strictObject({
  title: title(),
  about: manyLines('What it does', 2_000, {
    optional: true,
    rows: 4,
    help: 'Two or three sentences for a resident who has never heard of it.',
  }),
  customers: line('Customers', {
    optional: true,
    help: 'The people it is there for, such as “people who survived an overdose, and their families”.',
  }),
})
export type ProgramWords = Readonly<z.infer<typeof programSchema>>

/** What a measure counts, first for everybody, then for those who compute. A change makes the next number. */
export const definitionSchema = z.strictObject({
  lay: manyLines('Definition in plain words', 2_000, {
    rows: 4,
    help: 'What is counted, of whom and when, so that two people who count get the same number.',
  }),
  technical: manyLines('Technical definition', 5_000, {
    optional: true,
    rows: 5,
    help: 'Sources, rules for special cases, and how it is computed. Folded away for readers.',
  }),
  effectiveOn: dayText('Day it takes effect', {
    help: 'From this day on the measure is read this way. Earlier versions stay listed.',
  }),
})
export type DefinitionWords = Readonly<z.infer<typeof definitionSchema>>

/** The story behind the curve: dated, about all periods or some. `body` is Markdown. */
export const storySchema = z
  .strictObject({
    body: body('Story', {
      rows: 14,
      isRich: true,
      help: 'What is behind the curve: the causes and forces that move it, and what the team knows that the numbers do not show. At most 20,000 characters.',
    }),
    fromOn: dayOrNone('First period', { help: 'Which stretch of the curve it is about.' }),
    toOn: dayOrNone('Last period'),
    writtenOn: dayText('Day it was written'),
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
  partnerId: idText('Partner', { none: 'Choose a partner' }),
  brings: line('What they bring', {
    optional: true,
    help: 'Their part in turning this curve, such as “hands over referrals within a day”.',
  }),
})
export type MeasurePartnerWords = Readonly<z.infer<typeof measurePartnerSchema>>

/** An idea with its evidence. `claim` is Markdown. */
export const whatWorksSchema = z.strictObject({
  claim: body('What works', { rows: 6, isRich: true, help: 'One idea, and why it is believed to work here.' }),
  costBand: oneOf('Cost', costBands, {
    words: inSentenceCase(costBands),
    none: 'Choose a cost',
    help: 'RBA asks for at least one idea at no cost or low cost on every page.',
  }),
  source: line('Source', { optional: true, help: 'A study, a guide or a county where it worked.' }),
  sourceUrl: webAddress('Address of the source', { optional: true, help: 'Such as https://example.org/study' }),
  whereWeDoIt: line('Where we do it', {
    optional: true,
    help: 'The part of the program that does this, or “not yet”.',
  }),
})
export type WhatWorksWords = Readonly<z.infer<typeof whatWorksSchema>>

const status = oneOf('Status', actionStatuses, { words: inSentenceCase(actionStatuses), none: 'Choose a status' })
const progress = manyLines('Progress', 2_000, {
  optional: true,
  rows: 4,
  help: 'What has happened since the last time, in a sentence or two.',
})

const optionalPartner = reading<string | null>(
  { label: 'Partner', look: 'choice', none: 'No partner', optional: true },
  (raw) => (raw === '' || isId(raw) ? raw || null : wrong('Partner was not one of the list. Choose it again.')),
)

/** One step of the action plan. */
export const actionSchema = z
  .strictObject({
    what: manyLines('What will be done', longest.line, {
      rows: 2,
      help: 'One step that somebody can finish and others can see.',
    }),
    owner: name('Owner', {
      optional: true,
      help: 'Who answers for it. The public sees this: a role often says more than a name.',
    }),
    partnerId: optionalPartner,
    startsOn: dayOrNone('Start'),
    dueOn: dayOrNone('Due'),
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
