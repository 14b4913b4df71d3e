import { counted } from '../core/counted.ts'
import { type Day, dayInWords } from '../core/day.ts'
import type { ReferralPath, ReferralState } from './facts.ts'

// Neutral words: these stand on screens that somebody beside a coach may see.

export const trail = [{ name: 'Referrals', path: '/referrals' }] as const

/** What a referral is called where its person is not named. */
export const titleOf = ({ receivedOn }: { readonly receivedOn: Day }): string => `Referral of ${dayInWords(receivedOn)}`

/** By what somebody names a referral over the phone: the end of its id. */
export const referenceOf = (id: string): string => id.slice(-8).toUpperCase()

/** The way of a referral, in a word or two, and what it means in a sentence. */
export const pathWords: Readonly<Record<ReferralPath, { readonly name: string; readonly means: string }>> = {
  survivor: { name: 'Outreach', means: 'A coach calls or writes first, and visits only where that does not work.' },
  grief: {
    name: 'Grief support',
    means: 'The person died. Nobody follows them up; their family is offered support if they want it.',
  },
  family: {
    name: 'Family',
    means: 'Family asks for themselves. Nothing about anybody else is told them without that person’s consent.',
  },
  outside: {
    name: 'Outside the area',
    means: 'They stay outside of the zones served. Hand it to the team of their county, then close it.',
  },
  minor: {
    name: 'Under 18',
    means: 'They are under 18. A coordinator decides who speaks with whom; no coach goes out on this alone.',
  },
  incarcerated: { name: 'In jail', means: 'Ask the jail for a visit, or for the day of release, and meet them there.' },
  hospitalized: { name: 'In a hospital', means: 'Meet them at the bedside, once the ward agrees.' },
}

export const stateWords: Readonly<Record<ReferralState, string>> = {
  received: 'waiting',
  accepted: 'accepted',
  assigned: 'handed out',
  attempting: 'being tried',
  reached: 'reached',
  engaged: 'accepted help',
  linked: 'connected',
  'following up': 'followed up',
  closed: 'closed',
}

/** How long until it is due, or since: `due in 5 hours`, `due in 2 days 3 hours`, `overdue by 20 minutes`. */
export function dueInWords(dueAt: Date, now: Date): string {
  const minutes = Math.round((dueAt.getTime() - now.getTime()) / 60_000)
  return minutes >= 0 ? `due in ${stretchInWords(minutes)}` : `overdue by ${stretchInWords(-minutes)}`
}

function stretchInWords(minutes: number): string {
  if (minutes < 60) return counted(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return counted(hours, 'hour')
  const rest = hours % 24
  const days = counted(Math.floor(hours / 24), 'day')
  return rest === 0 ? days : `${days} ${counted(rest, 'hour')}`
}
