import type { ComponentChildren, JSX } from 'preact'
import { dayInWords, isDay } from '../../core/day.ts'
import { fieldsOf } from '../../core/field.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden } from '../../platform/ui/form.tsx'
import { Facts, History } from '../../platform/ui/records.tsx'
import { TeamPage, type Trail } from '../../platform/ui/shell.tsx'
import { kinds } from '../kinds.ts'
import type { Kept, Kind, PartnerNamed } from '../model.ts'
import { Lines, Rich } from './pieces.tsx'

/** Asks once before something goes, in words that say what goes and how it comes back. */
export function RemovePage({
  visit,
  title,
  trail,
  form,
  action,
  back,
  version,
  lost,
  shown,
  save,
  history,
}: {
  visit: Visit
  title: string
  trail: Trail
  form: Refused
  action: string
  back: string
  version: number
  /** What will be lost, and for whom. */
  lost: ComponentChildren
  /** The words that go, to be read once more. */
  shown: ComponentChildren
  save: string
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      <div class="entry-going">{shown}</div>
      <p class="entry-lost">{lost}</p>
      <Form form={form} action={visit.to(action)} save={save} danger cancel={visit.to(back)}>
        <Hidden name="version" value={version} />
      </Form>
      <div class="entry-history">
        <History lines={history} />
      </div>
    </TeamPage>
  )
}

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
  return <Facts facts={[...fieldsOf(kinds[kind].schema)].map(([field, { label }]) => [label, shown(field)])} />
}
