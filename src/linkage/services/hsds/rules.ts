import { markOf } from '../../../core/mark.ts'
import { type Need, needs } from '../../../outreach/model.ts'
import type { Service } from '../model.ts'
import { type Held, heldForm, type ReadService } from './model.ts'

export type Field = keyof Held
export const fields = Object.keys(heldForm.shape) as readonly Field[] // the fields of the form

/** A service that is here, with what a directory said of it last, if one did. */
export type Here = Service & {
  readonly hsdsId: string | null
  readonly organizationId: string | null
  readonly said: Held | null
}

/** What would happen with a service of a directory. */
export type Fate = {
  readonly id: string
  readonly read: ReadService
  readonly kind: 'new' | 'changed' | 'same' | 'left out' | 'fault'
  /** Whose it is here; null for a partner that is not here yet. */
  readonly partnerId: string | null
  readonly here: Here | null
  readonly said: Held | null
  readonly changed: readonly Field[]
  /** Fields that were typed or changed by hand here, and of which the file says something else. */
  readonly kept: readonly Field[]
  readonly faults: readonly string[]
}

export type Answers = Readonly<Record<string, Need | ''>>

type Around = {
  readonly here: readonly Here[]
  readonly partners: readonly { readonly id: string; readonly name: string }[]
  /** What its kinds of services help with, as somebody said; '' leaves them out. */
  readonly answers: Answers
  /** Whether the file also counts where something was changed by hand. */
  readonly overrules: boolean
}

/** What would happen with each service of a directory: what was changed by hand stays, unless the file overrules it. */
export function fatesOf(services: readonly ReadService[], around: Around): readonly Fate[] {
  const byId = new Map(around.here.flatMap((one) => [[one.id, one] as const, [one.hsdsId ?? one.id, one] as const]))
  const nameOf = (partner: string, name: string): string => `${partner.toLowerCase()} ${name}`
  const byName = new Map(around.here.map((one) => [nameOf(one.partnerId, one.name), one]))
  const taken = new Map<string, string>()
  const partnerOf = partnersIn(around)
  return services.map((read) => {
    const partnerId = partnerOf(read)
    const whose = partnerId ?? read.organization.name
    const here = byId.get(read.hsdsId) ?? byName.get(nameOf(whose, read.held.name)) ?? null
    const need = read.held.need ?? here?.said?.need ?? here?.need ?? around.answers[read.kind] ?? read.guess
    const fate = {
      id: String(read.line),
      read,
      partnerId,
      here,
      said: null,
      changed: [],
      kept: [],
      faults: read.faults,
    }
    if (read.faults.length > 0) return { ...fate, kind: 'fault' as const }
    if (!need) return { ...fate, kind: 'left out' as const }
    const said = { ...read.held, need }
    const [changed, kept] = here ? differing(here, said, around.overrules) : [[], []]
    const name = nameOf(here?.partnerId ?? whose, kept.includes('name') && here ? here.name : said.name)
    const other = byName.get(name)
    const twice = taken.get(name) ?? (other && other.id !== here?.id ? 'a service that is here' : undefined)
    taken.set(name, `row ${read.line}`)
    if (twice) return { ...fate, kind: 'fault' as const, faults: [`${twice} of this organization has the same name.`] }
    const kind = here === null ? ('new' as const) : changed.length > 0 ? ('changed' as const) : ('same' as const)
    return { ...fate, kind, said, changed, kept }
  })
}

/** An organization is the partner whose services came under its id, or else that of its name. */
function partnersIn({ here, partners }: Around): (read: ReadService) => string | null {
  const byId = new Map(
    here.flatMap((one) => (one.organizationId ? [[one.organizationId, one.partnerId] as const] : [])),
  )
  const byName = new Map(partners.map(({ id, name }) => [name.toLowerCase(), id]))
  const all = new Set(partners.map(({ id }) => id))
  return ({ organization: { hsdsId, name } }) =>
    byId.get(hsdsId) ?? (all.has(hsdsId) ? hsdsId : (byName.get(name.toLowerCase()) ?? null))
}

function differing(here: Here, said: Held, overrules: boolean): readonly [readonly Field[], readonly Field[]] {
  const differs = fields.filter((field) => said[field] !== here[field])
  const follows = (field: Field): boolean => overrules || (here.said !== null && here.said[field] === here[field])
  return [differs.filter(follows), differs.filter((field) => !follows(field))]
}

/** The name of the field of a kind. */
export const kindField = (kind: string): string => `kind-${markOf(kind)}`

/** Kinds of services that are new and that somebody may sort, with what they would help with as it stands. */
export const kindsOf = (fates: readonly Fate[], answers: Answers): readonly { kind: string; need: Need | '' }[] => [
  ...new Map(
    fates
      .filter(({ read, here }) => here === null && read.held.need === null && read.faults.length === 0)
      .map(({ read: { kind, guess } }) => [kind, { kind, need: answers[kind] ?? guess ?? '' }] as const),
  ).values(),
]
export const mostKinds = 200

export const countsOf = (fates: readonly Fate[]) => {
  const of = (kind: Fate['kind']): number => fates.filter((fate) => fate.kind === kind).length
  return {
    new: of('new'),
    changed: of('changed'),
    same: of('same'),
    leftOut: of('left out'),
    fault: of('fault'),
    kept: fates.filter(({ kept }) => kept.length > 0).length,
  }
}

/** What a file brought to a service, and how that stands now. */
export type Line = {
  readonly id: string
  readonly name: string
  readonly was: Held | null
  readonly became: Held
  readonly now: Held
  /** People were sent to it, or a later file says something of it. */
  readonly isUsed: boolean
  /** Nothing else of its partner has the name that it had before. */
  readonly isNameFree: boolean
}

/** Whether a service that came with a file goes with it: nobody used it or changed it since. */
export const goes = ({ was, became, now, isUsed }: Line): boolean =>
  was === null && !isUsed && fields.every((field) => now[field] === became[field])

/** The values that a service gets back when its file is taken back: those that nobody changed since. */
export const givenBack = ({ was, became, now, isNameFree }: Line): Partial<Held> =>
  was === null
    ? {}
    : Object.fromEntries(
        fields.flatMap((field) =>
          was[field] !== became[field] && now[field] === became[field] && (field !== 'name' || isNameFree)
            ? [[field, was[field]]]
            : [],
        ),
      )

export const isNeed = (text: string): text is Need => needs.some((need) => need === text)
/** Courts and police are known by their name, since consents treat them apart; all others are sorted by hand. */
export const isJustice = (name: string): boolean =>
  /\b(police|sheriff|court|probation|parole|jail|detention|district attorney)\b/i.test(name)
