import type { Candidate, Named, WhoIs } from '../../coaches/same/model.ts'
import { type NameRead, PeopleIndex, readName } from '../../coaches/same/rules.ts'
import { type Answers, type Match, type MaybeIs, personKey, type SheetPerson } from './model.ts'

/** Somebody on the roster. */
export type OnRoster = Named & { readonly id: string }

/** A person of the sheet among those who stand before them there. */
type InSheet = Named & { readonly at: number }

/** How the people of a sheet hang together: each as those before them are known. It changes with the sheet alone. */
export type SheetPeople = {
  readonly people: readonly SheetPerson[]
  readonly reads: readonly NameRead[]
  /** Those who give a mail address come first, so that a name alone is found with its address. */
  readonly inOrder: readonly number[]
  readonly among: readonly WhoIs<InSheet>[]
}

export function peopleOf(people: readonly SheetPerson[]): SheetPeople {
  const reads = people.map(({ name }) => readName(name))
  const all = [...people.keys()]
  const inOrder = [...all.filter((at) => people[at]?.email !== ''), ...all.filter((at) => people[at]?.email === '')]
  const index = new PeopleIndex<InSheet>()
  const among: WhoIs<InSheet>[] = []
  for (const at of inOrder) {
    const { name = '', email = '' } = people[at] ?? {}
    const found = index.whoIs({ name, email }, reads[at])
    among[at] = found
    // Who is somebody of the sheet for sure is found with them.
    if (found.kind !== 'known') index.add({ name, email, at }, reads[at])
  }
  return { people, reads, inOrder, among }
}

/**
 * Whom each person of a sheet is taken for: the coach or the person of the sheet whom they are for sure, or whom somebody chose;
 * somebody new if nobody is like them. The others are asked about, and never guessed.
 */
export const matchPeople = (sheet: SheetPeople, roster: readonly OnRoster[], answers: Answers): readonly Match[] =>
  new Matching(sheet, roster, answers).matches

/**
 * The mail addresses of the new coaches, by key: the first that their rows give. An address that a coach of the roster or another
 * new coach has stays theirs, since two cannot have one.
 */
export function addressesOfNew(people: readonly SheetPerson[], matches: readonly Match[]): ReadonlyMap<number, string> {
  const addresses = new Map<number, string>()
  const taken = new Set(
    matches.flatMap(({ question }) =>
      (question?.candidates ?? []).flatMap(({ coachId, email }) => (coachId && email ? [email.toLowerCase()] : [])),
    ),
  )
  for (const [at, { email }] of people.entries()) {
    const match = matches[at]
    if (match?.kind !== 'new' || email === '' || addresses.has(match.key) || taken.has(email)) continue
    addresses.set(match.key, email)
    taken.add(email)
  }
  return addresses
}

class Matching {
  readonly matches: Match[] = []
  private readonly sheet: SheetPeople
  private readonly roster: PeopleIndex<OnRoster>
  private readonly answers: Answers

  constructor(sheet: SheetPeople, roster: readonly OnRoster[], answers: Answers) {
    this.sheet = sheet
    this.roster = new PeopleIndex(roster)
    this.answers = answers
    for (const at of sheet.inOrder) {
      const person = sheet.people[at]
      if (person) this.matches[at] = this.match(at, person)
    }
  }

  private match(at: number, person: SheetPerson): Match {
    const found = this.roster.whoIs(person, this.sheet.reads[at])
    const among = this.sheet.among[at] ?? { kind: 'new' }
    const isRivalled = found.kind === 'known' && found.by === 'name' && this.hasRival(found.who.id, among)
    if (found.kind === 'known' && !isRivalled) return known(found.who, null)
    const same = among.kind === 'known' ? this.matches[among.who.at] : undefined
    if (same) return same
    const onRoster = found.kind === 'asked' ? found.candidates : found.kind === 'known' ? [sameName(found.who)] : []
    const candidates = [...onRoster.map(ofRoster), ...(among.kind === 'asked' ? this.ofSheet(among.candidates) : [])]
    const different = candidates.filter(
      (one, index) => candidates.findIndex(({ answer }) => answer === one.answer) === index,
    )
    return different.length === 0 ? { kind: 'new', key: at, question: null } : this.answered(at, person, different)
  }

  /** Whether the sheet gives the coach of a name another mail address elsewhere: both cannot be theirs. */
  private hasRival(coachId: string, among: WhoIs<InSheet>): boolean {
    if (among.kind !== 'asked') return false
    return among.candidates.some(({ who }) => {
      const match = this.matches[who.at]
      return match?.kind === 'known' && match.coachId === coachId && who.email !== ''
    })
  }

  /** Those of the sheet whom somebody may be; who is a coach of the roster already is that coach. */
  private ofSheet(candidates: readonly Candidate<InSheet>[]): readonly MaybeIs[] {
    return candidates.map(({ who: { at, name, email }, reasons }) => {
      const match = this.matches[at]
      if (match?.kind === 'known')
        return { answer: match.coachId, coachId: match.coachId, name: match.name, email: null, row: null, reasons }
      const row = this.sheet.people[at]?.line ?? 0
      return { answer: `row ${row}`, coachId: null, at, name, email, row, reasons }
    })
  }

  private answered(at: number, person: SheetPerson, candidates: readonly MaybeIs[]): Match {
    const answer = this.answers[personKey(person)] ?? ''
    const question = { at, candidates, answer }
    if (answer === 'new') return { kind: 'new', key: at, question }
    if (answer === 'out') return { kind: 'out', question }
    const chosen = candidates.find((one) => one.answer === answer)
    if (chosen?.coachId) return known({ id: chosen.coachId, name: chosen.name }, question)
    const other = chosen?.at === undefined ? undefined : this.matches[chosen.at]
    return other && other.kind !== 'asked' ? { ...other, question } : { kind: 'asked', question }
  }
}

const known = ({ id, name }: Pick<OnRoster, 'id' | 'name'>, question: Match['question']): Match => ({
  kind: 'known',
  coachId: id,
  name,
  question,
})

const sameName = (who: OnRoster): Candidate<OnRoster> => ({ who, reasons: ['the same name'] })

const ofRoster = ({ who: { id, name, email }, reasons }: Candidate<OnRoster>): MaybeIs => ({
  answer: id,
  coachId: id,
  name,
  email,
  row: null,
  reasons,
})
