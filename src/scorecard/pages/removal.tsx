import type { JSX } from 'preact'
import { dayInWords, isDay } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
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

/** When a small act could not be done: why, and the way back. */
export const NotDonePage = ({
  visit,
  title,
  problems,
  back,
}: {
  visit: Visit
  title: string
  problems: readonly Problem[]
  back: string
}): JSX.Element => (
  <TeamPage visit={visit} title={title} trail={[{ name: 'Scorecard', path: '/scorecard' }]}>
    {problems.map(({ code, message }) => (
      <p key={code} role="alert">
        {message}
      </p>
    ))}
    <p>
      <a href={visit.to(back)}>Back to the page</a>
    </p>
  </TeamPage>
)
