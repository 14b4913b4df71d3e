// Longer than most, since who may be the same person hangs on how a name is read, word by word.
import { searchKey } from '../facts.ts'
import { credentials, credentialsAfterComma, generations, honorifics, particles, shortFormLines } from './catalogue.ts'
import type { Candidate, Named, WhoIs } from './model.ts'

/** A name taken apart: its words in plain letters, given names first, without titles and credentials. */
export type NameRead = {
  readonly key: string
  readonly words: readonly string[]
  /** Jr., III and their like, '' without. */
  readonly generation: string
}

/**
 * A name as it is compared: `Moss, Ida`, `MSW` behind a comma, `Dr.` in front, accents, hyphens and capitals make no difference.
 * `Nuñez, Anne-Marie, CPSS` is `anne marie nunez`.
 */
export function readName(name: string): NameRead {
  const [first = [], ...others] = name
    .split(/[,;，、،]/)
    .map((part) => searchKey(part.replace(/\.(?=\p{L}{2})/gu, ' ')).split(' '))
    .filter(([word]) => word)
  let generation = ''
  const given: string[] = []
  for (const part of others) {
    if (part.every((word) => generations.has(word))) generation = part.join(' ')
    else if (!isCredentials(part, first)) given.push(...part)
  }
  const words = [...given, ...first]
  while (words.length > 2 && honorifics.has(words[0] ?? '')) words.shift()
  const least = given.length > 0 ? 1 : 2
  while (words.length > least) {
    const last = words.at(-1) ?? ''
    if (generations.has(last)) generation = last
    else if (!credentials.has(last) || words.length === 2) break
    words.pop()
  }
  return { key: words.join(' '), words, generation: sameGeneration[generation] ?? generation }
}

const sameGeneration: Readonly<Record<string, string>> = { junior: 'jr', senior: 'sr', '2nd': 'ii', '3rd': 'iii' }

const isCredentials = (part: readonly string[], before: readonly string[]): boolean =>
  part.every((word) => credentials.has(word) || (before.length > 1 && credentialsAfterComma.has(word)))

/** Words of a name by which a database finds those who may resemble it: each of them has one of these in their own. */
export function wordsToFind(name: string): readonly string[] {
  const { words } = readName(name)
  const telling = words.filter((word) => !isInitial(word) && !particles.has(word))
  return telling.length > 0 ? telling : words
}

/** How two names that are not written the same may still be one person's. */
export const resemblances = {
  'other order': 'the same names in another order',
  spelling: 'the same letters with other spaces',
  more: 'one has a name, an initial or a second surname more',
  initial: 'a name is written as an initial',
  short: 'one may be the short form of the other',
  generation: 'Jr., Sr. or a number stands with one of them',
  alone: 'only one name is given',
} as const
type Resemblance = keyof typeof resemblances

const isInitial = (word: string): boolean => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(word)

/** Whether two names are the same, resemble each other, or are two people's (null). */
export function resemblance(one: NameRead, other: NameRead): Resemblance | 'same' | null {
  if (one.key === other.key) return one.generation === other.generation ? 'same' : 'generation'
  const [few, many] = one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words]
  if (few.join('') === many.join('')) return 'spelling'
  if (few.length === 1) return many[0] === few[0] || many.at(-1) === few[0] ? 'alone' : null
  const left = leftOf(few, many)
  if (left !== null) return left === 0 && few.length === many.length ? 'other order' : 'more'
  const [a, b] = [ends(one), ends(other)]
  if (a.first === b.first && a.last === b.last) return 'more'
  if (a.last === b.last && isInitialOf(a.first, b.first)) return 'initial'
  if (a.first === b.first && isInitialOf(a.last, b.last)) return 'initial'
  if (a.last === b.last && shortFormLines.get(a.first)?.some((line) => shortFormLines.get(b.first)?.includes(line)))
    return 'short'
  return null
}

const ends = ({ words }: NameRead): { readonly first: string; readonly last: string } => ({
  first: words[0] ?? '',
  last: words.at(-1) ?? '',
})

const isInitialOf = (one: string, other: string): boolean =>
  (isInitial(one) && other.startsWith(one)) || (isInitial(other) && one.startsWith(other))

/**
 * How many words of the shorter name stand in the longer one as an initial only; null when one of them does not stand there at
 * all, or fewer than two stand there in full.
 */
function leftOf(few: readonly string[], many: readonly string[]): number | null {
  const rest = [...many]
  const initials: string[] = []
  let inFull = 0
  for (const word of few) {
    const at = rest.indexOf(word)
    if (at === -1) initials.push(word)
    else {
      rest.splice(at, 1)
      if (!isInitial(word) && !particles.has(word)) inFull++
    }
  }
  for (const word of initials) {
    const at = rest.findIndex((one) => isInitialOf(word, one))
    if (at === -1) return null
    rest.splice(at, 1)
  }
  return inFull < 2 ? null : initials.length
}

/** Whom a name and an address mean among people: `PeopleIndex` for one. */
export const whoIs = <P extends Named>(person: Named, among: readonly P[]): WhoIs<P> =>
  new PeopleIndex(among).whoIs(person)

const most = 6
const lower = (email: string | null): string => email?.toLowerCase() ?? ''

type Entry<P> = { readonly who: P; readonly read: NameRead }

/**
 * People to be found by name and address without comparing each with each: every name lies under the keys by which another
 * writing of it would look. `whoIs` says of a name and an address: known, to be asked about, or new.
 */
export class PeopleIndex<P extends Named> {
  private readonly byAddress = new Map<string, Entry<P>>()
  private readonly byKey = new Map<string, Entry<P>[]>()
  // Who is known at once is not looked for by traits, and they cost the most: they are laid when they are first asked for.
  private readonly byTrait = new Map<string, Entry<P>[]>()
  private readonly words = new Set<string>()
  private toLay: Entry<P>[] = []

  constructor(people: Iterable<P> = []) {
    for (const who of people) this.add(who)
  }

  add(who: P, read: NameRead = readName(who.name)): void {
    const entry = { who, read }
    const address = lower(who.email)
    if (address !== '' && !this.byAddress.has(address)) this.byAddress.set(address, entry)
    push(this.byKey, read.key, entry)
    this.toLay.push(entry)
  }

  private withTrait(trait: string): readonly Entry<P>[] {
    this.lay()
    return this.byTrait.get(trait) ?? []
  }

  private lay(): void {
    for (const entry of this.toLay) {
      for (const one of traitsOf(entry.read).of) push(this.byTrait, one, entry)
      for (const word of entry.read.words) this.words.add(word)
    }
    this.toLay = []
  }

  /** Whether anybody here has a word of a name, or its letters: most of a sheet of new people share none with a roster. */
  private mayHave({ words }: NameRead): boolean {
    this.lay()
    return words.some((word) => this.words.has(word)) || this.byTrait.has(`=${words.join('')}`)
  }

  /**
   * Who holds the address and bears a name like it, or else the only one of that name unless their address is another, is known.
   * Another name at a known address, a name of two people, a known name with another address, and a name that resembles one
   * are asked about.
   */
  whoIs({ name, email }: Named, read: NameRead = readName(name)): WhoIs<P> {
    const address = lower(email)
    const holder = address === '' ? undefined : this.byAddress.get(address)
    if (holder && isSureAt(resemblance(read, holder.read))) return { kind: 'known', who: holder.who, by: 'address' }
    const namesakes = (this.byKey.get(read.key) ?? []).filter((entry) => entry.read.generation === read.generation)
    const [only] = namesakes
    if (!holder && only && namesakes.length === 1 && (address === '' || lower(only.who.email) === ''))
      return { kind: 'known', who: only.who, by: 'name' }
    const candidates = [...this.candidates({ read, address, holder, namesakes })]
    return candidates.length > 0 ? { kind: 'asked', candidates } : { kind: 'new' }
  }

  /** All who resemble a name or hold the address, best first: for a person to look at. */
  like(person: Named): readonly Candidate<P>[] {
    const read = readName(person.name)
    const address = lower(person.email)
    const holder = address === '' ? undefined : this.byAddress.get(address)
    return [...this.candidates({ read, address, holder, namesakes: this.byKey.get(read.key) ?? [] })]
  }

  private *candidates({
    read,
    address,
    holder,
    namesakes,
  }: {
    read: NameRead
    address: string
    holder: Entry<P> | undefined
    namesakes: readonly Entry<P>[]
  }): Iterable<Candidate<P>> {
    const found = new Set<Entry<P>>()
    if (holder) found.add(holder)
    for (const entry of namesakes.slice(0, most)) found.add(entry)
    const traits = this.mayHave(read) ? [...traitsOf(read).seen] : []
    const alike = [this.byKey.get(read.key) ?? [], ...traits.map((trait) => this.withTrait(trait))]
    for (const entries of alike)
      for (const entry of entries.slice(0, widest))
        if (found.size < most && resemblance(read, entry.read) !== null) found.add(entry)
    for (const { who, read: other } of found) {
      const alike = resemblance(read, other)
      yield {
        who,
        reasons: [
          ...(lower(who.email) === address && address !== '' ? ['has this mail address'] : []),
          ...(alike === null ? [] : alike === 'same' ? ['the same name'] : [resemblances[alike]]),
          ...(alike === 'same' && address !== '' && lower(who.email) !== '' && lower(who.email) !== address
            ? ['another mail address']
            : []),
        ],
      }
    }
  }
}

// A name that half a county bears is looked up among the first of them, so that a sheet of thousands stays fast.
const widest = 20

/** With the mail address the same, a name that is a fuller or shorter writing is sure; a short form or another generation is not. */
const isSureAt = (alike: ReturnType<typeof resemblance>): boolean =>
  alike !== null && alike !== 'short' && alike !== 'generation'

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/**
 * The keys a name lies under (`of`) and looks under (`seen`). They are the same but where an initial, or a name alone, looks for
 * the full name and the full name for it.
 */
function traitsOf({ words }: NameRead): { readonly of: Iterable<string>; readonly seen: Iterable<string> } {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const both = new Set([`=${words.join('')}`])
  const full = words.filter((word) => !isInitial(word) && !particles.has(word))
  for (const [at, one] of full.entries())
    for (const other of full.slice(at + 1)) both.add(one < other ? `${one} ${other}` : `${other} ${one}`)
  for (const line of shortFormLines.get(first) ?? []) both.add(`${line}~${last}`)
  if (words.length === 1) return { of: [...both, `1${first}`], seen: [...both, `*${first}`] }
  const short = isInitial(first) || isInitial(last)
  const brief = short ? [`${first}.${last}`] : [`${first.slice(0, 1)}.${last}`, `${first}.${last.slice(0, 1)}`]
  const alone = new Set([first, last])
  const marked = (mark: string, texts: Iterable<string>): string[] => [...texts].map((text) => mark + text)
  return {
    of: [...both, ...marked(short ? 'i' : 'f', brief), ...marked('*', alone)],
    seen: [...both, ...marked(short ? 'f' : 'i', brief), ...marked('1', alone)],
  }
}
