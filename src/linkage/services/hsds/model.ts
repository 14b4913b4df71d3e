import { type Need, needWords } from '../../../outreach/model.ts'
import { type ServiceForm, serviceForm } from '../model.ts'

/** What a directory says of a service, as we hold it; whose it is stands apart. */
export const heldForm = serviceForm.omit({ partnerId: true })
export type Held = Omit<ServiceForm, 'partnerId'>

/** A service as a directory tells of it. */
export type Told = {
  readonly hsdsId: string
  readonly organization: {
    readonly hsdsId: string
    readonly name: string
    readonly about: string
    readonly website: string
  }
  readonly held: Held
}

/** A service that was read. `line` is where the sender finds it: the row of services.csv, or which service of the JSON it is. */
export type ReadService = Omit<Told, 'held'> & {
  readonly line: number
  /** Without the kind of help where it is not certain: then `kind` is what its directory calls it. */
  readonly held: Omit<Held, 'need'> & { readonly need: Need | null }
  readonly kind: string
  readonly guess: Need | null
  /** What of it could not be taken over. */
  readonly notes: readonly string[]
  /** Why it cannot be taken over at all. */
  readonly faults: readonly string[]
}

/** A directory as it was read. */
export type ReadDirectory = {
  readonly services: readonly ReadService[]
  /** What the file holds beside that has no place here, by its names in HSDS. */
  readonly left: readonly string[]
}

/** The list of needs by which our services are sorted, as HSDS calls such a list. */
export const ourTaxonomy = 'Better Off needs'
export const termOf = (need: Need): { readonly code: string; readonly name: string } => ({
  code: need,
  name: needWords[need],
})

/** Parts of "What to know" that HSDS holds apart, by the words that they begin with there. */
export const parts = {
  alert: 'Note: ',
  eligibility_description: 'Who is taken: ',
  application_process: 'How to apply: ',
  fees_description: 'Cost: ',
} as const
type Parts = Partial<Record<keyof typeof parts | 'description', string>>

export const aboutOf = (said: Readonly<Parts>): string =>
  [
    said.description ?? '',
    ...Object.entries(parts).map(([part, words]) => {
      const text = said[part as keyof typeof parts] // its own keys
      return text ? words + text : ''
    }),
  ]
    .filter(Boolean)
    .join('\n')

/** The other way round, only where nothing is lost by it. */
export function partsOf(about: string): Parts {
  const said: Record<string, string[]> = { description: [] }
  let into = 'description'
  for (const line of about.split('\n')) {
    const [part, words] = Object.entries(parts).find(([, start]) => line.startsWith(start)) ?? []
    if (part && words) into = part
    const lines = (said[into] ??= [])
    lines.push(part && words ? line.slice(words.length) : line)
  }
  const found = Object.fromEntries(Object.entries(said).map(([part, lines]) => [part, lines.join('\n')]))
  return aboutOf(found) === about ? found : { description: about }
}

const languageCodes = new Map<string, string>()
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
for (const first of letters)
  for (const second of letters) {
    const called = languageNames.of(first + second)
    if (called && !languageCodes.has(called.toLowerCase())) languageCodes.set(called.toLowerCase(), first + second)
  }

/** The code of a language by its English name (ISO 639-1); '' for one that has none. */
export const codeOfLanguage = (name: string): string => languageCodes.get(name.toLowerCase()) ?? ''

/** The English name of a language by its code; '' for one that is not known. */
export function nameOfLanguage(code: string): string {
  try {
    return languageNames.of(code) ?? ''
  } catch {
    return '' // not even the shape of a code
  }
}
