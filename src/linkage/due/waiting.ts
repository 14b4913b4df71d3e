import { counted } from '../../core/counted.ts'
import type { Due } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from '../rules.ts'
import { type Open, openWork, waits } from './store.ts'

/** Follow-ups, silent partners and consents that end, for those who coordinate; a coach has theirs on their own page. */
export const linkageWaiting: Waiting = {
  may: access.set,
  isOfDay: true,
  due: async (tx, today) => linkageDue(await openWork(tx, today)),
}

/** A line for each kind that has something open; one alone leads straight to where it is done. */
export function linkageDue(open: readonly Open[]): readonly Due[] {
  return kinds.flatMap(({ kind, what, why, act }) => {
    const all = open.filter((one) => one.kind === kind)
    const [first] = all
    if (!first) return []
    return [
      {
        what: what(all.length),
        why,
        act,
        href: all.length === 1 ? first.href : `/linkage/due#${kind}`,
        ...(kind === 'follow-up' && { when: 'today' }),
      },
    ]
  })
}

/** The one act for each kind. */
export const actOf: Readonly<Record<Open['kind'], string>> = {
  'follow-up': 'Ask them',
  silent: 'Call the partner',
  consent: 'Ask whether they sign again',
}

const kinds = [
  {
    kind: 'follow-up',
    what: (count: number) => `${counted(count, 'follow-up')} ${count === 1 ? 'is' : 'are'} due`,
    why: 'People are asked how they are before it counts as missed.',
    act: actOf['follow-up'],
  },
  {
    kind: 'silent',
    what: (count: number) => `${counted(count, 'onward referral')} without an answer`,
    why: `The partner has said nothing for ${counted(waits.silentDays, 'day')} or more.`,
    act: actOf.silent,
  },
  {
    kind: 'consent',
    what: (count: number) => `${counted(count, 'consent')} ${count === 1 ? 'ends' : 'end'} soon`,
    why: `Within ${waits.consentDays} days. Nothing more is shared after that.`,
    act: actOf.consent,
  },
] as const
