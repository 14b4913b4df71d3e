import type { JSX } from 'preact'
import { Fields, type Said } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import type { HandingOver } from './keys/model.ts'
import { linkWords } from './link/words.ts'
import { partnerForm, usualSource } from './model.ts'

const asked = [
  'source',
  'sender',
  'occurredOn',
  'occurredTime',
  'place',
  'outcome',
  'name',
  'phone',
  'bornOn',
  'isSaidMinor',
]

/** What a form of a partner starts from. */
export const startOf = ({ sector }: HandingOver, sender = '') =>
  typedFrom({ source: usualSource(sector), sender, language: 'en', prefers: 'phone', housing: 'unknown' })

/** What a follow-up needs first, and all else folded away: none of it must be known. */
export const HandoverFields = ({
  form,
  help = linkWords.en.help,
  more = linkWords.en.more,
  said,
}: {
  form: Refused
  help?: string
  more?: string
  said?: Said | undefined
}): JSX.Element => (
  <>
    <p class="help">{help}</p>
    <Fields of={partnerForm} form={form} only={asked} said={said} />
    <details open={form.problems.some(({ field }) => field !== undefined && !asked.includes(field))}>
      <summary>{more}</summary>
      <Fields of={partnerForm} form={form} but={asked} said={said} />
    </details>
  </>
)
