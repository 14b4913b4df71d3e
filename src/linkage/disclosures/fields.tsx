import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import type { Option } from '../../core/field.ts'
import type { Refused } from '../../platform/http/route.ts'
import { TickAmong } from '../../platform/ui/form.tsx'
import { type Consent, isShared, ownScopes, purposeIs, scopes, scopeWords } from '../consents/model.ts'
import { consentStanding } from '../consents/rules.ts'

/** What may be ticked to be shared. */
export function WhatFields({ form, own = false }: { form: Refused; own?: boolean }): JSX.Element {
  const problem = form.problems.find(({ field }) => field === 'what')?.message
  return (
    <fieldset id={`${form.idsBegin ?? ''}what`} class={problem ? 'wrong' : undefined}>
      <legend>What is shared</legend>
      {problem && <p class="problem">{problem}</p>}
      {[...scopes, ...(own ? ownScopes : [])].map((one) => (
        <TickAmong key={one} form={form} name="what" value={one} label={scopeWords[one]} />
      ))}
    </fieldset>
  )
}

/** The signed consents in force that a share may cite, by what tells them apart. */
export const toCite = (consents: readonly Consent[], today: Day): readonly Option[] =>
  consents
    .filter((consent) => consentStanding(consent, today) === 'signed')
    .map(({ id, recipient, purpose, untilOn, scope }) => ({
      value: id,
      name: [
        `${recipient ?? ''}: ${purposeIs(purpose)}`,
        scope.map((one) => (isShared(one) ? scopeWords[one] : one)).join(', '),
        untilOn === null ? '' : `until ${dayInWords(untilOn)}`,
      ]
        .filter(Boolean)
        .join('; '),
    }))
