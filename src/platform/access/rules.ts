import { ok, type Problem, type Result, refuse } from '../../core/result.ts'
import type { Member, Role } from './model.ts'

const administrator: readonly Role[] = ['administrator']

/** The doors of this room inside an organisation, and who may pass. */
export const access = {
  seePeople: administrator,
  invite: administrator,
  changeMember: administrator,
  changeOrganisation: administrator,
  seeMail: administrator,
} satisfies Readonly<Record<string, readonly Role[]>>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long things of sign-in last, in milliseconds. */
export const lasts = {
  session: 30 * day,
  /** A session nobody used for this long is over. */
  idle: 7 * day,
  mailedLink: 30 * minute,
  invitation: 72 * hour,
  challenge: 5 * minute,
  /** How long after signing in a person may change how they sign in. */
  fresh: hour,
} as const

/** The first administrator starts with an address that no mail reaches, and gives their own later. */
export const placeholderHost = '@localhost'

/** What somebody is told who has to wait for so many seconds. */
export const tooMany = (seconds: number): Problem => {
  const minutes = Math.ceil(seconds / 60)
  return {
    code: 'access.too-many',
    message: `There were too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
  }
}

/** Whether a sign-in at `signedInAt` is recent enough to change how the person signs in. */
export const isFresh = (signedInAt: Date, now: Date): boolean => now.getTime() - signedInAt.getTime() <= lasts.fresh

/** The change of a member's role, `null` to remove them. An organisation keeps at least one administrator. */
export function mayChangeMember(members: readonly Member[], memberId: string, role: Role | null): Result<Member> {
  const member = members.find((each) => each.id === memberId)
  if (!member) return refuse('access.no-member', 'This person does not belong to the organization any more.')
  if (role !== null && (role === 'partner') !== (member.role === 'partner'))
    return refuse(
      'access.of-a-partner',
      'This sign-in is a partner’s own and has no other role. Take it away, then invite the person again.',
      'role',
    )
  const others = members.filter((each) => each.role === 'administrator' && each.id !== memberId)
  if (member.role === 'administrator' && role !== 'administrator' && others.length === 0)
    return refuse(
      'access.last-administrator',
      'This is the only administrator. Make someone else an administrator first.',
      'role',
    )
  return ok(member)
}

/** Whether somebody may be invited: not a member yet. */
export function mayInvite(members: readonly Member[], email: string): Result<string> {
  const known = members.find((member) => member.email === email)
  return known
    ? refuse('access.already-member', `${known.name} belongs to the organization already, as ${known.role}.`, 'email')
    : ok(email)
}

/** The address of an organisation's pages: `taken` are the addresses of the others. Answers it in lower case. */
export function maySlug(typed: string, taken: readonly string[]): Result<string> {
  const slug = typed.trim().toLowerCase()
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(slug) || /--|-$/.test(slug))
    return refuse(
      'access.slug-shape',
      'Address is 2 to 40 letters a to z, digits and single hyphens, and starts with a letter.',
      'slug',
    )
  if (reserved.has(slug) || reservedLooks.has(looksLike(slug)))
    return refuse('access.slug-reserved', 'This address is kept for the program. Choose another.', 'slug')
  if (taken.some((other) => looksLike(other) === looksLike(slug)))
    return refuse('access.slug-taken', 'Another organization has this address, or one that looks like it.', 'slug')
  return ok(slug)
}

// Names of our own pages, and names that a reader would take for ours.
const reserved = new Set(
  `about access account accounts admin administrator api app apply apps assets auth better-off betteroff blog browse calendar cdn certificate
  class classes coach coaches config contact cookies create csv data demo dev docs download downloads edit edition editions embed en es events export
  favicon feed feeds file files fonts form ftp handover help home host https http icon icons images img import index info invitation
  invitations invite js json legal link livez localhost log login logout logs mail me media metrics mobile news oauth
  operator organisation organisations organization organizations partner partners passkey people phone png ping policy post
  postmaster preview print privacy profile public publish readyz register report reports reset robots root rss scorecard search
  security session sessions settings setup share sign-in sign-out sign-up signin signout signup site sitemap staff static stats
  status style styles subscribe support svg system team teams terms test today training undefined unsubscribe upload user users
  version webmail well-known widget worker www xml null new m p`.split(/\s+/),
)

/** One shape for all that look alike: 1 and l and i, 0 and o, rn and m, vv and w; hyphens do not tell names apart. */
const looksLike = (slug: string): string =>
  slug
    .replaceAll('-', '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replace(/[1il]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('5', 's')

const reservedLooks = new Set([...reserved].map(looksLike))

/** Whether an address is the program's own and never an organisation's. */
export const isReserved = (slug: string): boolean => reserved.has(slug)
