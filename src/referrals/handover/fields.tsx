import type { JSX } from 'preact'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import type { HandingOver } from './keys/model.ts'
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
export const HandoverFields = ({ form }: { form: Refused }): JSX.Element => (
  <>
    <p class="help">
      Fill in what you know. One thing that leads to the person is enough: a name, a phone number, an address, or where
      it happened.
    </p>
    <Fields of={partnerForm} form={form} only={asked} />
    <details open={form.problems.some(({ field }) => field !== undefined && !asked.includes(field))}>
      <summary>More, if you know it</summary>
      <Fields of={partnerForm} form={form} but={asked} />
    </details>
  </>
)
