import type { JSX } from 'preact'
import { dayInWords, isDay } from '../../core/day.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { kinds } from '../kinds.ts'
import type { Kept, Kind, PartnerNamed } from '../model.ts'
import { Lines, Rich } from './pieces.tsx'

/** All words of one object, to be read once more. */
export function WordsShown<K extends Kind>({
  kind,
  kept,
  partners,
}: {
  kind: K
  kept: Kept<K>
  partners: readonly PartnerNamed[]
}): JSX.Element {
  const values: Readonly<Record<string, unknown>> = { ...kept }
  const isRich = (field: string): boolean => field === 'body' || field === 'claim'
  const shown = (field: string): JSX.Element | string => {
    const value = values[field]
    const text = typeof value === 'string' ? value : ''
    if (text === '') return ''
    if (isDay(text)) return dayInWords(text)
    if (field === 'partnerId') return partners.find((partner) => partner.id === text)?.name ?? 'A partner'
    return isRich(field) ? <Rich text={text} /> : <Lines text={text} />
  }
  return <Facts facts={Object.entries<string>(kinds[kind].labels).map(([field, label]) => [label, shown(field)])} />
}
