import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText, line, oneOf, oneOrNone, reading, tick, wrong } from '../../core/text.ts'

export const signedKinds = ['release', 'counseling notes', 'legal proceedings'] as const
export type SignedKind = (typeof signedKinds)[number]
export type ConsentKind = 'verbal outreach' | SignedKind
export const consentWords: Readonly<Record<ConsentKind, string>> = {
  'verbal outreach': 'Spoken consent to outreach',
  release: 'Release of information',
  'counseling notes': 'Consent for counseling notes',
  'legal proceedings': 'Consent for a legal proceeding',
}

/** What a general release may cover, as the person reads it. */
export const scopes = ['identity', 'contact', 'help', 'overdose', 'progress'] as const
export type Scope = (typeof scopes)[number]
/** What needs a consent of its own, and stands in no other. */
export const ownScopes = ['counseling notes', 'legal proceedings'] as const
export type OwnScope = (typeof ownScopes)[number]
export type Shared = Scope | OwnScope
export const scopeWords: Readonly<Record<Shared, string>> = {
  identity: 'Name and birth date',
  contact: 'Phone, address and how to reach them',
  help: 'What help they ask for',
  overdose: 'That they had an overdose, and on which day',
  progress: 'Appointments, and how they are doing',
  'counseling notes': 'Notes of counseling',
  'legal proceedings': 'Records for a legal proceeding',
}
/** The same as a person reads it who signs in Spanish. */
export const scopeWordsEs: Readonly<Record<Scope, string>> = {
  identity: 'Nombre y fecha de nacimiento',
  contact: 'Teléfono, dirección y cómo encontrarme',
  help: 'La ayuda que pido',
  overdose: 'Que tuve una sobredosis, y en qué día',
  progress: 'Mis citas y cómo me va',
}
export const isShared = (text: string): text is Shared => text in scopeWords

export const purposes = ['getting help', 'care together', 'own request'] as const
export type Purpose = (typeof purposes)[number]
export const purposeWords: Readonly<Record<Purpose, string>> = {
  'getting help': 'To get help from a service and stay in it',
  'care together': 'To plan care together',
  'own request': 'At the person’s own request',
}
export const purposeWordsEs: Readonly<Record<Purpose, string>> = {
  'getting help': 'Para recibir ayuda de un servicio y continuar en él',
  'care together': 'Para planear juntos mi atención',
  'own request': 'Porque yo lo pido',
}
/** A purpose as people read it: one of the list, or what was written for a consent of its own kind. */
export const purposeIs = (purpose: string): string =>
  purposes.some((each) => each === purpose) ? purposeWords[purpose as Purpose] : purpose

export const authorities = ['parent or guardian', 'guardian by court order', 'health care agent'] as const

/** A tick is enough: they said yes to being called, written to or visited. */
export const spokenForm = z.strictObject({
  agrees: tick('They agree that we call, text or visit them again'),
  mayTellFamily: tick('They agree that we tell family or friends who ask'),
})
export type SpokenForm = z.infer<typeof spokenForm>

/** The strokes of a signature as an SVG path of whole numbers, on a field of 600 by 200; empty where nothing was drawn. */
const strokes = reading<string>({ label: '', look: 'line' }, (raw) => {
  if (raw === '') return ''
  return raw.length <= 16_000 && path.test(raw) ? raw : wrong('The signature could not be read. Draw it again.')
})
const path = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+$/

const signed = {
  /** The wording that was on the screen, by its id. */
  textId: reading<string>({ label: '', look: 'line' }, (raw) => raw),
  recipientId: idText('Who receives it', { none: 'Choose a partner' }),
  untilOn: dayText('Ends on', { help: 'After this day nothing more is shared.' }),
  signer: line('Name of who signs'),
  authority: oneOrNone('If somebody signs for them: as what', authorities, { none: 'They sign themselves' }),
  signsByName: tick('I sign by typing my name'),
  drawn: strokes,
}

/** `scope` holds what is ticked, one value each; it is read apart. */
export const releaseForm = z.strictObject({
  ...signed,
  scope: z.string().optional(),
  purpose: oneOf('What for', purposes, { words: purposeWords, none: 'Choose one' }),
  mayTellFamily: tick('Family or friends who ask may be told too'),
})
/** For what needs a consent of its own: nothing is ticked, since it is of one thing. */
export const ownForm = z.strictObject({
  ...signed,
  scope: z.string().optional(),
  purpose: line('What for', { help: 'Such as which counseling, or which proceeding.' }),
})
export type SignedForm = z.infer<typeof ownForm> & { readonly mayTellFamily?: boolean }

export const revokedHows = ['in writing', 'spoken', 'on this page'] as const
export const revokeForm = z.strictObject({
  how: oneOf('How they took it back', revokedHows, {
    words: {
      'in writing': 'In writing',
      spoken: 'They said so',
      'on this page': 'On this page, themselves',
    },
    none: 'Choose one',
  }),
})
export type RevokeForm = z.infer<typeof revokeForm>

export type Consent = {
  readonly id: string
  readonly personId: string
  readonly kind: ConsentKind
  readonly textId: string | null
  readonly scope: readonly string[]
  readonly recipientId: string | null
  readonly recipient: string | null
  readonly mayTellFamily: boolean
  readonly purpose: string
  readonly fromOn: Day
  readonly untilOn: Day | null
  readonly signedAt: Date | null
  readonly authority: string
  readonly revokedAt: Date | null
  readonly revokedHow: string
  readonly isSample: boolean
  readonly version: number
}
