import type { z } from 'zod'
import { dayInWords } from '../core/day.ts'
import { fills } from '../core/field.ts'
import {
  actionSchema,
  definitionSchema,
  type EntryKind,
  type Kept,
  type Kind,
  measurePartnerSchema,
  programSchema,
  resultSchema,
  storySchema,
  type WordsOf,
  whatWorksSchema,
} from './model.ts'

/** How one kind of object is called, found and parsed; the same for routes, pages and acts. */
export type KindOf<K extends Kind> = {
  readonly kind: K
  /** The part of the address: `/scorecard/stories/:id/edit`. */
  readonly path: string
  /** As it stands in a sentence: "Add a story entry". */
  readonly noun: string
  /** The end of the act's name in history: `scorecard.addStory`. */
  readonly act: string
  /** The section of the page that shows it, as its anchor. */
  readonly section: string
  readonly schema: z.ZodType<WordsOf[K]>
  /** Which one it is, in few words, for a question before it goes. */
  readonly called: (kept: Kept<K>, partnerName: string) => string
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 80 ? `“${line.slice(0, 79)}…”` : `“${line}”`
}

export const kinds: { readonly [K in Kind]: KindOf<K> } = {
  result: {
    kind: 'result',
    path: 'results',
    noun: 'result',
    act: 'Result',
    section: 'results',
    schema: resultSchema,
    called: ({ title }) => short(title),
  },
  program: {
    kind: 'program',
    path: 'programs',
    noun: 'program',
    act: 'Program',
    section: 'programs',
    schema: programSchema,
    called: ({ title }) => short(title),
  },
  measure_definition: {
    kind: 'measure_definition',
    path: 'definitions',
    noun: 'definition',
    act: 'Definition',
    section: 'definition',
    schema: definitionSchema,
    called: ({ number, effectiveOn }) => `version ${number}, in force from ${dayInWords(effectiveOn)}`,
  },
  story: {
    kind: 'story',
    path: 'stories',
    noun: 'story entry',
    act: 'Story',
    section: 'story',
    schema: storySchema,
    called: ({ writtenOn }) => `the story of ${dayInWords(writtenOn)}`,
  },
  measure_partner: {
    kind: 'measure_partner',
    path: 'partners',
    noun: 'partner',
    act: 'Partner',
    section: 'partners',
    schema: measurePartnerSchema,
    called: (_, partnerName) => partnerName,
  },
  what_works: {
    kind: 'what_works',
    path: 'what-works',
    noun: 'idea',
    act: 'WhatWorks',
    section: 'what-works',
    schema: whatWorksSchema,
    called: ({ claim }) => short(claim),
  },
  action: {
    kind: 'action',
    path: 'actions',
    noun: 'action',
    act: 'Action',
    section: 'action-plan',
    schema: actionSchema,
    called: ({ what }) => short(what),
  },
}

export const entryKinds: readonly EntryKind[] = [
  'measure_definition',
  'story',
  'measure_partner',
  'what_works',
  'action',
]

/** The kinds whose order people choose. Definitions go by number and stories by day. */
export const orderedKinds = ['result', 'program', 'measure_partner', 'what_works', 'action'] as const

for (const { kind, schema } of Object.values(kinds)) fills(kind, schema)
